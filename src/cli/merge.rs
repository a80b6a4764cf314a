//! `socmark merge FILE… -o FILE`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources};
use crate::{pipeline, store};

use super::console::Console;
use super::{Common, Exit, overwrite};

/// Files of one SOC and date put together: what they say differently is shown, and nothing is written then
#[derive(Args, Debug)]
pub(crate) struct MergeArgs {
    /// Sheets and assessments, whole or in parts; their order changes nothing
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where the assessment is written
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// One of the files, which decides where files differ (may be repeated: the first that says anything decides)
    #[arg(long, value_name = "FILE")]
    prefer: Vec<PathBuf>,
    /// Replace a file that is there and differs
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &MergeArgs, console: &mut Console) -> anyhow::Result<Exit> {
    if overwrite::is_folder(&args.output, "assessment.yaml", console)
        || overwrite::is_spreadsheet(&args.output, console)
    {
        return Ok(Exit::Input);
    }
    let mut prefer = Vec::new();
    for wanted in &args.prefer {
        let Some(number) = args.files.iter().position(|file| same_file(file, wanted)) else {
            let files: Vec<String> = args.files.iter().map(|file| format!("`{}`", file.display())).collect();
            console.note(&format!(
                "error: {} is none of the files that are merged\n  = help: prefer one of {}",
                wanted.display(),
                files.join(", ")
            ));
            return Ok(Exit::Input);
        };
        prefer.push(number);
    }
    let settings = args.common.settings(console);
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let loaded = args.files.iter().map(|file| {
        let mut loaded = pipeline::load(file, &settings);
        sources.extend(std::mem::take(&mut loaded.sources));
        out.extend(std::mem::take(&mut loaded.diagnostics));
        loaded
    });
    let loaded: Vec<_> = loaded.collect();
    let merged = if out.has_errors() { None } else { pipeline::merge(&loaded, &prefer, &mut out) };
    console.diagnostics(&out, &sources);
    let Some((merged, instruments)) = merged.filter(|_| !out.has_errors()) else { return Ok(Exit::Input) };
    let text = store::assessment::to_yaml(&merged.assessment, &instruments)?;
    let files = [(args.output.clone(), text.into_bytes())];
    if !args.force && overwrite::refused(&files, console) {
        return Ok(Exit::Input);
    }
    let comments = overwrite::comments_lost(&args.output, &files[0].1);
    for (path, bytes) in &files {
        store::write_atomic(path, bytes)?;
    }
    console.print(&format!("{}\n", args.output.display()))?;
    if let Some(note) = comments {
        console.note(&note);
    }
    let answers = merged.assessment.answers.values().filter(|answer| answer.value.is_some()).count();
    let decided = match merged.decided.len() {
        0 => String::new(),
        1 => "; one clash decided as preferred".to_owned(),
        count => format!("; {count} clashes decided as preferred"),
    };
    console.note(&format!("{} files, {answers} answers{decided}", loaded.len()));
    Ok(Exit::Done)
}

/// Whether two paths name one file.
fn same_file(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}
