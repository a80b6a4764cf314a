//! Layer 2: the whole flow from files to outcome. Command line and page both call it, so they cannot disagree.

mod autonomy;
mod merging;
mod older;
#[cfg(feature = "pool")]
pub mod pool;
mod practices;
mod roadmap;
mod several;
mod tools;
mod validate;
mod wiring;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources, did_you_mean};
use crate::load;
use crate::load::library::Depth;
use crate::model::adoption::AdoptionProfile;
use crate::model::assessment::Assessment;
use crate::model::autonomy::AutonomyReport;
use crate::model::benchmark::{Comparison, Source};
use crate::model::date::Date;
use crate::model::instrument::Instrument;
use crate::model::readiness::{Gate, StageReadiness};
use crate::model::rowmap::RowMap;
use crate::model::score::{Method, Scorecard};
use crate::model::segment::Segments;
use crate::model::tools::{Offers, ToolsReport};
use crate::model::wiring::Wiring;
use crate::{adoption, benchmark, score};

pub use autonomy::{AutonomyWanted, autonomy};
pub use merging::merge;
pub use older::migrations;
pub use practices::{practice_libraries, practice_with_texts, practices};
pub use roadmap::{Refused, roadmap};
pub use several::{Gathered, consensus};
pub use tools::{ToolsWanted, tools, tools_form};
pub use validate::validate;
pub use wiring::wiring;

/// Largest input file, in bytes: official workbooks have 2 MB.
const MAX_FILE: usize = 64 * 1024 * 1024;

/// What a command sets.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub method: Method,
    /// The date that counts as today; no clock is read below the command line.
    pub as_of: Option<Date>,
    /// Folders of questionnaires beside the built-in ones.
    pub instruments: Vec<PathBuf>,
    /// Folders of benchmark sources beside the built-in ones.
    pub benchmarks: Vec<PathBuf>,
    /// Compare with these sources and pools only; `published` names every published source; empty: all of those.
    pub against: Vec<String>,
    /// How pools among `against` are looked at.
    pub cohorts: CohortsWanted,
    /// Whether a comparison is wanted; scores alone need no sources to be read.
    pub compare: bool,
    /// The wiring that gates are held against; the one beside the assessment where none is named.
    pub wiring: Option<PathBuf>,
    /// Decisions of agents, whose record is shown beside the gates.
    pub decisions: Option<PathBuf>,
    /// AI tools that are compared beside the gates.
    pub tools: Option<PathBuf>,
    /// Whether the readiness gates are wanted.
    pub gates: bool,
    /// Whether the texts of the questions are wanted; scores alone do not need them, and start quicker without.
    pub texts: bool,
}

/// How a pool is looked at.
#[derive(Debug, Clone, Default)]
pub struct CohortsWanted {
    /// `key=value`, or a key alone for the own value: SOCs for which all of it holds.
    pub segment: Vec<String>,
    /// Groups by this key side by side.
    pub by: Option<String>,
    /// Cohorts with fewer SOCs are not shown; none: the usual limit.
    pub smallest: Option<u64>,
    /// The salt of the pools; the one beside each where none is named.
    pub salt_file: Option<PathBuf>,
    /// The id of the SOC in the pools, where the file has none.
    pub soc_id: Option<String>,
}

impl Settings {
    /// The pools among what is compared with, each once.
    #[must_use]
    pub fn pools(&self) -> Vec<PathBuf> {
        let mut pools: Vec<PathBuf> = Vec::new();
        for folder in self.against.iter().map(PathBuf::from) {
            let is_pool = folder.as_os_str() != PUBLISHED && folder.join(load::POOL_FILE).is_file();
            if is_pool && !pools.contains(&folder) {
                pools.push(folder);
            }
        }
        pools
    }
}

/// Names every published source in `against`.
const PUBLISHED: &str = "published";

