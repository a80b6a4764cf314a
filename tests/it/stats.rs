//! The statistics of a cohort against NumPy, SciPy and statsmodels, on generated cohorts (`fixtures/stats/cohorts.py`).

use serde_json::Value;
use socmark::stats::{
    Association, DeltaInterval, Draws, LEAST_IN_GROUP, LEAST_SOCS, Method, Refusal, Side, associate,
    benjamini_hochberg, mid_rank, quartiles, tau_b, thirds, wilson,
};

struct Cohort {
    name: String,
    values: Vec<Option<i64>>,
    outcomes: Vec<Option<i64>>,
    sides: Vec<Option<Side>>,
    expected: Value,
}

impl Cohort {
    /// Values with an outcome, in the order of the SOCs.
    fn pairs(&self) -> Vec<(i64, i64)> {
        self.values
            .iter()
            .zip(&self.outcomes)
            .filter_map(|(value, outcome)| Some(((*value)?, (*outcome)?)))
            .collect()
    }

    fn associate(&self) -> Result<Association, Refusal> {
        associate(&self.values, &self.outcomes, &self.sides, Draws::default())
    }
}

fn cohorts() -> Vec<Cohort> {
    let file: Value = serde_json::from_str(include_str!("../fixtures/stats/cohorts.json")).unwrap();
    let cohorts: Vec<Cohort> = file["cohorts"].as_array().unwrap().iter().map(cohort).collect();
    assert_eq!(cohorts.len(), 30);
    cohorts
}

fn cohort(written: &Value) -> Cohort {
    let list = |key: &str| -> Vec<Option<i64>> {
        written[key].as_array().unwrap().iter().map(Value::as_i64).collect()
    };
    let outcomes = list("outcomes");
    let at_2 = |outcome: &Option<i64>| outcome.map(|o| if o >= 2 { Side::High } else { Side::Low });
    Cohort {
        name: written["name"].as_str().unwrap().to_owned(),
        values: list("values"),
        sides: if written["split"] == "thirds" {
            thirds(&outcomes)
        } else {
            outcomes.iter().map(at_2).collect()
        },
        outcomes,
        expected: written["expected"].clone(),
    }
}

fn close(name: &str, found: f64, expected: &Value, within: f64) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{name}: {found} where nothing was expected"));
    assert!((found - expected).abs() <= within, "{name}: {found} is not {expected}");
}

#[test]
fn quartiles_are_those_of_numpy() {
    for cohort in cohorts() {
        let values: Vec<f64> = cohort.pairs().iter().map(|pair| pair.0 as f64).collect();
        let found = quartiles(&values).unwrap();
        for (found, at) in [found.lower, found.median, found.upper].into_iter().zip(0..) {
            close(&cohort.name, found, &cohort.expected["quartiles"][at], 1e-12);
        }
    }
}

#[test]
fn ranks_and_shares_are_those_of_scipy_and_statsmodels() {
    for cohort in cohorts() {
        let values: Vec<i64> = cohort.pairs().iter().map(|pair| pair.0).collect();
        let (own, others) = values.split_first().unwrap();
        let below = others.iter().filter(|other| *other < own).count();
        let tied = others.iter().filter(|other| *other == own).count();
        match mid_rank(below, tied, others.len()) {
            Some((rank, _)) => close(&cohort.name, rank, &cohort.expected["mid_rank"], 1e-12),
            None => assert!(cohort.expected["mid_rank"].is_null(), "{}", cohort.name),
        }
        let n = values.len() as f64;
        let at_4 = values.iter().filter(|value| **value >= 4).count() as f64;
        let (low, high) = wilson(at_4 / n, n);
        close(&cohort.name, low, &cohort.expected["wilson"][0], 1e-7);
        close(&cohort.name, high, &cohort.expected["wilson"][1], 1e-7);
    }
}

#[test]
fn tau_is_that_of_scipy() {
    for cohort in cohorts() {
        match tau_b(&cohort.pairs()) {
            Some(tau) => close(&cohort.name, tau, &cohort.expected["tau_b"], 1e-12),
            None => assert!(cohort.expected["tau_b"].is_null(), "{}", cohort.name),
        }
    }
}

