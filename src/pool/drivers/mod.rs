//! Which answers and scores of a cohort go with its outcome. Association, not cause.
//!
//! A pool may have more rows than fit beside each other, so columns come in batches: [`Study::begin`] with what all need,
//! [`Study::learn`] with the answers that the outcome is made of, [`Study::compare`] with what is compared.

mod cohort;
mod compare;
mod outcome;
mod rank;
mod structure;
mod values;
mod without;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::cohort::Segment;
use crate::model::drivers::{Drivers, Outcome};
use crate::model::instrument::Instrument;
use crate::model::pool::{
    COVERAGE, DATE, INSTRUMENT, METHOD, QUICK, SEGMENTS, SIMULATED, SMALLEST, SOC, Table, VERSION, YEAR,
};
use crate::stats::{self, Refusal};

use cohort::Chosen;
use compare::{Bands, Found};
use outcome::Sided;
use structure::Structure;
use without::Whole;

pub use outcome::{VALUE, is_outcome};

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The column of the outcome.
    pub outcome: String,
    pub segment: Segment,
}

/// The columns that [`Study::begin`] needs, besides those of answers.
#[must_use]
pub fn is_needed_first(asked: &Asked, column: &str) -> bool {
    let of_rows = [SOC, DATE, QUICK, SIMULATED, INSTRUMENT, YEAR, VERSION, METHOD];
    let is_score = is_score(&asked.outcome)
        && (column.starts_with("aspect.") || column.starts_with("capability.aspect."));
    of_rows.contains(&column)
        || SEGMENTS.contains(&column)
        || column.starts_with(COVERAGE)
        || column == asked.outcome
        || asked.segment.conditions.iter().any(|condition| condition.key == column)
        || is_score
}

/// Whether an outcome is a score of a questionnaire, and so made of answers.
fn is_score(outcome: &str) -> bool {
    outcome == "overall"
        || outcome == "headline"
        || ["domain.", "aspect.", "capability."].iter().any(|start| outcome.starts_with(start))
}

/// One look at a cohort, column by column.
#[derive(Debug, Clone)]
pub struct Study<'a> {
    asked: Asked,
    structure: Structure<'a>,
    chosen: Chosen,
    words: Outcome,
    /// SOCs with an outcome.
    socs: u64,
    groups: (u64, u64),
    sided: Sided,
    whole: Option<Whole<'a>>,
    /// What is compared.
    columns: Vec<String>,
    found: BTreeMap<String, Found>,
    left_out: BTreeMap<&'static str, Vec<String>>,
    refused: Option<String>,
}

const IS_OUTCOME: &str = "it is the outcome, or holds it";
const UNKNOWN: &str = "the questionnaire at hand does not ask it, so nothing tells whether the outcome holds it (`--instruments DIR` names another)";
const NO_COVERAGE: &str = "the rows do not say how much of its domain was answered";
const FEW: &str = "fewer than 30 SOCs have it and the outcome";
const SMALL: &str = "fewer than 8 of the SOCs that have it are in one of the two groups";

impl<'a> Study<'a> {
    /// Chooses the rows of a table that has the columns of [`is_needed_first`]. `names` are all columns of the pool.
    #[must_use]
    pub fn begin(
        table: &Table,
        names: &BTreeSet<String>,
        asked: Asked,
        instruments: &'a [Instrument],
    ) -> Self {
        let chosen = Chosen::of(table, &asked.segment);
        let structure = Structure::new(&chosen.instrument, instruments);
        let mut outcomes = outcome::of_rows(table, &asked.outcome, &chosen.rows);
        for (at, outcome) in outcomes.iter_mut().enumerate() {
            if !enters(&asked.outcome, &structure, &chosen, at) {
                *outcome = None;
            }
        }
        let sided = Sided::of(&asked.outcome, &outcomes);
        let words = outcome::words(&asked.outcome, &structure);
        let socs = outcomes.iter().flatten().count() as u64;
        let groups = sided.groups();
        let mut study = Self {
            refused: refusal(socs, groups, &words),
            whole: Whole::begin(&asked.outcome, &structure, table, &chosen.rows, outcomes),
            columns: Vec::new(),
            found: BTreeMap::new(),
            left_out: BTreeMap::new(),
            asked,
            structure,
            chosen,
            words,
            socs,
            groups,
            sided,
        };
        if study.refused.is_none() {
            study.choose_columns(names);
        }
        study
    }

    /// The columns that are compared: answers, and scores of aspects.
    fn choose_columns(&mut self, names: &BTreeSet<String>) {
        for column in names {
            let Some((_, id)) = Structure::kind(column) else { continue };
            let holds_outcome = self.asked.outcome.strip_prefix("answer.").is_some_and(|item| {
                !column.starts_with("answer.")
                    && (self.structure.is_in(item, id) || item.starts_with(&format!("{id}.")))
            });
            let covered = self.structure.domain(column).is_some_and(|d| self.chosen.covered.contains_key(d));
            if *column == self.asked.outcome || holds_outcome {
                self.leave_out(IS_OUTCOME, column);
            } else if is_score(&self.asked.outcome) && !self.structure.knows(column) {
                self.leave_out(UNKNOWN, column);
            } else if !covered {
                self.leave_out(NO_COVERAGE, column);
            } else {
                self.columns.push(column.clone());
            }
        }
    }

