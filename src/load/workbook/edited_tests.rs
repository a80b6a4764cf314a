//! Official workbooks with cells that someone changed by hand.

use std::collections::BTreeMap;

use super::tests::{EMPTY, changed, official, read_bytes};
use super::*;
use crate::diagnostic::{At, Diagnostic, Diagnostics, Severity};
use crate::model::assessment::{Answer, AnswerValue, Importance};
use crate::model::date::Date;

/// An official workbook with some cells changed: sheet, cell, attributes, what the cell holds.
fn with_cells(file: &str, cells: &[(&str, &str, &str, &str)]) -> Option<Vec<u8>> {
    let bytes = official(file)?;
    let mut package = Package::open(file, &bytes).expect("a workbook");
    let parts = parts::read(&mut package).expect("its parts");
    let bytes = changed(&bytes, |path, part| {
        let sheet = parts.sheets.iter().find(|sheet| sheet.path == path);
        let Some(sheet) = sheet.filter(|sheet| cells.iter().any(|(name, ..)| *name == sheet.name)) else {
            return Some(part);
        };
        let mut xml = String::from_utf8(part).expect("UTF-8");
        for (_, cell, attributes, inner) in cells.iter().filter(|(name, ..)| *name == sheet.name) {
            let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell is there");
            let tag = start + xml[start..].find('>').expect("a tag");
            let end = if xml[..tag].ends_with('/') {
                tag + 1
            } else {
                tag + xml[tag..].find("</c>").expect("its end") + 4
            };
            xml.replace_range(start..end, &format!("<c r=\"{cell}\" {attributes}>{inner}</c>"));
        }
        Some(xml.into_bytes())
    });
    Some(bytes)
}

/// Rule and cell of everything that was said, in order of the text.
fn said(out: &Diagnostics) -> Vec<String> {
    let one = |said: &Diagnostic| match &said.place.at {
        At::Cell { cell, .. } => format!("{} {cell}", said.rule.id),
        _ => said.rule.id.to_owned(),
    };
    let mut said: Vec<String> = out.iter().map(one).collect();
    said.sort_unstable();
    said
}

const ADVANCED: &str = EMPTY[1];

