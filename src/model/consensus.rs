//! Several assessments of one SOC and date made into one: how far they agree, and what was settled how.

use super::assessment::{AnswerValue, Assessment};

/// The assessment that several assessors come to, and what stands behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Consensus {
    /// In the order in which their files were named.
    pub assessors: Vec<Assessor>,
    pub merged: Assessment,
    /// Every domain of the pinned questionnaires that asks for levels, in their order.
    pub domains: Vec<DomainAgreement>,
    /// Questions to be talked about: the widest first, then in order of the questionnaires.
    pub workshop: Vec<FarApart>,
    /// Everything else that was said differently, in order of what it is about.
    pub settled: Vec<Settled>,
}

/// One of the assessments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    /// `A`, `B`, …
    pub letter: String,
    /// The file as the user named it.
    pub file: String,
    /// Who assessed, as the file says.
    pub roles: Vec<String>,
    /// What notes are signed with: the roles where they tell the assessors apart, else the file.
    pub name: String,
}

/// How far the assessors agree on one domain.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainAgreement {
    /// The questionnaire, `soc-core@3`.
    pub instrument: String,
    pub id: String,
    pub name: String,
    /// How many of them gave a level here.
    pub assessors: usize,
    /// Questions with a level from at least two of them.
    pub shared: usize,
    /// Shared questions on which all levels are the same.
    pub unanimous: usize,
    /// Shared questions with levels that differ by [`FAR`] or more.
    pub far_apart: usize,
    /// Krippendorff's alpha for ordered levels, or why there is none.
    pub alpha: Result<f64, NoAlpha>,
}

/// Levels between two answers from which on a question is for the workshop.
pub const FAR: u8 = 2;

/// Shared questions below which alpha would be noise.
pub const FEWEST_SHARED: usize = 10;

/// Why agreement cannot be put into a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAlpha {
    OneAssessor,
    FewShared,
    NoExpectedDisagreement,
}

impl NoAlpha {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OneAssessor => "one_assessor",
            Self::FewShared => "few_shared",
            Self::NoExpectedDisagreement => "no_expected_disagreement",
        }
    }
}

/// A question with levels that differ by [`FAR`] or more.
#[derive(Debug, Clone, PartialEq)]
pub struct FarApart {
    pub item: String,
    pub question: String,
    /// The aspect's name.
    pub aspect: String,
    pub domain: String,
    /// One an assessor, in their order; none where there is no answer that counts.
    pub answers: Vec<Option<AnswerValue>>,
    pub spread: u8,
    /// The answer that the merged assessment has.
    pub kept: Option<AnswerValue>,
}

/// How something that the assessors say differently was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Level or not applicable: what most say, the levels where as many say one as the other.
    Applies,
    /// Present is what more than half say.
    Present,
    /// The median, the lower of the two middle ones.
    Median,
    /// Out of scope is what more than half take out.
    Scope,
    /// What the first file says that says anything.
    First,
}

impl Rule {
    /// All of them, in order of display.
    pub const ALL: [Self; 5] = [Self::Applies, Self::Present, Self::Median, Self::Scope, Self::First];

    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Applies => "applies",
            Self::Present => "present",
            Self::Median => "median",
            Self::Scope => "scope",
            Self::First => "first",
        }
    }
}

/// Something that the assessors say differently, apart from levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub rule: Rule,
    /// Where it stands in an assessment: `soc.sector`, `answers.people.training.plan.importance`.
    pub subject: String,
    /// One an assessor, in their order; none where nothing is said.
    pub said: Vec<Option<String>>,
    pub kept: Option<String>,
}
