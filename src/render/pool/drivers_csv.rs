//! What goes with an outcome in a pool, as a table for a spreadsheet.

use crate::model::drivers::{Driver, Drivers};
use crate::model::score::four_decimals;

use super::csv::field;
use super::drivers_json::four_digits;

const NAMES: &str = "simulated,outcome,column,kind,text,standing,socs,high,low,delta,delta_low,delta_high,interval_by,\
more_of_100,less_of_100,tau_b,p,p_by,q,compared,adjusted_delta,adjusted_low,adjusted_high,adjusted_interval_by,\
adjusted_socs,adjusted_bands,adjusted_change,meaning";

/// A line of names, then a line an item or aspect, best founded first; only the names where nothing was compared.
pub(crate) fn render(drivers: &Drivers) -> String {
    let mut text = format!("{NAMES}\n");
    for driver in &drivers.found {
        text.push_str(&line(drivers, driver));
        text.push('\n');
    }
    text
}

fn line(drivers: &Drivers, driver: &Driver) -> String {
    let number = |value: f64| four_decimals(value).to_string();
    let ends = |ends: Option<(f64, f64)>| match ends {
        Some((low, high)) => [number(low), number(high)],
        None => [String::new(), String::new()],
    };
    let [low, high] = ends(driver.interval.ends());
    let [more, less, _] = driver.pairs.of_hundred();
    let mut fields = vec![
        drivers.simulated.to_string(),
        field(&drivers.outcome.key),
        field(&driver.column),
        driver.kind.word().to_owned(),
        field(&driver.text),
        driver.standing.word().to_owned(),
        driver.socs.to_string(),
        driver.groups.high.to_string(),
        driver.groups.low.to_string(),
        number(driver.pairs.delta()),
        low,
        high,
        driver.interval.word().to_owned(),
        more.to_string(),
        less.to_string(),
        driver.tau.map(number).unwrap_or_default(),
        p_value(driver.p),
        if driver.p_exact { "exact" } else { "normal" }.to_owned(),
        p_value(driver.q),
        drivers.found.len().to_string(),
    ];
    match &driver.adjusted {
        Some(adjusted) => {
            let [low, high] = ends(adjusted.interval.ends());
            fields.extend([
                number(adjusted.pairs.delta()),
                low,
                high,
                adjusted.interval.word().to_owned(),
                adjusted.socs.to_string(),
                field(&adjusted.bands.join(" ")),
                adjusted.change.map_or("", |change| change.word()).to_owned(),
            ]);
        }
        None => fields.extend(std::iter::repeat_n(String::new(), 7)),
    }
    fields.push(field(crate::model::drivers::NO_CAUSE));
    fields.join(",")
}

/// Small ones with an exponent, so that they stay short.
fn p_value(p: f64) -> String {
    let p = four_digits(p);
    if p < 1e-4 { format!("{p:e}") } else { p.to_string() }
}
