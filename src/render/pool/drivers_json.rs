//! What goes with an outcome in a pool as JSON, `socmark/pool-drivers/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::drivers::{self, Adjusted, Driver, Drivers, Interval, NO_CAUSE};
use crate::model::score::four_decimals;

/// Which answers and scores of a pool's SOCs go with an outcome: association, not cause. Deltas and shares have four
/// decimals, p values four digits.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark pool drivers")]
pub(crate) struct DriversFile<'a> {
    schema: &'static str,
    /// Every row of the pool was generated: no SOC is behind any figure.
    simulated: bool,
    /// How every figure is meant.
    meaning: &'static str,
    /// The folder as it was named.
    pool: &'a str,
    /// The questionnaire whose rows are looked at.
    instrument: &'a str,
    segment: Vec<ConditionRow<'a>>,
    outcome: OutcomeRow<'a>,
    /// SOCs with a full assessment and a known outcome; null where they are fewer than ten.
    socs: Option<u64>,
    /// Null where nothing is compared.
    groups: Option<GroupsRow>,
    /// Why nothing is compared; null where something is.
    refused: Option<&'a str>,
    /// How many items and aspects were compared: the adjusted p values are over all of them.
    compared: usize,
    /// Best founded first.
    drivers: Vec<DriverRow<'a>>,
    left_out: Vec<LeftOutRow<'a>>,
    caveats: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct ConditionRow<'a> {
    key: &'a str,
    value: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct OutcomeRow<'a> {
    key: &'a str,
    label: &'a str,
    /// What a SOC of the high group has.
    high: &'a str,
    /// What a SOC of the low group has.
    low: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct GroupsRow {
    high: u64,
    low: u64,
}

#[derive(Serialize, JsonSchema)]
struct DriverRow<'a> {
    column: &'a str,
    /// `item`, `aspect` or `capability`.
    kind: &'static str,
    id: &'a str,
    /// The question or name; null where the questionnaire's texts are not at hand.
    text: Option<&'a str>,
    /// `holds`, `not_adjusted` (no band of size has enough SOCs), `size_explains` or `chance`.
    standing: &'static str,
    socs: u64,
    groups: GroupsRow,
    #[serde(flatten)]
    dominance: Dominance,
    /// Kendall's tau-b; null where one side is the same everywhere.
    tau_b: Option<f64>,
    /// Permutation p, not adjusted.
    p: f64,
    /// `exact` or `normal`.
    p_by: &'static str,
    /// After Benjamini-Hochberg over everything that was compared.
    q: f64,
    /// Within bands of size; null where no band has enough SOCs in both groups.
    adjusted: Option<AdjustedRow<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Dominance {
    /// Cliff's delta, -1 to 1.
    delta: f64,
    /// 95%; null where it cannot be estimated.
    interval: Option<[f64; 2]>,
    /// `bootstrap`, `normal`, or why there is none: `full_separation`, `all_equal`.
    interval_by: &'static str,
    /// Of 100 pairs of one SOC of the high group and one of the low, those in which the first has more, less, and the same.
    of_100_pairs: [u64; 3],
}

#[derive(Serialize, JsonSchema)]
struct AdjustedRow<'a> {
    #[serde(flatten)]
    dominance: Dominance,
    bands: &'a [String],
    socs: u64,
    /// `sign`, `smaller` (less than half) or `larger` (more than half as large again); null where much is the same.
    change: Option<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct LeftOutRow<'a> {
    reason: &'a str,
    columns: &'a [String],
}

pub(crate) fn render(drivers: &Drivers) -> String {
    let conditions = &drivers.segment.conditions;
    let file = DriversFile {
        schema: "socmark/pool-drivers/1",
        simulated: drivers.simulated,
        meaning: NO_CAUSE,
        pool: &drivers.pool,
        instrument: &drivers.instrument,
        segment: conditions.iter().map(|c| ConditionRow { key: &c.key, value: &c.value }).collect(),
        outcome: OutcomeRow {
            key: &drivers.outcome.key,
            label: &drivers.outcome.label,
            high: &drivers.outcome.high,
            low: &drivers.outcome.low,
        },
        socs: drivers.socs,
        groups: drivers.groups.map(groups),
        refused: drivers.refused.as_deref(),
        compared: drivers.found.len(),
        drivers: drivers.found.iter().map(driver).collect(),
        left_out: drivers
            .left_out
            .iter()
            .map(|left| LeftOutRow { reason: &left.reason, columns: &left.columns })
            .collect(),
        caveats: &drivers.caveats,
    };
    serde_json::to_string_pretty(&file).expect("numbers and names are JSON") + "\n"
}

fn groups(groups: drivers::Groups) -> GroupsRow {
    GroupsRow { high: groups.high, low: groups.low }
}

fn driver(driver: &Driver) -> DriverRow<'_> {
    DriverRow {
        column: &driver.column,
        kind: driver.kind.word(),
        id: &driver.id,
        text: Some(driver.text.as_str()).filter(|text| !text.is_empty()),
        standing: driver.standing.word(),
        socs: driver.socs,
        groups: groups(driver.groups),
        dominance: dominance(driver.pairs, driver.interval),
        tau_b: driver.tau.map(four_decimals),
        p: four_digits(driver.p),
        p_by: if driver.p_exact { "exact" } else { "normal" },
        q: four_digits(driver.q),
        adjusted: driver.adjusted.as_ref().map(adjusted),
    }
}

fn adjusted(adjusted: &Adjusted) -> AdjustedRow<'_> {
    AdjustedRow {
        dominance: dominance(adjusted.pairs, adjusted.interval),
        bands: &adjusted.bands,
        socs: adjusted.socs,
        change: adjusted.change.map(drivers::Change::word),
    }
}

fn dominance(pairs: drivers::Pairs, interval: Interval) -> Dominance {
    Dominance {
        delta: four_decimals(pairs.delta()),
        interval: interval.ends().map(|(low, high)| [four_decimals(low), four_decimals(high)]),
        interval_by: interval.word(),
        of_100_pairs: pairs.of_hundred(),
    }
}

/// Four digits, so that the last ones of a platform's exponential do not show.
pub(super) fn four_digits(p: f64) -> f64 {
    format!("{p:.3e}").parse().unwrap_or(p)
}
