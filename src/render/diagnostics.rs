//! Diagnostics for a terminal, drawn under the line that they speak of.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Sources};

/// More than anybody reads at once; the closing line counts them all.
const MOST: usize = 200;

/// Longest line that is drawn, in bytes.
const LONGEST: usize = 2000;

/// Everything said, in order of file, position and rule, and a closing line with the counts; empty of none.
pub(crate) fn text(diagnostics: &Diagnostics, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let sorted = diagnostics.sorted(sources);
    let mut shown: Vec<String> =
        sorted.iter().take(MOST).map(|diagnostic| one(diagnostic, sources, &renderer)).collect();
    if sorted.len() > MOST {
        shown.push(format!("... and {} more, not shown\n", sorted.len() - MOST));
    }
    if !sorted.is_empty() {
        shown.push(counts(&sorted));
    }
    shown.join("\n")
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.clone().primary_title(diagnostic.message.as_str()).id(diagnostic.rule.id);
    let mut group = Group::with_title(title);
    let place = sources.locate(&diagnostic.place);
    let line_of = |text: &'_ str, at: usize| {
        // only the line itself, so that a large file costs no more than a small one
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        (start, text[start..].find('\n').map_or(text.len(), |length| start + length))
    };
    match (sources.text(&diagnostic.place.file), sources.mark(&diagnostic.place)) {
        // nobody reads a line of that length; line and column tell where
        (Some(text), Some(mark))
            if mark.end <= text.len() && {
                let (start, end) = line_of(text, mark.start);
                end - start <= LONGEST
            } =>
        {
            let (start, end) = line_of(text, mark.start);
            let line = text[start..end].trim_end_matches('\r');
            let first = mark.start - start;
            // a value over many lines is marked on its first one
            let last = (mark.end - start).min(line.len()).max(first);
            let annotation = AnnotationKind::Primary.span(first..last);
            let snippet = Snippet::source(line).line_start(mark.line).path(diagnostic.place.file.as_str());
            group = group.element(snippet.annotation(annotation));
        }
        _ => group = group.element(annotate_snippets::Origin::path(place)),
    }
    for (place, label) in &diagnostic.related {
        group = group.element(Level::NOTE.message(format!("{label} ({})", sources.locate(place))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let mut drawn = renderer.render(&[group]).to_string();
    drawn.push('\n');
    drawn
}

fn counts(diagnostics: &[&Diagnostic]) -> String {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (diagnostics.iter().filter(|d| d.severity == severity).count(), severity.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    format!("{}\n", parts.join(", "))
}