    fn leave_out(&mut self, reason: &'static str, column: &str) {
        self.left_out.entry(reason).or_default().push(column.to_owned());
    }

    /// The answers that the outcome is made of; all of them must have come by [`Self::learn`] before anything is compared.
    #[must_use]
    pub fn to_learn(&self) -> Vec<String> {
        let answers = || self.whole.iter().flat_map(Whole::answers).map(str::to_owned);
        if self.refused.is_some() { Vec::new() } else { answers().collect() }
    }

    /// The columns to be compared.
    #[must_use]
    pub fn to_compare(&self) -> &[String] {
        &self.columns
    }

    /// Takes in the answers that the table has, of the same rows as the one that it began with.
    pub fn learn(&mut self, table: &Table) {
        if let Some(whole) = &mut self.whole {
            whole.learn(table, &self.chosen.rows);
        }
    }

    /// After the last of them.
    pub fn settle(&mut self) {
        if let Some(whole) = &mut self.whole {
            whole.settle();
        }
    }

    /// Compares the columns that the table has. Each has a seed of its own, so neither the batches nor the number of
    /// threads change a digit.
    pub fn compare(&mut self, table: &Table) {
        let names: BTreeSet<&str> = table.columns().map(|(name, _)| name).collect();
        let columns: Vec<&str> =
            self.columns.iter().map(String::as_str).filter(|column| names.contains(column)).collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        let this = &*self;
        let results: Vec<(&str, Result<Found, Refusal>)> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|worker| {
                    let own: Vec<&str> = columns.iter().copied().skip(worker).step_by(threads).collect();
                    scope.spawn(move || -> Vec<_> {
                        own.into_iter().map(|column| (column, this.one(table, column))).collect()
                    })
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().expect("no worker panics")).collect()
        });
        let results: Vec<(String, Result<Found, Refusal>)> =
            results.into_iter().map(|(column, result)| (column.to_owned(), result)).collect();
        for (column, result) in results {
            match result {
                Ok(found) => {
                    self.found.insert(column, found);
                }
                Err(Refusal::FewSocs { .. }) => self.leave_out(FEW, &column),
                Err(Refusal::SmallGroup { .. }) => self.leave_out(SMALL, &column),
            }
        }
    }

    fn one(&self, table: &Table, column: &str) -> Result<Found, Refusal> {
        let mut values = without::values(table, column, &self.chosen.rows);
        if let Some(covered) = self.structure.domain(column).and_then(|d| self.chosen.covered.get(d)) {
            for (value, covered) in values.iter_mut().zip(covered) {
                *value = value.filter(|_| *covered);
            }
        }
        let bands = Bands { of_row: &self.chosen.band, names: &self.chosen.bands };
        match self.whole.as_ref().and_then(|whole| whole.without(column, &values)) {
            Some(rest) => {
                let sided = Sided::of(&self.asked.outcome, &rest);
                compare::compare(&values, &sided, bands, seed(column))
            }
            None => compare::compare(&values, &self.sided, bands, seed(column)),
        }
    }

    /// Everything that was found, best founded first.
    #[must_use]
    pub fn finish(self) -> Drivers {
        rank::ranked(self)
    }
}

/// Whether a SOC enters the figures of an outcome: where it is a score of domains, only with enough of each answered.
fn enters(outcome: &str, structure: &Structure<'_>, chosen: &Chosen, at: usize) -> bool {
    if outcome == "overall" || outcome == "headline" {
        let counts = |domain: &str| match structure.main {
            Some(main) => main.domains.iter().any(|d| d.id == domain && (outcome == "overall" || d.headline)),
            None => true,
        };
        let mut domains = chosen.in_scope.iter().filter(|(domain, scope)| scope[at] && counts(domain));
        return domains.all(|(domain, _)| chosen.has(domain, at));
    }
    if is_score(outcome) || outcome.starts_with("answer.") {
        return structure.domain(outcome).is_some_and(|domain| chosen.has(domain, at));
    }
    true
}

/// Why nothing is compared, in words that tell no small count.
fn refusal(socs: u64, groups: (u64, u64), words: &Outcome) -> Option<String> {
    let as_count = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    match stats::enough(as_count(socs), as_count(groups.0), as_count(groups.1)) {
        Ok(()) => None,
        Err(_) if socs < SMALLEST => Some(format!(
            "fewer than {SMALLEST} SOCs with a full assessment and a known outcome, {} are needed",
            stats::LEAST_SOCS
        )),
        Err(Refusal::FewSocs { found }) => Some(format!(
            "{found} SOCs with a full assessment and a known outcome, {} are needed",
            stats::LEAST_SOCS
        )),
        Err(Refusal::SmallGroup { side, .. }) => {
            let which = if side == stats::Side::High { &words.high } else { &words.low };
            Some(format!("fewer than {} SOCs with {which}", stats::LEAST_IN_GROUP))
        }
    }
}

/// The seed of a column: FNV-1a of its name, so that it does not depend on what else is compared.
fn seed(column: &str) -> u64 {
    column.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// A table that has all columns, looked at in one go.
#[must_use]
pub fn drivers(table: &Table, asked: Asked, instruments: &[Instrument]) -> Drivers {
    let names = table.columns().map(|(name, _)| name.to_owned()).collect();
    let mut study = Study::begin(table, &names, asked, instruments);
    study.learn(table);
    study.settle();
    study.compare(table);
    study.finish()
}
