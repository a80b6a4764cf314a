//! Facts of institutional knowledge. Whether something is inside its age cannot be told: a wiring says how old it may
//! become, and no date on which it was last written.

use crate::model::adoption::Stage;
use crate::model::wiring::{Keeping, Knowledge, Span, Wiring};

fn keeping(wiring: &Wiring, kind: Knowledge) -> Option<&Keeping> {
    wiring.knowledge.get(&kind)
}

/// Whether a tool holds it.
#[must_use]
pub fn is_kept(wiring: &Wiring, kind: Knowledge) -> Option<bool> {
    keeping(wiring, kind)?.kept_in.is_there()
}

/// Whether a role answers for it.
#[must_use]
pub fn is_owned(wiring: &Wiring, kind: Knowledge) -> Option<bool> {
    keeping(wiring, kind)?.owner.is_there()
}

/// Whether a stage reads it.
#[must_use]
pub fn is_read_by(wiring: &Wiring, kind: Knowledge, stage: Stage) -> Option<bool> {
    Some(keeping(wiring, kind)?.read_by.as_ref()?.contains(&stage))
}

/// Whether a stage writes it.
#[must_use]
pub fn is_written_by(wiring: &Wiring, kind: Knowledge, stage: Stage) -> Option<bool> {
    Some(keeping(wiring, kind)?.written_by.as_ref()?.contains(&stage))
}

/// Whether any stage writes it.
#[must_use]
pub fn is_written(wiring: &Wiring, kind: Knowledge) -> Option<bool> {
    Some(!keeping(wiring, kind)?.written_by.as_ref()?.is_empty())
}

/// How old it may become.
#[must_use]
pub fn max_age(wiring: &Wiring, kind: Knowledge) -> Option<Span> {
    keeping(wiring, kind)?.max_age
}
