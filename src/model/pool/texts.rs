//! A column of slugs: each distinct one once, and for every row which of them it holds.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

/// Texts of a column. A million rows of one sector are a million small numbers and one word.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// For every row 0 where it says nothing, else 1 + the place of its word.
    codes: Vec<u32>,
    words: Words,
}

impl Texts {
    /// So many rows that say nothing.
    #[must_use]
    pub fn empty(rows: usize) -> Self {
        Self { codes: vec![0; rows], words: Words::default() }
    }

    /// So many rows that all say the same.
    #[must_use]
    pub fn same(text: &str, rows: usize) -> Self {
        let mut words = Words::default();
        let code = words.code(text);
        Self { codes: vec![code; rows], words }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether no row says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.iter().all(|code| *code == 0)
    }

    /// What a row says.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        self.word(*self.codes.get(row)?)
    }

    /// For every row a number that is the same in rows that say the same; 0 where a row says nothing, and never above
    /// [`Self::words`]. The numbers say nothing of the order of the words.
    #[must_use]
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// How many distinct words there are, those among them that no row holds any longer.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words.ends.len()
    }

    /// The word of a code; nothing for 0.
    #[must_use]
    pub fn word(&self, code: u32) -> Option<&str> {
        self.words.get(code)
    }

    /// Adds a row.
    pub fn push(&mut self, text: Option<&str>) {
        let code = text.map_or(0, |text| self.words.code(text));
        self.codes.push(code);
    }

    /// Adds the rows of another column.
    pub fn append(&mut self, other: &Self) {
        let codes: Vec<u32> = (0..=other.words())
            .map(|code| other.word(code as u32).map_or(0, |word| self.words.code(word)))
            .collect();
        self.codes.extend(other.codes.iter().map(|code| codes[*code as usize]));
    }

    /// These rows in this order; words that none of them holds are gone.
    #[must_use]
    pub fn chosen(&self, rows: &[usize]) -> Self {
        let mut chosen = Self::default();
        let mut codes = vec![0; self.words() + 1];
        for row in rows {
            let old = self.codes[*row];
            if let Some(word) = self.word(old).filter(|_| codes[old as usize] == 0) {
                codes[old as usize] = chosen.words.code(word);
            }
            chosen.codes.push(codes[old as usize]);
        }
        chosen
    }

    /// A row no longer says anything.
    pub(super) fn blank(&mut self, row: usize) {
        if let Some(code) = self.codes.get_mut(row) {
            *code = 0;
        }
    }
}

impl PartialEq for Texts {
    /// Whether the rows say the same, however they are numbered inside.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (0..self.len()).all(|row| self.get(row) == other.get(row))
    }
}

/// Distinct words in one piece of memory, found again by their hash.
#[derive(Debug, Clone, Default)]
struct Words {
    text: String,
    /// Where each word ends.
    ends: Vec<usize>,
    /// From a hash to its word; never gone through in its order.
    index: HashMap<u64, u32>,
}

impl Words {
    fn get(&self, code: u32) -> Option<&str> {
        let place = (code as usize).checked_sub(1)?;
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        self.text.get(start..*self.ends.get(place)?)
    }

    /// The code of a word, a new one where it was not there yet.
    fn code(&mut self, word: &str) -> u32 {
        let mut hasher = DefaultHasher::new();
        hasher.write(word.as_bytes());
        let mut key = hasher.finish();
        // two words of one hash stand at neighbouring keys
        while let Some(code) = self.index.get(&key) {
            if self.get(*code) == Some(word) {
                return *code;
            }
            key = key.wrapping_add(1);
        }
        self.text.push_str(word);
        self.ends.push(self.text.len());
        let code = u32::try_from(self.ends.len()).expect("a table has fewer than 2^32 rows");
        self.index.insert(key, code);
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(values: &[Option<&str>]) -> Texts {
        let mut texts = Texts::default();
        values.iter().for_each(|value| texts.push(*value));
        texts
    }

    #[test]
    fn a_word_stands_once_and_rows_know_it_by_number() {
        let texts = of(&[Some("finance"), None, Some("health"), Some("finance"), Some("")]);
        assert_eq!(texts.codes(), [1, 0, 2, 1, 3]);
        assert_eq!(
            (texts.words(), texts.word(2), texts.word(0), texts.word(4)),
            (3, Some("health"), None, None)
        );
        assert_eq!((texts.get(4), texts.get(5)), (Some(""), None));
        assert_eq!(texts.chosen(&[2, 1]).words(), 1, "what no row holds is not carried along");
    }

    proptest! {
        #[test]
        fn it_says_what_a_list_of_texts_would(
            one in prop::collection::vec(prop::option::of("[a-c]{0,2}"), 0..40),
            other in prop::collection::vec(prop::option::of("[b-d]{0,2}"), 0..40),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        ) {
            let read = |texts: &Texts| -> Vec<Option<String>> {
                (0..texts.len()).map(|row| texts.get(row).map(str::to_owned)).collect()
            };
            let both: Vec<Option<String>> = one.iter().chain(&other).cloned().collect();
            let build = |values: &[Option<String>]| {
                of(&values.iter().map(Option::as_deref).collect::<Vec<_>>())
            };
            let mut texts = build(&one);
            texts.append(&build(&other));
            prop_assert_eq!(read(&texts), both.clone());
            prop_assert_eq!(&texts, &build(&both));
            if !both.is_empty() {
                let rows: Vec<usize> = picks.iter().map(|pick| pick.index(both.len())).collect();
                let chosen: Vec<Option<String>> = rows.iter().map(|row| both[*row].clone()).collect();
                prop_assert_eq!(read(&texts.chosen(&rows)), chosen);
            }
        }
    }
}
