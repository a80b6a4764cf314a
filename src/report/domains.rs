//! Domains and aspects: overview, one section a domain, and the workbook's figures beside ours.

use crate::model::score::{DomainScore, Rounded, Scale, Score};
use crate::pipeline::Outcome;

use super::document::{Block, Column, Figure, Part, Row, Section, Shown, Table, Tone};
use super::figures;
use super::standing::Standing;
use super::words::{
    self, column, difference, level, number, numeric, said, score, share, text, text_or_dash,
};

pub(super) fn part(outcome: &Outcome, standing: &Standing<'_>) -> Part {
    let mut sections = vec![overview(outcome, standing)];
    if let Some(beside) = both_methods(standing) {
        sections.push(beside);
    }
    sections.extend(standing.main.domains.iter().map(|domain| section(standing, domain)));
    Part {
        id: "domains".to_owned(),
        title: "Domains and aspects".to_owned(),
        lead: "Maturity says how well something is established (0 to 5), capability how completely it is done (0 to 3)."
            .to_owned(),
        sections,
    }
}

fn overview(outcome: &Outcome, standing: &Standing<'_>) -> Section {
    let mut blocks = Vec::new();
    let mut entries = figures::domains(standing, &outcome.comparison, true);
    let label = figures::benchmark_label(standing);
    let bars = figures::bars("chart-domains", "Maturity of each domain", 5, &entries, label);
    if !figures::like_for_like(standing) {
        // an area invites comparison of shapes, so only like for like is drawn there
        entries.iter_mut().for_each(|entry| entry.benchmark = None);
    }
    let radar = figures::radar("chart-domains-radar", "Profile of the domains", 5, &entries, label);
    let charts: Vec<Figure> = [radar, bars].into_iter().flatten().collect();
    if !charts.is_empty() {
        blocks.push(Block::Figures(charts));
    }
    let rows = standing
        .main
        .domains
        .iter()
        .map(|domain| {
            let maturity = domain.maturity.as_ref().map(|score| standing.show(score));
            let mut cells = vec![text(said(&domain.name))];
            cells.extend(scale_cells(maturity.as_ref(), domain.target_maturity));
            let capability = domain.capability.as_ref().map(|score| standing.show(score));
            cells.push(score(capability.as_ref()));
            cells.push(number(domain.target_capability));
            Row { head: false, cells }
        })
        .collect();
    let mut columns = vec![column("domain", "Domain")];
    columns.extend(scale_columns("maturity", "Maturity"));
    columns.push(numeric("capability", "Capability (of 3)"));
    columns.push(numeric("capability_target", "Capability target"));
    blocks.push(Block::Table(Table {
        id: "domains-overview".to_owned(),
        caption: "All domains; a dash means no score or no target".to_owned(),
        columns,
        rows,
    }));
    Section { id: "domains-overview".to_owned(), title: None, fold: false, blocks }
}

/// Score, level, target, difference, answered, range.
fn scale_columns(key: &'static str, label: &str) -> Vec<Column> {
    vec![
        numeric(key, label),
        column("level", "Level"),
        numeric("target", "Target"),
        numeric("difference", "Against target"),
        numeric("coverage", "Answered"),
        numeric("range", "Range"),
    ]
}

fn scale_cells(shown: Option<&Shown>, target: Option<Rounded>) -> Vec<super::document::Cell> {
    let value = shown.and_then(|shown| shown.value);
    vec![
        score(shown),
        level(shown),
        number(target),
        difference(value.zip(target).map(|(value, target)| Rounded(value.0 - target.0))),
        share(shown.and_then(|shown| shown.coverage)),
        text_or_dash(shown.and_then(|shown| shown.range.clone())),
    ]
}

fn section(standing: &Standing<'_>, domain: &DomainScore) -> Section {
    let mut blocks = Vec::new();
    let instrument = standing.core.and_then(|core| core.domains.iter().find(|other| other.id == domain.id));
    if let Some(about) = instrument.map(|domain| said(&domain.about)).filter(|about| !about.is_empty()) {
        blocks.push(Block::Text(about));
    }
    if let Some(note) = standing.assessment.notes.get(&domain.id) {
        blocks.push(Block::Note(Tone::Info, format!("Remark of the assessors: {}", said(note))));
    }
    let name = said(&domain.name);
    for (scale, what) in [(Scale::Maturity, "maturity"), (Scale::Capability, "capability")] {
        let entries = figures::aspects(standing, domain, scale);
        let id = format!("{}-{what}", anchor(&domain.id));
        let title = format!("{name}: {what} of each aspect");
        let profile = format!("{name}: profile of its aspects");
        let radar = figures::radar(&format!("chart-{id}-radar"), &profile, scale.max(), &entries, "");
        let bars = figures::bars(&format!("chart-{id}"), &title, scale.max(), &entries, "");
        let charts: Vec<Figure> = match scale {
            Scale::Maturity => [radar, bars].into_iter().flatten().collect(),
            Scale::Capability => bars.into_iter().collect(),
        };
        let table = aspects(standing, domain, scale, &id);
        if !charts.is_empty() {
            blocks.push(Block::Figures(charts));
        }
        blocks.extend(table.map(Block::Table));
    }
    let remarks = remarks(standing, domain);
    if !remarks.is_empty() {
        blocks.push(Block::Text("Remarks of the assessors:".to_owned()));
        blocks.push(Block::List(remarks));
    }
    Section { id: format!("domain-{}", anchor(&domain.id)), title: Some(name), fold: false, blocks }
}

