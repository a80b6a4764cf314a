//! `socmark ai tools FILE`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::{pipeline, render, report, store};

use super::super::Exit;
use super::super::console::Console;

/// Up to ten AI tools side by side before one is bought: the buyer's three questions, their own security, hand-offs
#[derive(Args, Debug)]
pub(crate) struct ToolsArgs {
    /// `tools.yaml`: the tools with their answers
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write FILE with two empty tools to fill in; a file that is there stays as it is
    #[arg(long, conflicts_with_all = ["wiring", "assessment", "format", "instruments"])]
    init: bool,
    /// The wiring that hand-offs are looked up in; the `wiring.yaml` beside FILE where none is named
    #[arg(long, value_name = "FILE")]
    wiring: Option<PathBuf>,
    /// The assessment that says how many AI interfaces an analyst has today; the `assessment.yaml` beside FILE where none is
    /// named
    #[arg(long, value_name = "FILE")]
    assessment: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: ToolsFormat,
    /// A folder with a questionnaire of your own (may be repeated)
    #[arg(long, value_name = "DIR")]
    instruments: Vec<PathBuf>,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
enum ToolsFormat {
    #[default]
    Text,
    /// For programs, `socmark/ai-tools-result/1`
    Json,
    /// Markdown for a procurement file, with what to ask for and each answer in words
    Md,
    /// The same for a spreadsheet; what would be read as a formula begins with an apostrophe
    Csv,
}

pub(crate) fn run(args: &ToolsArgs, console: &mut Console) -> anyhow::Result<Exit> {
    if args.init {
        return init(args, console);
    }
    let wanted = pipeline::ToolsWanted {
        file: args.file.clone(),
        wiring: args.wiring.clone(),
        assessment: args.assessment.clone(),
        instruments: args.instruments.clone(),
    };
    let (found, diagnostics, sources) = pipeline::tools(&wanted);
    console.diagnostics(&diagnostics, &sources);
    let Some(found) = found else { return Ok(Exit::Input) };
    console.print(&match args.format {
        ToolsFormat::Text => {
            let mut text = render::section_text::part(&report::tools::part(&found), &[], console.width());
            if found.interfaces_today.is_none() {
                text.push_str("`--assessment FILE` tells how many AI interfaces an analyst has today.\n");
            }
            text.push_str("`--format md` or `csv` writes the table for a procurement file.\n");
            text
        }
        ToolsFormat::Json => render::ai::tools_json::render(&found),
        ToolsFormat::Md => render::markdown::part(&report::tools::procurement(&found)),
        ToolsFormat::Csv => render::csv::table(&report::tools::procurement_table(&found)),
    })?;
    Ok(Exit::Done)
}

fn init(args: &ToolsArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let shown = args.file.display();
    let Some(text) = pipeline::tools_form() else {
        anyhow::bail!("the questionnaire for AI tools is not in this program");
    };
    if args.file.is_dir() {
        console.note(&format!(
            "error: {shown} is a folder\n  = help: name the file to write, such as tools.yaml in it"
        ));
        return Ok(Exit::Input);
    }
    if !store::create_new(&args.file, render::tools_yaml::render(&text).as_bytes())? {
        console.note(&format!(
            "error: {shown} is there already; it was not touched\n  = help: name another file, or compare what it holds with `socmark ai tools {shown}`"
        ));
        return Ok(Exit::Input);
    }
    console.print(&format!("{shown}\n"))?;
    console.note("Name the tools and write levels from 1 to 5 behind the questions; `socmark explain ID` shows what each level means.");
    Ok(Exit::Done)
}
