//! What a pool shows beside one SOC, as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::cohort::{
    Change, Cohort, Groups, MetricSpread, OwnRows, SMALL_CELL, Sample, Segment, Spread, Told,
};
use crate::model::score::{Rounded, four_decimals};

/// One pool; its figures are among the comparisons, with its id as source.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CohortRow {
    id: String,
    /// True where every row was generated and no SOC is behind any figure.
    simulated: bool,
    segment: Vec<ConditionRow>,
    /// The other SOCs in it; null where they are too few to be told.
    n: Option<u64>,
    /// Why nothing is shown, where nothing is.
    refused: Option<String>,
    /// A segment that holds, where the one asked for is too small.
    proposed: Option<ProposedRow>,
    /// Cohorts with fewer SOCs are not shown.
    smallest: u64,
    weak: bool,
    /// First and last year of the rows that count.
    years: Option<[i16; 2]>,
    /// `left_out`, `not_in_pool`, or `unknown`: then the own SOC may be among the others.
    own_rows: &'static str,
    left_out: Vec<String>,
    caveats: Vec<String>,
    items: Vec<ItemRow>,
    groups: Option<GroupsRow>,
    change: Option<ChangeRow>,
}

#[derive(Serialize, JsonSchema)]
struct ConditionRow {
    key: String,
    value: String,
}

#[derive(Serialize, JsonSchema)]
struct ProposedRow {
    segment: Vec<ConditionRow>,
    n: u64,
}

/// How many of the others do what a question asks: answer 4 or 5.
#[derive(Serialize, JsonSchema)]
struct ItemRow {
    item: String,
    aspect: String,
    question: String,
    /// Own level, 1 to 5.
    own: Option<u8>,
    /// Null where fewer than five do it, or fewer than five do not: `does_at_most` or `does_at_least` stands then.
    does: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    does_at_most: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    does_at_least: Option<u64>,
    of: u64,
}

#[derive(Serialize, JsonSchema)]
struct GroupsRow {
    key: String,
    groups: Vec<GroupRow>,
    /// Whether there are groups that are too small to be shown.
    some_hidden: bool,
}

#[derive(Serialize, JsonSchema)]
struct GroupRow {
    value: String,
    label: String,
    n: u64,
    weak: bool,
    own: bool,
    spreads: Vec<SpreadRow>,
}

#[derive(Serialize, JsonSchema)]
struct SpreadRow {
    metric: String,
    label: String,
    n: u64,
    quartiles: Quartiles,
}

/// 25, 50 and 75 of a hundred.
#[derive(Serialize, JsonSchema)]
struct Quartiles {
    lower: f64,
    median: f64,
    upper: f64,
}

#[derive(Serialize, JsonSchema)]
struct ChangeRow {
    years: Vec<YearRow>,
    own: Vec<OwnRow>,
    /// The same SOCs, from the latest row of an earlier year to the latest row.
    moved: Vec<MovedRow>,
    movers: Vec<MoverRow>,
}

#[derive(Serialize, JsonSchema)]
struct YearRow {
    year: i16,
    spreads: Vec<SpreadRow>,
}

#[derive(Serialize, JsonSchema)]
struct OwnRow {
    date: String,
    scores: Vec<OwnScore>,
}

#[derive(Serialize, JsonSchema)]
struct OwnScore {
    metric: String,
    score: f64,
}

#[derive(Serialize, JsonSchema)]
struct MovedRow {
    metric: String,
    label: String,
    n: u64,
    /// Null where too few, or all but too few, to be told.
    rose: Option<u64>,
    fell: Option<u64>,
    quartiles: Quartiles,
    own: Option<f64>,
}

/// A question that SOCs began to do: from under 4 to 4 or 5.
#[derive(Serialize, JsonSchema)]
struct MoverRow {
    item: String,
    question: String,
    began: Option<u64>,
    stopped: Option<u64>,
    of: u64,
}

/// The distribution of one figure among the others.
#[derive(Serialize, JsonSchema)]
pub(super) struct SampleRow {
    n: u64,
    weak: bool,
    quartiles: Quartiles,
    /// Values at the middles of so many equal shares of the cohort.
    dots: Vec<f64>,
    /// End of the scale, from 0; null where it has none.
    max: Option<f64>,
    /// Share of the others with the own value.
    tied: Option<f64>,
}

