//! Rows of other pools put into a pool.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::load::pool::{self as load, Head, Part};
use crate::pool::{Clash, Keep};
use crate::store::{self, save};
use crate::{frame, pool};

use super::staged::Staged;

/// How pools are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct How {
    /// Which row stays where two differ; none: nothing is written then.
    pub keep: Option<Keep>,
    /// Rows under other salts are taken, although the same SOC cannot be found in them.
    pub several_salts: bool,
}

/// What merging came to, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Merged {
    pub added: usize,
    /// They were there already, to the last value.
    pub same: usize,
    /// They were there with other values.
    pub differed: usize,
    /// Under how many salts the rows stand now.
    pub salts: usize,
    /// The pool was made by this.
    pub is_new: bool,
}

/// Puts the rows of other pools into a pool, which is made where it is not there. `None` where something keeps them from
/// being put together, which is said; nothing has been written then.
///
/// # Errors
/// Where the disk does not do its work. A part is whole or as it was, and merging again does what is left.
pub(crate) fn merge(
    folder: &Path,
    others: &[PathBuf],
    how: How,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> anyhow::Result<Option<Merged>> {
    let heads: Vec<Head> = others.iter().filter_map(|other| load::read(other, sources, out)).collect();
    let is_new = !folder.join(load::FILE).exists();
    if is_new && !super::is_free(folder)? {
        out.push(super::not_free(folder));
    }
    if out.has_errors() {
        return Ok(None);
    }
    let lock = if is_new { None } else { Some(super::locked(folder)?) };
    let ours = if is_new {
        heads.first().cloned()
    } else {
        super::sweep(folder);
        load::read(folder, sources, out)
    };
    let Some(ours) = ours else { return Ok(None) };
    let Some(head) = joint_head(folder, &ours, others, &heads, how, out) else { return Ok(None) };
    let (mut staged, mut merged) =
        (Staged::default(), Merged { salts: head.salts(), is_new, ..Merged::default() });
    for (part, theirs) in parts(folder, others, out)? {
        stage(&mut staged, &mut merged, &part, &theirs, how.keep, out)?;
    }
    if out.has_errors() {
        return Ok(None);
    }
    // the salts stand there before the first row under them does
    let _lock = if is_new { Some(make(folder, &head)?) } else { relisted(folder, &ours, &head, lock)? };
    staged.commit()?;
    Ok(Some(merged))
}

/// What `pool.yaml` says when all is together; nothing where these pools do not go together.
fn joint_head(
    folder: &Path,
    ours: &Head,
    others: &[PathBuf],
    heads: &[Head],
    how: How,
    out: &mut Diagnostics,
) -> Option<Head> {
    let mut joint = ours.clone();
    for (other, head) in others.iter().zip(heads) {
        let place = Place::file(&other.display().to_string());
        if head.simulated != ours.simulated {
            let (which, pool) =
                if head.simulated { (other.as_path(), folder) } else { (folder, other.as_path()) };
            out.push(
                Diagnostic::new(
                    "PL021",
                    place,
                    format!(
                        "the rows of {} were generated, those of {} were not",
                        which.display(),
                        pool.display()
                    ),
                )
                .help(
                    "keep generated rows in a pool of their own; they go together with generated ones only",
                ),
            );
            continue;
        }
        let unknown: Vec<String> = joint.unknown_salts(head).into_iter().map(str::to_owned).collect();
        if !unknown.is_empty() && !how.several_salts {
            out.push(
                Diagnostic::new(
                    "PL022",
                    place,
                    "its pseudonyms were made with another salt, so a SOC that is in both cannot be found",
                )
                .help(
                    "add the assessments themselves with `pool add`; or, where no SOC is in both, take the rows as they are with `--several-salts`, and every figure will say so",
                ),
            );
            continue;
        }
        joint.merged_salts.extend(unknown);
    }
    joint.merged_salts.sort();
    (!out.has_errors()).then_some(joint)
}

/// Every part that others have, as the part it becomes, with theirs in the order of the pools.
fn parts(
    folder: &Path,
    others: &[PathBuf],
    out: &mut Diagnostics,
) -> anyhow::Result<BTreeMap<Part, Vec<Part>>> {
    let mut parts: BTreeMap<Part, Vec<Part>> = BTreeMap::new();
    for other in others {
        let survey = load::survey(other).with_context(|| format!("cannot list {}", other.display()))?;
        for missed in survey.strays.iter().filter(|stray| stray.is_missed) {
            let place = Place::file(&missed.path.display().to_string());
            out.push(
                Diagnostic::new("PL009", place, format!("it cannot be merged: {}", missed.why))
                    .help("put the part itself into its place, or leave that pool out"),
            );
        }
        for theirs in survey.parts {
            parts.entry(load::like(folder, &theirs)).or_default().push(theirs);
        }
    }
    Ok(parts)
}

/// Puts the rows of others into one part, beside its place; what keeps them from going together is said.
fn stage(
    staged: &mut Staged,
    merged: &mut Merged,
    part: &Part,
    theirs: &[Part],
    keep: Option<Keep>,
    out: &mut Diagnostics,
) -> anyhow::Result<()> {
    staged.edit(part, |mut table| {
        for other in theirs {
            let shown = other.path.display().to_string();
            let cannot = |error: String, help: &str| {
                Diagnostic::new("PL009", Place::file(&shown), format!("it cannot be merged: {error}"))
                    .help(help)
            };
            let read = load::bytes(other).map_err(anyhow::Error::from);
            let rows = match read.and_then(|bytes| frame::read(bytes, |_| true)) {
                Ok(rows) => rows,
                Err(error) => {
                    out.push(cannot(
                        format!("{error:#}"),
                        "put the file back from a copy, or leave that pool out",
                    ));
                    continue;
                }
            };
            let joined = match pool::join(&table, &rows, keep.unwrap_or(Keep::Ours)) {
                Ok(joined) => joined,
                Err(column) => {
                    let what = format!(
                        "column `{}` holds another kind of values than in {}",
                        column.0,
                        part.path.display()
                    );
                    out.push(cannot(
                        what,
                        "one of the two parts was not written by socmark; leave that pool out",
                    ));
                    continue;
                }
            };
            merged.added += joined.added;
            merged.same += joined.same;
            merged.differed += joined.clashes.len();
            if keep.is_none() {
                joined.clashes.iter().for_each(|clash| out.push(clashing(clash, &shown, part)));
            }
            table = joined.table;
        }
        Ok(table)
    })
}

fn clashing(clash: &Clash, theirs: &str, ours: &Part) -> Diagnostic {
    /// Columns named of a row.
    const NAMED: usize = 5;
    let named: Vec<String> = clash.columns.iter().take(NAMED).map(|column| format!("`{column}`")).collect();
    let more = match clash.columns.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let soc: String = clash.soc.chars().take(12).collect();
    Diagnostic::new(
        "PL020",
        Place::file(theirs),
        format!("SOC {soc}… of {} says something else in {}{more}", clash.date, named.join(", ")),
    )
    .related(Place::file(&ours.path.display().to_string()), "where it goes")
    .help("`--keep ours` keeps the row that is there or was named first, `--keep theirs` the one that comes")
}

/// Makes the pool and holds it.
fn make(folder: &Path, head: &Head) -> anyhow::Result<std::fs::File> {
    let text = load::with_merged_salts(&load::head(&head.salt, head.simulated), &head.merged_salts);
    let made = store::create_new(&folder.join(load::FILE), text.as_bytes())?;
    ensure!(
        made,
        "{}: another process made the pool meanwhile; nothing was written, run again",
        folder.display()
    );
    super::locked(folder)
}

/// Lists other salts in `pool.yaml`, where there are any new ones; the file that takes its place is held from before.
fn relisted(
    folder: &Path,
    ours: &Head,
    head: &Head,
    lock: Option<std::fs::File>,
) -> anyhow::Result<Option<std::fs::File>> {
    if ours == head {
        return Ok(lock);
    }
    let path = folder.join(load::FILE);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = load::with_merged_salts(&text, &head.merged_salts);
    save::replace_held(&path, text.as_bytes()).map(Some)
}
