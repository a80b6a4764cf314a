//! AI tools side by side: what each is, where its scores stand, and why it is read as it is.

mod change;
mod procurement;

use crate::model::assessment::AnswerValue;
use crate::model::instrument::Item;
use crate::model::readiness::Verdict;
use crate::model::score::Score;
use crate::model::tools::{After, Criterion, Offer, Reading, THRESHOLD, ToolFound, ToolsReport};

use super::ai::stage_name;
use super::document::{Block, Cell, Column, Part, Section, Table, Tone};
use super::words::{self, column, said, text};

pub(crate) use procurement::table as procurement_table;

/// So many stand beside each other on a page or a terminal.
const BESIDE: usize = 4;

/// Keys of the columns, one a tool.
const KEYS: [&str; BESIDE] = ["tool_1", "tool_2", "tool_3", "tool_4"];

/// Said wherever the tools are shown.
const NO_WINNER: &str = "Nothing is added up to one number and no winner is declared: which of these weighs most is for those who will work with the tool to say. Answers and promises are as the file states them; socmark has checked none.";

/// The comparison as a chapter of its own.
pub(crate) fn part(report: &ToolsReport) -> Part {
    Part {
        id: "tools".to_owned(),
        title: title(report),
        lead: format!(
            "{} on the three questions before buying (does it work across the whole lifecycle, what becomes of your knowledge, can every action be audited and autonomy be granted in stages) and on its own security. {NO_WINNER}",
            words::count(report.tools.len(), "AI tool", "AI tools")
        ),
        sections: all(report),
    }
}

/// The same with what a procurement file needs: each question with what to ask for, and each answer in words.
pub(crate) fn procurement(report: &ToolsReport) -> Part {
    let mut part = part(report);
    part.sections.push(procurement::section(report));
    part
}

fn title(report: &ToolsReport) -> String {
    let soc = report.soc_name.as_deref().or(report.soc_id.as_deref()).map(said);
    soc.map_or_else(|| "AI tools side by side".to_owned(), |soc| format!("AI tools side by side: {soc}"))
}

/// The comparison inside the chapter on AI.
pub(super) fn sections(report: &ToolsReport) -> Vec<Section> {
    let mut sections = all(report);
    if let Some(first) = sections.first_mut() {
        first.blocks.insert(0, Block::Text(NO_WINNER.to_owned()));
    }
    sections
}

fn all(report: &ToolsReport) -> Vec<Section> {
    let section = |id: &str, title: &str, blocks| Section {
        id: id.to_owned(),
        title: Some(title.to_owned()),
        fold: false,
        blocks,
    };
    let first = vec![section(
        "ai-tools",
        "Tools that are offered, tried or owned",
        beside(report, "ai-tools", overview),
    )];
    let mut sections = first;
    sections.push(section("ai-tools-readings", "First or second wave, and why", readings(report)));
    let mut answers =
        vec![Block::Text("Levels from 1 to 5 by what was shown; `socmark explain tool.audit.trace` shows the question and what each level means, and so for the others.".to_owned())];
    answers.extend(beside(report, "ai-tools-answers", self::answers));
    sections.push(section("ai-tools-answers", "The answers", answers));
    sections.push(section(
        "ai-tools-change",
        "Hand-offs and interfaces that each adds or removes",
        change::blocks(report),
    ));
    sections
}

/// A row: its label, and what it says of a tool.
type Line<'a> = (String, Box<dyn Fn(&ToolFound) -> String + 'a>);

/// Tables of at most [`BESIDE`] tools each.
fn beside<'a>(
    report: &'a ToolsReport,
    id: &str,
    lines: impl Fn(&'a ToolsReport) -> Vec<Line<'a>>,
) -> Vec<Block> {
    let lines = lines(report);
    let count = report.tools.len();
    report
        .tools
        .chunks(BESIDE)
        .enumerate()
        .map(|(number, tools)| {
            let first = number * BESIDE + 1;
            let last = first + tools.len() - 1;
            let mut columns = vec![column("about", "")];
            columns.extend(tools.iter().zip(KEYS).map(|(tool, key)| name_column(key, &tool.offer)));
            let rows = lines
                .iter()
                .map(|(label, says)| {
                    let mut cells: Vec<Cell> = vec![text(label.clone())];
                    cells.extend(tools.iter().map(|tool| text(says(tool))));
                    words::row(cells)
                })
                .collect();
            Block::Table(Table {
                id: format!("{id}-{}", number + 1),
                caption: match (count, first == last) {
                    (0..=BESIDE, _) => "Side by side, in the order of the file".to_owned(),
                    (_, true) => format!("Tool {first} of {count}, in the order of the file"),
                    _ => format!("Tools {first} to {last} of {count}, in the order of the file"),
                },
                columns,
                rows,
            })
        })
        .collect()
}

