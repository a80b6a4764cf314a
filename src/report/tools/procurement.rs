//! The comparison for a procurement file: what to ask for, and what each tool's answer says.

use crate::model::assessment::{AnswerValue, EvidenceSource};
use crate::model::instrument::Item;
use crate::model::tools::{LEVEL_TO_ASK_FOR, Offer, PairFound, PairNow, ToolFound, ToolsReport};

use super::super::document::{Block, Cell, Column, Row, Section, Table};
use super::super::words::{self, column, said, text};
use super::{BESIDE, KEYS, Line, against, change, interfaces, items, level, line, name_column, then, wave};

/// One question a row, at most [`BESIDE`] tools a table.
pub(super) fn section(report: &ToolsReport) -> Section {
    let mut blocks = vec![Block::Text(format!(
        "Ask each vendor to show what stands in the second column: the text of level {LEVEL_TO_ASK_FOR}, since answers at level 3 alone end at 2.50. An answer counts by what was shown, not by what was said."
    ))];
    for (number, tools) in report.tools.chunks(BESIDE).enumerate() {
        let mut columns = vec![
            column("question", "Question"),
            column("ask", "Ask the vendor to show"),
            column("evidence", "Evidence asked for"),
        ];
        columns.extend(tools.iter().zip(KEYS).map(|(tool, key)| name_column(key, &tool.offer)));
        let rows = items(report)
            .map(|item| {
                let mut cells = vec![
                    text(format!("{} ({})", said(&item.question), item.id)),
                    text(ask(item)),
                    text(evidence_asked(item).join("\n")),
                ];
                cells.extend(tools.iter().map(|tool| {
                    let mut says = vec![in_words(&tool.offer, item)];
                    says.extend(note(&tool.offer, item).map(|note| format!("Note: {note}")));
                    says.extend(evidence(&tool.offer, item).map(|given| format!("Evidence: {given}")));
                    text(says.join("\n"))
                }));
                words::row(cells)
            })
            .collect();
        blocks.push(Block::Table(Table {
            id: format!("ai-tools-procurement-{}", number + 1),
            caption: "Questions, what to ask for, and the answers in words".to_owned(),
            columns,
            rows,
        }));
    }
    Section {
        id: "ai-tools-procurement".to_owned(),
        title: Some("For the procurement file".to_owned()),
        fold: false,
        blocks,
    }
}

/// Everything in one table, three columns a tool, for a spreadsheet.
pub(crate) fn table(report: &ToolsReport) -> Table {
    let mut columns: Vec<Column> = vec![
        column("kind", "Kind"),
        column("id", "Id"),
        column("question", "Question"),
        column("ask", "Ask the vendor to show"),
        column("evidence_asked", "Evidence asked for"),
    ];
    for tool in &report.tools {
        let name = said(&tool.offer.name);
        columns.push(column("answer", &name));
        columns.push(column("note", &format!("{name}: note")));
        columns.push(column("evidence", &format!("{name}: evidence")));
    }
    let mut rows: Vec<Row> = facts(report).into_iter().map(|fact| row_of_facts(report, fact)).collect();
    for item in items(report) {
        let mut cells = vec![
            text("question"),
            text(item.id.clone()),
            text(said(&item.question)),
            text(ask(item)),
            text(evidence_asked(item).join("; ")),
        ];
        for ToolFound { offer, .. } in &report.tools {
            cells.push(text(in_words(offer, item)));
            cells.push(text(note(offer, item).unwrap_or_default()));
            cells.push(text(evidence(offer, item).unwrap_or_default()));
        }
        rows.push(words::row(cells));
    }
    Table {
        id: "ai-tools-procurement".to_owned(),
        caption: "AI tools for the procurement file".to_owned(),
        columns,
        rows,
    }
}

