//! The report as Markdown (CommonMark with pipe tables).

use crate::report::document::{
    AnswerCard, Block, Board, Cell, ComparisonCard, Fact, Gap, Part, Report, Section, Shown, Table,
    undeceptive,
};

/// The text, with a final newline.
pub(crate) fn render(report: &Report) -> String {
    let mut out = Text::default();
    out.line(&format!("# {}: {}", escape(&report.title), escape(&report.soc)));
    out.line(&escape(&report.subtitle));
    board(&mut out, &report.board);
    for part in &report.parts {
        out.line(&format!("## {}", escape(&part.title)));
        out.line(&escape(&part.lead));
        for section in &part.sections {
            self::section(&mut out, section);
        }
    }
    out.line("---");
    for line in &report.closing {
        out.line(&escape(line));
    }
    undeceptive(out.0)
}

/// A chapter as a text of its own.
pub(crate) fn part(part: &Part) -> String {
    let mut out = Text::default();
    out.line(&format!("# {}", escape(&part.title).replace('\n', " ")));
    out.line(&escape(&part.lead));
    for section in &part.sections {
        self::section(&mut out, section);
    }
    undeceptive(out.0)
}

/// Blocks with one empty line between them.
#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    fn list<S: AsRef<str>>(&mut self, entries: impl IntoIterator<Item = S>) {
        let lines: Vec<String> =
            entries.into_iter().map(|entry| format!("- {}", entry.as_ref().replace('\n', "\n  "))).collect();
        if !lines.is_empty() {
            self.line(&lines.join("\n"));
        }
    }
}

/// User text as text: no character of it is markup, no line break starts a block.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // an address becomes a link where its scheme or its www stands whole; only evidence may be one
            '/' if out.ends_with(':') => out.push_str("\\/"),
            '.' if ends_with_www(&out) => out.push_str("\\."),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '&' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("  \n"),
            _ => out.push(c),
        }
    }
    out.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

fn ends_with_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// A line that begins like a list, a quotation or a rule gets a backslash where that begins.
fn plain(line: &str) -> String {
    let marker = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let rule = |c: char| line.len() > 1 && line.trim_end().chars().all(|other| other == c);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    match line.chars().next() {
        Some('-' | '+') if marker(&line[1..]) || rule('-') => format!("\\{line}"),
        Some('=') if rule('=') => format!("\\{line}"),
        Some('0'..='9') if line[digits..].starts_with(['.', ')']) && marker(&line[digits + 1..]) => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        _ => line.to_owned(),
    }
}

fn board(out: &mut Text, board: &Board) {
    out.line("## Where we stand");
    let of = |shown: &Shown| {
        if shown.value.is_some() {
            format!("**{}** of {}", shown.text, shown.max)
        } else {
            shown.text.clone()
        }
    };
    if let Some(caution) = &board.caution {
        out.line(&format!("> **caution:** {}", escape(caution)));
    }
    if let Some(none) = &board.no_overall {
        out.line(&format!("**{}**", escape(none)));
    } else {
        out.list(board.headlines.iter().map(|headline| {
            let range = headline.range.as_ref().map(|range| format!(", **{range}** possible"));
            let (label, note) = (escape(&headline.label), escape(&headline.note));
            format!("{label}: {}{} ({note})", of(&headline.score), range.unwrap_or_default())
        }));
    }
    out.list(board.domains.iter().map(|domain| {
        let level = domain.maturity.level_name.map(|name| format!(" {name}")).unwrap_or_default();
        let target = domain.target.map(|target| format!(", target {target}")).unwrap_or_default();
        format!("{}: **{}**{level}{target}", escape(&domain.name), escape(&domain.maturity.text))
    }));
    if let Some(aside) = &board.overall_aside {
        out.line(&escape(aside));
    }
    out.line("### What is strong");
    if let Some(empty) = &board.strong_empty {
        out.line(&escape(empty));
    }
    out.list(board.strong.iter().map(|strength| {
        let level = strength.score.level_name.map(|name| format!(", {name}")).unwrap_or_default();
        let partial = match (&strength.score.coverage_text, strength.score.coverage) {
            (Some(text), Some(share)) if share < 1.0 => format!("; {text} answered"),
            _ => String::new(),
        };
        format!(
            "**{}** {} ({}{level}{})",
            strength.score.text,
            escape(&strength.name),
            escape(&strength.domain),
            escape(&partial)
        )
    }));
    out.line("### What holds us back");
    if let Some(empty) = &board.holds_back_empty {
        out.line(&escape(empty));
    }
    out.list(board.holds_back.iter().map(|finding| escape(finding)));
    out.line("### The largest gaps");
    out.line(&escape(&board.gaps_note));
    let gaps: Vec<String> =
        board.gaps.iter().enumerate().map(|(number, one)| format!("{}. {}", number + 1, gap(one))).collect();
    if !gaps.is_empty() {
        out.line(&gaps.join("\n"));
    }
    out.line("### How to read this page");
    out.list(board.reading.iter().map(|line| escape(line)));
}

fn gap(gap: &Gap) -> String {
    let mut text = format!(
        "**{}** ({}): {}, {}.",
        escape(&gap.name),
        escape(&gap.domain),
        gap.score.text,
        escape(&gap.distance_text)
    );
    if let (Some(question), Some(level)) = (&gap.question, gap.level) {
        text.push_str(&format!(" Weakest question, now at level {level}: {}", escape(question)));
        if let Some(needs) = &gap.needs {
            text.push_str(&format!(" Level {} needs: {}", level + 1, escape(needs)));
        }
    }
    text.replace('\n', " ")
}

