//! The results stored in a workbook against those recomputed from its answers.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::assessment::WorkbookExtras;
use crate::model::rowmap::{CachedResults, CachedScore, RowMap};
use crate::model::score::{Method, Rounded, Scale, Score, Scorecard};

/// Every difference, each at its cell. `known_layout` says that the rows are those of a known version; one read by its
/// structure is refused at the first difference, and where results are missing to hold it against.
pub(crate) fn check(
    file: &str,
    rows: &RowMap,
    cached: &CachedResults,
    known_layout: bool,
    computed: &Scorecard,
) -> Diagnostics {
    let mut out = Diagnostics::default();
    let differences: Vec<(&CachedScore, String, String)> = cached
        .scores
        .iter()
        .filter_map(|stored| {
            let (was, is) = (shown_stored(&stored.value), shown(find(computed, &stored.id, stored.scale)));
            (was != is).then_some((stored, was, is))
        })
        .collect();
    if !known_layout {
        return unknown_version(file, rows, cached, &differences);
    }
    if cached.scores.is_empty() {
        out.push(
            Diagnostic::new(
                "WB012",
                Place::file(file),
                "the file stores no computed results to compare with",
            )
            .help("nothing is lost: all scores are computed from the answers"),
        );
    }
    for (stored, was, is) in differences {
        out.push(
            Diagnostic::new(
                "WB008",
                Place::cell(file, &stored.sheet, &stored.cell),
                format!(
                    "the file stores {was} as the {} of `{}`, its answers give {is}",
                    stored.scale.word(),
                    stored.id
                ),
            )
            .help(
                "the computed one is used; open and save the workbook in a spreadsheet program to renew it",
            ),
        );
    }
    out
}

/// Whether an own methodology overrides service S 2 although another method is asked for, or puts it off the scale.
pub(crate) fn own_methodology(file: &str, extras: &WorkbookExtras, method: Method) -> Diagnostics {
    let mut out = Diagnostics::default();
    let Some(own) = extras.own_methodology.as_ref().filter(|own| own.in_use) else { return out };
    let Some(level) =
        own.level.as_ref().and_then(|level| level.parse::<f64>().ok()).filter(|level| *level > 0.0)
    else {
        return out;
    };
    if method == Method::Default {
        out.push(
            Diagnostic::new(
                "WB013",
                Place::cell(file, "Services - SIM", "L13"),
                format!("the workbook scores service S 2 by an own methodology (level {level}); socmark's method ignores that"),
            )
            .help("its score here comes from the answers; `--method workbook` shows the workbook's"),
        );
    }
    if level > 5.0 {
        out.push(
            Diagnostic::new(
                "WB009",
                Place::cell(file, "Services - SIM", "L13"),
                format!("the level of the own methodology is {level}, above the scale of 0 to 5"),
            )
            .help("the workbook does not stop it, so `--method workbook` shows it as it is"),
        );
    }
    out
}

fn unknown_version(
    file: &str,
    rows: &RowMap,
    cached: &CachedResults,
    differences: &[(&CachedScore, String, String)],
) -> Diagnostics {
    let mut out = Diagnostics::default();
    let refused = |place, message: String| {
        Diagnostic::new("WB007", place, message)
            .help("take the answers over into version 2.4.2 of the official workbook, or save this file in a spreadsheet program first")
    };
    let missing = rows.aspects.iter().filter(|aspect| aspect.result_row.is_some()).find(|aspect| {
        !cached.scores.iter().any(|stored| stored.id == aspect.id && stored.scale == Scale::Maturity)
    });
    if let Some((stored, was, is)) = differences.first() {
        out.push(refused(
            Place::cell(file, &stored.sheet, &stored.cell),
            format!(
                "version {} is not known, and reading it by its structure does not yield its own results: `{}` ({}) is {was} in the file and {is} recomputed",
                rows.version, stored.id, stored.scale.word()
            ),
        ));
    } else if let Some(aspect) = missing {
        out.push(refused(
            Place::file(file),
            format!(
                "version {} is not known, and the file stores no result of `{}` to hold a reading against",
                rows.version, aspect.id
            ),
        ));
    }
    out
}

fn find<'a>(card: &'a Scorecard, id: &str, scale: Scale) -> Option<&'a Score> {
    for domain in &card.domains {
        if domain.id == id {
            return domain.of(scale);
        }
        if let Some(aspect) = domain.aspects.iter().find(|aspect| aspect.id == id) {
            return aspect.of(scale);
        }
    }
    for function in &card.csf {
        if function.id == id {
            return function.of(scale);
        }
        if let Some(category) = function.categories.iter().find(|category| category.id == id) {
            return category.of(scale);
        }
    }
    None
}

fn shown(score: Option<&Score>) -> String {
    match score {
        None => "N/A".to_owned(),
        Some(score) => match (&score.error, score.rounded()) {
            (Some(marker), _) => marker.clone(),
            (None, Some(value)) => value.to_string(),
            (None, None) => "no score".to_owned(),
        },
    }
}

fn shown_stored(value: &Result<i64, String>) -> String {
    match value {
        Ok(hundredths) => Rounded(*hundredths).to_string(),
        Err(marker) => marker.clone(),
    }
}
