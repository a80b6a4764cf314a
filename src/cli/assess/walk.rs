//! Which question comes next, and what a key means. No terminal is needed to know either.

use crate::model::assessment::{Answer, AnswerValue, Assessment};
use crate::model::instrument::{Instrument, Item, ItemKind};

/// A question, and where it belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'i> {
    pub domain: &'i str,
    pub aspect: &'i str,
    pub item: &'i Item,
}

/// The questions in scope, in the order of the questionnaires: all that are scored, or those of the quick scan (of a
/// questionnaire without one, all).
pub(super) fn questions<'i>(
    instruments: &'i [Instrument],
    assessment: &Assessment,
    quick: bool,
) -> Vec<Asked<'i>> {
    let mut questions = Vec::new();
    for instrument in instruments {
        let has_quick = instrument.items().any(|(_, item)| item.quick);
        for (domain, aspect) in instrument.aspects() {
            if [&domain.id, &aspect.id].iter().any(|id| assessment.exclude.contains(id)) {
                continue;
            }
            let items = aspect.items.iter().filter(|item| item.kind.is_scored());
            questions.extend(items.filter(|item| item.quick || !quick || !has_quick).map(|item| Asked {
                domain: &domain.name,
                aspect: &aspect.name,
                item,
            }));
        }
    }
    questions
}

/// What a question whose subject the SOC does not have is answered with.
pub(super) fn not_needed(item: &Item) -> AnswerValue {
    match item.kind {
        ItemKind::Capability { .. } => AnswerValue::NotRequired,
        _ => AnswerValue::NotApplicable,
    }
}

/// The words for it.
pub(super) fn not_needed_words(item: &Item) -> &'static str {
    match item.kind {
        ItemKind::Capability { .. } => "not required",
        _ => "not applicable",
    }
}

/// An answer in a few words; none where the question is open.
pub(super) fn in_words(answer: &Answer) -> Option<String> {
    match answer.value.as_ref()? {
        AnswerValue::Level(level) => Some(level.to_string()),
        AnswerValue::NotRequired => Some("not required".to_owned()),
        AnswerValue::NotApplicable => Some("not applicable".to_owned()),
        AnswerValue::Present(present) => Some(present.join(", ")),
    }
}

/// A walk through the questions: it begins at the first open one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Walk {
    open: Vec<bool>,
    at: usize,
}

impl Walk {
    /// Over questions of which these are open.
    pub(super) fn over(open: Vec<bool>) -> Self {
        let at = open.iter().position(|open| *open).unwrap_or(open.len());
        Self { open, at }
    }

    /// The question to ask; none at the end.
    pub(super) fn at(&self) -> Option<usize> {
        (self.at < self.open.len()).then_some(self.at)
    }

    /// How many are answered.
    pub(super) fn answered(&self) -> usize {
        self.open.iter().filter(|open| !**open).count()
    }

    /// How many there are.
    pub(super) fn all(&self) -> usize {
        self.open.len()
    }

    /// Says whether a question is open now.
    pub(super) fn set_open(&mut self, at: usize, open: bool) {
        if let Some(known) = self.open.get_mut(at) {
            *known = open;
        }
    }

    /// To the next open question; to the end where none follows.
    pub(super) fn next_open(&mut self) {
        let behind = (self.at + 1).min(self.open.len());
        let next = self.open[behind..].iter().position(|open| *open);
        self.at = next.map_or(self.open.len(), |next| behind + next);
    }

    /// Without an answer: past an open question to the next open one, past an answered one to the one behind it.
    pub(super) fn pass(&mut self) {
        match self.open.get(self.at) {
            Some(false) => self.at += 1,
            _ => self.next_open(),
        }
    }

    /// To the question before, answered or not; the first stays.
    pub(super) fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }
}

/// What was typed at a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Level(u8),
    /// Not applicable, or not required.
    NotNeeded,
    Note,
    /// The answer is taken back.
    Clear,
    /// Nothing: read on, or go on.
    Pass,
    Back,
    /// The question again, from its beginning.
    Again,
    Quit,
}

