//! How one field is settled between files: taken where all that say anything say the same, else decided or a clash.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::assessment::Assessment;

use super::{Clash, Merged, Said};

/// What files say on one thing: number of the file, key path there, value.
pub(super) type Values<T> = Vec<(usize, String, T)>;

pub(super) struct Merger<'a> {
    pub parts: &'a [&'a Assessment],
    pub prefer: &'a [usize],
    pub merged: Merged,
}

impl<'a> Merger<'a> {
    pub(super) fn new(parts: &'a [&'a Assessment], prefer: &'a [usize]) -> Self {
        Self { parts, prefer, merged: Merged::default() }
    }

    /// What each part says, with its path there.
    pub(super) fn said<T>(&self, get: impl Fn(&'a Assessment) -> Option<(String, T)>) -> Values<T> {
        let numbered = self.parts.iter().enumerate();
        numbered.filter_map(|(number, part)| get(part).map(|(path, value)| (number, path, value))).collect()
    }

    /// The value that all agree on, or that a preferred part says; a clash is noted, and any value given then.
    pub(super) fn settle<T: PartialEq + Clone>(
        &mut self,
        about: &str,
        said: &Values<T>,
        shown: impl Fn(&T) -> String,
    ) -> Option<T> {
        let (_, _, first) = said.first()?;
        if said.iter().all(|(_, _, value)| value == first) {
            return Some(first.clone());
        }
        let decider = self.decider(said);
        self.clash(about, said, shown, decider.is_some());
        let chosen = said.iter().find(|(part, ..)| decider.is_none_or(|decider| decider == *part));
        chosen.map(|(_, _, value)| value.clone())
    }

    /// The preferred part that says anything on it.
    pub(super) fn decider<T>(&self, said: &Values<T>) -> Option<usize> {
        self.prefer.iter().copied().find(|wanted| said.iter().any(|(part, ..)| part == wanted))
    }

    pub(super) fn clash<T>(
        &mut self,
        about: &str,
        said: &Values<T>,
        shown: impl Fn(&T) -> String,
        decided: bool,
    ) {
        let clash = clash(about, said, shown);
        if decided { self.merged.decided.push(clash) } else { self.merged.clashes.push(clash) }
    }

    /// A field that stands at the same path in every part.
    pub(super) fn field<T: PartialEq + Clone>(
        &mut self,
        path: &str,
        get: impl Fn(&'a Assessment) -> Option<T>,
        shown: impl Fn(&T) -> String,
    ) -> Option<T> {
        let said = self.said(|part| Some((path.to_owned(), get(part)?)));
        self.settle(&format!("`{path}`"), &said, shown)
    }

    /// A text at the same path in every part.
    pub(super) fn text(
        &mut self,
        path: &str,
        get: impl Fn(&'a Assessment) -> Option<String>,
    ) -> Option<String> {
        self.field(path, get, |text| quoted(text))
    }

    /// A list at the same path in every part; an empty one says nothing.
    pub(super) fn list(
        &mut self,
        path: &str,
        get: impl Fn(&'a Assessment) -> Option<Vec<String>>,
    ) -> Vec<String> {
        let given = |part| get(part).filter(|list| !list.is_empty());
        self.field(path, given, |list| quoted(&list.join(", "))).unwrap_or_default()
    }

    /// The entries of a map, each settled by itself.
    pub(super) fn map<K: Ord + Clone + ToString + 'a, V: PartialEq + Clone + 'a>(
        &mut self,
        path: &str,
        get: impl Fn(&'a Assessment) -> &'a BTreeMap<K, V>,
        shown: impl Fn(&V) -> String,
    ) -> BTreeMap<K, V> {
        let keys: BTreeSet<&K> = self.parts.iter().flat_map(|part| get(part).keys()).collect();
        let mut entries = BTreeMap::new();
        for key in keys {
            let path = format!("{path}/{}", key.to_string());
            let value = self.field(&path, |part| get(part).get(key).cloned(), &shown);
            entries.extend(value.map(|value| (key.clone(), value)));
        }
        entries
    }

    /// A field in which parts of one assessment cannot differ.
    pub(super) fn stranger<T: PartialEq + Clone + ToString>(
        &mut self,
        about: &str,
        path: &str,
        get: impl Fn(&'a Assessment) -> Option<T>,
    ) -> Option<T> {
        let said = self.said(|part| Some((path.to_owned(), get(part)?)));
        let first = said.first().map(|(_, _, value)| value.clone());
        self.same_or_stranger(about, said, |value| format!("`{}`", value.to_string()));
        first
    }

    pub(super) fn same_or_stranger<T: PartialEq>(
        &mut self,
        about: &str,
        said: Values<T>,
        shown: impl Fn(&T) -> String,
    ) {
        if said.windows(2).any(|pair| pair[0].2 != pair[1].2) {
            self.merged.strangers.push(clash(about, &said, shown));
        }
    }
}

fn clash<T>(about: &str, said: &Values<T>, shown: impl Fn(&T) -> String) -> Clash {
    let said =
        said.iter().map(|(part, path, value)| Said { part: *part, path: path.clone(), shown: shown(value) });
    Clash { about: about.to_owned(), said: said.collect() }
}

/// Everything in the lists once: the longest list as it is, then what others add. The order of the lists changes nothing.
pub(super) fn ordered_union<'a, T: Ord + Clone + 'a>(lists: impl Iterator<Item = &'a [T]>) -> Vec<T> {
    let mut lists: Vec<&[T]> = lists.collect();
    lists.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut union: Vec<T> = Vec::new();
    for entry in lists.into_iter().flatten() {
        if !union.contains(entry) {
            union.push(entry.clone());
        }
    }
    union
}

/// A text on one line, with its end left out where it is long.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 80;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // texts that differ only in white space must not look the same
    let line = if line == text { line } else { format!("{text:?}").trim_matches('"').to_owned() };
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("`{}…`", &line[..end]),
        None => format!("`{line}`"),
    }
}
