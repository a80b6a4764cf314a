//! Scores for a terminal.

use super::wrap::shown_safely;
use crate::model::adoption::{AdoptionProfile, Archetype, Sourcing, Wave};
use crate::model::assessment::Assessment;
use crate::model::score::{Coverage, DomainScore, Method, Rounded, Score, Scorecard};

/// A scorecard and the AI profile as aligned text.
pub(crate) fn render(
    assessment: &Assessment,
    card: &Scorecard,
    adoption: Option<&AdoptionProfile>,
) -> String {
    let mut out = String::new();
    let name = assessment.soc.name.as_deref().or(assessment.soc.id.as_deref()).unwrap_or("this SOC");
    let name = shown_safely(name);
    let date = assessment.details.date.map_or_else(|| "no date given".to_owned(), |date| date.to_string());
    out.push_str(&format!("{name}, {date}\n"));
    let method = match card.method {
        Method::Default => "socmark's method: open questions lower nothing, they widen the range",
        Method::Workbook => "the official workbook's method, to the cell",
    };
    if !card.instrument.is_empty() {
        out.push_str(&format!("{} by {method}\n\n", card.instrument));
        out.push_str(&format!(
            "{:<44}{:>9}{:>9}  {:<15}{:>9}\n",
            "", "maturity", "target", "range", "answered"
        ));
    }
    if let Some(score) = &card.overall {
        out.push_str(&row("Overall", score, card.target_overall));
    }
    if let Some(score) = &card.headline {
        out.push_str(&row("People, process and technology", score, None));
    }
    for domain in &card.domains {
        out.push('\n');
        if let Some(score) = &domain.maturity {
            out.push_str(&row(&domain.name, score, domain.target_maturity));
        }
        for aspect in &domain.aspects {
            let label = format!("  {}", aspect.name);
            match &aspect.maturity {
                _ if !aspect.in_scope => out.push_str(&format!("{label:<44}{:>9}\n", "no scope")),
                Some(score) => out.push_str(&row(&label, score, None)),
                None => {}
            }
        }
    }
    out.push_str(&capability(&card.domains));
    match adoption {
        Some(profile) => out.push_str(&ai(profile)),
        None if assessment.workbook.is_some() => out.push_str(
            "\nAI adoption is not known from this file: the workbook asks only about a strategy for AI (6.2).\n\
             To add it, import the workbook, pin soc-ai beside it and fill the `ai:` block.\n",
        ),
        None => {}
    }
    out
}

fn row(label: &str, score: &Score, target: Option<Rounded>) -> String {
    let shown = match (&score.error, score.rounded()) {
        (Some(marker), _) => marker.clone(),
        (None, Some(value)) => value.to_string(),
        (None, None) => "-".to_owned(),
    };
    let target = target.map_or_else(String::new, |target| target.to_string());
    let line =
        format!("{:<44}{shown:>9}{target:>9}  {:<15}{:>9}", label, range(score), coverage(score.coverage));
    format!("{}\n", line.trim_end())
}

/// `1.20 to 3.40`, empty where everything is answered.
fn range(score: &Score) -> String {
    score.range().map_or_else(String::new, |(low, high)| format!("{low} to {high}"))
}

fn coverage(coverage: Coverage) -> String {
    coverage.share().map_or_else(String::new, |share| format!("{:.0}%", share * 100.0))
}

fn capability(domains: &[DomainScore]) -> String {
    let mut out = String::new();
    for domain in domains {
        let Some(score) = &domain.capability else { continue };
        if out.is_empty() {
            out.push_str(&format!("\n{:<44}{:>10}{:>8}\n", "", "capability", "target"));
        }
        out.push_str(&row(&domain.name, score, domain.target_capability));
        for aspect in domain.aspects.iter().filter(|aspect| aspect.in_scope) {
            if let Some(score) = &aspect.capability {
                out.push_str(&row(&format!("  {}", aspect.name), score, None));
            }
        }
    }
    out
}

fn ai(profile: &AdoptionProfile) -> String {
    let mut out = "\nAI adoption\n".to_owned();
    let mut line = |label: &str, text: &str| out.push_str(&format!("  {label:<32}{text}\n"));
    line("self-described", profile.self_described.map_or("not answered", |word| word.word()));
    line("perceived value", profile.value.map_or("not answered", |word| word.word()));
    line("declared by inventory", profile.declared.map_or("no inventory given", Archetype::word));
    line("backed by practice", profile.archetype.map_or("not known", Archetype::word));
    if let Some(mix) = profile.mix {
        let parts: Vec<String> = Sourcing::ALL
            .iter()
            .filter_map(|sourcing| Some(format!("{} {:.0}%", sourcing.word(), mix.share(*sourcing)? * 100.0)))
            .collect();
        line("mix", &parts.join(", "));
    }
    for named in &profile.separators {
        let shown = named.score.rounded().map_or_else(|| "-".to_owned(), |score| score.to_string());
        line(&named.name, &shown);
    }
    let wave = match profile.wave {
        Wave::First => "first",
        Wave::Second => "second",
        Wave::Unknown => "not known",
        Wave::NotApplicable => "not applicable: no AI in use",
    };
    line("wave", wave);
    for reason in profile.reasons.iter().chain(&profile.ahead_of_maturity) {
        out.push_str(&format!("  * {reason}\n"));
    }
    out
}
