//! A pool to be read: its parts, of which only the columns come that are asked for.

use std::cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::frame;
use crate::load::pool::{self as disk, Head, Part};
use crate::model::pool::{INSTRUMENT, Table, YEAR};

/// A pool whose `pool.yaml` was read. A part that cannot be read is said, and the others still count.
pub(crate) struct Opened {
    folder: PathBuf,
    head: Head,
    parts: Vec<Part>,
    whole: cell::Cell<bool>,
}

impl Opened {
    /// Opens a pool; nothing where there is none, which is said.
    pub(crate) fn open(folder: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Option<Self> {
        let head = disk::read(folder, sources, out)?;
        match disk::parts(folder) {
            Ok(parts) => {
                Some(Self { folder: folder.to_path_buf(), head, parts, whole: cell::Cell::new(true) })
            }
            Err(error) => {
                out.push(unreadable(folder, &error.to_string()));
                None
            }
        }
    }

    /// What `pool.yaml` says.
    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    /// Whether every part that was read so far could be read.
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
    pub(crate) fn names(&self, out: &mut Diagnostics) -> Vec<String> {
        let names = cell::RefCell::new(BTreeSet::new());
        self.read(
            |name| {
                names.borrow_mut().insert(name.to_owned());
                false
            },
            out,
        );
        names.into_inner().into_iter().collect()
    }

    /// The columns whose names are wanted, with questionnaire and year of each row. Every call gives the same rows in the
    /// same order.
    pub(crate) fn read(&self, wanted: impl Fn(&str) -> bool, out: &mut Diagnostics) -> Table {
        let mut all = Table::default();
        for part in &self.parts {
            let read = read(part, &wanted).and_then(|table| {
                let table = table.with(INSTRUMENT, &part.instrument).with(YEAR, &part.year);
                all.append(table)
                    .map_err(|column| format!("column `{}` holds another kind of values", column.0))
            });
            if let Err(error) = read {
                self.whole.set(false);
                out.push(unreadable(&part.path, &error));
            }
        }
        all
    }
}

fn read(part: &Part, wanted: impl Fn(&str) -> bool) -> Result<Table, String> {
    let bytes = disk::bytes(part).map_err(|error| error.to_string())?;
    frame::read(bytes, wanted).map_err(|error| format!("{error:#}"))
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
        assert_eq!((table.rows(), opened.is_whole()), (2, false), "the other part still counts");
        let rules: Vec<&str> = out.iter().map(|diagnostic| diagnostic.rule.id).collect();
        assert_eq!(rules, ["PL005"]);
    }
}
