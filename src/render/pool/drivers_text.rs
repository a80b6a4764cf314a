//! What goes with an outcome in a pool, for a terminal.

use crate::model::drivers::{Change, Driver, Drivers, Interval, Kind, Outcome, Pairs, Standing, TOLD_APART};
use crate::render::section_text;
use crate::report::document::{Block, Cell, Column, Row, Section, Table};

const HOW_TO_READ: &str = "Higher and lower: of 100 pairs of one SOC of each group, those in which the one with the better outcome answers or scores higher, and lower. Delta: their difference as a share (Cliff's delta) with its 95% interval; none where the groups are fully apart. q: the share of chance finds that is expected among all up to this one. Within size: the delta of pairs within one band of size.";

pub(crate) fn render(drivers: &Drivers, all: bool, width: usize) -> String {
    let mut text = String::new();
    if drivers.simulated {
        text.push_str("SIMULATED: every row of this pool was generated; no SOC is behind any figure.\n\n");
    }
    let head = Section {
        id: "drivers".to_owned(),
        title: Some(format!("What goes with the {} in {}", drivers.outcome.label, drivers.pool)),
        fold: false,
        blocks: head(drivers),
    };
    text.push_str(section_text::section(&head, width).trim_start());
    for standing in [Standing::Holds, Standing::NotAdjusted, Standing::SizeExplains, Standing::Chance] {
        let of_it: Vec<&Driver> = drivers.found.iter().filter(|driver| driver.standing == standing).collect();
        if (standing == Standing::Chance && !all) || of_it.is_empty() {
            continue;
        }
        text.push_str(&section_text::section(&section(&drivers.outcome, standing, &of_it), width));
    }
    let rest = rest(drivers, all);
    if !rest.is_empty() {
        let title = Some("What is not shown above, and why".to_owned());
        let blocks = vec![Block::List(rest)];
        text.push_str(&section_text::section(
            &Section { id: "rest".to_owned(), title, fold: false, blocks },
            width,
        ));
    }
    text
}

fn head(drivers: &Drivers) -> Vec<Block> {
    let mut blocks = Vec::new();
    let outcome = &drivers.outcome;
    if let (Some(socs), Some(groups)) = (drivers.socs, drivers.groups) {
        blocks.push(Block::Text(format!(
            "{socs} SOCs by `{}`: {} with {}, {} with {}.",
            drivers.instrument, groups.high, outcome.high, groups.low, outcome.low
        )));
    }
    if !drivers.segment.conditions.is_empty() {
        let conditions: Vec<String> =
            drivers.segment.conditions.iter().map(|c| format!("{}={}", c.key, c.value)).collect();
        blocks.push(Block::Text(format!("Only SOCs with {}.", conditions.join(", "))));
    }
    match &drivers.refused {
        Some(reason) => blocks.push(Block::Text(format!("Nothing is compared: {reason}."))),
        None => blocks.push(Block::Text(compared(drivers))),
    }
    if drivers.found.iter().any(|driver| driver.standing != Standing::Chance) {
        blocks.push(Block::Text(HOW_TO_READ.to_owned()));
    }
    blocks.extend(drivers.caveats.iter().map(|caveat| Block::Text(caveat.clone())));
    blocks
}

fn compared(drivers: &Drivers) -> String {
    let all = drivers.found.len();
    let items = drivers.found.iter().filter(|driver| driver.kind == Kind::Item).count();
    let told = drivers.found.iter().filter(|driver| driver.standing != Standing::Chance).count();
    let mut text = format!("{all} compared: {items} items and {} scores of aspects. ", all - items);
    text.push_str(&match told {
        0 => format!("None of them can be told from chance (q over {TOLD_APART})."),
        told => format!(
            "{told} can be told from chance (q up to {TOLD_APART}): of such, no more than 5 in 100 are expected to be chance."
        ),
    });
    text
}

fn section(outcome: &Outcome, standing: Standing, drivers: &[&Driver]) -> Section {
    let title = match standing {
        Standing::Holds => "More than chance, also among SOCs of one size",
        Standing::NotAdjusted => "More than chance; too few SOCs of one size to look within",
        Standing::SizeExplains => "More than chance, but not so among SOCs of one size",
        Standing::Chance => "Not distinguishable from chance",
    };
    let mut blocks = vec![Block::Table(table(standing, drivers))];
    if let Some(first) = drivers.first() {
        blocks.push(Block::Text(format!("The first row in words: {}", sentence(outcome, first))));
    }
    Section { id: standing.word().to_owned(), title: Some(title.to_owned()), fold: false, blocks }
}

