//! Like for like: every difference between the own figure and the published one, named beside it.

use crate::model::benchmark::{Basis, Figure, FigureValue, Source, Standing};
use crate::model::score::Method;

/// What must be known beside a comparison, what concerns this SOC first.
pub(super) fn of(source: &Source, figure: &Figure, own: &Standing) -> Vec<String> {
    let mut caveats = Vec::new();
    let score = matches!(figure.value, FigureValue::Mean { .. } | FigureValue::Quantiles { .. });
    if let Some(basis) = &source.basis {
        if score {
            questionnaire(&mut caveats, basis, own);
        }
        caveats.extend(basis.edition.clone());
        if score {
            style(&mut caveats, basis, own);
        }
    }
    if score && own.quick_scan {
        caveats.push("Your assessment is a quick scan, by its type or because only quick questions are answered: an estimate.".to_owned());
    }
    if !score && !figure.same_words {
        caveats.push("Your question and the survey's are worded differently.".to_owned());
    }
    caveats.extend(of_figure(source, figure));
    caveats
}

/// What must be known beside a figure by itself.
pub(super) fn of_figure(source: &Source, figure: &Figure) -> Vec<String> {
    let mut caveats = figure.caveats.clone();
    caveats.extend(source.caveats.iter().cloned());
    // a figure with a number of its own does not have the source's note
    if let Some(note) = source.n_note.as_ref().filter(|_| figure.n == source.n) {
        caveats.push(format!("Number surveyed: {note}."));
    }
    caveats
}

fn questionnaire(caveats: &mut Vec<String>, basis: &Basis, own: &Standing) {
    let same = own
        .instrument
        .strip_prefix(basis.questionnaire.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '@']));
    if !same {
        let instrument = if own.instrument.is_empty() { "another questionnaire" } else { &own.instrument };
        caveats.push(format!(
            "Your score comes from {instrument} by the {} method, the published figure from {}: other questions and \
             another way of counting.",
            own.method.word(),
            basis.name
        ));
    } else if basis.method == Some(own.method) {
        // like for like
    } else if basis.method == Some(Method::Default) {
        caveats.push(format!(
            "Your score is computed by the {} method, the published figure by the default one; `--method default` counts \
             as it does.",
            own.method.word()
        ));
    } else if own.method == Method::Default {
        caveats.push(format!(
            "Your score is computed by the default method, the published figure by that of {}, which counts an open \
             question below the lowest answer and rounds at every level; `--method workbook` counts as it does.",
            basis.name
        ));
    }
}

fn style(caveats: &mut Vec<String>, basis: &Basis, own: &Standing) {
    let Some(theirs) = basis.style.as_deref() else { return };
    let who = |style: &str| match style {
        "self" => "the SOC itself",
        "guided" => "the SOC itself with guidance",
        _ => "a third party",
    };
    caveats.push(match own.style.as_deref() {
        Some(ours) if ours == theirs => format!("Assessed by {}, there and here.", who(theirs)),
        Some(ours) => format!(
            "Assessed there by {}, here by {}. How that shifts scores is not known, since sources contradict each \
             other, so nothing is corrected.",
            who(theirs),
            who(ours)
        ),
        None => format!("Assessed there by {}; by whom here is not known from this file.", who(theirs)),
    });
}