/// Ids hold letters, digits, dots and dashes; a dot is no part of an anchor here, so that style sheets can name it.
pub(super) fn anchor(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn aspects(standing: &Standing<'_>, domain: &DomainScore, scale: Scale, id: &str) -> Option<Table> {
    let target = match scale {
        Scale::Maturity => domain.target_maturity,
        Scale::Capability => domain.target_capability,
    };
    let mut rows = Vec::new();
    for aspect in &domain.aspects {
        let shown = standing.shown(aspect, scale);
        let mut cells = vec![text(said(&aspect.name))];
        if aspect.in_scope {
            let Some(shown) = shown else { continue };
            cells.extend(scale_cells(Some(&shown), target));
        } else if scale == Scale::Maturity {
            cells.push(text("out of scope"));
            cells.extend((0..5).map(|_| text(words::DASH)));
        } else {
            continue;
        }
        rows.push(Row { head: false, cells });
    }
    if rows.is_empty() {
        return None;
    }
    let (key, label, of) = match scale {
        Scale::Maturity => ("maturity", "Maturity", "5"),
        Scale::Capability => ("capability", "Capability", "3"),
    };
    let mut columns = vec![column("aspect", "Aspect")];
    columns.extend(scale_columns(key, label));
    Some(Table {
        id: id.to_owned(),
        caption: format!("{}: {} of each aspect, 0 to {of}", said(&domain.name), label.to_lowercase()),
        columns,
        rows,
    })
}

fn remarks(standing: &Standing<'_>, domain: &DomainScore) -> Vec<String> {
    domain
        .aspects
        .iter()
        .filter_map(|aspect| {
            let note = standing.assessment.notes.get(&aspect.id)?;
            Some(format!("{}: {}", said(&aspect.name), said(note)))
        })
        .collect()
}

/// The official workbook's figures and ours, side by side.
fn both_methods(standing: &Standing<'_>) -> Option<Section> {
    let ours = standing.beside?;
    let mut rows = Vec::new();
    let shown = |score: Option<&Score>| score.map(words::shown);
    for domain in &standing.main.domains {
        let other = ours.domains.iter().find(|other| other.id == domain.id);
        let of_other = |pick: fn(&DomainScore) -> Option<&Score>| shown(other.and_then(pick));
        rows.push(Row {
            head: true,
            cells: vec![
                text(said(&domain.name)),
                score(shown(domain.maturity.as_ref()).as_ref()),
                score(of_other(|domain| domain.maturity.as_ref()).as_ref()),
                score(shown(domain.capability.as_ref()).as_ref()),
                score(of_other(|domain| domain.capability.as_ref()).as_ref()),
            ],
        });
        for aspect in domain.aspects.iter().filter(|aspect| aspect.in_scope) {
            let other = standing.our_aspect(&aspect.id);
            rows.push(Row {
                head: false,
                cells: vec![
                    text(said(&aspect.name)),
                    score(shown(aspect.maturity.as_ref()).as_ref()),
                    score(shown(other.and_then(|aspect| aspect.maturity.as_ref())).as_ref()),
                    score(shown(aspect.capability.as_ref()).as_ref()),
                    score(shown(other.and_then(|aspect| aspect.capability.as_ref())).as_ref()),
                ],
            });
        }
    }
    Some(Section {
        id: "both-methods".to_owned(),
        title: Some("The workbook's figures beside socmark's".to_owned()),
        fold: false,
        blocks: vec![
            Block::Text(
                "The workbook counts an unanswered question below “No” and rounds at every step; socmark leaves it out and rounds once. Both are shown, never mixed."
                    .to_owned(),
            ),
            Block::Table(Table {
                id: "both-methods".to_owned(),
                caption: "Maturity (0 to 5) and capability (0 to 3) by both methods".to_owned(),
                columns: vec![
                    column("name", "Domain or aspect"),
                    numeric("maturity_workbook", "Maturity, workbook"),
                    numeric("maturity_socmark", "Maturity, socmark"),
                    numeric("capability_workbook", "Capability, workbook"),
                    numeric("capability_socmark", "Capability, socmark"),
                ],
                rows,
            }),
        ],
    })
}
