//! From assessments to the rows of a pool, and from its parts to figures.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::load::pool::{self as disk, Part};
use crate::model::pool::{Description, Entry, INSTRUMENT, SEGMENTS, Table, YEAR};
use crate::{frame, load, pool};

use super::{Settings, evaluate};

/// Assessments as rows of a pool, each under the id in its file or, where it has none, under `soc_id`. Nothing comes back
/// where one of them cannot be a row: all are added, or none.
#[must_use]
pub fn entries(
    files: &[PathBuf],
    soc_id: Option<&str>,
    settings: &Settings,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Vec<Entry>> {
    let segments = load::benchmark::segments();
    let mut entries: Vec<(String, Entry)> = Vec::new();
    for file in files {
        let mut loaded = super::load(file, settings);
        sources.extend(std::mem::take(&mut loaded.sources));
        let said = std::mem::take(&mut loaded.diagnostics);
        let failed = said.has_errors();
        out.extend(said);
        let name = loaded.name.clone();
        if failed {
            continue;
        }
        let Some(outcome) = evaluate(loaded, settings) else { continue };
        let own = outcome.assessment.soc.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let wanted = soc_id.map(str::trim).filter(|id| !id.is_empty());
        let id = match (own, wanted) {
            (Some(own), Some(wanted)) if own != wanted => {
                out.push(
                    Diagnostic::new(
                        "PL001",
                        Place::value(&name, "soc/id"),
                        "the file has another id than `--soc-id`",
                    )
                    .help("leave `--soc-id` out, or correct the file"),
                );
                continue;
            }
            (None, None) => {
                out.push(
                    Diagnostic::new("PL001", Place::file(&name), "the file has no id of the SOC")
                        .help("write `soc: {id: …}` into it, or name the id with `--soc-id`"),
                );
                continue;
            }
            (own, wanted) => own.or(wanted).unwrap_or_default(),
        };
        let Some(date) = outcome.assessment.details.date else {
            out.push(
                Diagnostic::new("PL002", Place::file(&name), "the assessment has no date")
                    .help("write `assessment: {date: YYYY-MM-DD}` into it"),
            );
            continue;
        };
        let entry = pool::entry(
            id,
            date,
            &outcome.assessment,
            &outcome.instruments,
            &outcome.scorecard,
            outcome.adoption.as_ref(),
            &segments,
        );
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if entry.instrument.is_empty() || !entry.instrument.bytes().all(plain) {
            out.push(
                Diagnostic::new(
                    "PL008",
                    Place::value(&name, "instruments"),
                    format!("`{}` is no name for a folder of the pool", entry.instrument),
                )
                .help("give the questionnaire an id of lower case letters, digits and hyphens"),
            );
            continue;
        }
        let same = |other: &Entry| {
            (&other.id, other.date, &other.instrument) == (&entry.id, entry.date, &entry.instrument)
        };
        if let Some((first, _)) = entries.iter().find(|(_, other)| same(other)) {
            out.push(
                Diagnostic::new(
                    "PL007",
                    Place::file(&name),
                    "it is of the same SOC and date as another file",
                )
                .related(Place::file(first), "the other one")
                .help("add one of them, or what `socmark merge` or `socmark consensus` makes of them"),
            );
            continue;
        }
        entries.push((name, entry));
    }
    (!out.has_errors()).then(|| entries.into_iter().map(|(_, entry)| entry).collect())
}

/// The columns of a pool whose names are wanted, with questionnaire and year of each row. Nothing comes back where a part
/// cannot be read, which is said.
#[must_use]
pub fn table(
    pool: &Path,
    wanted: impl Fn(&str) -> bool,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Table> {
    disk::read(pool, sources, out)?;
    let unreadable = |path: &Path, error: String| {
        Diagnostic::new(
            "PL005",
            Place::file(&path.display().to_string()),
            format!("it cannot be read: {error}"),
        )
        .help("put the file back from a copy; `docs/pool.md` says what stands in it")
    };
    let parts = match disk::parts(pool) {
        Ok(parts) => parts,
        Err(error) => {
            out.push(unreadable(pool, error.to_string()));
            return None;
        }
    };
    let mut all = Table::default();
    for part in parts {
        let read = read(&part, &wanted).and_then(|table| {
            let table = table.with(INSTRUMENT, &part.instrument).with(YEAR, &part.year);
            all.append(table).map_err(|column| format!("column `{}` holds another kind of values", column.0))
        });
        if let Err(error) = read {
            out.push(unreadable(&part.path, error));
        }
    }
    (!out.has_errors()).then_some(all)
}

fn read(part: &Part, wanted: impl Fn(&str) -> bool) -> Result<Table, String> {
    let bytes = disk::bytes(part).map_err(|error| error.to_string())?;
    frame::read(bytes, wanted).map_err(|error| format!("{error:#}"))
}

/// The values of one metric (a column of numbers) in the rows of some segments, a key and its slug each: of the parts, only
/// these columns are read.
#[must_use]
pub fn metric(
    pool: &Path,
    metric: &str,
    filter: &[(&str, &str)],
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Vec<Option<f64>>> {
    let wanted = |name: &str| name == metric || filter.iter().any(|(key, _)| *key == name);
    let table = table(pool, wanted, sources, out)?;
    let fits = |row: &usize| filter.iter().all(|(key, slug)| table.text(key, *row) == Some(*slug));
    Some((0..table.rows()).filter(fits).map(|row| table.number(metric, row)).collect())
}

/// What a pool holds, in counts that name nobody.
#[must_use]
pub fn describe(
    pool: &Path,
    smallest: u64,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Description> {
    use crate::model::pool::{DATE, QUICK, SOC};
    let wanted = |name: &str| {
        SEGMENTS.contains(&name) || [SOC, DATE, QUICK].contains(&name) || name.starts_with("coverage.")
    };
    table(pool, wanted, sources, out).map(|table| crate::pool::describe(&table, smallest))
}

/// The rows as they may leave the house, and how many SOCs lost the segments that would have told who they are.
#[must_use]
pub fn for_others(
    folder: &Path,
    smallest: Option<u64>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<(Table, u64)> {
    table(folder, |_| true, sources, out).map(|table| pool::generalised(table, smallest))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::pool::Cell;

    /// A pool of two years: three SOCs, of which one in health and one without a score.
    fn pool() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(disk::FILE), disk::head("0123456789abcdef")).expect("written");
        let rows = [(2025, "finance", Some(2.25)), (2025, "health", Some(4.0)), (2026, "finance", None)];
        for year in [2025, 2026] {
            let mut table = Table::default();
            for (_, sector, score) in rows.iter().filter(|row| row.0 == year) {
                let mut cells = BTreeMap::from([("sector".to_owned(), Cell::Text((*sector).to_owned()))]);
                cells.extend(score.map(|score| ("domain.people".to_owned(), Cell::Number(score))));
                cells.insert("answer.x".to_owned(), Cell::Whole(4));
                table.push(cells).expect("of one kind");
            }
            let part = disk::part(folder.path(), "soc-core", year);
            std::fs::create_dir_all(part.path.parent().expect("a folder")).expect("made");
            std::fs::write(part.path, frame::write(&table).expect("Parquet")).expect("written");
        }
        folder
    }

    fn values(pool: &Path, name: &str, filter: &[(&str, &str)]) -> Vec<Option<f64>> {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let values = metric(pool, name, filter, &mut sources, &mut out);
        assert!(out.is_empty(), "{out:?}");
        values.expect("a pool")
    }

    #[test]
    fn a_metric_is_read_of_the_rows_of_a_segment() {
        let pool = pool();
        // 2026 has no score at all, so not even the column; its rows are there
        assert_eq!(values(pool.path(), "domain.people", &[]), [Some(2.25), Some(4.0), None]);
        assert_eq!(values(pool.path(), "domain.people", &[("sector", "finance")]), [Some(2.25), None]);
        assert_eq!(
            values(pool.path(), "domain.people", &[("sector", "finance"), ("year", "2025")]),
            [Some(2.25)]
        );
        assert_eq!(values(pool.path(), "domain.people", &[("sector", "retail")]), []);
        assert_eq!(values(pool.path(), "answer.x", &[("instrument", "soc-core")]), [Some(4.0); 3]);
        assert_eq!(values(pool.path(), "domain.unheard-of", &[]), [None; 3]);
    }

    #[test]
    fn a_column_of_another_kind_is_said_and_not_mixed_in() {
        let pool = pool();
        let mut table = Table::default();
        table
            .push(BTreeMap::from([("domain.people".to_owned(), Cell::Text("two".to_owned()))]))
            .expect("of one kind");
        std::fs::write(
            disk::part(pool.path(), "soc-core", 2026).path,
            frame::write(&table).expect("Parquet"),
        )
        .expect("written");
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        assert_eq!(metric(pool.path(), "domain.people", &[], &mut sources, &mut out), None);
        let rules: Vec<&str> = out.iter().map(|diagnostic| diagnostic.rule.id).collect();
        assert_eq!(rules, ["PL005"]);
    }
}
