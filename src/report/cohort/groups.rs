//! Groups of a cohort side by side.

use crate::model::cohort::{Group, Groups};
use crate::report::document::{Block, Chart, Figure, GroupSpread, GroupSpreads, Row, Section, Table};
use crate::report::words::{column, numeric, text};

use super::figures::count;
use super::{View, is_main};

pub(super) fn sections(view: &View<'_>) -> Vec<Section> {
    let Some(groups) = &view.cohort.by else { return Vec::new() };
    let by = view.key_label(&groups.key);
    let mut blocks = Vec::new();
    if groups.some_hidden {
        blocks.push(Block::Text(format!(
            "Groups of fewer than {} SOCs are not shown; they count in the cohort as a whole.",
            view.cohort.smallest
        )));
    }
    if groups.groups.is_empty() {
        blocks.push(Block::Text(
            "No group is shown: each is too small, or would let a small one be worked out.".to_owned(),
        ));
        return vec![view.section("groups", &format!("groups by {}", lower(&by)), false, blocks)];
    }
    let figures = pictures(view);
    if !figures.is_empty() {
        blocks.push(Block::Figures(figures));
    }
    vec![
        view.section("groups", &format!("groups by {}", lower(&by)), false, blocks),
        view.section(
            "groups-figures",
            "the groups in figures",
            true,
            vec![Block::Table(table(view, groups))],
        ),
    ]
}

/// One picture for each figure that the groups have.
pub(super) fn pictures(view: &View<'_>) -> Vec<Figure> {
    const MAX: i64 = 5;
    let Some(groups) = &view.cohort.by else { return Vec::new() };
    let by = view.key_label(&groups.key);
    let mut metrics: Vec<(&str, &str)> = Vec::new();
    for spread in groups.groups.iter().flat_map(|group| &group.spreads) {
        if is_main(&spread.metric) && !metrics.iter().any(|(metric, _)| *metric == spread.metric) {
            metrics.push((&spread.metric, &spread.label));
        }
    }
    let picture = |(metric, label): (&str, &str)| {
        let rows: Vec<GroupSpread> = groups
            .groups
            .iter()
            .filter_map(|group| {
                let found = group.spreads.iter().find(|spread| spread.metric == metric)?;
                Some(GroupSpread {
                    label: name(group),
                    n: found.n,
                    weak: found.n < crate::model::cohort::WEAK,
                    own: group.own,
                    spread: found.spread,
                })
            })
            .collect();
        let own = view.own(metric);
        let parts: Vec<String> = rows
            .iter()
            .map(|row| {
                format!(
                    "{}{}: middle half from {} to {}, median {}, n {}{}",
                    row.label,
                    if row.own { " (this SOC's group)" } else { "" },
                    row.spread.lower,
                    row.spread.upper,
                    row.spread.median,
                    row.n,
                    if row.weak { ", weak" } else { "" }
                )
            })
            .collect();
        let this = own.map(|own| format!("This SOC {own}. ")).unwrap_or_default();
        let label = view.label(metric, label);
        Figure {
            id: format!("groups-{}-{}", super::anchor(metric), view.key),
            title: format!("{label} by {}, {}", lower(&by), view.others()),
            description: format!("{}Scale 0 to {MAX}. {this}{}.", view.simulated(), parts.join(". ")),
            chart: Chart::Groups(GroupSpreads { max: MAX, simulated: view.cohort.simulated, own, rows }),
        }
    };
    metrics.into_iter().map(picture).collect()
}

fn table(view: &View<'_>, groups: &Groups) -> Table {
    let mut rows = Vec::new();
    for group in &groups.groups {
        let own = if group.own { " (this SOC's group)" } else { "" };
        let empty = || text("");
        rows.push(Row {
            head: true,
            cells: vec![
                text(format!("{}{own}", name(group))),
                empty(),
                empty(),
                empty(),
                count(group.socs, group.weak),
            ],
        });
        rows.extend(group.spreads.iter().map(|spread| view.spread_row(spread)));
    }
    Table {
        id: format!("cohort-{}-groups-table", view.key),
        caption: view.caption("Quartiles of each group, the largest group first"),
        columns: vec![
            column("figure", "Group and figure"),
            numeric("lower_quartile", "Lower quartile"),
            numeric("median", "Median"),
            numeric("upper_quartile", "Upper quartile"),
            numeric("n", "SOCs"),
        ],
        rows,
    }
}

fn name(group: &Group) -> String {
    let label = super::said(&group.label);
    if label.is_empty() { "Not said".to_owned() } else { super::words::capital(&label) }
}

/// In the middle of a sentence; abbreviations keep their capitals.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}