/// "Of 100 pairs of one SOC with good or excellent value of AI and one with some or none, the first answers higher in 71,
/// lower in 20 and alike in 9."
fn sentence(outcome: &Outcome, driver: &Driver) -> String {
    let [more, less, alike] = driver.pairs.of_hundred();
    let does = if driver.kind == Kind::Item { "answers" } else { "scores" };
    format!(
        "Of 100 pairs of one SOC with {} and one with {}, the first {does} higher in {more}, lower in {less} and alike in {alike}.",
        outcome.high, outcome.low
    )
}

/// The bands of size that all of them were looked at within; nothing where they differ.
fn common_bands(drivers: &[&Driver]) -> Option<String> {
    let bands = |driver: &Driver| driver.adjusted.as_ref().map(|adjusted| adjusted.bands.join(", "));
    let first = drivers.first().and_then(|driver| bands(driver))?;
    drivers.iter().all(|driver| bands(driver).as_ref() == Some(&first)).then_some(first)
}

fn table(standing: Standing, drivers: &[&Driver]) -> Table {
    let bands = common_bands(drivers);
    let column = |key, label: &str, numeric| Column { key, label: label.to_owned(), numeric };
    let text = |text: String| Cell::Text(text);
    let rows = drivers.iter().map(|driver| {
        let [more, less, _] = driver.pairs.of_hundred();
        let named = if driver.text.is_empty() {
            driver.id.clone()
        } else {
            format!("{}: {}", driver.id, driver.text)
        };
        Row {
            head: false,
            cells: vec![
                text(named),
                text(more.to_string()),
                text(less.to_string()),
                text(with_interval(driver.pairs, driver.interval)),
                text(p_value(driver.q)),
                text(within(driver, bands.is_some())),
                text(driver.socs.to_string()),
            ],
        }
    });
    Table {
        id: standing.word().to_owned(),
        caption: match &bands {
            Some(bands) => format!("In order of size; within the bands of size {bands}"),
            None => "In order of size".to_owned(),
        },
        columns: vec![
            column("named", "Item or aspect", false),
            column("more", "Higher", true),
            column("less", "Lower", true),
            column("delta", "Delta", false),
            column("q", "q", true),
            column("within", "Within size", false),
            column("socs", "SOCs", true),
        ],
        rows: rows.collect(),
    }
}

fn with_interval(pairs: Pairs, interval: Interval) -> String {
    let ends = match interval {
        Interval::Bootstrap { low, high } | Interval::Normal { low, high } => {
            format!("{} to {}", decimals(low), decimals(high))
        }
        Interval::FullSeparation => "apart".to_owned(),
        Interval::AllEqual => "all equal".to_owned(),
    };
    format!("{} ({ends})", decimals(pairs.delta()))
}

fn within(driver: &Driver, same_bands: bool) -> String {
    let Some(adjusted) = &driver.adjusted else { return "-".to_owned() };
    let change = match adjusted.change {
        Some(Change::Sign) => ", the other way round",
        Some(Change::Smaller) => ", less than half",
        Some(Change::Larger) => ", larger",
        None => "",
    };
    let bands = if same_bands { String::new() } else { format!(", {}", adjusted.bands.join(" ")) };
    format!("{}{change}{bands}", with_interval(adjusted.pairs, adjusted.interval))
}

/// Two decimals, without a sign before nothing.
fn decimals(value: f64) -> String {
    let shown = format!("{value:.2}");
    if shown == "-0.00" { "0.00".to_owned() } else { shown }
}

fn p_value(p: f64) -> String {
    if p < 0.0005 { "<0.001".to_owned() } else { format!("{p:.3}") }
}

fn rest(drivers: &Drivers, all: bool) -> Vec<String> {
    let mut rest = Vec::new();
    let chance = drivers.found.iter().filter(|driver| driver.standing == Standing::Chance).count();
    if chance > 0 && !all {
        rest.push(format!("Not distinguishable from chance: {chance}; `--all` lists them."));
    }
    for left in &drivers.left_out {
        let count = left.columns.len();
        let named = if all || count <= 3 { format!(" ({})", left.columns.join(", ")) } else { String::new() };
        rest.push(format!("Not compared: {count}{named}, since {}.", left.reason));
    }
    rest
}