fn name_column(key: &'static str, offer: &Offer) -> Column {
    column(key, &name(offer))
}

/// The name as headings and sentences can hold it.
fn name(offer: &Offer) -> String {
    words::shorten(&said(&offer.name).replace('\n', " "), 40)
}

fn not_said() -> String {
    "not said".to_owned()
}

fn line<'a>(label: &str, says: impl Fn(&ToolFound) -> String + 'a) -> Line<'a> {
    (label.to_owned(), Box::new(says))
}

fn overview(report: &ToolsReport) -> Vec<Line<'_>> {
    let mut lines = about();
    lines.push(line("Reading", |tool| wave(tool.reading).to_owned()));
    let deciding = report.tools.first().map_or(0, |tool| tool.deciding.len());
    for number in 0..deciding {
        let name = said(&report.tools[0].deciding[number].name);
        lines.push(line(&name, move |tool| against(&tool.deciding[number])));
    }
    let security = report.tools.first().map_or_else(String::new, |tool| said(&tool.security.name));
    lines.push(line(&security, |tool| against(&tool.security)));
    lines.push(line("Not answered", |tool| match tool.missing.len() {
        0 => "none".to_owned(),
        missing => format!("{missing} of {}", tool.asked),
    }));
    lines.push(line("AI interfaces", interfaces));
    lines.push(line("An analyst then has", |tool| then(report, tool)));
    lines.push(line("Hand-offs", handoffs));
    lines
}

/// What a tool is, apart from its answers.
fn about<'a>() -> Vec<Line<'a>> {
    let or_not = |value: &Option<String>| value.as_deref().map(said).filter(|value| !value.is_empty());
    vec![
        line("Vendor", move |tool| or_not(&tool.offer.vendor).unwrap_or_else(not_said)),
        line("Status", |tool| tool.offer.status.map_or_else(not_said, |status| status.word().to_owned())),
        line("Stages", |tool| match tool.offer.stages.as_deref() {
            None => not_said(),
            Some([]) => "none".to_owned(),
            Some(stages) => stages.iter().map(|stage| stage_name(*stage)).collect::<Vec<_>>().join(", "),
        }),
        line("Price", move |tool| or_not(&tool.offer.price).unwrap_or_else(not_said)),
        line("Notes", move |tool| or_not(&tool.offer.notes).unwrap_or_else(|| words::DASH.to_owned())),
    ]
}

fn wave(reading: Reading) -> &'static str {
    match reading {
        Reading::First => "first wave",
        Reading::Second => "second wave",
        Reading::Unknown => "not known",
    }
}

/// A score with what keeps it from counting as reached.
fn against(criterion: &Criterion) -> String {
    let Some(score) = criterion.score.as_ref().and_then(Score::rounded) else {
        return if criterion.open.is_empty() { "not scored" } else { "not answered" }.to_owned();
    };
    let open = criterion.open.len();
    let open = if open == 0 { String::new() } else { format!(", {open} open") };
    let below = if score < THRESHOLD { format!(", below {THRESHOLD}") } else { String::new() };
    format!("{score}{below}{open}")
}

fn interfaces(tool: &ToolFound) -> String {
    let count = |count: Option<u32>| count.map_or_else(not_said, |count| count.to_string());
    match (tool.offer.interfaces_added, tool.offer.interfaces_removed) {
        (None, None) => not_said(),
        (adds, removes) => format!("adds {}, removes {}", count(adds), count(removes)),
    }
}

