//! A pool to be read: its parts, of which only the columns come that are asked for.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::frame::{self, Kind};
use crate::load::pool::{self as disk, Head};
use crate::model::pool::{INSTRUMENT, Table, YEAR};

/// A pool whose `pool.yaml` was read. A part that cannot be read is said, and the others still count.
pub(crate) struct Opened {
    folder: PathBuf,
    head: Head,
    parts: Vec<OpenPart>,
    /// What the first part that has a column holds in it.
    kinds: BTreeMap<String, Kind>,
    whole: Cell<bool>,
    /// What was said already of a part.
    said: RefCell<BTreeSet<(PathBuf, String)>>,
}

/// A part whose footer was read; the same file for as long as the pool is open, whoever replaces it.
struct OpenPart {
    at: disk::Part,
    rows: frame::Part,
}

impl Opened {
    /// Opens a pool and each of its parts; nothing where there is none, which is said.
    pub(crate) fn open(folder: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Option<Self> {
        let head = disk::read(folder, sources, out)?;
        let found = match disk::survey(folder) {
            Ok(found) => found,
            Err(error) => {
                out.push(unreadable(folder, &error.to_string()));
                return None;
            }
        };
        let (mut parts, mut kinds, mut whole) = (Vec::new(), BTreeMap::new(), true);
        for stray in &found.strays {
            whole &= !stray.is_missed;
            out.push(strays(stray));
        }
        for at in found.parts {
            match disk::open(&at).map_err(anyhow::Error::from).and_then(frame::Part::of_file) {
                Ok(rows) => {
                    for (name, kind) in rows.columns() {
                        if let Some(kind) = kind {
                            kinds.entry(name.to_owned()).or_insert(kind);
                        }
                    }
                    parts.push(OpenPart { at, rows });
                }
                Err(error) => {
                    whole = false;
                    out.push(unreadable(&at.path, &format!("{error:#}")));
                }
            }
        }
        let (whole, said) = (Cell::new(whole), RefCell::default());
        Some(Self { folder: folder.to_path_buf(), head, parts, kinds, whole, said })
    }

    /// What `pool.yaml` says.
    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    /// Whether every part, and every column that was read so far, could be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole.get()
    }

    /// As [`Self::is_whole`], and an error where it is not: what is handed on must not lack a part.
    pub(crate) fn must_be_whole(&self, out: &mut Diagnostics) -> bool {
        if !self.is_whole() {
            let place = Place::file(&self.folder.display().to_string());
            out.push(
                Diagnostic::new("PL009", place, "a part of the pool could not be read")
                    .help("put the part back from a copy, or take its folder out of the pool"),
            );
        }
        self.is_whole()
    }

    /// The names of the columns, in order, those of the path left out.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.parts.iter().flat_map(|part| part.rows.columns().map(|(name, _)| name.to_owned()));
        names.collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// The columns whose names are wanted, with questionnaire and year of each row. Every call gives the same rows in the
    /// same order: a column of a part that turns out to be damaged is empty there, and said.
    pub(crate) fn read(&self, wanted: impl Fn(&str) -> bool, out: &mut Diagnostics) -> Table {
        let mut all = Table::default();
        for part in &self.parts {
            let (table, lacking) = self.columns_of(part, &wanted);
            for (column, why) in lacking {
                self.lacks(&part.at, &format!("column `{column}`: {why}"), out);
            }
            let table = table.with(INSTRUMENT, &part.at.instrument).with(YEAR, &part.at.year);
            if let Err(column) = all.append(table) {
                self.lacks(&part.at, &format!("column `{}` holds another kind of values", column.0), out);
            }
        }
        all
    }

    /// The columns of a part, and those that are empty for another reason than that no row has a value.
    fn columns_of(&self, part: &OpenPart, wanted: impl Fn(&str) -> bool) -> (Table, Vec<(String, String)>) {
        let mut lacking = Vec::new();
        let mut fits = BTreeSet::new();
        for (name, kind) in part.rows.columns().filter(|(name, _)| wanted(name)) {
            if kind.is_some() && kind == self.kinds.get(name).copied() {
                fits.insert(name);
            } else {
                lacking.push((name.to_owned(), "it holds another kind of values".to_owned()));
            }
        }
        match part.rows.read(|name| fits.contains(name)) {
            Ok((table, damaged)) => {
                lacking.extend(damaged.into_iter().map(|damaged| (damaged.column, damaged.why)));
                (table, lacking)
            }
            Err(error) => {
                lacking.extend(fits.iter().map(|name| ((*name).to_owned(), format!("{error:#}"))));
                let rows = part.rows.rows();
                let empty = fits.iter().map(|name| ((*name).to_owned(), self.kinds[*name].empty(rows)));
                (Table::of(empty.collect(), rows).unwrap_or_default(), lacking)
            }
        }
    }