fn row_of_facts(report: &ToolsReport, (id, (label, says)): (&str, Line<'_>)) -> Row {
    let mut cells: Vec<Cell> = vec![text("tool"), text(id), text(label), text(""), text("")];
    for tool in &report.tools {
        let says = says(tool);
        // a dash is for the eye; in a spreadsheet nothing is an empty cell
        cells.extend([text(if says == words::DASH { String::new() } else { says }), text(""), text("")]);
    }
    words::row(cells)
}

fn facts(report: &ToolsReport) -> Vec<(&str, Line<'_>)> {
    let ids = ["vendor", "status", "stages", "price", "notes"];
    let mut facts: Vec<(&str, Line<'_>)> = ids.into_iter().zip(super::about()).collect();
    facts.push(("reading", line("First or second wave", |tool| wave(tool.reading).to_owned())));
    facts.push(("reasons", line("Why", |tool| said(&tool.reasons.join("; ")))));
    if let Some(first) = report.tools.first() {
        for (number, criterion) in first.deciding.iter().enumerate() {
            let label = said(&criterion.name);
            facts.push((&criterion.aspect, line(&label, move |tool| against(&tool.deciding[number]))));
        }
        facts.push((
            &first.security.aspect,
            line(&said(&first.security.name), |tool| against(&tool.security)),
        ));
    }
    facts.push(("missing", line("Not answered", missing)));
    facts.push(("interfaces", line("AI interfaces", interfaces)));
    facts
        .push(("interfaces_then", line("AI interfaces that an analyst then has", |tool| then(report, tool))));
    facts.push((
        "handoffs_added",
        line("Hand-offs added", |tool| {
            pairs(tool.offer.handoffs_added.is_some(), &tool.added, change::added)
        }),
    ));
    facts.push((
        "handoffs_removed",
        line("Hand-offs removed", |tool| {
            pairs(tool.offer.handoffs_removed.is_some(), &tool.removed, change::removed)
        }),
    ));
    facts
}

fn missing(tool: &ToolFound) -> String {
    if tool.missing.is_empty() { "none".to_owned() } else { tool.missing.join(", ") }
}

fn pairs(is_said: bool, pairs: &[PairFound], means: fn(PairNow) -> &'static str) -> String {
    if !is_said {
        return super::not_said();
    }
    let pairs: Vec<String> = pairs
        .iter()
        .map(|pair| match pair.now {
            PairNow::NotKnown => change::pair_name(pair),
            now => format!("{} ({})", change::pair_name(pair), means(now)),
        })
        .collect();
    if pairs.is_empty() { "none".to_owned() } else { pairs.join("; ") }
}

/// What the vendor is asked to show; nothing where a questionnaire of one's own has no texts.
fn ask(item: &Item) -> String {
    item.kind.anchors().get(LEVEL_TO_ASK_FOR - 1).map(|anchor| said(anchor)).unwrap_or_default()
}

fn evidence_asked(item: &Item) -> Vec<String> {
    item.evidence
        .iter()
        .map(|hint| format!("{}: {}", words::capital(&said(&hint.kind)), said(&hint.shows)))
        .collect()
}

/// `4: what level 4 means`, or why there is no level.
fn in_words(offer: &Offer, item: &Item) -> String {
    let given = level(offer, item);
    let Some(AnswerValue::Level(level)) =
        offer.answers.get(&item.id).and_then(|answer| answer.value.as_ref())
    else {
        return given;
    };
    let anchor = usize::from(*level).checked_sub(1).and_then(|at| item.kind.anchors().get(at));
    anchor.map_or(given, |anchor| format!("{level}: {}", said(anchor)))
}

fn note(offer: &Offer, item: &Item) -> Option<String> {
    offer.answers.get(&item.id)?.note.as_deref().map(said).filter(|note| !note.is_empty())
}

fn evidence(offer: &Offer, item: &Item) -> Option<String> {
    let given = &offer.answers.get(&item.id)?.evidence;
    let shown: Vec<String> = given
        .iter()
        .map(|evidence| {
            let (EvidenceSource::Path(place) | EvidenceSource::Url(place)) = &evidence.source;
            let heading = evidence.heading.as_deref().map(|heading| format!(", {}", said(heading)));
            format!("{}{}", said(place), heading.unwrap_or_default())
        })
        .collect();
    (!shown.is_empty()).then(|| shown.join("; "))
}