fn then(report: &ToolsReport, tool: &ToolFound) -> String {
    match (tool.interfaces_after, report.interfaces_today) {
        (After::So(number), Some(today)) => format!("{number}, today {today}"),
        (After::Impossible, Some(today)) => format!("cannot be: today {today}"),
        _ => "not known".to_owned(),
    }
}

fn handoffs(tool: &ToolFound) -> String {
    let count = |list: Option<usize>| list.map_or_else(not_said, |count| count.to_string());
    let (adds, removes) = (
        tool.offer.handoffs_added.as_ref().map(Vec::len),
        tool.offer.handoffs_removed.as_ref().map(Vec::len),
    );
    if adds.is_none() && removes.is_none() {
        return not_said();
    }
    format!("adds {}, removes {}", count(adds), count(removes))
}

fn items(report: &ToolsReport) -> impl Iterator<Item = &Item> {
    report.instrument.items().map(|(_, item)| item).filter(|item| item.kind.is_scored())
}

/// A line an answer below a line an aspect; together they spell the id.
fn answers(report: &ToolsReport) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (_, aspect) in report.instrument.aspects() {
        lines.push(line(&format!("{} ({})", said(&aspect.name), aspect.id), |_| String::new()));
        for item in aspect.items.iter().filter(|item| item.kind.is_scored()) {
            let last = item.id.rsplit('.').next().unwrap_or(&item.id);
            lines.push(line(&words::slug(last), |tool| level(&tool.offer, item)));
        }
    }
    lines
}

fn level(offer: &Offer, item: &Item) -> String {
    match offer.answers.get(&item.id).and_then(|answer| answer.value.as_ref()) {
        Some(AnswerValue::Level(level)) => level.to_string(),
        Some(AnswerValue::NotApplicable) => "not applicable".to_owned(),
        Some(AnswerValue::NotRequired) => "not required".to_owned(),
        Some(AnswerValue::Present(_)) | None => "not answered".to_owned(),
    }
}

fn readings(report: &ToolsReport) -> Vec<Block> {
    let mut blocks = vec![Block::Text(format!(
        "Second wave only where lifecycle, knowledge and audit each reach {THRESHOLD}, whatever is still open; first wave where one cannot reach it; not known where an open question could decide. The threshold is socmark's own, the one that it holds a SOC against."
    ))];
    blocks.push(Block::List(
        report
            .tools
            .iter()
            .map(|tool| {
                let reasons: Vec<String> = tool.reasons.iter().map(|reason| said(reason)).collect();
                words::sentence(&format!(
                    "{}: {}. {}",
                    name(&tool.offer),
                    wave(tool.reading),
                    reasons.join("; ")
                ))
            })
            .collect(),
    ));
    blocks.extend(report.tools.iter().filter_map(security));
    blocks.extend(report.tools.iter().filter_map(missing));
    blocks
}

/// The tool's own security: a finding of its own, whatever the reading.
fn security(tool: &ToolFound) -> Option<Block> {
    let (name, open) = (name(&tool.offer), tool.security.open.len());
    let open_questions = words::count(open, "question", "questions");
    let score = tool.security.score.as_ref().and_then(Score::rounded);
    let (tone, text) = match (score, tool.security.verdict) {
        (_, Verdict::Met) => return None,
        (None, _) => (Tone::Caution, format!("{name}: nothing is known of its own security.")),
        (Some(score), _) if score < THRESHOLD && open == 0 => {
            (Tone::Finding, format!("{name}: its own security is at {score}, below {THRESHOLD}."))
        }
        (Some(score), _) if score < THRESHOLD => (
            Tone::Finding,
            format!(
                "{name}: its own security is at {score} so far, below {THRESHOLD}, with {open_questions} open."
            ),
        ),
        (Some(score), _) => (
            Tone::Caution,
            format!(
                "{name}: its own security is at {score} so far; with {open_questions} open it may still end below {THRESHOLD}."
            ),
        ),
    };
    Some(Block::Note(tone, text))
}

fn missing(tool: &ToolFound) -> Option<Block> {
    let said = match tool.missing.len() {
        0 => return None,
        missing if missing == tool.asked => format!("none of the {missing} questions is answered."),
        _ => format!("not answered: {}.", tool.missing.join(", ")),
    };
    Some(Block::Note(Tone::Caution, format!("{}: {said}", name(&tool.offer))))
}
