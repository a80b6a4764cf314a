//! One SOC at one date: what was answered, by whom, for which scope and targets.

use std::collections::BTreeMap;

use super::adoption::AiFacts;
use super::date::Date;

/// An assessment as its file says it; answers keep no order, the instrument has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assessment {
    /// Instruments pinned, in order; the first that is no AI instrument gives the domains and the overall score.
    pub instruments: Vec<InstrumentRef>,
    pub soc: SocProfile,
    pub details: Details,
    pub targets: Targets,
    /// Aspect or domain ids that are out of scope.
    pub exclude: Vec<String>,
    pub answers: BTreeMap<String, Answer>,
    /// Remarks on aspects and on elements that have no answer of their own.
    pub notes: BTreeMap<String, String>,
    pub ai: Option<AiFacts>,
    /// What an official workbook holds beyond that.
    pub workbook: Option<WorkbookExtras>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstrumentRef {
    pub id: String,
    pub version: String,
}

/// Who the SOC is, in slugs that cohorts can share (`finance`, `10-50`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SocProfile {
    pub id: Option<String>,
    pub name: Option<String>,
    pub sector: Option<String>,
    pub region: Option<String>,
    pub model: Option<String>,
    pub size_fte: Option<String>,
    pub organisation_fte: Option<String>,
    /// Years of operation.
    pub years: Option<f64>,
}

/// When, how and why the assessment was made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    pub date: Option<Date>,
    /// `baseline`, `follow-up`, … as the file says.
    pub kind: Option<String>,
    /// `self`, `guided`, `third-party`.
    pub style: Option<String>,
    pub assessors: Vec<String>,
    pub purpose: Option<String>,
}

/// Targets in hundredths: maturity 0..=500, capability 0..=300.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Targets {
    pub overall: Option<i64>,
    pub domains: BTreeMap<String, i64>,
    pub capability: BTreeMap<String, i64>,
}

/// One entry under `answers:`. Every part is optional: a workbook may weight an item that nobody answered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    pub value: Option<AnswerValue>,
    pub importance: Option<Importance>,
    pub confidence: Option<Confidence>,
    pub note: Option<String>,
    pub evidence: Vec<EvidenceRef>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum AnswerValue {
    /// 1..=5.
    Level(u8),
    /// Capability items only: the SOC does not need it.
    NotRequired,
    /// Maturity items: the question does not fit this SOC; the note says why.
    NotApplicable,
    /// The elements that are present.
    Present(Vec<String>),
}

/// How much an item weighs inside its aspect: factors 0, 0.5, 1, 2, 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Importance {
    None,
    Low,
    #[default]
    Normal,
    High,
    Critical,
}

impl Importance {
    /// All of them, from the least.
    pub const ALL: [Self; 5] = [Self::None, Self::Low, Self::Normal, Self::High, Self::Critical];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// Twice the factor, so that it is a whole number: 0, 1, 2, 4, 8.
    #[must_use]
    pub fn half_weight(self) -> u32 {
        match self {
            Self::None => 0,
            Self::Low => 1,
            Self::Normal => 2,
            Self::High => 4,
            Self::Critical => 8,
        }
    }

    /// 1 (none) to 5 (critical), as official workbooks count.
    #[must_use]
    pub fn ordinal(self) -> u8 {
        self as u8 + 1
    }

    /// The importance of a workbook's 1..=5.
    #[must_use]
    pub fn from_ordinal(ordinal: i64) -> Option<Self> {
        usize::try_from(ordinal - 1).ok().and_then(|i| Self::ALL.get(i).copied())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    Low,
    Medium,
    High,
}

impl Confidence {
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Evidence named beside an answer; nothing here was looked at yet.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceRef {
    pub source: EvidenceSource,
    pub heading: Option<String>,
    pub attested: Option<Attestation>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceSource {
    /// A path relative to the assessment file.
    Path(String),
    Url(String),
}

/// Someone other than the person who answered looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// A role, not a person's name.
    pub by: String,
    pub on: Date,
}

/// What an official workbook holds that has no field of its own; kept so that its own figures can be recomputed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WorkbookExtras {
    pub version: String,
    /// `basic` or `advanced`.
    pub edition: String,
    /// Profile texts byte for byte, by field name.
    pub profile: BTreeMap<String, String>,
    /// Yes/No support questions (true is yes), by the number that the user sees with the aspect's letter (`m1.3.1`); absent: left empty.
    pub support: BTreeMap<String, bool>,
    /// The level of an own methodology that overrides service S 2.
    pub own_methodology: Option<OwnMethodology>,
    /// Scope cells that hold neither 1 nor 2, by aspect id.
    pub scope_cells: BTreeMap<String, i64>,
    /// Answers on rows that no control reaches (legacy service S 7), by row of the output sheet.
    pub rows: BTreeMap<u32, i64>,
    /// The remark on external staff; mirrored nowhere, not scored.
    pub external_staff: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct OwnMethodology {
    /// The switch: whether an own methodology is said to be in use.
    pub in_use: bool,
    pub name: Option<String>,
    /// 0..=5 as typed, kept as decimal text so that nothing is lost; `error` where it is text.
    pub level: Option<String>,
}
