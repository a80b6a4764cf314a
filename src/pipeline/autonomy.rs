//! The record of agents, from a file of their decisions.

use std::path::{Path, PathBuf};

use super::wiring;
use crate::adoption;
use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::model::autonomy::{AutonomyReport, AutonomyRules};
use crate::model::date::Date;
use crate::model::wiring::Wiring;

/// What is asked about earned autonomy.
#[derive(Debug, Clone, Default)]
pub struct AutonomyWanted {
    pub decisions: PathBuf,
    /// Says which level each agent has.
    pub wiring: Option<PathBuf>,
    /// Thresholds of the user's own.
    pub rules: Option<PathBuf>,
    pub window_days: Option<u32>,
    /// The last day of the window; the day of the last decision where none.
    pub as_of: Option<Date>,
    /// Decisions after this day are left out.
    pub today: Option<Date>,
}

/// The days that are asked about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    pub window_days: Option<u32>,
    pub as_of: Option<Date>,
    pub today: Option<Date>,
}

/// The autonomy that the decisions of a file earn. Nothing comes back where a file cannot be used, which is said.
#[must_use]
pub fn autonomy(wanted: &AutonomyWanted) -> (Option<AutonomyReport>, Diagnostics, Sources) {
    let (mut out, mut sources) = (Diagnostics::default(), Sources::default());
    let rules = match &wanted.rules {
        Some(path) => load::autonomy::from_file(path, &mut sources, &mut out),
        None => Some(load::autonomy::builtin()),
    };
    let wiring = wanted.wiring.as_ref().and_then(|path| wiring::read(path, &mut sources, &mut out));
    let asked = Asked { window_days: wanted.window_days, as_of: wanted.as_of, today: wanted.today };
    let report = rules.and_then(|rules| earned(&wanted.decisions, &rules, wiring.as_ref(), &asked, &mut out));
    // a wiring that was named and cannot be read is no wiring without levels
    (report.filter(|_| !out.has_errors()), out, sources)
}

/// The record in a file of decisions, with the levels that a wiring gives.
pub(super) fn earned(
    decisions: &Path,
    rules: &AutonomyRules,
    wiring: Option<&Wiring>,
    asked: &Asked,
    out: &mut Diagnostics,
) -> Option<AutonomyReport> {
    let log = load::decisions::read(decisions, out)?;
    let question = adoption::Question {
        window_days: asked.window_days,
        as_of: asked.as_of,
        today: asked.today,
        standing: wiring.map(crate::wiring::facts::standing).unwrap_or_default(),
    };
    Some(adoption::autonomy(log, rules, &question))
}
