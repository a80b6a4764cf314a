//! `questionnaires/soc-cmm/rows.tsv` -> [`RowMap`]: the layout of official workbooks, built in.

use crate::model::rowmap::{RowAlias, RowAspect, RowCompleteness, RowItem, RowMap, RowSupport};
use crate::model::score::Scale;

use super::builtin::Folder;

/// What is wrong with a line of a row map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub(crate) struct RowMapError {
    /// From 1.
    pub line: usize,
    pub problem: String,
}

/// The layout of SOC-CMM 2.4.2, both editions. Parsed at each call (about a millisecond), so ask once and keep it.
///
/// # Panics
/// Never: the file is embedded at build time and read by a test.
#[must_use]
pub fn soc_cmm_2_4_2() -> RowMap {
    let (_, text) =
        Folder::Questionnaires.text("soc-cmm/rows.tsv").expect("the row map is embedded at build time");
    parse(&text).expect("a test reads the embedded row map")
}

/// Reads lines of tab-separated fields; the first field names the kind. The head of the built-in file says which are which.
pub(crate) fn parse(text: &str) -> Result<RowMap, RowMapError> {
    let mut map = RowMap::default();
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        add(&mut map, line).map_err(|problem| RowMapError { line: index + 1, problem })?;
    }
    if map.version.is_empty() {
        return Err(RowMapError { line: 1, problem: "the row map has no `version` line".to_owned() });
    }
    Ok(map)
}

fn add(map: &mut RowMap, line: &str) -> Result<(), String> {
    let fields: Vec<&str> = line.split('\t').collect();
    match fields[..] {
        ["version", version] => version.clone_into(&mut map.version),
        ["aspect", id, domain, sheet, result, maturity, capability, scope] => map.aspects.push(RowAspect {
            id: id.to_owned(),
            domain: domain.to_owned(),
            sheet: optional(sheet).unwrap_or_default().to_owned(),
            result_row: optional(result).map(row).transpose()?,
            maturity_sum_row: row(maturity)?,
            capability_sum_row: optional(capability).map(row).transpose()?,
            scope_row: optional(scope).map(row).transpose()?,
        }),
        ["item", number, id, aspect, kind, sheet_row, nist, flags] => {
            let mut item = RowItem {
                row: row(number)?,
                id: id.to_owned(),
                aspect: aspect.to_owned(),
                scale: scale(kind)?,
                always_in_scope: false,
                nist: optional(nist).map(str::to_owned),
                sheet_row: optional(sheet_row).map(row).transpose()?,
                fixed_half_weight: None,
            };
            for flag in optional(flags).into_iter().flat_map(|flags| flags.split(' ')) {
                match flag.strip_prefix("half=") {
                    Some(half) => item.fixed_half_weight = Some(row(half)?),
                    None if flag == "always" => item.always_in_scope = true,
                    None => return Err(format!("unknown flag `{flag}`")),
                }
            }
            map.items.push(item);
        }
        ["alias", number, of, nist] => {
            let nist = optional(nist).map(str::to_owned);
            map.aliases.push(RowAlias { row: row(number)?, of: row(of)?, nist });
        }
        ["support", number, id, aspect, sheet_row] => map.support.push(RowSupport {
            row: row(number)?,
            id: id.to_owned(),
            aspect: aspect.to_owned(),
            sheet_row: row(sheet_row)?,
        }),
        ["completeness", sheet, cell, rows, labels] => map.completeness.push(RowCompleteness {
            sheet: sheet.to_owned(),
            cell: cell.to_owned(),
            rows: ranges(rows)?,
            labels: labels.to_owned(),
        }),
        ["subcategory", id] => map.subcategories.push(id.to_owned()),
        ["extra", category, kind, subcategory] => {
            map.csf_extra.push((category.to_owned(), scale(kind)?, subcategory.to_owned()));
        }
        ["csf", category, scales] => {
            let scales = optional(scales).into_iter().flat_map(|list| list.split(',')).map(scale);
            map.csf_shown.push((category.to_owned(), scales.collect::<Result<_, _>>()?));
        }
        _ => return Err(format!("`{}` with {} fields is no line of a row map", fields[0], fields.len())),
    }
    Ok(())
}

