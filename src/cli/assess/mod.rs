//! `socmark assess FILE`

mod page;
mod prompt;
mod session;
mod walk;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::model::date::Date;
use crate::pipeline::{self, Outcome, Settings};
use crate::{benchmark, render, store};

use super::Exit;
use super::console::Console;
use prompt::Said;
use session::{End, Session};

/// The questionnaire asked one by one; every answer is saved into FILE at once, its comments stay
#[derive(Args, Debug)]
pub(crate) struct AssessArgs {
    /// The assessment; where there is none yet, it is offered to make it
    file: PathBuf,
    /// Ask in this terminal
    #[arg(long)]
    terminal: bool,
    /// Only the questions of the quick scan
    #[arg(long)]
    quick: bool,
    /// The date that counts as today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
    as_of: Option<Date>,
    /// A folder with a questionnaire of your own (may be repeated)
    #[arg(long, value_name = "DIR")]
    instruments: Vec<PathBuf>,
}

pub(crate) fn run(args: &AssessArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let name = shell(&args.file);
    if !args.terminal {
        console.note(&format!(
            "error: the questionnaire as a local page is not built yet\n  = help: `socmark assess --terminal {name}` asks in the terminal; `socmark export {name} -o questions.xlsx` writes a sheet to fill in"
        ));
        return Ok(Exit::Input);
    }
    if !console.is_interactive() {
        console.note(
            "error: there is no terminal to ask in\n  = help: run it in a terminal by hand, without `|` or `<`; in a script, write the answers into the file",
        );
        return Ok(Exit::Input);
    }
    let today = args.as_of.unwrap_or_else(|| console.today());
    if !args.file.exists() && !is_workbook(&args.file) && !made(args, today, console)? {
        return Ok(Exit::Done);
    }
    let settings = Settings {
        as_of: Some(today),
        instruments: args.instruments.clone(),
        texts: true,
        ..Settings::default()
    };
    let loaded = pipeline::load(&args.file, &settings);
    console.diagnostics(&loaded.diagnostics, &loaded.sources);
    if loaded.is_workbook || loaded.is_sheet {
        let kind = if loaded.is_sheet {
            "a sheet is filled in with a spreadsheet program"
        } else {
            "an official workbook is not written to"
        };
        console.note(&format!(
            "error: {kind}\n  = help: `socmark import {name} -o assessment.yaml` makes an assessment of it, which can be answered further"
        ));
        return Ok(Exit::Input);
    }
    let (false, Some(assessment)) = (loaded.diagnostics.has_errors(), loaded.assessment) else {
        return Ok(Exit::Input);
    };
    let end = Session::new(&args.file, &loaded.instruments, assessment, args.quick).run(console)?;
    farewell(args, &end, console);
    if !end.interrupted && !end.failed {
        scores(args, &settings, console)?;
    }
    Ok(if end.failed { Exit::Failed } else { Exit::Done })
}

/// Offers to make the file, and makes it.
fn made(args: &AssessArgs, today: Date, console: &mut Console) -> anyhow::Result<bool> {
    let form = if args.quick { "quick" } else { "full" };
    let check = |typed: &str| match typed.trim().to_lowercase().as_str() {
        "" | "y" | "yes" | "n" | "no" => Ok(()),
        _ => Err("type y or n".to_owned()),
    };
    console.note(&format!("{} does not exist yet.", args.file.display()));
    let message = format!("Make it, with the {form} questionnaire? (Y/n)");
    match prompt::line(&message, "", "", check)? {
        Said::Line(line) if !line.trim().to_lowercase().starts_with('n') => {}
        _ => {
            console.note("Nothing was made.");
            return Ok(false);
        }
    }
    let text = super::init::form(!args.quick, today, console);
    // a file that came into being meanwhile is as good
    store::create_new(&args.file, text.as_bytes())?;
    Ok(true)
}

fn farewell(args: &AssessArgs, end: &End, console: &mut Console) {
    let name = args.file.display();
    let open = match end.open {
        0 => "No question is open.".to_owned(),
        1 => "1 question is open.".to_owned(),
        open => format!("{open} questions are open."),
    };
    let saved = match (end.failed, end.saved) {
        (true, _) => "error: the last answer could not be saved in",
        (false, true) => "Everything answered is saved in",
        (false, false) => "Nothing was changed in",
    };
    console.note(&format!("\n{saved} {name}. {open}"));
    if end.interrupted {
        let file = shell(&args.file);
        console.note(&format!(
            "Go on at any time:\n  {}\nThe scores so far:\n  socmark score {file}",
            again(args)
        ));
    }
}