/// What was read, and everything that was said about it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The file's name as the user gave it.
    pub name: String,
    /// None where nothing could be made of the file.
    pub assessment: Option<Assessment>,
    pub instruments: Vec<Instrument>,
    /// Whether the file itself is an official workbook.
    pub is_workbook: bool,
    /// Whether the file itself is a sheet that `export` wrote.
    pub is_sheet: bool,
    /// The ids of the domains that a sheet holds, where it holds only some.
    pub part: Option<Vec<String>>,
    /// The rows behind the answers, where they come from an official workbook.
    pub rows: Option<RowMap>,
    /// The wiring, where gates are wanted and one is there.
    pub wiring: Option<Wiring>,
    /// The record of agents, where a file of decisions was named.
    pub autonomy: Option<AutonomyReport>,
    /// AI tools with their questionnaire, where a file of them was named.
    pub offers: Option<(Offers, Instrument)>,
    /// The benchmark sources to compare with, where a comparison is wanted.
    pub published: Vec<Source>,
    pub diagnostics: Diagnostics,
    pub sources: Sources,
}

/// Everything that is worked out from one assessment.
#[derive(Debug)]
pub struct Outcome {
    pub assessment: Assessment,
    /// The questionnaires pinned, with the texts that may be shown; the first that is no AI instrument gives the domains.
    pub instruments: Vec<Instrument>,
    /// By the method that was asked for.
    pub scorecard: Scorecard,
    /// By the other method, where the answers come from an official workbook.
    pub other: Option<Scorecard>,
    /// None where no AI instrument is pinned.
    pub adoption: Option<AdoptionProfile>,
    /// Gates of each stage; empty where they were not asked for or no AI questionnaire is pinned.
    pub readiness: Vec<StageReadiness>,
    /// The record of agents, where a file of decisions was named.
    pub autonomy: Option<AutonomyReport>,
    /// AI tools side by side, where a file of them was named.
    pub tools: Option<ToolsReport>,
    /// Own figures beside every benchmark source.
    pub comparison: Comparison,
    /// The date that counts as today.
    pub as_of: Option<Date>,
}

/// Reads an assessment, a filled sheet or an official workbook with the questionnaires that it pins, and checks it.
#[must_use]
pub fn load(path: &Path, settings: &Settings) -> Loaded {
    let mut loaded = Loaded { name: path.display().to_string(), ..Loaded::default() };
    if settings.compare {
        loaded.published = published(settings, &mut loaded.sources, &mut loaded.diagnostics);
    }
    if settings.gates {
        let found = wiring::named_or_beside(settings.wiring.as_ref(), path, wiring::FILE);
        loaded.wiring =
            found.and_then(|found| wiring::read(&found, &mut loaded.sources, &mut loaded.diagnostics));
    }
    if let Some(decisions) = &settings.decisions {
        let asked = autonomy::Asked { today: settings.as_of, ..autonomy::Asked::default() };
        let rules = load::autonomy::builtin();
        let wiring = loaded.wiring.as_ref();
        loaded.autonomy = autonomy::earned(decisions, &rules, wiring, &asked, &mut loaded.diagnostics);
    }
    if let Some(path) = &settings.tools {
        loaded.offers = tools::read(path, settings, &mut loaded.sources, &mut loaded.diagnostics);
    }
    let Loaded { name, diagnostics: out, sources, instruments, is_sheet, part, .. } = &mut loaded;
    let Some(bytes) = load::files::bytes(path, name, MAX_FILE, out) else { return loaded };
    let segments = load::benchmark::segments();
    if load::sheet::is_one(name, &bytes) {
        *is_sheet = true;
        let Some(mut sheet) = load::sheet::Sheet::open(name, &bytes, sources, out) else { return loaded };
        sheet.bring(older::forward(sheet.pins(), settings, sources, out));
        // the texts tell whether a row still shows the question of its id
        let full = Settings { texts: true, ..settings.clone() };
        let pins = Assessment { instruments: sheet.pins().to_vec(), ..Assessment::default() };
        *instruments = pinned(&pins, name, &full, OLD_SHEET, sources, out);
        *part = sheet.part();
        let Some(assessment) = sheet.read(instruments, sources, out) else { return loaded };
        return checked(loaded, assessment, &segments, settings);
    }
    if load::workbook::looks_like_one(&bytes) || has_workbook_name(path) {
        let maps = [load::rowmap::soc_cmm_2_4_2()];
        let Some(read) = load::workbook::read(name, &bytes, &maps, &segments, out) else { return loaded };
        let texts =
            settings.texts.then(|| load::workbook::questionnaire(name, &bytes, &read.rows, out)).flatten();
        instruments.push(texts.unwrap_or_else(|| {
            let ours = load::library::builtin("soc-core", Depth::Outline, sources, out);
            load::official::skeleton(&read.rows, ours.as_ref())
        }));
        let card = score::workbook::scorecard(&read.rows, &read.assessment, |id| id.to_owned());
        out.extend(check::workbook::check(name, &read.rows, &read.cached, read.known_layout, &card));
        out.extend(check::assessment::check(name, &read.assessment, instruments, &segments, settings.as_of));
        if let Some(extras) = &read.assessment.workbook {
            out.extend(check::workbook::own_methodology(name, extras, settings.method));
        }
        loaded.is_workbook = true;
        loaded.rows = Some(read.rows);
        loaded.assessment = Some(read.assessment);
        return loaded;
    }
    if bytes.len() > load::yaml::MAX_BYTES {
        out.push(load::files::too_large(name, load::yaml::MAX_BYTES));
        return loaded;
    }
    let Some(text) = load::files::text(bytes, name, out) else { return loaded };
    let Some(assessment) = load::assessment::read(name, &text, sources, out) else { return loaded };
    *instruments = pinned(&assessment, name, settings, OLD_FILE, sources, out);
    checked(loaded, assessment, &segments, settings)
}

