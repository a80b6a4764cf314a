//! The questionnaire as data: domains, aspects, items.

use std::collections::BTreeMap;

/// References of an item or aspect into other frameworks: framework key (`soc_cmm`, `nist_csf`, …) to ids there.
pub type Crosswalk = BTreeMap<String, Vec<String>>;

/// A questionnaire: what is asked, with anchors for every level. Nothing about its content is in code.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Instrument {
    /// `soc-core`, `soc-ai`, `soc-cmm`, or a user's own.
    pub id: String,
    /// Compared as text: `1`, `2.4.2`.
    pub version: String,
    pub title: String,
    pub summary: String,
    /// SPDX expression under which its texts may be used.
    pub licence: String,
    /// Who wrote the texts and what must be said when they are quoted; none for our own.
    pub attribution: Option<String>,
    /// What the crosswalk refers to.
    pub sources: Vec<CrosswalkSource>,
    pub domains: Vec<Domain>,
    /// Present only in an instrument that classifies AI adoption.
    pub adoption: Option<AdoptionRules>,
}

/// A framework that a crosswalk refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct CrosswalkSource {
    /// The key used in crosswalks, such as `nist_csf`.
    pub key: String,
    pub title: String,
    pub version: String,
    pub year: i16,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Domain {
    pub id: String,
    pub name: String,
    /// Whether it is one of the headline three (people, process, technology).
    pub headline: bool,
    pub about: String,
    pub aspects: Vec<Aspect>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Aspect {
    pub id: String,
    pub name: String,
    pub about: String,
    /// Minutes that an honest answer to all its items takes.
    pub minutes: Option<u32>,
    pub crosswalk: Crosswalk,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Stable and never reused: `people.training.plan`, `b4.6`.
    pub id: String,
    /// Part of the quick scan.
    pub quick: bool,
    pub question: String,
    pub why: String,
    pub kind: ItemKind,
    /// What would prove levels 3 and above.
    pub evidence: Vec<EvidenceHint>,
    pub crosswalk: Crosswalk,
}

/// What an item asks for, and what its answer feeds.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// 1..=5, feeds maturity (0..=5). Five anchors, or none where the source has no guidance.
    Maturity { anchors: Vec<String> },
    /// 1..=5 or not required, feeds capability (0..=3).
    Capability { anchors: Vec<String> },
    /// Which parts are present; feeds no score, shown beside the item that it informs.
    Elements { informs: Option<String>, elements: Vec<Choice> },
    /// Profile and context only. `field` is its key in the `ai:` block of an assessment.
    Fact { field: String, answer: FactAnswer, choices: Vec<Choice> },
}

impl ItemKind {
    /// The word used in files: `maturity`, `capability`, `elements`, `fact`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Maturity { .. } => "maturity",
            Self::Capability { .. } => "capability",
            Self::Elements { .. } => "elements",
            Self::Fact { .. } => "fact",
        }
    }

    /// The five anchors of a scored item; empty for the other kinds and where the source has none.
    #[must_use]
    pub fn anchors(&self) -> &[String] {
        match self {
            Self::Maturity { anchors } | Self::Capability { anchors } => anchors,
            Self::Elements { .. } | Self::Fact { .. } => &[],
        }
    }

    /// Whether answers 1..=5 are given.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        matches!(self, Self::Maturity { .. } | Self::Capability { .. })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactAnswer {
    Choice,
    Choices,
    Number,
    Text,
}

impl FactAnswer {
    pub const ALL: &'static [Self] = &[Self::Choice, Self::Choices, Self::Number, Self::Text];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Number => "number",
            Self::Text => "text",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub id: String,
    pub label: String,
}

/// A kind of document or record that would prove an answer, and the document rules that it must satisfy.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceHint {
    /// `policy`, `sop`, `playbook`, `runbook`, `plan`, `standard`, `register`, `record`, `report`, `setting`, `detection`.
    pub kind: String,
    pub shows: String,
    pub rules: Vec<String>,
}

/// How an AI instrument turns its aspects and the inventory into an archetype; all thresholds are data.
#[derive(Debug, Clone, PartialEq)]
pub struct AdoptionRules {
    /// Aspect ids of the three separators.
    pub lifecycle: String,
    pub knowledge: String,
    pub governance: String,
    /// Aspects of adoption practice, in order of display.
    pub practice: Vec<String>,
    pub customisation: String,
    pub data_and_evaluation: String,
    pub outcomes: String,
    /// Weight of a capability in production, and in pilot; everything else weighs 0.
    pub production_weight: u32,
    pub pilot_weight: u32,
    /// A share of at least 1/divisor of the weight gives the label.
    pub share_divisor: u32,
    /// Hundredths of a score, like all thresholds below.
    pub shaper_practice: i64,
    pub builder_practice: i64,
    pub second_wave: i64,
    pub ahead_of_maturity: i64,
    /// Percent by which a measured outcome must move to count as moved.
    pub outcome_change: u32,
    /// Comparable outcomes that are needed before they are set beside perceived value.
    pub outcomes_needed: usize,
}

impl Instrument {
    /// `soc-core@3`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// Every aspect with its domain, in order.
    pub fn aspects(&self) -> impl Iterator<Item = (&Domain, &Aspect)> {
        self.domains.iter().flat_map(|domain| domain.aspects.iter().map(move |aspect| (domain, aspect)))
    }

    /// Every item with its aspect, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Aspect, &Item)> {
        self.aspects().flat_map(|(_, aspect)| aspect.items.iter().map(move |item| (aspect, item)))
    }

    /// The item of that id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().map(|(_, item)| item).find(|item| item.id == id)
    }

    /// The aspect of that id.
    #[must_use]
    pub fn aspect(&self, id: &str) -> Option<&Aspect> {
        self.aspects().map(|(_, aspect)| aspect).find(|aspect| aspect.id == id)
    }
}
