//! The practices that are built in without their prose: what a plan needs, read in a fraction of a millisecond.
//!
//! `outline.tsv` is worked out from the files of the practices; a test holds the two together.

use crate::model::practice::{Days, Practice, Raise, Role, Threshold};
use crate::model::score::Rounded;

/// Practices with every text empty but the title. `None` where a line is none of ours.
pub(super) fn read(instrument: &str, outline: &str) -> Option<Vec<Practice>> {
    outline.lines().filter(|line| !line.starts_with('#')).map(|line| practice(instrument, line)).collect()
}

fn practice(instrument: &str, line: &str) -> Option<Practice> {
    let [id, title, weeks, raises, after, thresholds, effort] = line.split('\t').collect::<Vec<_>>()[..]
    else {
        return None;
    };
    Some(Practice {
        id: id.to_owned(),
        instrument: instrument.to_owned(),
        title: title.to_owned(),
        weeks: weeks.parse().ok()?,
        raises: parts(raises).map(raise).collect::<Option<_>>()?,
        after: parts(after).map(str::to_owned).collect(),
        thresholds: parts(thresholds).map(threshold).collect::<Option<_>>()?,
        effort: parts(effort).map(days).collect::<Option<_>>()?,
        ..Practice::default()
    })
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter(|part| !part.is_empty())
}

/// `process.detection.tuning-feedback=1-3`
fn raise(text: &str) -> Option<Raise> {
    let (item, levels) = text.split_once('=')?;
    let (from, to) = levels.split_once('-')?;
    Some(Raise { item: item.to_owned(), from: from.parse().ok()?, to: to.parse().ok()? })
}

/// `process.use-cases.inventory=2`
fn threshold(text: &str) -> Option<Threshold> {
    let (item, level) = text.split_once('=')?;
    Some(Threshold { item: item.to_owned(), level: level.parse().ok()? })
}

/// `lead=100/200/400`, in hundredths of a day
fn days(text: &str) -> Option<(Role, Days)> {
    let (role, figures) = text.split_once('=')?;
    let role = Role::ALL.iter().copied().find(|word| word.word() == role)?;
    let figures: Vec<i64> = figures.split('/').map(|figure| figure.parse().ok()).collect::<Option<_>>()?;
    let [low, likely, high] = figures.try_into().ok()?;
    Some((role, Days { low: Rounded(low), likely: Rounded(likely), high: Rounded(high) }))
}

/// What [`read`] reads, of practices in the order given.
#[cfg(test)]
pub(super) fn to_text(practices: &[&Practice]) -> String {
    let mut text = "# Worked out from the practices beside this file; do not edit.\n".to_owned();
    for practice in practices {
        let raises =
            practice.raises.iter().map(|raise| format!("{}={}-{}", raise.item, raise.from, raise.to));
        let needed = practice.thresholds.iter().map(|needed| format!("{}={}", needed.item, needed.level));
        let effort = practice
            .effort
            .iter()
            .map(|(role, days)| format!("{}={}/{}/{}", role.word(), days.low.0, days.likely.0, days.high.0));
        let (raises, needed): (Vec<_>, Vec<_>) = (raises.collect(), needed.collect());
        let cells = [
            practice.id.clone(),
            practice.title.clone(),
            practice.weeks.to_string(),
            raises.join(","),
            practice.after.join(","),
            needed.join(","),
            effort.collect::<Vec<_>>().join(","),
        ];
        assert!(cells.iter().all(|cell| !cell.contains(['\t', '\n'])), "{cells:?}");
        text.push_str(&(cells.join("\t") + "\n"));
    }
    text
}
