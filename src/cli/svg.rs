//! `--svg DIR`: the pictures of cohorts as files, each to stand alone.

use std::path::{Path, PathBuf};

use crate::chart::{self, Colours};
use crate::pipeline::Outcome;
use crate::report::document::undeceptive;
use crate::{report, store};

use super::Exit;
use super::console::Console;
use super::overwrite;

/// Writes every picture, or none where a file holds something else and nobody said that it may be replaced.
pub(super) fn write(
    outcome: &Outcome,
    folder: &Path,
    force: bool,
    console: &mut Console,
) -> anyhow::Result<Exit> {
    if outcome.comparison.cohorts.is_empty() {
        console.note(
            "error: there is no pool to draw; the pictures show a cohort\n  = help: name one with `--against POOL`",
        );
        return Ok(Exit::Input);
    }
    if folder.exists() && !folder.is_dir() {
        console.note(&format!(
            "error: {} is a file; the pictures go into a folder\n  = help: name a folder with `--svg`",
            folder.display()
        ));
        return Ok(Exit::Input);
    }
    for cohort in &outcome.comparison.cohorts {
        if let Some(reason) = &cohort.refused {
            console.note(&format!("note: no picture of {}: {reason}", cohort.id));
        }
    }
    let files: Vec<(PathBuf, Vec<u8>)> = report::pictures(outcome)
        .iter()
        .map(|figure| {
            let path = folder.join(format!("{}.svg", figure.id));
            (path, undeceptive(chart::svg(figure, Colours::Fixed)).into_bytes())
        })
        .collect();
    if !force && overwrite::refused(&files, console) {
        return Ok(Exit::Input);
    }
    for (path, bytes) in &files {
        store::write_atomic(path, bytes)?;
        console.note(&format!("wrote {}", path.display()));
    }
    Ok(Exit::Done)
}
