//! The practices at hand.

use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::load::library::Depth;
use crate::model::practice::{Library, Practice};

use super::Settings;

/// Every practice at hand, in order of the ids: in the folders named, and built in for other questionnaires. What is
/// built in has no text but the titles where the settings want none.
#[must_use]
pub fn practices(settings: &Settings, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Practice> {
    let depth = if settings.texts { Depth::Full } else { Depth::Outline };
    load::practice::all(&settings.instruments, depth, sources, out)
}

/// A practice with every text.
#[must_use]
pub fn practice_with_texts(practice: &Practice, sources: &mut Sources, out: &mut Diagnostics) -> Practice {
    load::practice::with_texts(practice, sources, out)
}

/// The versions of the practices at hand.
#[must_use]
pub fn practice_libraries(settings: &Settings, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Library> {
    load::practice::libraries(&settings.instruments, sources, out)
}
