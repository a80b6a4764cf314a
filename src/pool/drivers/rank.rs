//! What was found of all columns together: adjusted p values, what holds, and in which order it is told.

use std::cmp::Reverse;

use crate::model::drivers::{Change, Driver, Drivers, Groups, Kind, LeftOut, NO_CAUSE, Standing, TOLD_APART};
use crate::model::pool::SMALLEST;
use crate::stats::{Method, benjamini_hochberg};

use super::compare::{self, Found};
use super::structure::Structure;
use super::{Study, VALUE};

pub(super) fn ranked(study: Study<'_>) -> Drivers {
    let (columns, found): (Vec<String>, Vec<Found>) = study.found.into_iter().unzip();
    let p_values: Vec<f64> = found.iter().map(|found| found.association.permutation.p).collect();
    let adjusted = benjamini_hochberg(&p_values);
    let mut drivers: Vec<Driver> = columns
        .into_iter()
        .zip(found)
        .zip(adjusted)
        .map(|((column, found), q)| driver(&study.structure, column, found, q))
        .collect();
    let size = |driver: &Driver| (driver.pairs.delta().abs() * 1e9) as i64;
    drivers.sort_by(|a, b| {
        let key = |driver: &Driver| (driver.standing, Reverse(size(driver)));
        key(a).cmp(&key(b)).then_with(|| a.column.cmp(&b.column))
    });
    let mut caveats = vec![format!(
        "{NO_CAUSE}: what goes with the outcome need not bring it about; a third thing may stand behind both."
    )];
    if study.asked.outcome == VALUE {
        caveats.push("The value of AI is what the SOCs themselves perceive.".to_owned());
    }
    caveats.extend(study.chosen.caveats);
    let unclear = study.whole.as_ref().map_or(0, super::Whole::unclear);
    if study.refused.is_none() && unclear > 0 {
        let how_many =
            if unclear < SMALLEST { format!("fewer than {SMALLEST}") } else { unclear.to_string() };
        caveats.push(format!(
            "To leave an item out of the outcome, its answers must count alike, since a pool holds no importance factors. In {how_many} of the SOCs they do not all, or the scores are by another method; these are left out of the items concerned."
        ));
    }
    let left_out =
        study.left_out.into_iter().map(|(reason, columns)| LeftOut { reason: reason.to_owned(), columns });
    Drivers {
        pool: String::new(),
        simulated: study.chosen.simulated,
        outcome: study.words,
        segment: study.asked.segment,
        instrument: study.chosen.instrument,
        socs: (study.socs >= SMALLEST).then_some(study.socs),
        groups: study.refused.is_none().then_some(Groups { high: study.groups.0, low: study.groups.1 }),
        refused: study.refused,
        found: drivers,
        left_out: left_out.collect(),
        caveats,
    }
}

fn driver(structure: &Structure<'_>, column: String, found: Found, q: f64) -> Driver {
    let Found { association, adjusted } = found;
    let change = adjusted.as_ref().map(|adjusted| adjusted.change);
    let standing = match change {
        _ if q > TOLD_APART => Standing::Chance,
        None => Standing::NotAdjusted,
        Some(Some(Change::Sign | Change::Smaller)) => Standing::SizeExplains,
        Some(Some(Change::Larger) | None) => Standing::Holds,
    };
    let (kind, id) = Structure::kind(&column).unwrap_or((Kind::Item, &column));
    Driver {
        kind,
        id: id.to_owned(),
        text: structure.text(&column),
        socs: association.socs as u64,
        groups: compare::groups(&association),
        pairs: compare::pairs(association.delta),
        interval: compare::interval(association.interval),
        tau: association.tau,
        p: association.permutation.p,
        p_exact: association.permutation.method == Method::Exact,
        q,
        adjusted,
        standing,
        column,
    }
}
