//! Benchmarks as text of a given width, without colour.

use crate::model::benchmark::{Compared, ComparedCategory, Comparison, Context, Own, Read, Source};
use crate::model::score::Rounded;
use crate::render::section_text;
use crate::report::document::Section;

/// Narrowest width that is laid out for.
const NARROWEST: usize = 40;

/// Own figures beside those of pools, then beside published ones, source by source; what limits a figure is numbered beside
/// it. Long tables that a page would fold are left to the page.
pub(crate) fn render(comparison: &Comparison, cohorts: &[Section], width: usize) -> String {
    let mut text: String = cohorts
        .iter()
        .filter(|section| !section.fold)
        .map(|section| section_text::section(section, width))
        .collect::<String>()
        .trim_start_matches('\n')
        .to_owned();
    if cohorts.iter().any(|section| section.fold) {
        text.push_str("\nEvery question and figure: `--format json`, or `socmark report --against POOL`.\n");
    }
    let pools = |source: &str| comparison.cohorts.iter().any(|cohort| cohort.id == source);
    if comparison.cohorts.is_empty() || source_order(comparison).iter().any(|source| !pools(source)) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&published(comparison, width));
    }
    text
}

fn published(comparison: &Comparison, width: usize) -> String {
    let mut page = Page::new(width);
    let pools = |source: &str| comparison.cohorts.iter().any(|cohort| cohort.id == source);
    let order: Vec<&str> = source_order(comparison).into_iter().filter(|source| !pools(source)).collect();
    let (compared, alone): (Vec<&str>, Vec<&str>) =
        order.into_iter().partition(|id| comparison.rows.iter().any(|row| row.source == *id));
    page.line(
        0,
        "Own figures beside published ones. A percentile is given only where the source allows one.",
    );
    for id in compared {
        let rows: Vec<&Compared> = comparison.rows.iter().filter(|row| row.source == id).collect();
        page.blank();
        page.head(id, &rows[0].citation, rows[0].read, &rows[0].collected);
        page.line(2, &format!("surveyed: {}", rows[0].population));
        let mut notes = Vec::new();
        for row in rows {
            page.blank();
            compared_row(&mut page, row, &mut notes);
        }
        context_rows(&mut page, comparison, id, &mut notes);
        page.notes(&notes);
    }
    if !alone.is_empty() {
        page.blank();
        page.line(0, "Context only: nothing in an assessment is measured in the same way.");
    }
    for id in alone {
        let Some(first) = comparison.context.iter().find(|context| context.source == id) else { continue };
        page.blank();
        page.head(id, &first.citation, first.read, &first.collected);
        let mut notes = Vec::new();
        context_rows(&mut page, comparison, id, &mut notes);
        page.notes(&notes);
    }
    page.text
}

/// What there is to compare with, one source a line.
pub(crate) fn list(sources: &[Source], width: usize) -> String {
    let mut page = Page::new(width);
    let widest = sources.iter().map(|source| source.id.chars().count()).max().unwrap_or(0);
    for source in sources {
        let n = source.n.map_or_else(String::new, |n| format!(", n {n}"));
        let figures = match source.figures.len() {
            1 => "1 figure".to_owned(),
            count => format!("{count} figures"),
        };
        let matched = source.figures.iter().filter(|figure| figure.metric.is_some()).count();
        let matched =
            if matched == 0 { "context only".to_owned() } else { format!("{matched} beside own figures") };
        let text = format!(
            "{}, {}{n}, read: {}; {figures}, {matched}",
            source.publisher,
            title(source),
            source.read.word()
        );
        page.labelled(&format!("{:<widest$}  ", source.id), &text);
    }
    page.blank();
    page.line(0, "`socmark benchmark --source ID` shows the figures of one.");
    page.text
}

/// One source with all that it publishes.
pub(crate) fn source(source: &Source, figures: &[Context], width: usize) -> String {
    let mut page = Page::new(width);
    page.line(0, &format!("{}: {}, {}", source.id, source.publisher, title(source)));
    let n = match (source.n, &source.n_note) {
        (Some(n), Some(note)) => format!("{n} ({note})"),
        (Some(n), None) => n.to_string(),
        (None, note) => note.clone().unwrap_or_else(|| "not stated".to_owned()),
    };
    for (label, text) in [
        ("read in", &source.citation),
        ("read", &source.read.word().to_owned()),
        ("surveyed", &n),
        ("population", &source.population),
        ("collected", &source.collected),
        ("licence", &source.licence),
    ] {
        page.labelled(&format!("  {label:<12}"), text);
    }
    if let Some(basis) = &source.basis {
        page.labelled(&format!("  {:<12}", "measured by"), &basis.name);
    }
    let mut notes = Vec::new();
    for context in figures {
        context_row(&mut page, context, &mut notes);
    }
    page.notes(&notes);
    page.text
}

/// The title, with the year where it is no part of it.
fn title(source: &Source) -> String {
    let year = source.year.to_string();
    if source.title.contains(&year) { source.title.clone() } else { format!("{}, {year}", source.title) }
}

/// Sources in order of first appearance, compared ones first.
fn source_order(comparison: &Comparison) -> Vec<&str> {
    let mut order: Vec<&str> = Vec::new();
    let rows = comparison.rows.iter().map(|row| row.source.as_str());
    for id in rows.chain(comparison.context.iter().map(|context| context.source.as_str())) {
        if !order.contains(&id) {
            order.push(id);
        }
    }
    order
}