#[test]
fn groups_are_compared_as_scipy_does() {
    for cohort in cohorts() {
        let (name, compared) = (&cohort.name, &cohort.expected["compared"]);
        let Ok(found) = cohort.associate() else {
            assert!(compared.is_null(), "{name} was refused");
            continue;
        };
        for (count, key) in [(found.socs, "socs"), (found.high, "high"), (found.low, "low")] {
            assert_eq!(Some(count as u64), cohort.expected[key].as_u64(), "{name}: {key}");
        }
        close(name, found.delta.value(), &compared["delta"], 1e-12);
        let method = if found.permutation.method == Method::Exact { "exact" } else { "normal" };
        assert_eq!(compared["method"], method, "{name}");
        let p = compared["p"].as_f64().unwrap();
        assert!((found.permutation.p / p - 1.0).abs() < 1e-9, "{name}: {} is not {p}", found.permutation.p);
        match found.interval {
            // both are drawn: where groups are smallest, other seeds move an end by some 0.012
            DeltaInterval::Estimated { low, high } | DeltaInterval::Approximated { low, high } => {
                close(name, low, &compared["interval"][0], 0.035);
                close(name, high, &compared["interval"][1], 0.035);
            }
            DeltaInterval::FullSeparation => assert_eq!(name, "groups apart"),
            DeltaInterval::AllEqual => assert_eq!(name, "all answers equal"),
        }
    }
}

#[test]
fn too_few_are_refused_and_only_they() {
    let mut refused = Vec::new();
    for cohort in cohorts() {
        let count = |key: &str| usize::try_from(cohort.expected[key].as_u64().unwrap()).unwrap();
        let (socs, smaller) = (count("socs"), count("high").min(count("low")));
        match cohort.associate() {
            Ok(_) => assert!(socs >= LEAST_SOCS && smaller >= LEAST_IN_GROUP, "{}", cohort.name),
            Err(Refusal::FewSocs { found }) => {
                assert!(found == socs && socs < LEAST_SOCS, "{}", cohort.name);
                refused.push(cohort.name);
            }
            Err(Refusal::SmallGroup { found, .. }) => {
                assert!(
                    found == smaller && smaller < LEAST_IN_GROUP && socs >= LEAST_SOCS,
                    "{}",
                    cohort.name
                );
                refused.push(cohort.name);
            }
        }
    }
    assert_eq!(
        refused,
        [
            "one SOC",
            "two SOCs",
            "seven SOCs",
            "29 SOCs",
            "30 SOCs, one without an answer",
            "34 SOCs, half without an answer",
            "all outcomes equal",
            "all numeric outcomes equal",
            "all answers and outcomes equal",
        ]
    );
}

#[test]
fn adjusted_p_values_are_those_of_statsmodels() {
    let cohorts = cohorts();
    let tested: Vec<(&Cohort, f64)> =
        cohorts.iter().filter_map(|cohort| Some((cohort, cohort.associate().ok()?.permutation.p))).collect();
    let ps: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
    for ((cohort, _), found) in tested.iter().zip(benjamini_hochberg(&ps)) {
        let expected = cohort.expected["compared"]["adjusted"].as_f64().unwrap();
        assert!((found / expected - 1.0).abs() < 1e-9, "{}: {found} is not {expected}", cohort.name);
    }
}

#[test]
fn every_own_value_has_the_rank_and_interval_of_scipy_statsmodels_and_duckdb() {
    let (mut compared, mut without) = (0, Vec::new());
    for cohort in cohorts() {
        let values: Vec<i64> = cohort.pairs().iter().map(|pair| pair.0).collect();
        for expected in cohort.expected["ranks"].as_array().unwrap() {
            let own = expected[0].as_i64().unwrap();
            let below = values.iter().filter(|other| **other < own).count();
            let tied = values.iter().filter(|other| **other == own).count() - 1;
            let name = format!("{}, own value {own}", cohort.name);
            match mid_rank(below, tied, values.len() - 1) {
                Some((rank, interval)) => {
                    close(&name, rank, &expected[1], 1e-12);
                    match interval {
                        Some((low, high)) => {
                            close(&name, low, &expected[2], 1e-6);
                            close(&name, high, &expected[3], 1e-6);
                            compared += 1;
                        }
                        None => {
                            assert!(expected[2].is_null(), "{name}");
                            without.push(name);
                        }
                    }
                }
                None => assert!(expected[1].is_null() && cohort.name == "one SOC", "{name}"),
            }
        }
    }
    assert!(compared > 100, "{compared} compared");
    assert_eq!(
        without,
        ["all answers equal, own value 3", "all answers and outcomes equal, own value 4"],
        "where all are equal there is no interval"
    );
}
