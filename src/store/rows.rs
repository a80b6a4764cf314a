//! The rows of an official workbook as text, in the line format of the built-in map.

use std::fmt::Display;

use crate::model::rowmap::RowMap;
use crate::model::score::Scale;

/// What [`crate::load::rowmap::parse`] reads back as the same map.
pub(super) fn to_text(rows: &RowMap) -> String {
    let mut lines = vec![
        "# Rows, ids and numbers of an official SOC-CMM workbook; no wording.".to_owned(),
        line(&["version", &rows.version]),
    ];
    for it in &rows.aspects {
        let sheet = if it.sheet.is_empty() { "-" } else { &it.sheet };
        lines.push(line(&[
            "aspect",
            &it.id,
            &it.domain,
            sheet,
            &optional(it.result_row),
            &it.maturity_sum_row.to_string(),
            &optional(it.capability_sum_row),
            &optional(it.scope_row),
        ]));
    }
    for it in &rows.items {
        let always = it.always_in_scope.then(|| "always".to_owned());
        let half = it.fixed_half_weight.map(|half| format!("half={half}"));
        let flags: Vec<String> = always.into_iter().chain(half).collect();
        lines.push(line(&[
            "item",
            &it.row.to_string(),
            &it.id,
            &it.aspect,
            if it.scale == Scale::Maturity { "M" } else { "C" },
            &optional(it.sheet_row),
            it.nist.as_deref().unwrap_or("-"),
            if flags.is_empty() { "-".to_owned() } else { flags.join(" ") }.as_str(),
        ]));
    }
    for it in &rows.aliases {
        lines.push(line(&[
            "alias",
            &it.row.to_string(),
            &it.of.to_string(),
            it.nist.as_deref().unwrap_or("-"),
        ]));
    }
    for it in &rows.support {
        lines.push(line(&["support", &it.row.to_string(), &it.id, &it.aspect, &it.sheet_row.to_string()]));
    }
    for it in &rows.completeness {
        let of: Vec<String> = it.rows.iter().map(u32::to_string).collect();
        lines.push(line(&["completeness", &it.sheet, &it.cell, &of.join(","), &it.labels]));
    }
    lines.extend(rows.subcategories.iter().map(|id| line(&["subcategory", id])));
    for (category, scale, subcategory) in &rows.csf_extra {
        lines.push(line(&["extra", category, scale.word(), subcategory]));
    }
    for (category, scales) in &rows.csf_shown {
        let scales: Vec<&str> = scales.iter().map(|scale| scale.word()).collect();
        let scales = if scales.is_empty() { "-".to_owned() } else { scales.join(",") };
        lines.push(line(&["csf", category, &scales]));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn line(fields: &[&str]) -> String {
    fields.join("\t")
}

fn optional(number: Option<impl Display>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::rowmap::{parse, soc_cmm_2_4_2};

    #[test]
    fn the_rows_read_back_as_they_are() {
        let rows = soc_cmm_2_4_2();
        assert_eq!(parse(&to_text(&rows)).expect("own text"), rows);
    }
}