/// The same call once more.
fn again(args: &AssessArgs) -> String {
    let mut call = "socmark assess --terminal".to_owned();
    if args.quick {
        call.push_str(" --quick");
    }
    for folder in &args.instruments {
        call.push_str(&format!(" --instruments {}", shell(folder)));
    }
    format!("{call} {}", shell(&args.file))
}

/// The scores of what is in the file now, and what to do next.
fn scores(args: &AssessArgs, settings: &Settings, console: &mut Console) -> anyhow::Result<()> {
    let Some(outcome) = super::evaluate(&args.file, settings, console) else { return Ok(()) };
    let text = render::score_text::render(&outcome.assessment, &outcome.scorecard, outcome.adoption.as_ref());
    console.print(&format!("\n{text}{}", standing(&outcome)))?;
    console.flush()?;
    console.note(&next(args, &outcome));
    Ok(())
}

/// How much the scores can be trusted: an estimate or not, what is answered, where the overall score may end.
fn standing(outcome: &Outcome) -> String {
    let card = &outcome.scorecard;
    let mut out = String::new();
    if benchmark::standing(&outcome.assessment, &outcome.instruments, card).quick_scan {
        out.push_str("\nAn estimate: only questions of the quick scan are answered.\n");
    }
    let Some(overall) = &card.overall else { return out };
    let Some(score) = overall.rounded() else {
        out.push_str("\nNo score yet: no maturity question is answered.\n");
        return out;
    };
    if let (Some(share), Some((low, high))) = (overall.coverage.share(), overall.range()) {
        let percent = match share * 100.0 {
            percent if percent < 1.0 => "less than 1%".to_owned(),
            percent => format!("{percent:.0}%"),
        };
        out.push_str(&format!(
            "Overall {score} from {percent} of the questionnaire by weight;\nwith every question answered it lies between {low} and {high}.\n"
        ));
    }
    out
}

fn next(args: &AssessArgs, outcome: &Outcome) -> String {
    let file = shell(&args.file);
    let open = |quick| {
        let asked = walk::questions(&outcome.instruments, &outcome.assessment, quick);
        let answered = |id: &str| outcome.assessment.answers.get(id).is_some_and(|a| a.value.is_some());
        asked.iter().filter(|one| !answered(&one.item.id)).count()
    };
    let mut lines = Vec::new();
    let (here, all) = (open(args.quick), open(false));
    if here > 0 {
        lines.push((again(args), format!("the open questions, {here} of them")));
    } else if all > 0 {
        let whole = AssessArgs {
            quick: false,
            instruments: args.instruments.clone(),
            file: args.file.clone(),
            ..*args
        };
        lines.push((again(&whole), format!("the questions beyond the quick scan, {all} of them")));
    }
    if outcome.scorecard.overall.as_ref().is_some_and(|score| score.rounded().is_some()) {
        lines.push((
            format!("socmark explain --top {file}"),
            "the answers that move the score most".to_owned(),
        ));
        lines.push((
            format!("socmark benchmark {file}"),
            "where that stands beside published figures".to_owned(),
        ));
        lines.push((format!("socmark report {file} -o report"), "the page to hand on".to_owned()));
    }
    let mut out = "\nNext:\n".to_owned();
    for (call, why) in lines {
        out.push_str(&format!("  {call}\n      {why}\n"));
    }
    if outcome.adoption.as_ref().is_some_and(|profile| profile.self_described.is_none()) {
        out.push_str(&format!(
            "Facts about AI are not asked here: fill in `ai:` in {} by hand.\n",
            args.file.display()
        ));
    }
    out.trim_end().to_owned()
}

fn is_workbook(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| ["xlsx", "xlsm", "xls"].contains(&ending.to_ascii_lowercase().as_str()))
}

/// A path as it is typed into a shell.
fn shell(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+@%:,=\\".contains(c) || !c.is_ascii();
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_where_a_shell_would_split_them() {
        assert_eq!(shell(Path::new("a/b-1.yaml")), "a/b-1.yaml");
        assert_eq!(shell(Path::new("my soc's.yaml")), "'my soc'\\''s.yaml'");
    }
}
