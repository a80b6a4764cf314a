//! A consensus as JSON, `socmark/consensus/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::assessment::AnswerValue;
use crate::model::consensus::{Assessor, Consensus, DomainAgreement, FarApart, NoAlpha, Settled};
use crate::model::instrument::Instrument;
use crate::model::score::four_decimals;

/// How far several assessors of one SOC and date agree, and what was settled how. Lists of what was said have one place an
/// assessor, in their order.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark consensus")]
pub(crate) struct ConsensusFile {
    schema: &'static str,
    soc: Soc,
    /// `YYYY-MM-DD`.
    date: Option<String>,
    /// The questionnaires pinned, `soc-core@3`.
    instruments: Vec<String>,
    assessors: Vec<One>,
    domains: Vec<Domain>,
    /// Questions with levels that differ by 2 or more: the widest first, then in order of the questionnaires.
    workshop: Vec<Far>,
    /// Everything else that was said differently.
    settled: Vec<Other>,
    /// What must be said where texts of these questionnaires are quoted.
    attributions: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Soc {
    id: Option<String>,
    name: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct One {
    /// `A`, `B`, …
    letter: String,
    /// The file as it was named.
    file: String,
    /// Who assessed, as the file says.
    assessors: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Domain {
    instrument: String,
    id: String,
    name: String,
    /// How many gave a level here.
    assessors: usize,
    /// Questions with a level from at least two of them; not required and not applicable count as missing.
    shared: usize,
    /// Shared questions on which all levels are the same.
    unanimous: usize,
    /// Shared questions with levels that differ by 2 or more.
    far_apart: usize,
    /// Krippendorff's alpha for ordered levels, at most 1; null where it had to be refused.
    alpha: Option<f64>,
    /// Why there is no alpha: `one_assessor`, `few_shared` (under 10), `no_expected_disagreement`.
    refused: Option<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct Far {
    id: String,
    question: String,
    domain: String,
    aspect: String,
    spread: u8,
    answers: Vec<Option<Value>>,
    /// What the consensus has.
    kept: Option<Value>,
}

/// A level from 1 to 5, or `not_required`, `not_applicable`.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Value {
    Level(u8),
    Word(&'static str),
}

#[derive(Serialize, JsonSchema)]
struct Other {
    /// `applies`: level or not applicable, by most, the levels at a tie. `present`: parts that more than half name.
    /// `median`: the lower of the two middle ones; importance `none` only where more than half say so. `scope`: out is what more than half take out. `first`: what the first
    /// file says that says anything.
    rule: &'static str,
    /// Where it stands in an assessment, such as `soc.sector`.
    subject: String,
    said: Vec<Option<String>>,
    kept: Option<String>,
}

/// The JSON text, with a final newline.
pub(crate) fn render(consensus: &Consensus, instruments: &[Instrument]) -> String {
    let merged = &consensus.merged;
    let file = ConsensusFile {
        schema: "socmark/consensus/1",
        soc: Soc { id: merged.soc.id.clone(), name: merged.soc.name.clone() },
        date: merged.details.date.map(|date| date.to_string()),
        instruments: instruments.iter().map(Instrument::reference).collect(),
        assessors: consensus.assessors.iter().map(one).collect(),
        domains: consensus.domains.iter().map(domain).collect(),
        workshop: consensus.workshop.iter().map(far).collect(),
        settled: consensus.settled.iter().map(other).collect(),
        attributions: instruments.iter().filter_map(|instrument| instrument.attribution.clone()).collect(),
    };
    let mut text =
        serde_json::to_string_pretty(&file).expect("plain structs with string keys always serialise");
    text.push('\n');
    text
}

fn one(assessor: &Assessor) -> One {
    One { letter: assessor.letter.clone(), file: assessor.file.clone(), assessors: assessor.roles.clone() }
}

fn domain(domain: &DomainAgreement) -> Domain {
    Domain {
        instrument: domain.instrument.clone(),
        id: domain.id.clone(),
        name: domain.name.clone(),
        assessors: domain.assessors,
        shared: domain.shared,
        unanimous: domain.unanimous,
        far_apart: domain.far_apart,
        alpha: domain.alpha.ok().map(four_decimals),
        refused: domain.alpha.err().map(NoAlpha::word),
    }
}

fn far(far: &FarApart) -> Far {
    Far {
        id: far.item.clone(),
        question: far.question.clone(),
        domain: far.domain.clone(),
        aspect: far.aspect.clone(),
        spread: far.spread,
        answers: far.answers.iter().map(|answer| answer.as_ref().and_then(value)).collect(),
        kept: far.kept.as_ref().and_then(value),
    }
}

fn value(value: &AnswerValue) -> Option<Value> {
    match value {
        AnswerValue::Level(level) => Some(Value::Level(*level)),
        AnswerValue::NotRequired => Some(Value::Word("not_required")),
        AnswerValue::NotApplicable => Some(Value::Word("not_applicable")),
        // no question with levels is answered by a list
        AnswerValue::Present(_) => None,
    }
}

fn other(settled: &Settled) -> Other {
    Other {
        rule: settled.rule.word(),
        subject: settled.subject.clone(),
        said: settled.said.clone(),
        kept: settled.kept.clone(),
    }
}