/// Checks an assessment against the questionnaires that were loaded with it.
fn checked(mut loaded: Loaded, assessment: Assessment, segments: &Segments, settings: &Settings) -> Loaded {
    let Loaded { name, diagnostics: out, instruments, .. } = &mut loaded;
    out.extend(check::assessment::check(name, &assessment, instruments, segments, settings.as_of));
    loaded.rows = rows(&assessment, settings);
    if settings.method == Method::Workbook && loaded.rows.is_none() {
        loaded.diagnostics.push(
            Diagnostic::new(
                "AS016",
                Place::file(&loaded.name),
                "the workbook's method needs answers from an official workbook",
            )
            .help("leave out `--method workbook`, or name the workbook or what `import` made of it"),
        );
    }
    loaded.assessment = Some(assessment);
    loaded
}

/// The rows of the official version that an assessment pins: built in, or beside a questionnaire in a folder.
fn rows(assessment: &Assessment, settings: &Settings) -> Option<RowMap> {
    let pinned = assessment.instruments.iter().find(|pin| pin.id == load::official::ID)?;
    let builtin = load::rowmap::soc_cmm_2_4_2();
    if builtin.version == pinned.version {
        return Some(builtin);
    }
    let mut folders = settings.instruments.iter().filter_map(|folder| load::library::rows(folder));
    folders.find(|rows| rows.version == pinned.version)
}

fn has_workbook_name(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    ["xlsx", "xlsm", "xls", "xlsb", "ods"].contains(&ending.as_str())
}

/// What helps where a file pins an older version.
const OLD_FILE: &str = "`socmark migrate FILE` brings the file forward";
const OLD_SHEET: &str = "`import` it with the program that wrote it";

