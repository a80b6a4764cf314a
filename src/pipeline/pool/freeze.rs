//! From a pool to a benchmark source that can be handed on.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources, did_you_mean};
use crate::load;
use crate::load::library::Depth;
use crate::model::benchmark::Source;
use crate::model::date::Date;
use crate::model::instrument::Instrument;
use crate::model::pool::{Entry, INSTRUMENT};
use crate::pipeline::Settings;
use crate::pool::compare::{Freeze, Names, NotFrozen, freeze as frozen};

use super::Opened;

/// What is asked of a frozen pool.
#[derive(Debug, Clone, Copy)]
pub struct FreezeWanted<'a> {
    /// The id of the source.
    pub id: &'a str,
    /// The questionnaire whose rows are taken; none: the only one.
    pub questionnaire: Option<&'a str>,
    /// `key=value` each: SOCs for which all of it holds.
    pub segment: &'a [String],
    /// A figure of fewer SOCs is left out.
    pub min_n: u64,
    pub publisher: &'a str,
    pub title: &'a str,
    pub licence: &'a str,
}

/// The source that the rows of a pool make, and nothing where they make none, which is said.
#[must_use]
pub fn freeze(
    folder: &Path,
    wanted: FreezeWanted<'_>,
    settings: &Settings,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Source> {
    let opened = Opened::open(folder, sources, out)?;
    let place = Place::file(&folder.display().to_string());
    if opened.head().simulated {
        out.push(simulated(place));
        return None;
    }
    let instruments = questionnaires(&opened, wanted.questionnaire, &place, settings, sources, out)?;
    let main = instruments.first()?;
    let segments = load::benchmark::segments();
    let segment = segment(wanted.segment, &segments, out)?;
    let asked = Freeze {
        id: wanted.id,
        instrument: &main.id,
        method: settings.method,
        segment: &segment,
        min_n: wanted.min_n,
        salts: opened.head().salts(),
        publisher: wanted.publisher,
        title: wanted.title,
        licence: wanted.licence,
    };
    let columns = opened.names();
    let names = Names { instruments: &instruments, segments: &segments };
    let found = frozen(asked, names, &columns, &mut |wanted| opened.read(|name| wanted.contains(&name), out));
    if !opened.must_be_whole(out) {
        return None;
    }
    match found {
        Ok(source) => Some(source),
        Err(NotFrozen::Simulated) => {
            out.push(simulated(place));
            None
        }
        Err(NotFrozen::TooFew) => {
            let message = format!(
                "no figure has {} SOCs with a full assessment by {} and the {} method",
                wanted.min_n,
                main.id,
                settings.method.word()
            );
            out.push(Diagnostic::new("PL026", place, message).help(
                "a smaller `--min-n` (10 or more) gives weak figures; a wider segment more SOCs; `--method workbook` takes rows scored so",
            ));
            None
        }
    }
}

fn simulated(place: Place) -> Diagnostic {
    Diagnostic::new(
        "PL021",
        place,
        "the rows of this pool were generated, and no generated cohort goes out as if it were data",
    )
    .help("freeze a pool of assessments; to try things out, compare with this pool itself")
}

/// The questionnaire whose rows are taken, then that on AI.
fn questionnaires(
    opened: &Opened,
    wanted: Option<&str>,
    place: &Place,
    settings: &Settings,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Vec<Instrument>> {
    let keys = opened.read(|_| false, out);
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    for instrument in (0..keys.rows()).filter_map(|row| keys.text(INSTRUMENT, row)) {
        *held.entry(instrument.to_owned()).or_default() += 1;
    }
    let ids: Vec<&str> = held.keys().map(String::as_str).collect();
    let id = match (wanted, &ids[..]) {
        (Some(wanted), ids) if ids.contains(&wanted) => wanted,
        (None, [only]) => only,
        (wanted, _) => {
            let (message, help) = match wanted {
                Some(wanted) => (
                    format!("the pool has no rows of the questionnaire `{wanted}`"),
                    did_you_mean(wanted, &ids),
                ),
                None if ids.is_empty() => {
                    ("the pool has no rows".to_owned(), "add assessments to it".to_owned())
                }
                None => (
                    "the pool has rows of several questionnaires, whose scores are not alike".to_owned(),
                    format!("name one with `--questionnaire`: {}", ids.join(", ")),
                ),
            };
            out.push(Diagnostic::new("PL026", place.clone(), message).help(help));
            return None;
        }
    };
    let folders =
        settings.instruments.iter().filter_map(|folder| load::library::from_folder(folder, sources, out));
    let own: Vec<Instrument> = folders.collect();
    let mut found: Vec<Instrument> = own.iter().filter(|own| own.id == id).take(1).cloned().collect();
    if found.is_empty() && load::library::builtin_ids().iter().any(|known| known == id) {
        found.extend(load::library::builtin(id, Depth::Outline, sources, out));
    }
    if found.is_empty() {
        out.push(
            Diagnostic::new("PL026", place.clone(), format!("the questionnaire `{id}` is not at hand"))
                .help("name its folder with `--instruments`: it says what the domains are called"),
        );
        return None;
    }
    found.extend(own.into_iter().filter(|own| own.adoption.is_some()));
    if !found.iter().any(|instrument| instrument.adoption.is_some()) {
        found.extend(load::library::builtin("soc-ai", Depth::Outline, sources, out));
    }
    Some(found)
}

/// The conditions; a key by itself would ask for one's own value, which nobody has here.
fn segment(
    asked: &[String],
    segments: &crate::model::segment::Segments,
    out: &mut Diagnostics,
) -> Option<crate::model::cohort::Segment> {
    if let Some(bare) = asked.iter().find(|asked| !asked.contains('=')) {
        out.push(
            Diagnostic::new("PL010", Place::file("--segment"), format!("`{bare}` has no value"))
                .help(format!("write `--segment {bare}=VALUE`")),
        );
        return None;
    }
    let nobody = Entry {
        id: String::new(),
        date: Date::parse("2000-01-01")?,
        instrument: String::new(),
        cells: BTreeMap::new(),
    };
    super::compare::segment(asked, &nobody, segments, out)
}
