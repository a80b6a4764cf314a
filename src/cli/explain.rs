//! `socmark explain ID [FILE]` and `socmark explain --top FILE`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{RULES, did_you_mean, rule};
use crate::model::instrument::Instrument;
use crate::model::score::Method;
use crate::{pipeline, render, score};

use super::console::Console;
use super::{Common, Exit, Format};

/// How many answers `--top` shows.
const TOP: usize = 10;

/// A rule, a question, or where one number comes from
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    socmark explain people.knowledge.leaver-capture      the question, its anchors, what would prove it\n  \
    socmark explain people assessment.yaml               the arithmetic of a domain, from the answers up\n  \
    socmark explain --top assessment.yaml                the ten answers that move the overall score most\n  \
    socmark explain AS002                                a rule")]
pub(crate) struct ExplainArgs {
    /// A rule, item, aspect or domain id, `overall` or `headline`; with --top, the file
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
    match &args.file {
        Some(file) => number(args, file, &settings, console),
        None => definition(args, &settings, console),
    }
}

/// The arithmetic behind one number of a file.
fn number(
    args: &ExplainArgs,
    file: &std::path::Path,
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
        return definition_in(args, &outcome.instruments, console);
    };
    console.print(&match args.format {
        Format::Text => render::explain_text::number(&explanation),
        Format::Json => render::explain_json::number(&explanation),
    })?;
    Ok(Exit::Done)
}

/// What an id means, without an assessment.
fn definition(
    args: &ExplainArgs,
    settings: &pipeline::Settings,
    console: &mut Console,
) -> anyhow::Result<Exit> {
    let (instruments, diagnostics, sources) = pipeline::questionnaires(settings);
    console.diagnostics(&diagnostics, &sources);
    definition_in(args, &instruments, console)
}

fn definition_in(
    args: &ExplainArgs,
    instruments: &[Instrument],
    console: &mut Console,
) -> anyhow::Result<Exit> {
    if let Some(text) = instruments.iter().find_map(|instrument| match args.format {
        Format::Text => render::explain_text::definition(&args.id, instrument),
        Format::Json => render::explain_json::definition(&args.id, instrument),
    }) {
        console.print(&text)?;
        return Ok(Exit::Done);
    }
    let mut valid: Vec<&str> = RULES.iter().map(|rule| rule.id).chain(["overall", "headline"]).collect();
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