/// The pinned questionnaires; what cannot be had is said, with what helps where only the version is `old`.
fn pinned(
    assessment: &Assessment,
    file: &str,
    settings: &Settings,
    old: &str,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Vec<Instrument> {
    let folders: Vec<Instrument> = settings
        .instruments
        .iter()
        .filter_map(|folder| load::library::from_folder(folder, sources, out))
        .collect();
    let depth = if settings.texts { Depth::Full } else { Depth::Outline };
    let mut instruments = Vec::new();
    for (number, wanted) in assessment.instruments.iter().enumerate() {
        let fits = |found: &Instrument| found.id == wanted.id && found.version == wanted.version;
        if let Some(found) = folders.iter().find(|found| fits(found)) {
            instruments.push(found.clone());
            continue;
        }
        let builtin = load::library::builtin_ids();
        let place = || Place::value(file, &format!("instruments/{number}"));
        if !builtin.contains(&wanted.id) {
            let valid: Vec<&str> = builtin.iter().map(String::as_str).collect();
            out.push(
                Diagnostic::new("AS001", place(), format!("there is no questionnaire `{}`", wanted.id)).help(
                    format!(
                        "{} (a folder of your own is named with `--instruments DIR`)",
                        did_you_mean(&wanted.id, &valid)
                    ),
                ),
            );
            continue;
        }
        let Some(found) = load::library::builtin(&wanted.id, depth, sources, out) else { continue };
        if !fits(&found) {
            let steps = load::migration::builtin(&wanted.id, sources, out);
            out.push(
                Diagnostic::new(
                    "AS001",
                    place(),
                    format!("this program has `{}`, not version {}", found.reference(), wanted.version),
                )
                .help(if steps.iter().any(|step| step.from == wanted.version) {
                    old
                } else {
                    "name a folder that holds that version with `--instruments DIR`; `import --instrument-out DIR` writes one"
                }),
            );
            continue;
        }
        instruments.push(found);
    }
    instruments
}

/// An assessment file and its text, by its shape alone: what it pins need not be at hand.
#[must_use]
pub fn assessment_text(path: &Path) -> (Option<Assessment>, Option<String>, Diagnostics, Sources) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let name = path.display().to_string();
    let text = load::files::bytes(path, &name, load::yaml::MAX_BYTES, &mut out)
        .and_then(|bytes| load::files::text(bytes, &name, &mut out));
    let read = text.as_ref().and_then(|text| load::assessment::read(&name, text, &mut sources, &mut out));
    (read, text, out, sources)
}

