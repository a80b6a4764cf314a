//! The practices at hand.

use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::model::practice::{Library, Practice};

use super::Settings;

/// Every practice at hand, in order of the ids: in the folders named, and built in for other questionnaires.
#[must_use]
pub fn practices(settings: &Settings, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Practice> {
    load::practice::all(&settings.instruments, sources, out)
}

/// The versions of the practices at hand.
#[must_use]
pub fn practice_libraries(settings: &Settings, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Library> {
    load::practice::libraries(&settings.instruments, sources, out)
}