pub(super) fn sample(sample: &Sample) -> SampleRow {
    SampleRow {
        n: sample.n,
        weak: sample.weak,
        quartiles: quartiles(sample.quartiles),
        dots: sample.dots.iter().map(|value| four_decimals(*value)).collect(),
        max: sample.max,
        tied: sample.tied.map(four_decimals),
    }
}

pub(super) fn cohort(cohort: &Cohort) -> CohortRow {
    CohortRow {
        id: cohort.id.clone(),
        simulated: cohort.simulated,
        segment: segment(&cohort.segment),
        n: cohort.socs,
        refused: cohort.refused.clone(),
        proposed: cohort
            .proposed
            .as_ref()
            .map(|(proposed, n)| ProposedRow { segment: segment(proposed), n: *n }),
        smallest: cohort.smallest,
        weak: cohort.weak,
        years: cohort.years.map(|(first, last)| [first, last]),
        own_rows: match cohort.own {
            OwnRows::LeftOut => "left_out",
            OwnRows::None => "not_in_pool",
            OwnRows::Unknown => "unknown",
        },
        left_out: cohort.left_out.clone(),
        caveats: cohort.caveats.clone(),
        items: cohort
            .items
            .iter()
            .map(|item| ItemRow {
                item: item.item.clone(),
                aspect: item.aspect.clone(),
                question: item.question.clone(),
                own: item.own,
                does: count(item.does),
                does_at_most: (item.does == Told::Few).then_some(SMALL_CELL - 1),
                does_at_least: (item.does == Told::NearlyAll)
                    .then_some(item.of.saturating_sub(SMALL_CELL - 1)),
                of: item.of,
            })
            .collect(),
        groups: cohort.by.as_ref().map(groups),
        change: cohort.change.as_ref().map(change),
    }
}

fn groups(groups: &Groups) -> GroupsRow {
    GroupsRow {
        key: groups.key.clone(),
        groups: groups
            .groups
            .iter()
            .map(|group| GroupRow {
                value: group.value.clone(),
                label: group.label.clone(),
                n: group.socs,
                weak: group.weak,
                own: group.own,
                spreads: spreads(&group.spreads),
            })
            .collect(),
        some_hidden: groups.some_hidden,
    }
}

fn change(change: &Change) -> ChangeRow {
    ChangeRow {
        years: change
            .years
            .iter()
            .map(|year| YearRow { year: year.year, spreads: spreads(&year.spreads) })
            .collect(),
        own: change
            .own
            .iter()
            .map(|point| OwnRow {
                date: point.date.clone(),
                scores: point
                    .scores
                    .iter()
                    .map(|(metric, score)| OwnScore { metric: metric.clone(), score: score.to_f64() })
                    .collect(),
            })
            .collect(),
        moved: change
            .moved
            .iter()
            .map(|moved| MovedRow {
                metric: moved.metric.clone(),
                label: moved.label.clone(),
                n: moved.n,
                rose: count(moved.rose),
                fell: moved.fell.and_then(count),
                quartiles: quartiles(moved.spread),
                own: moved.own.map(Rounded::to_f64),
            })
            .collect(),
        movers: change
            .movers
            .iter()
            .map(|mover| MoverRow {
                item: mover.item.clone(),
                question: mover.question.clone(),
                began: count(mover.began),
                stopped: count(mover.stopped),
                of: mover.of,
            })
            .collect(),
    }
}

fn segment(segment: &Segment) -> Vec<ConditionRow> {
    let rows = segment.conditions.iter();
    rows.map(|condition| ConditionRow { key: condition.key.clone(), value: condition.value.clone() })
        .collect()
}

fn spreads(spreads: &[MetricSpread]) -> Vec<SpreadRow> {
    spreads
        .iter()
        .map(|spread| SpreadRow {
            metric: spread.metric.clone(),
            label: spread.label.clone(),
            n: spread.n,
            quartiles: quartiles(spread.spread),
        })
        .collect()
}

fn quartiles(spread: Spread) -> Quartiles {
    Quartiles { lower: spread.lower.to_f64(), median: spread.median.to_f64(), upper: spread.upper.to_f64() }
}

fn count(told: Told) -> Option<u64> {
    match told {
        Told::Count(count) => Some(count),
        Told::Few | Told::NearlyAll => None,
    }
}