    /// Says once what a part lacks.
    fn lacks(&self, part: &disk::Part, what: &str, out: &mut Diagnostics) {
        self.whole.set(false);
        if self.said.borrow_mut().insert((part.path.clone(), what.to_owned())) {
            out.push(unreadable(&part.path, what));
        }
    }
}

/// What stands where rows do and is not read.
pub(super) fn strays(stray: &disk::Stray) -> Diagnostic {
    let place = Place::file(&stray.path.display().to_string());
    if stray.is_missed {
        return Diagnostic::new("PL005", place, stray.why.clone())
            .help("put the part itself into its place, or take this away");
    }
    Diagnostic::new("PL025", place, stray.why.clone())
        .help("take it out of the folder; rows come into a pool with `pool add` and `pool merge`")
}

fn unreadable(path: &Path, error: &str) -> Diagnostic {
    Diagnostic::new("PL005", Place::file(&path.display().to_string()), format!("it cannot be read: {error}"))
        .help("put the file back from a copy; `docs/pool.md` says what stands in it")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::pool::Cell;

    /// A pool of two years: three SOCs, of which one in health and one without a score.
    fn pool() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(disk::FILE), disk::head("0123456789abcdef", false))
            .expect("written");
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

    fn column(pool: &Path, name: &str) -> Vec<Option<f64>> {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let opened = Opened::open(pool, &mut sources, &mut out).expect("a pool");
        let table = opened.read(|column| column == name, &mut out);
        assert!(out.is_empty() && opened.is_whole(), "{out:?}");
        (0..table.rows()).map(|row| table.number(name, row)).collect()
    }

    #[test]
    fn only_what_is_wanted_is_read_and_every_row_has_its_year() {
        let pool = pool();
        // 2026 has no score at all, so not even the column; its rows are there
        assert_eq!(column(pool.path(), "domain.people"), [Some(2.25), Some(4.0), None]);
        assert_eq!(column(pool.path(), "answer.x"), [Some(4.0); 3]);
        assert_eq!(column(pool.path(), "domain.unheard-of"), [None; 3]);
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let opened = Opened::open(pool.path(), &mut sources, &mut out).expect("a pool");
        let table = opened.read(|_| false, &mut out);
        let years: Vec<_> = (0..3).map(|row| table.text(YEAR, row)).collect();
        assert_eq!(years, [Some("2025"), Some("2025"), Some("2026")]);
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
        let opened = Opened::open(pool.path(), &mut sources, &mut out).expect("a pool");
        let table = opened.read(|name| name == "domain.people", &mut out);
        let scores: Vec<_> = (0..table.rows()).map(|row| table.number("domain.people", row)).collect();
        assert_eq!((scores, opened.is_whole()), (vec![Some(2.25), Some(4.0), None], false));
        let rules: Vec<&str> = out.iter().map(|diagnostic| diagnostic.rule.id).collect();
        assert_eq!(rules, ["PL005"]);
    }

    #[test]
    fn a_column_that_is_damaged_is_empty_there_and_the_others_still_count() {
        let pool = pool();
        let path = disk::part(pool.path(), "soc-core", 2025).path;
        let whole = std::fs::read(&path).expect("a part");
        // a slug stands in the part as it is written
        let at = whole.windows(6).position(|window| window == b"health").expect("the slug");
        let mut damaged = whole.clone();
        damaged[at] = b'w';
        std::fs::write(&path, &damaged).expect("written");
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let opened = Opened::open(pool.path(), &mut sources, &mut out).expect("a pool");
        let scores = opened.read(|name| name == "domain.people", &mut out);
        assert_eq!((scores.rows(), scores.number("domain.people", 1)), (3, Some(4.0)));
        assert!(opened.is_whole() && out.is_empty(), "what nobody asked for is not looked at");
        for _ in 0..2 {
            let both = opened.read(|name| ["sector", "domain.people"].contains(&name), &mut out);
            assert_eq!((both.rows(), both.number("domain.people", 1)), (3, Some(4.0)));
            let sectors: Vec<_> = (0..3).map(|row| both.text("sector", row)).collect();
            assert_eq!(sectors, [None, None, Some("finance")]);
            assert!(!opened.is_whole());
        }
        let said: Vec<&str> = out.iter().map(|diagnostic| diagnostic.rule.id).collect();
        assert_eq!(said, ["PL005"], "said once");
    }
}
