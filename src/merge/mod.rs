//! Layer 1: files of one SOC and date put together. What one file says and another leaves open is taken; what two files
//! say differently is a clash. The order of the files changes nothing.

mod ai;
mod answers;
mod extras;
mod settle;

use crate::model::assessment::{Assessment, Details, InstrumentRef, SocProfile, Targets};
use crate::model::instrument::Instrument;
use settle::{Merger, ordered_union, quoted};

/// One thing that several files say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What it is about, as one would say it: "the answer to `people.training.plan`".
    pub about: String,
    pub said: Vec<Said>,
}

/// What one file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The number of the file in the order given.
    pub part: usize,
    /// Where it says so: a key path as in an assessment file.
    pub path: String,
    /// What it says, on one line.
    pub shown: String,
}

/// What became of the files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merged {
    /// Right only where nothing clashes.
    pub assessment: Assessment,
    /// Signs that the files are not of one SOC, date and version of the questionnaires; nobody can prefer that away.
    pub strangers: Vec<Clash>,
    pub clashes: Vec<Clash>,
    /// Clashes that a preferred file decided.
    pub decided: Vec<Clash>,
}

/// Puts assessments together. `prefer` are numbers of parts that decide clashes, the first that says anything wins;
/// `instruments` are what the parts pin.
#[must_use]
pub fn merge(parts: &[&Assessment], prefer: &[usize], instruments: &[Instrument]) -> Merged {
    let mut merger = Merger::new(parts, prefer);
    let pins = pins(&mut merger);
    let id = merger.stranger("the id of the SOC", "soc/id", |part| part.soc.id.clone());
    let date = merger.stranger("the date", "assessment/date", |part| part.details.date);
    if !merger.merged.strangers.is_empty() {
        return merger.merged;
    }
    let soc = SocProfile {
        id,
        name: merger.text("soc/name", |part| part.soc.name.clone()),
        sector: merger.text("soc/sector", |part| part.soc.sector.clone()),
        region: merger.text("soc/region", |part| part.soc.region.clone()),
        model: merger.text("soc/model", |part| part.soc.model.clone()),
        size_fte: merger.text("soc/size_fte", |part| part.soc.size_fte.clone()),
        organisation_fte: merger.text("soc/organisation_fte", |part| part.soc.organisation_fte.clone()),
        years: merger.field("soc/years", |part| part.soc.years, f64::to_string),
    };
    let details = Details {
        date,
        kind: merger.text("assessment/type", |part| part.details.kind.clone()),
        style: merger.text("assessment/style", |part| part.details.style.clone()),
        // everybody who worked on a part is an assessor
        assessors: ordered_union(parts.iter().map(|part| part.details.assessors.as_slice())),
        purpose: merger.text("assessment/purpose", |part| part.details.purpose.clone()),
    };
    let hundredths = |value: &i64| format!("{}.{:02}", value / 100, value % 100);
    let targets = Targets {
        overall: merger.field("targets/overall", |part| part.targets.overall, hundredths),
        domains: merger.map("targets/domains", |part| &part.targets.domains, hundredths),
        capability: merger.map("targets/capability", |part| &part.targets.capability, hundredths),
    };
    let notes = merger.map("notes", |part| &part.notes, |text| quoted(text));
    let exclude = answers::scope(&mut merger, instruments);
    let answers = answers::merge(&mut merger);
    let ai = ai::merge(&mut merger);
    let workbook = extras::merge(&mut merger);
    let mut merged = merger.merged;
    merged.assessment =
        Assessment { instruments: pins, soc, details, targets, exclude, answers, notes, ai, workbook };
    merged
}

/// Every questionnaire that a part pins, in an order that all parts share.
fn pins(merger: &mut Merger<'_>) -> Vec<InstrumentRef> {
    let pins = ordered_union(merger.parts.iter().map(|part| part.instruments.as_slice()));
    let shown = |pin: &InstrumentRef| format!("`{}@{}`", pin.id, pin.version);
    for (number, pin) in pins.iter().enumerate() {
        // said once an id
        if pins[..number].iter().all(|earlier| earlier.id != pin.id) {
            let said = merger.said(|part| {
                let at = part.instruments.iter().position(|other| other.id == pin.id)?;
                Some((format!("instruments/{at}"), part.instruments[at].clone()))
            });
            merger.same_or_stranger(&format!("the version of `{}`", pin.id), said, shown);
        }
    }
    let order = merger.said(|part| Some(("instruments".to_owned(), part.instruments.clone())));
    let agree = order.iter().all(|(_, _, list)| {
        let shared = pins.iter().filter(|pin| list.contains(pin));
        shared.eq(list)
    });
    if !agree && merger.merged.strangers.is_empty() {
        let list = |pins: &Vec<InstrumentRef>| pins.iter().map(shown).collect::<Vec<_>>().join(", ");
        merger.same_or_stranger("the order of the questionnaires", order, list);
    }
    pins
}
