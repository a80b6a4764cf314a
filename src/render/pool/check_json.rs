//! What looking a pool over came to as JSON, `socmark/pool-check/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::model::exposure::{Checked, Coarser, Combination, Uniform};

/// Whether SOCs can be singled out of a pool, and what is wrong with its files. Counts and names of keys; no value of a group.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark pool check")]
pub(crate) struct CheckFile<'a> {
    schema: &'static str,
    pool: &'a str,
    /// Every row was generated: no SOC is behind any.
    simulated: bool,
    /// Under how many salts the rows stand; above 1, the same SOC may count more than once.
    salts: usize,
    /// Files of rows in their places.
    parts: usize,
    socs: u64,
    rows: u64,
    /// A group of fewer SOCs than this is small.
    smallest: u64,
    /// Whether some combination has a small group.
    singled_out: bool,
    /// The keys that tell SOCs of this pool apart; empty where there are fewer SOCs than the smallest.
    keys: &'a [String],
    /// By all keys together; null where no key tells SOCs apart.
    by_all_keys: Option<CombinationRow<'a>>,
    /// The combinations of the fewest keys in which SOCs stand alone or, where none does, in small groups.
    fewest: Vec<CombinationRow<'a>>,
    /// Every combination of keys, then each word of the AI profile by itself and with one key.
    combinations: Vec<CombinationRow<'a>>,
    /// Keys left out one after the other, each time the one that helps most.
    coarser: Vec<CoarserRow<'a>>,
    /// Groups of two SOCs or more that all say the same of `ai.value`.
    uniform: Vec<UniformRow<'a>>,
    faults: Vec<FaultRow<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct CombinationRow<'a> {
    keys: &'a [String],
    /// SOCs that share their combination with nobody.
    alone: u64,
    /// SOCs in groups of fewer than the smallest.
    small: u64,
}

#[derive(Serialize, JsonSchema)]
struct CoarserRow<'a> {
    left_out: &'a str,
    alone: u64,
    small: u64,
}

#[derive(Serialize, JsonSchema)]
struct UniformRow<'a> {
    keys: &'a [String],
    socs: u64,
}

#[derive(Serialize, JsonSchema)]
struct FaultRow<'a> {
    rule: &'static str,
    file: &'a str,
    message: &'a str,
}

fn row(combination: &Combination) -> CombinationRow<'_> {
    CombinationRow { keys: &combination.keys, alone: combination.alone, small: combination.small }
}

pub(crate) fn render(checked: &Checked, faults: &[&Diagnostic]) -> String {
    let exposure = &checked.exposure;
    let file = CheckFile {
        schema: "socmark/pool-check/1",
        pool: &checked.pool,
        simulated: checked.simulated,
        salts: checked.salts,
        parts: checked.parts,
        socs: exposure.socs,
        rows: exposure.rows,
        smallest: exposure.smallest,
        singled_out: exposure.singles_out(),
        keys: &exposure.keys,
        by_all_keys: exposure.by_all().map(row),
        fewest: exposure.fewest().into_iter().map(row).collect(),
        combinations: exposure.combinations.iter().map(row).collect(),
        coarser: exposure
            .coarser
            .iter()
            .map(|Coarser { left_out, small, alone }| CoarserRow { left_out, alone: *alone, small: *small })
            .collect(),
        uniform: exposure
            .uniform
            .iter()
            .map(|Uniform { keys, socs }| UniformRow { keys, socs: *socs })
            .collect(),
        faults: faults
            .iter()
            .map(|fault| FaultRow { rule: fault.rule.id, file: &fault.place.file, message: &fault.message })
            .collect(),
    };
    serde_json::to_string_pretty(&file).expect("counts and names are JSON") + "\n"
}