/// What is typed means, or why it means nothing.
pub(super) fn key(typed: &str) -> Result<Key, String> {
    match typed.trim().to_lowercase().as_str() {
        "" | "s" | "skip" => Ok(Key::Pass),
        level @ ("1" | "2" | "3" | "4" | "5") => Ok(Key::Level(level.as_bytes()[0] - b'0')),
        "n" | "na" | "n/a" => Ok(Key::NotNeeded),
        "t" | "note" => Ok(Key::Note),
        "c" | "clear" => Ok(Key::Clear),
        "b" | "back" => Ok(Key::Back),
        "?" | "h" | "help" => Ok(Key::Again),
        "q" | "quit" | "exit" => Ok(Key::Quit),
        _ => Err("No answer here: type 1 to 5, or a letter named below.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_resumes_at_the_first_open_question_and_passes_what_is_answered() {
        let mut walk = Walk::over(vec![false, true, false, true, true]);
        assert_eq!((walk.at(), walk.answered(), walk.all()), (Some(1), 2, 5));
        walk.set_open(1, false);
        walk.next_open();
        assert_eq!(walk.at(), Some(3));
        walk.pass();
        assert_eq!(walk.at(), Some(4), "skipped and still open");
        walk.pass();
        assert_eq!(walk.at(), None);
        walk.back();
        walk.back();
        walk.back();
        assert_eq!(walk.at(), Some(2), "back also shows what is answered");
        walk.pass();
        assert_eq!(walk.at(), Some(3), "an answered question is passed by one");
        (0..9).for_each(|_| walk.back());
        assert_eq!(walk.at(), Some(0));
    }

    #[test]
    fn nothing_open_or_nothing_asked_is_the_end_at_once() {
        assert_eq!(Walk::over(vec![false, false]).at(), None);
        let mut none = Walk::over(Vec::new());
        none.next_open();
        none.pass();
        none.back();
        assert_eq!(none.at(), None);
    }

    #[test]
    fn keys_mean_what_they_say() {
        assert_eq!(key(" 3 "), Ok(Key::Level(3)));
        assert_eq!(key("N"), Ok(Key::NotNeeded));
        assert_eq!(key(""), Ok(Key::Pass));
        assert_eq!(key("b"), Ok(Key::Back));
        for wrong in ["0", "6", "33", "3.5", "x", "３"] {
            assert!(key(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_scored_questions_in_scope_are_asked() {
        let item = |id: &str, quick, kind| Item {
            id: id.to_owned(),
            quick,
            question: String::new(),
            why: String::new(),
            kind,
            evidence: Vec::new(),
            crosswalk: Default::default(),
        };
        let maturity = || ItemKind::Maturity { anchors: Vec::new() };
        let aspect = |id: &str, items| crate::model::instrument::Aspect {
            id: id.to_owned(),
            name: id.to_owned(),
            about: String::new(),
            minutes: None,
            crosswalk: Default::default(),
            items,
        };
        let one = Instrument {
            domains: vec![crate::model::instrument::Domain {
                id: "d".into(),
                name: "D".into(),
                headline: false,
                about: String::new(),
                aspects: vec![
                    aspect(
                        "d.a",
                        vec![
                            item("quick", true, maturity()),
                            item("list", false, ItemKind::Elements { informs: None, elements: Vec::new() }),
                            item("more", false, ItemKind::Capability { anchors: Vec::new() }),
                        ],
                    ),
                    aspect("d.out", vec![item("out", true, maturity())]),
                ],
            }],
            ..Instrument::default()
        };
        let assessment = Assessment { exclude: vec!["d.out".into()], ..Assessment::default() };
        let ids = |quick| -> Vec<String> {
            let found = questions(std::slice::from_ref(&one), &assessment, quick);
            found.into_iter().map(|asked| asked.item.id.clone()).collect()
        };
        assert_eq!(ids(true), ["quick"]);
        assert_eq!(ids(false), ["quick", "more"]);
    }
}
