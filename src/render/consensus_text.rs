//! A consensus for a terminal: how far the assessors agree, what to talk about, and what was settled how.

use crate::model::assessment::AnswerValue;
use crate::model::consensus::{Consensus, DomainAgreement, FarApart, NoAlpha, Rule, Settled};
use crate::model::instrument::Instrument;

use super::wrap::{shown_safely, wrapped, wrapped_safely};

/// So many of each kind that was settled are shown; the rest is counted, and stands in the JSON.
const MOST: usize = 12;

/// The result as aligned text.
pub(crate) fn render(consensus: &Consensus, instruments: &[Instrument]) -> String {
    let merged = &consensus.merged;
    let name = merged.soc.name.as_deref().or(merged.soc.id.as_deref()).unwrap_or("this SOC");
    let date = merged.details.date.map_or_else(|| "no date given".to_owned(), |date| date.to_string());
    let mut out = format!("{}, {date}\n", shown_safely(name));
    out.push_str(&match consensus.assessors.len() {
        1 => {
            "one assessment: there is nothing to agree on yet, and the file written says what this one says\n"
                .to_owned()
        }
        count => {
            format!("consensus of {count} assessments: the median level, the lower of the two middle ones\n")
        }
    });
    out.push('\n');
    for assessor in &consensus.assessors {
        let roles = if assessor.roles.is_empty() {
            String::new()
        } else {
            format!(": {}", assessor.roles.join(", "))
        };
        out.push_str(&format!(
            "  {}  {}\n",
            assessor.letter,
            shown_safely(&format!("{}{roles}", assessor.file))
        ));
    }
    out.push_str(&domains(&consensus.domains));
    if consensus.assessors.len() > 1 {
        out.push_str(&workshop(consensus));
        out.push_str(&settled(consensus));
    }
    // said where texts are quoted
    let quoted = instruments.iter().filter(|_| !consensus.workshop.is_empty());
    for attribution in quoted.filter_map(|instrument| instrument.attribution.as_ref()) {
        out.push('\n');
        out.push_str(&wrapped_safely(attribution, ""));
    }
    out
}

fn domains(domains: &[DomainAgreement]) -> String {
    let width = domains.iter().map(|domain| domain.name.chars().count()).max().unwrap_or(0).clamp(10, 40);
    let mut out = format!(
        "\n{:<width$}{:>11}{:>8}{:>8}{:>12}{:>8}\n",
        "", "assessors", "shared", "agreed", "2 or more", "alpha"
    );
    for domain in domains {
        let alpha = match domain.alpha {
            Ok(alpha) => shown_alpha(alpha),
            Err(_) => "-".to_owned(),
        };
        let why = domain.alpha.err().map_or_else(String::new, |why| format!("  refused: {}", reason(why)));
        out.push_str(&format!(
            "{:<width$}{:>11}{:>8}{:>8}{:>12}{alpha:>8}{why}\n",
            shown_safely(&domain.name),
            domain.assessors,
            domain.shared,
            domain.unanimous,
            domain.far_apart,
        ));
    }
    out.push('\n');
    out.push_str(&wrapped(
        "shared: questions with a level from at least two; agreed: all the same; 2 or more: that many levels apart.",
        "",
    ));
    if domains.iter().any(|domain| domain.alpha.is_ok()) {
        out.push_str(&wrapped(
            "alpha: Krippendorff's, for ordered levels. 1 is full agreement, 0 what chance would give. Krippendorff's own \
             advice: rely on 0.80 and above, draw tentative conclusions down to 0.67, none below.",
            "",
        ));
    }
    out
}

/// Two decimals; nothing that is not 1 is shown as 1.
fn shown_alpha(alpha: f64) -> String {
    match format!("{alpha:.2}").as_str() {
        "1.00" if alpha < 1.0 => "0.99".to_owned(),
        "-0.00" => "0.00".to_owned(),
        text => text.to_owned(),
    }
}

fn reason(why: NoAlpha) -> &'static str {
    match why {
        NoAlpha::OneAssessor => "one assessor",
        NoAlpha::FewShared => "under 10 shared questions",
        NoAlpha::NoExpectedDisagreement => "the same level everywhere, so no disagreement to expect",
    }
}

fn workshop(consensus: &Consensus) -> String {
    let list = &consensus.workshop;
    if list.is_empty() {
        return "\nFor the workshop: no question has levels that differ by 2 or more.\n".to_owned();
    }
    let questions = if list.len() == 1 { "question has" } else { "questions have" };
    let mut out =
        format!("\nFor the workshop: {} {questions} levels that differ by 2 or more\n\n", list.len());
    let letters: String =
        consensus.assessors.iter().map(|assessor| format!("{:>5}", assessor.letter)).collect();
    out.push_str(&format!("{:>6}{letters}{:>7}\n", "apart", "kept"));
    for far in list {
        out.push_str(&row(far));
    }
    out
}

fn row(far: &FarApart) -> String {
    let answers: String = far.answers.iter().map(|answer| format!("{:>5}", short(answer.as_ref()))).collect();
    let line =
        format!("{:>6}{answers}{:>7}  {}\n", far.spread, short(far.kept.as_ref()), shown_safely(&far.item));
    line + &wrapped_safely(&far.question, "         ")
}

fn short(answer: Option<&AnswerValue>) -> String {
    match answer {
        Some(AnswerValue::Level(level)) => level.to_string(),
        Some(AnswerValue::NotRequired) => "n/r".to_owned(),
        Some(AnswerValue::NotApplicable) => "n/a".to_owned(),
        Some(AnswerValue::Present(_)) | None => "-".to_owned(),
    }
}

fn settled(consensus: &Consensus) -> String {
    let mut out = String::new();
    for rule in Rule::ALL {
        let list: Vec<&Settled> = consensus.settled.iter().filter(|settled| settled.rule == rule).collect();
        if list.is_empty() {
            continue;
        }
        out.push('\n');
        out.push_str(&wrapped(heading(rule), ""));
        for settled in list.iter().take(MOST) {
            out.push_str(&line(settled, consensus));
        }
        if list.len() > MOST {
            out.push_str(&format!("  and {} more, listed by --format json\n", list.len() - MOST));
        }
    }
    out.push('\n');
    out.push_str(&wrapped(
        "Notes that differ are kept with who wrote them, evidence is kept from all, confidence is the lowest stated.",
        "",
    ));
    out
}

fn heading(rule: Rule) -> &'static str {
    match rule {
        Rule::Applies => {
            "Does the question apply? Kept is what most say; at a tie it does, with the levels given."
        }
        Rule::Present => "Which parts are there? Kept is what more than half of those who answer say.",
        Rule::Median => {
            "Said differently; kept is the median, the lower of the two middle ones. Importance is none only where more than half say so."
        }
        Rule::Scope => {
            "What is in scope? Out is what more than half take out; answers of who took out the rest do not count."
        }
        Rule::First => {
            "Facts said differently; kept is what the first file says that says anything. Set them right in the result."
        }
    }
}

fn line(settled: &Settled, consensus: &Consensus) -> String {
    let said =
        settled.said.iter().zip(&consensus.assessors).filter_map(|(said, assessor)| {
            Some(format!("{} {}", assessor.letter, shown_safely(said.as_ref()?)))
        });
    let said = said.collect::<Vec<_>>().join("; ");
    let kept = settled.kept.as_deref().map_or_else(|| "nothing".to_owned(), shown_safely);
    format!("  {}\n{}", shown_safely(&settled.subject), wrapped(&format!("{said} -> {kept}"), "      "))
}