fn section(out: &mut Text, section: &Section) {
    if let Some(title) = &section.title {
        out.line(&format!("### {}", escape(title)));
    }
    for block in &section.blocks {
        match block {
            Block::Text(text) => out.line(&escape(text)),
            Block::List(entries) => out.list(entries.iter().map(|entry| escape(entry))),
            Block::Note(tone, text) => {
                let text = format!("**{}:** {}", tone.word(), escape(text));
                out.line(&format!("> {}", text.replace('\n', "\n> ")));
            }
            Block::Facts(facts) => out.list(facts.iter().map(fact)),
            Block::Table(table) => self::table(out, table),
            // the numbers of a chart stand in the table that follows it
            Block::Figures(_) => {}
            Block::Comparison(card) => comparison(out, card),
            Block::Answers(cards) => out.list(cards.iter().map(answer)),
        }
    }
}

fn fact(fact: &Fact) -> String {
    let values: Vec<String> = fact.values.iter().map(|value| escape(value)).collect();
    let between = if values.iter().all(|value| value.ends_with('.')) { " " } else { "; " };
    format!("{}: {}", escape(&fact.label), values.join(between))
}

fn table(out: &mut Text, table: &Table) {
    let cell = |text: &str| escape(text).replace("  \n", "<br>").replace('\n', " ");
    let mut lines = vec![
        format!(
            "| {} |",
            table.columns.iter().map(|column| cell(&column.label)).collect::<Vec<_>>().join(" | ")
        ),
        format!(
            "|{}|",
            table
                .columns
                .iter()
                .map(|column| if column.numeric { "---:" } else { "---" })
                .collect::<Vec<_>>()
                .join("|")
        ),
    ];
    for row in &table.rows {
        let cells = row.cells.iter().enumerate().map(|(number, one)| {
            let text = match one {
                Cell::Text(text) | Cell::Number { shown: text, .. } => cell(text),
            };
            if row.head && number == 0 { format!("**{text}**") } else { text }
        });
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
    }
    out.line(&format!("{}:", escape(&table.caption)));
    out.line(&lines.join("\n"));
}

fn comparison(out: &mut Text, card: &ComparisonCard) {
    let mark = if card.secondary.is_some() { " (secondary source)" } else { "" };
    out.line(&format!("#### {}{mark}", escape(&card.label)));
    let mut lines = vec![
        format!("This SOC: **{}**", escape(&card.own)),
        format!("Published: **{}**", escape(&card.reference)),
    ];
    lines.extend(card.difference.as_ref().map(|text| format!("Difference: {}", escape(text))));
    lines.extend(card.percentile.as_ref().map(|text| format!("Standing: {}", escape(text))));
    lines.extend(card.refused.as_ref().map(|text| format!("No percentile: {}", escape(text))));
    lines.extend(card.says.iter().map(|text| escape(text)));
    lines.extend(card.provenance.iter().map(fact));
    lines.extend(card.caveats.iter().map(|text| format!("To be known: {}", escape(text))));
    out.list(lines);
    if let Some(categories) = &card.categories {
        table(out, categories);
    }
}

fn answer(card: &AnswerCard) -> String {
    let mut lines = vec![format!("**{}** `{}`", escape(&card.question), card.id.replace('`', ""))];
    let remarks = if card.remarks.is_empty() {
        String::new()
    } else {
        format!(" ({})", escape(&card.remarks.join("; ")))
    };
    let anchor = card.anchor.as_ref().map(|anchor| format!(": {}", escape(anchor))).unwrap_or_default();
    lines.push(format!("{}{remarks}{anchor}", escape(&card.answer)));
    let named = |wanted: bool| -> Vec<String> {
        card.elements.iter().filter(|(_, there)| *there == wanted).map(|(label, _)| escape(label)).collect()
    };
    for (label, names) in [("Present", named(true)), ("Missing", named(false))] {
        if !names.is_empty() {
            lines.push(format!("{label}: {}", names.join("; ")));
        }
    }
    lines.extend(card.note.as_ref().map(|note| format!("Note: {}", escape(note))));
    for evidence in &card.evidence {
        // an address is written as text; nothing of it can end the link
        let address = evidence.href.as_ref().filter(|href| !href.contains(['<', '>', '\\']));
        let shown = match address {
            Some(href) if *href == evidence.text => format!("<{href}>"),
            _ => escape(&evidence.text),
        };
        lines.push(format!("Evidence: {shown} ({})", escape(&evidence.state)));
    }
    lines.join("  \n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_users_stays_text() {
        assert_eq!(escape("<b>*x*</b> [a](b) | c"), r"\<b\>\*x\*\</b\> \[a\](b) \| c");
        assert_eq!(
            escape("- no list\n1. nor this\n# nor that"),
            "\\- no list  \n1\\. nor this  \n\\# nor that"
        );
        assert_eq!(
            escape("see https://x.example/a and WWW.x.example"),
            r"see https:\//x.example/a and WWW\.x.example"
        );
        assert_eq!(escape("2.35 +0.1\n-0.2\n---"), "2.35 +0.1  \n-0.2  \n\\---");
    }
}
