//! How a practice stands in one SOC: which of its raises are open, what it waits for, which variant of it fits.

use super::practice::{Practice, Raise, Threshold};

/// A practice beside the answers of a SOC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeStanding {
    pub practice: Practice,
    /// Each raise with where the SOC stands.
    pub raises: Vec<(Raise, RaiseState)>,
    /// Practices that come before, with their titles and whether the answers already show what they lead to.
    pub after: Vec<(String, String, bool)>,
    /// Levels that are needed, each with the answer that was given; none where it is open or does not count.
    pub thresholds: Vec<(Threshold, Option<u8>)>,
    /// Which variant the size of the SOC asks for; none where the file does not say how large it is.
    pub size: Option<Size>,
}

/// Where an item stands against a raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RaiseState {
    /// The level is below the end and not below the start. `assumed`: nothing was answered, so it is taken for 1.
    Open { level: u8, assumed: bool },
    /// The level is below the start: something else leads there first.
    NotYet { level: u8, assumed: bool },
    /// The end is reached.
    Reached { level: u8 },
    /// The item is out of scope, not applicable, without weight, or of no pinned questionnaire.
    NotCounted,
}

impl RaiseState {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::NotYet { .. } => "not_yet",
            Self::Reached { .. } => "reached",
            Self::NotCounted => "not_counted",
        }
    }
}

/// The sizes for which a practice may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Fewer than 10 people.
    Small,
    /// 10 to 50 people: the practice as it is written.
    Middle,
    /// More than 50 people.
    Large,
}

impl Size {
    /// The size behind a value of `soc.size_fte`; none for a value that is none of the list's.
    #[must_use]
    pub fn of(size_fte: &str) -> Option<Self> {
        match size_fte {
            "1-5" | "5-10" => Some(Self::Small),
            "10-50" => Some(Self::Middle),
            "50-100" | "100+" => Some(Self::Large),
            _ => None,
        }
    }
}

/// A practice that takes an item further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raising {
    pub practice: String,
    pub title: String,
    pub from: u8,
    pub to: u8,
}

/// The practices that raise an item, from that level only where one is given; by where they begin and end, then by id.
#[must_use]
pub fn raising(item: &str, level: Option<u8>, practices: &[Practice]) -> Vec<Raising> {
    let mut found: Vec<Raising> = practices
        .iter()
        .flat_map(|practice| practice.raises.iter().map(move |raise| (practice, raise)))
        .filter(|(_, raise)| raise.item == item && level.is_none_or(|at| raise.from <= at && at < raise.to))
        .map(|(practice, raise)| Raising {
            practice: practice.id.clone(),
            title: practice.title.clone(),
            from: raise.from,
            to: raise.to,
        })
        .collect();
    found.sort_by(|a, b| (a.from, a.to, &a.practice).cmp(&(b.from, b.to, &b.practice)));
    found
}