/// `-` is none.
fn optional(field: &str) -> Option<&str> {
    (field != "-").then_some(field)
}

fn row(field: &str) -> Result<u32, String> {
    field.parse().map_err(|_| format!("`{field}` is no number"))
}

fn scale(field: &str) -> Result<Scale, String> {
    match field {
        "M" | "maturity" => Ok(Scale::Maturity),
        "C" | "capability" => Ok(Scale::Capability),
        _ => Err(format!("`{field}` is neither maturity nor capability")),
    }
}

/// `4-6,9` -> 4, 5, 6, 9.
fn ranges(field: &str) -> Result<Vec<u32>, String> {
    let mut rows = Vec::new();
    for part in field.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (row(first)?, row(last)?);
        if last < first || last - first > 1000 {
            return Err(format!("`{part}` is no range of rows"));
        }
        rows.extend(first..=last);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn the_built_in_map_has_the_counts_of_the_workbook() {
        let map = soc_cmm_2_4_2();
        let legacy = |item: &&RowItem| item.aspect == "s7";
        let count = |wanted, s7: bool| {
            map.items.iter().filter(|item| item.scale == wanted && legacy(item) == s7).count()
        };
        assert_eq!((count(Scale::Maturity, false), count(Scale::Capability, false)), (350, 317));
        assert_eq!((count(Scale::Maturity, true), count(Scale::Capability, true)), (13, 20));
        let scales: BTreeMap<u32, Scale> = map.items.iter().map(|item| (item.row, item.scale)).collect();
        let aliases = |wanted| map.aliases.iter().filter(|alias| scales[&alias.of] == wanted).count();
        assert_eq!((aliases(Scale::Maturity), aliases(Scale::Capability)), (121, 66));
        assert_eq!((map.support.len(), map.completeness.len(), map.subcategories.len()), (238, 28, 106));
        assert_eq!(map.aspects.len(), 28);
        assert_eq!(map.csf_shown.len(), 22);
    }

    #[test]
    fn the_built_in_map_is_consistent() {
        let map = soc_cmm_2_4_2();
        let mut ids = BTreeSet::new();
        let mut rows = BTreeSet::new();
        for item in &map.items {
            assert!(ids.insert(&item.id), "{} twice", item.id);
            assert!(rows.insert(item.row), "row {} twice", item.row);
            assert!(map.aspect(&item.aspect).is_some(), "{}", item.id);
        }
        for support in &map.support {
            assert!(ids.insert(&support.id), "{} twice", support.id);
            assert!(rows.insert(support.row), "row {} twice", support.row);
        }
        for cell in &map.completeness {
            assert_eq!(cell.labels.len(), cell.rows.len() + 1, "{} {}", cell.sheet, cell.cell);
            for row in &cell.rows {
                assert!(map.support.iter().any(|support| support.row == *row), "row {row}");
            }
        }
        assert!(map.items.is_sorted_by_key(|item| item.row));
    }

    #[test]
    fn ids_are_what_the_user_sees() {
        let map = soc_cmm_2_4_2();
        let id = |row| map.items.iter().find(|item| item.row == row).map(|item| item.id.as_str());
        // rows whose internal id differs from the number on the sheet
        assert_eq!(id(76), Some("b4.6"));
        assert_eq!(id(646), Some("s2.17.12"));
        assert_eq!(id(981), Some("s6.15.20"));
        assert_eq!(id(919), Some("s7.r919"));
        let always: Vec<u32> =
            map.items.iter().filter(|item| item.always_in_scope).map(|item| item.row).collect();
        assert_eq!(always, [1257, 1259, 1261, 1263]);
    }

    #[test]
    fn a_broken_line_is_named() {
        let problem =
            parse("version\t2.4.2\nitem\tx\tb1.1\tb1\tM\t10\t-\t-\n").expect_err("a row must be a number");
        assert_eq!(problem.to_string(), "line 2: `x` is no number");
        let problem = parse("version\t2.4.2\naspect\tb1\n").expect_err("too few fields");
        assert_eq!(problem.to_string(), "line 2: `aspect` with 2 fields is no line of a row map");
        assert!(parse("").is_err());
        assert!(parse("version\t1\ncompleteness\ts\tL1\t9-4\tIF\n").is_err());
    }
}
