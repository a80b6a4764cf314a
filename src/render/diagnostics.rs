//! Diagnostics for a terminal, drawn under the line that they speak of.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Sources};

/// Everything said, in order of file, position and rule, and a closing line with the counts; empty of none.
pub(crate) fn text(diagnostics: &Diagnostics, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let sorted = diagnostics.sorted(sources);
    let mut shown: Vec<String> =
        sorted.iter().map(|diagnostic| one(diagnostic, sources, &renderer)).collect();
    if !sorted.is_empty() {
        shown.push(counts(diagnostics));
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
    match (sources.text(&diagnostic.place.file), sources.mark(&diagnostic.place)) {
        (Some(text), Some(mark)) if mark.end <= text.len() => {
            // a value over many lines is marked on its first one
            let first =
                text[mark.start..mark.end].lines().next().map_or(mark.start, |line| mark.start + line.len());
            let annotation = AnnotationKind::Primary.span(mark.start..first.max(mark.start));
            group = group
                .element(Snippet::source(text).path(diagnostic.place.file.as_str()).annotation(annotation));
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

fn counts(diagnostics: &Diagnostics) -> String {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (diagnostics.count(severity), severity.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    format!("{}\n", parts.join(", "))
}