fn compared_row<'a>(page: &mut Page, row: &'a Compared, notes: &mut Vec<&'a str>) {
    let own = match &row.own {
        Own::Unknown => "not known".to_owned(),
        Own::Score(score) => score.to_string(),
        Own::Answer(answer) => answer.clone(),
    };
    let mut parts = vec![format!("you {own}")];
    if row.categories.is_empty() {
        parts.push(row.reference.clone());
    }
    parts.extend(row.difference.map(|difference: Rounded| format!("difference {}", difference.signed())));
    parts.extend(row.n.map(|n| format!("n {n}")));
    page.line(2, &format!("{}: {}  {}", row.label, parts.join(", "), numbers(notes, &row.caveats)));
    page.categories(&row.categories);
    for sentence in &row.says {
        page.bullet(sentence);
    }
    if let (Some(range), Own::Score(_)) = (row.percentile, &row.own)
        && range.mid.is_none()
        && (range.low > 0.0 || range.high < 1.0)
    {
        page.bullet(&format!(
            "Your percentile among them lies somewhere from {:.0} to {:.0}.",
            (range.low * 100.0 + 1e-9).floor(),
            (range.high * 100.0 - 1e-9).ceil()
        ));
    }
    if let (Some(why), false) = (&row.refused, row.own == Own::Unknown) {
        let what = if row.percentile.is_some() { "No exact percentile" } else { "No percentile" };
        page.bullet(&format!("{what}: {why}."));
    }
}

fn context_rows<'a>(page: &mut Page, comparison: &'a Comparison, id: &str, notes: &mut Vec<&'a str>) {
    for context in comparison.context.iter().filter(|context| context.source == id) {
        context_row(page, context, notes);
    }
}

fn context_row<'a>(page: &mut Page, context: &'a Context, notes: &mut Vec<&'a str>) {
    page.blank();
    let n = context.n.map_or_else(String::new, |n| format!(", n {n}"));
    let marks = numbers(notes, &context.caveats);
    page.line(2, &format!("{} ({}{n})  {marks}", context.label, context.kind));
    if context.categories.is_empty() {
        page.line(4, &context.text);
    } else {
        page.categories(&context.categories);
    }
}

/// `[1 3]`: the notes that concern a figure, added where they are new.
fn numbers<'a>(notes: &mut Vec<&'a str>, caveats: &'a [String]) -> String {
    let mut found: Vec<usize> = Vec::new();
    for caveat in caveats {
        let at = notes.iter().position(|note| *note == caveat).unwrap_or_else(|| {
            notes.push(caveat);
            notes.len() - 1
        });
        if !found.contains(&at) {
            found.push(at);
        }
    }
    if found.is_empty() {
        return String::new();
    }
    found.sort_unstable();
    let shown: Vec<String> = found.into_iter().map(|at| (at + 1).to_string()).collect();
    format!("[{}]", shown.join(" "))
}

/// Text being laid out.
struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn new(width: usize) -> Self {
        Self { text: String::new(), width: width.max(NARROWEST) }
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph, all of it indented.
    fn line(&mut self, indent: usize, text: &str) {
        let first = " ".repeat(indent);
        self.labelled(&first, text);
    }

    fn bullet(&mut self, text: &str) {
        self.labelled("    - ", text);
    }

    /// A paragraph behind a label, its further lines below the first one's text.
    fn labelled(&mut self, label: &str, text: &str) {
        let indent = label.chars().count();
        let room = self.width.saturating_sub(indent).max(20);
        let mut line = String::new();
        let mut start = label.to_owned();
        let mut put = |line: &str, start: &mut String| {
            self.text.push_str(format!("{start}{line}").trim_end());
            self.text.push('\n');
            *start = " ".repeat(indent);
        };
        for word in text.split_whitespace() {
            let long = line.chars().count() + 1 + word.chars().count() > room;
            if long && !line.is_empty() {
                put(&line, &mut start);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        put(&line, &mut start);
    }

    fn head(&mut self, id: &str, citation: &str, read: Read, collected: &str) {
        self.line(0, id);
        self.line(2, citation);
        let read = match read {
            Read::Primary => "read in the publication itself",
            Read::Secondary => "read in a secondary source",
        };
        self.line(2, &format!("collected: {collected}; {read}"));
    }

    fn categories(&mut self, categories: &[ComparedCategory]) {
        let widest = categories.iter().map(|category| category.label.chars().count()).max().unwrap_or(0);
        for category in categories {
            let share = category.share * 100.0;
            let interval = category.interval.map_or_else(String::new, |(low, high)| {
                let (low, high) = ((low * 100.0 + 1e-9).floor(), (high * 100.0 - 1e-9).ceil());
                format!("  ({low:.0}% to {high:.0}%)")
            });
            let own = if category.own { "  <- you" } else { "" };
            let decimals = usize::from((share - share.round()).abs() > 1e-9);
            self.text.push_str(&format!(
                "      {:<widest$}  {share:>4.decimals$}%{interval}{own}\n",
                category.label
            ));
        }
    }

    fn notes(&mut self, notes: &[&str]) {
        if notes.is_empty() {
            return;
        }
        self.blank();
        for (number, note) in notes.iter().enumerate() {
            self.labelled(&format!("  [{}] ", number + 1), note);
        }
    }
}