/// The benchmark sources at hand, or those of them that `against` names; a name that none has is said.
#[must_use]
pub fn published(settings: &Settings, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Source> {
    let folders: Vec<&Path> = settings.benchmarks.iter().map(PathBuf::as_path).collect();
    let all = load::benchmark::all(&folders, sources, out);
    let ids: Vec<String> = all.iter().map(|source| source.id.clone()).collect();
    let pools = settings.pools();
    let is_known = |wanted: &&String| {
        ids.contains(wanted) || *wanted == PUBLISHED || pools.contains(&PathBuf::from(wanted.as_str()))
    };
    for wanted in settings.against.iter().filter(|wanted| !is_known(wanted)) {
        let valid: Vec<&str> = ids.iter().map(String::as_str).collect();
        let (what, help) = if Path::new(wanted).is_dir() {
            (
                "no pool in that folder, nor a benchmark source of that name",
                "`socmark pool add` makes a pool; a folder of sources is named with `--benchmarks`"
                    .to_owned(),
            )
        } else {
            (
                "no benchmark source, and no folder of a pool, of that name",
                format!("{}; `socmark benchmark --list` shows them all", did_you_mean(wanted, &valid)),
            )
        };
        out.push(Diagnostic::new("BM009", Place::file(wanted), format!("there is {what}")).help(help));
    }
    let every = settings.against.is_empty() || settings.against.iter().any(|wanted| wanted == PUBLISHED);
    all.into_iter().filter(|source| every || settings.against.contains(&source.id)).collect()
}

/// Every questionnaire at hand: the folders named, then the built-in ones.
#[must_use]
pub fn questionnaires(settings: &Settings) -> (Vec<Instrument>, Diagnostics, Sources) {
    let (mut out, mut sources) = (Diagnostics::default(), Sources::default());
    let mut found: Vec<Instrument> = Vec::new();
    for folder in &settings.instruments {
        found.extend(load::library::from_folder(folder, &mut sources, &mut out));
    }
    for id in load::library::builtin_ids() {
        found.extend(load::library::builtin(&id, Depth::Full, &mut sources, &mut out));
    }
    (found, out, sources)
}

/// The files of the sample SOC: path below its folder, and text.
#[must_use]
pub fn sample() -> Vec<(String, Cow<'static, str>)> {
    load::sample::files()
}

/// The JSON Schemas that the binary holds: name and text, in order.
#[must_use]
pub fn schemas() -> Vec<(String, Cow<'static, str>)> {
    load::schemas::all()
}

/// The values by which SOCs are grouped.
#[must_use]
pub fn segments() -> Segments {
    load::benchmark::segments()
}

/// Whether a text can be the id of a benchmark source.
#[cfg(feature = "pool")]
#[must_use]
pub fn is_source_id(text: &str) -> bool {
    load::benchmark::id_shape(text)
}

/// The questionnaire that gives the domains and the overall score: the first that is no AI instrument.
#[must_use]
pub fn main_instrument(instruments: &[Instrument]) -> Option<&Instrument> {
    instruments.iter().find(|instrument| instrument.adoption.is_none())
}

/// The readiness gates that the program ships; a test reads them without a diagnostic.
fn gates() -> Vec<Gate> {
    load::gates::builtin(&mut Sources::placeless(), &mut Diagnostics::default())
}

/// Scores what was loaded. `None` where there is nothing to score, which the diagnostics say.
#[must_use]
pub fn evaluate(loaded: Loaded, settings: &Settings) -> Option<Outcome> {
    let assessment = loaded.assessment?;
    let ai = loaded.instruments.iter().find(|instrument| instrument.adoption.is_some());
    // with an AI questionnaire alone there are no domains, and so no maturity to score
    let none = Instrument::default();
    let main = main_instrument(&loaded.instruments).unwrap_or(&none);
    let default = score::score(main, &assessment);
    let names = |id: &str| {
        let domain = main.domains.iter().find(|domain| domain.id == id).map(|domain| &domain.name);
        domain.or(main.aspect(id).map(|aspect| &aspect.name)).cloned().unwrap_or_else(|| id.to_owned())
    };
    let workbook = loaded.rows.as_ref().map(|rows| score::workbook::scorecard(rows, &assessment, names));
    let (scorecard, other) = match (settings.method, workbook) {
        (Method::Workbook, Some(workbook)) => (workbook, Some(default)),
        (_, workbook) => (default, workbook),
    };
    let card = ai.map(|instrument| score::score(instrument, &assessment));
    let adoption = ai
        .zip(card.as_ref())
        .and_then(|(instrument, card)| adoption::classify(instrument, &assessment, card, &scorecard));
    let readiness = match (ai.and_then(|instrument| instrument.adoption.as_ref()), &card) {
        (Some(rules), Some(card)) if settings.gates => {
            let known = adoption::Known {
                assessment: &assessment,
                instruments: &loaded.instruments,
                cards: &[&scorecard, card],
                rules,
                wiring: loaded.wiring.as_ref(),
            };
            adoption::readiness(&gates(), &known)
        }
        _ => Vec::new(),
    };
    let interfaces = assessment.ai.as_ref().and_then(|ai| ai.interfaces);
    let around = adoption::Around { wiring: loaded.wiring.as_ref(), interfaces };
    let tools = loaded.offers.map(|(offers, instrument)| adoption::tools(&offers, &instrument, around));
    // SOC-CMM's own figures were computed the workbook's way, so they are compared with the workbook's cells
    let comparable = [&scorecard].into_iter().chain(&other).find(|card| card.method == Method::Workbook);
    let standing = |card| {
        let standing = benchmark::standing(&assessment, &loaded.instruments, card);
        match &adoption {
            Some(profile) => benchmark::with_ai(standing, profile),
            None => standing,
        }
    };
    let comparison =
        benchmark::compare(&loaded.published, &standing(&scorecard), comparable.map(standing).as_ref());
    Some(Outcome {
        scorecard,
        other,
        adoption,
        readiness,
        autonomy: loaded.autonomy,
        tools,
        comparison,
        as_of: settings.as_of,
        assessment,
        instruments: loaded.instruments,
    })
}