#[test]
fn values_that_no_control_can_write_are_named_and_left_out() {
    let number = |cell, value| (OUTPUT, cell, "", value);
    let cells = [
        number("D4", "<v>7</v>"),
        number("D5", "<v>-1</v>"),
        (OUTPUT, "D6", r#"t="str""#, "<v>four</v>"),
        number("D7", "<v>2.5</v>"),
        (OUTPUT, "D8", r#"t="b""#, "<v>1</v>"),
        number("E12", "<v>9</v>"),
        number("E22", "<v>1</v>"),
        number("D14", "<v>3</v>"),
        number("D15", "<v>2</v>"),
        number("D16", ""),
        number("D320", "<v>0</v>"),
        number("D376", "<v>1</v>"),
        number("D637", "<v>7</v>"),
        number("D638", "<v>6</v>"),
        number("D639", "<v>5</v>"),
        number("D919", "<v>4</v>"),
    ];
    let Some(bytes) = with_cells(ADVANCED, &cells) else { return };
    let (book, out) = read_bytes(&bytes);
    let book = book.expect("still readable");
    let wrong = ["D14", "D320", "D4", "D5", "D6", "D637", "D7", "D8", "E12"];
    assert_eq!(said(&out), wrong.map(|cell| format!("WB009 {cell}")));
    let answers: Vec<_> = book.assessment.answers.iter().map(|(id, answer)| (id.as_str(), answer)).collect();
    let level = |value| Answer { value: Some(value), ..Answer::default() };
    assert_eq!(
        answers,
        [
            // row 22: importance none without an answer
            ("b2.3", &Answer { importance: Some(Importance::None), ..Answer::default() }),
            ("s2.17.2", &level(AnswerValue::NotRequired)),
            ("s2.17.3", &level(AnswerValue::Level(5))),
        ]
    );
    assert_eq!(book.assessment.exclude, ["t2"]);
    let extras = book.assessment.workbook.as_ref().unwrap();
    assert_eq!(extras.scope_cells, BTreeMap::from([("t1".to_owned(), 0)]));
    assert_eq!(extras.rows, BTreeMap::from([(919, 4)]));
    let support = |id: &str| extras.support.get(id).copied();
    assert_eq!(
        [support("b2.2.1"), support("b2.2.2"), support("b2.2.3"), support("b2.2.4")],
        [None, Some(true), None, Some(false)]
    );
}

#[test]
fn an_own_methodology_is_kept_as_typed_and_a_text_for_its_level_is_named() {
    let (name, level) = ("L12", "L13");
    let sheet = "Services - SIM";
    let inline = |text: &str| format!("<is><t>{text}</t></is>");
    let own = |switch: &str, attributes: &str, value: &str| {
        let cells = [
            (OUTPUT, "D602", "", switch),
            (sheet, name, r#"t="inlineStr""#, &*inline("SIM3")),
            (sheet, level, attributes, value),
        ];
        let (book, out) = read_bytes(&with_cells(ADVANCED, &cells)?);
        Some((book.expect("readable").assessment.workbook.unwrap().own_methodology.unwrap(), out))
    };
    let Some((typed, out)) = own("<v>2</v>", "", "<v>3.65</v>") else { return };
    assert!(out.is_empty(), "{out:?}");
    assert_eq!(
        (typed.in_use, typed.name.as_deref(), typed.level.as_deref()),
        (true, Some("SIM3"), Some("3.65"))
    );
    let text = inline("3,65");
    let (typed, out) = own("<v>2</v>", r#"t="inlineStr""#, &text).unwrap();
    assert_eq!(
        (said(&out), typed.level.as_deref(), out.count(Severity::Note)),
        (vec!["WB011 L13".to_owned()], Some("error"), 0)
    );
    // with the switch off the workbook never looks at it
    let (typed, out) = own("<v>1</v>", r#"t="inlineStr""#, &text).unwrap();
    assert_eq!(
        (said(&out), typed.in_use, out.count(Severity::Note)),
        (vec!["WB011 L13".to_owned()], false, 1)
    );
    let (_, out) = own("<v>2</v>", "", "<v>6</v>").unwrap();
    assert_eq!(said(&out), ["WB009 L13"]);
}

#[test]
fn a_profile_that_the_lists_do_not_know_is_kept_and_counts_as_other() {
    let text = r#"t="inlineStr""#;
    let cells = [
        (PROFILE, "G33", text, "<is><t>Lighthouses</t></is>"),
        (PROFILE, "G11", text, "<is><t>soon</t></is>"),
        (PROFILE, "G34", text, "<is><t>many</t></is>"),
        (PROFILE, "G35", text, "<is><t>5-10</t></is>"),
        (PROFILE, "G41", "", "<v>7</v>"),
        (PROFILE, "G42", "", "<v>2.345</v>"),
        (PROFILE, "G43", "", ""),
    ];
    let Some(bytes) = with_cells("basic-realistic.xlsx", &cells) else { return };
    let (book, out) = read_bytes(&bytes);
    let book = book.expect("readable");
    assert_eq!(said(&out), ["WB009 G11", "WB009 G34", "WB009 G41", "WB010 G33"]);
    let (soc, details) = (&book.assessment.soc, &book.assessment.details);
    assert_eq!((soc.sector.as_deref(), soc.size_fte.as_deref()), (Some("other"), Some("5-10")));
    assert_eq!((soc.years, details.date), (None, None));
    let profile = &book.assessment.workbook.as_ref().unwrap().profile;
    assert_eq!((profile["sector"].as_str(), profile["assessment_date"].as_str()), ("Lighthouses", "soon"));
    let targets = &book.assessment.targets.domains;
    assert_eq!(targets.get("people"), Some(&235));
    assert!(!targets.contains_key("business") && !targets.contains_key("process"));
}

#[test]
fn a_date_may_be_stored_as_text() {
    let cells = [(PROFILE, "G11", r#"t="d""#, "<v>2026-11-02T00:00:00</v>")];
    let Some(bytes) = with_cells("basic-realistic.xlsx", &cells) else { return };
    let (book, out) = read_bytes(&bytes);
    assert!(out.is_empty(), "{out:?}");
    assert_eq!(book.expect("readable").assessment.details.date, Date::new(2026, 11, 2));
}

#[test]
fn a_known_version_with_rows_out_of_place_is_read_by_its_structure() {
    // row 4 is no longer scored, as if someone had moved it
    let Some(bytes) = with_cells("basic-realistic.xlsx", &[(OUTPUT, "C4", "", "")]) else { return };
    let book = read_bytes(&bytes).0.expect("readable by structure");
    assert!(!book.known_layout);
    assert!(!book.assessment.answers.contains_key("b1.1") && book.assessment.answers.contains_key("b1.2"));
}

#[test]
fn a_remark_is_text_whatever_it_looks_like() {
    let text = r#"t="inlineStr""#;
    let sheet = "Business - GOV";
    let cells = [
        (sheet, "N47", text, r#"<is><t xml:space="preserve">  one_x000D_&#10;=2+3 &lt;b&gt; </t></is>"#),
        (sheet, "N48", text, "<is><r><t xml:space=\"preserve\">in </t></r><r><t>runs</t></r></is>"),
        (sheet, "N49", text, "<is><t>_x005F_x000D_ stays</t></is>"),
        (sheet, "N56", text, "<is><t>0042</t></is>"),
        (sheet, "N57", "", "<v>4.10</v>"),
    ];
    let Some(bytes) = with_cells(ADVANCED, &cells) else { return };
    let (book, out) = read_bytes(&bytes);
    assert!(out.is_empty(), "{out:?}");
    let assessment = book.expect("readable").assessment;
    let note = |id: &str| assessment.answers.get(id).and_then(|answer| answer.note.as_deref());
    assert_eq!(note("b4.1"), Some("  one\r\n=2+3 <b> "));
    assert_eq!(note("b4.2"), Some("in runs"));
    // a group of support questions is no scored question
    assert_eq!(assessment.notes.get("b4.3").map(String::as_str), Some("_x000D_ stays"));
    assert_eq!((note("b4.10"), note("b4.11")), (Some("0042"), Some("4.1")));
    assert_eq!(assessment.answers.len(), 4);
}

#[test]
fn a_remark_beside_a_number_that_is_no_text_is_not_guessed() {
    let sheet = "Business - GOV";
    let cells =
        [(sheet, "L56", "", "<v>4.1</v>"), (sheet, "N56", r#"t="inlineStr""#, "<is><t>which?</t></is>")];
    let Some(bytes) = with_cells(ADVANCED, &cells) else { return };
    let (book, out) = read_bytes(&bytes);
    assert_eq!(said(&out), ["WB009 N56"]);
    assert!(book.expect("readable").assessment.answers.is_empty());
}

#[test]
fn a_file_without_stored_results_has_none() {
    let Some(bytes) = official("basic-realistic.xlsx") else { return };
    let bare = changed(&bytes, |path, part| {
        if !path.starts_with("xl/worksheets/sheet") {
            return Some(part);
        }
        // what another program writes that computes nothing: formulas, no values behind them
        let xml = String::from_utf8(part).expect("UTF-8");
        let mut kept = String::new();
        let mut rest = xml.as_str();
        while let Some((before, after)) = rest.split_once("</f><v>") {
            kept += before;
            kept += "</f>";
            rest = after.split_once("</v>").expect("its end").1;
        }
        Some((kept + rest).into_bytes())
    });
    let (with, _) = read_bytes(&bytes);
    let (without, out) = read_bytes(&bare);
    assert!(out.is_empty(), "{out:?}");
    let (with, without) = (with.expect("readable"), without.expect("readable"));
    assert_eq!(without.assessment, with.assessment);
    assert!(with.cached.scores.len() > 60);
    assert_eq!(without.cached, CachedResults::default());
}
