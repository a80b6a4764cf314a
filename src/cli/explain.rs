//! `socmark explain ID [FILE]` and `socmark explain --top FILE`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, RULES, Sources, did_you_mean, rule};
use crate::model::explanation::Explanation;
use crate::model::instrument::Instrument;
use crate::model::practice::{Library, Practice};
use crate::model::practice_standing::{Raising, raising};
use crate::model::score::{ItemPart, Method};
use crate::{pipeline, render, score};

use super::console::Console;
use super::{Common, Exit, Format};

/// How many answers `--top` shows.
const TOP: usize = 10;

/// A rule, a question, a practice, or where one number comes from
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    socmark explain people.knowledge.leaver-capture      the question, its anchors, what would prove it\n  \
    socmark explain people assessment.yaml               the arithmetic of a domain, from the answers up\n  \
    socmark explain --top assessment.yaml                the ten answers that move the overall score most\n  \
    socmark explain close-cases-with-a-verdict           a practice: steps, effort, what it needs and leaves\n  \
    socmark explain AS002                                a rule")]
pub(crate) struct ExplainArgs {
    /// A rule, practice, item, aspect or domain id, `overall` or `headline`; with --top, the file
    #[arg(value_name = "ID")]
    id: String,
    /// The assessment or workbook that the number comes from
    file: Option<PathBuf>,
    /// The ten answers whose next level moves the overall score most
    #[arg(long)]
    top: bool,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &ExplainArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let mut settings = args.common.settings(console);
    settings.texts = true;
    if settings.method == Method::Workbook {
        console.note(
            "error: explanations follow socmark's own method\n  = help: leave out `--method workbook`; `socmark score FILE --method workbook` shows the workbook's cells",
        );
        return Ok(Exit::Input);
    }
    if args.top {
        let file = args.file.clone().unwrap_or_else(|| PathBuf::from(&args.id));
        let Some(outcome) = super::evaluate(&file, &settings, console) else { return Ok(Exit::Input) };
        let steps = pipeline::main_instrument(&outcome.instruments)
            .map(|instrument| score::top(instrument, &outcome.assessment, TOP))
            .unwrap_or_default();
        let text = match args.format {
            Format::Text => render::explain_text::top(&steps, &outcome.instruments),
            Format::Json => render::explain_json::top(&steps),
        };
        console.print(&text)?;
        return Ok(Exit::Done);
    }
    if let Some(rule) = rule(&args.id.to_ascii_uppercase()) {
        console.print(&match args.format {
            Format::Text => render::explain_text::rule(rule),
            Format::Json => render::explain_json::rule(rule),
        })?;
        return Ok(Exit::Done);
    }
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let outlines = pipeline::Settings { texts: false, ..settings.clone() };
    let practices = pipeline::practices(&outlines, &mut sources, &mut out);
    let libraries = pipeline::practice_libraries(&settings, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    if out.has_errors() {
        return Ok(Exit::Input);
    }
    if let Some(practice) = practices.iter().find(|practice| practice.id == args.id) {
        let library = libraries.iter().find(|library| library.instrument == practice.instrument);
        return sheet(args, practice, library, &practices, &settings, console);
    }
    match &args.file {
        Some(file) => number(args, file, &practices, &settings, console),
        None => definition(args, &practices, &settings, console),
    }
}

/// A practice, and how it stands in a file where one is given.
fn sheet(
    args: &ExplainArgs,
    practice: &Practice,
    library: Option<&Library>,
    practices: &[Practice],
    settings: &pipeline::Settings,
    console: &mut Console,
) -> anyhow::Result<Exit> {
    let standing = match &args.file {
        None => None,
        Some(file) => {
            let Some(outcome) = super::evaluate(file, settings, console) else { return Ok(Exit::Input) };
            Some(score::practice(practice, practices, &outcome.instruments, &outcome.assessment))
        }
    };
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let practice = &pipeline::practice_with_texts(practice, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    console.print(&match args.format {
        Format::Text => render::practice_text::sheet(practice, library, standing.as_ref()),
        Format::Json => render::explain_json::practice(practice, library, standing.as_ref()),
    })?;
    Ok(Exit::Done)
}

/// The arithmetic behind one number of a file.
fn number(
    args: &ExplainArgs,
    file: &std::path::Path,
    practices: &[Practice],
    settings: &pipeline::Settings,
    console: &mut Console,
) -> anyhow::Result<Exit> {
    let Some(outcome) = super::evaluate(file, settings, console) else { return Ok(Exit::Input) };
    let found = outcome
        .instruments
        .iter()
        .find_map(|instrument| score::explain(&args.id, instrument, &outcome.assessment));
    let Some(explanation) = found else {
        // elements and facts have no number, but still a text
        return definition_in(args, &outcome.instruments, practices, console);
    };
    let further = further(&args.id, &explanation, practices);
    console.print(&match args.format {
        Format::Text => render::explain_text::number(&explanation, &further),
        Format::Json => render::explain_json::number(&explanation, &further),
    })?;
    Ok(Exit::Done)
}

/// The practices that take an item further than it is. An open question may be at any level.
fn further(id: &str, explanation: &Explanation, practices: &[Practice]) -> Vec<Raising> {
    let Explanation::Item(item) = explanation else { return Vec::new() };
    match item.standing.part {
        ItemPart::Counted { level, .. } => raising(id, Some(level), practices),
        ItemPart::Unanswered { .. } => raising(id, None, practices),
        _ => Vec::new(),
    }
}

/// What an id means, without an assessment.
fn definition(
    args: &ExplainArgs,
    practices: &[Practice],
    settings: &pipeline::Settings,
    console: &mut Console,
) -> anyhow::Result<Exit> {
    let (instruments, diagnostics, sources) = pipeline::questionnaires(settings);
    console.diagnostics(&diagnostics, &sources);
    definition_in(args, &instruments, practices, console)
}

fn definition_in(
    args: &ExplainArgs,
    instruments: &[Instrument],
    practices: &[Practice],
    console: &mut Console,
) -> anyhow::Result<Exit> {
    let raising = raising(&args.id, None, practices);
    if let Some(text) = instruments.iter().find_map(|instrument| match args.format {
        Format::Text => render::explain_text::definition(&args.id, instrument, &raising),
        Format::Json => render::explain_json::definition(&args.id, instrument, &raising),
    }) {
        console.print(&text)?;
        return Ok(Exit::Done);
    }
    let ids = practices.iter().map(|practice| practice.id.as_str());
    let mut valid: Vec<&str> =
        RULES.iter().map(|rule| rule.id).chain(["overall", "headline"]).chain(ids).collect();
    for instrument in instruments {
        valid.extend(instrument.domains.iter().map(|domain| domain.id.as_str()));
        valid.extend(instrument.aspects().map(|(_, aspect)| aspect.id.as_str()));
        valid.extend(instrument.items().map(|(_, item)| item.id.as_str()));
    }
    let help = match args.id.as_str() {
        "overall" | "headline" => "a score needs a file: add it after the id".to_owned(),
        id => did_you_mean(id, &valid),
    };
    console.note(&format!("error: nothing is called `{}`\n  = help: {help}", args.id));
    Ok(Exit::Input)
}
