//! Official workbooks against what a spreadsheet program made of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value as Json;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::load::benchmark;
use crate::load::rowmap;
use crate::model::assessment::{Answer, AnswerValue, Importance};
use crate::model::date::Date;

/// Bytes of an official file, or `None` where the test data is not at hand.
pub(super) fn official(file: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("SOCMARK_TEST_DATA") else {
        eprintln!("skipped: SOCMARK_TEST_DATA does not name the folder of the official workbooks");
        return None;
    };
    Some(std::fs::read(PathBuf::from(folder).join("soc-cmm").join(file)).expect("the test data is complete"))
}

pub(super) const FILLED: [&str; 3] = ["basic-realistic", "basic-scoped", "advanced-weighted"];
pub(super) const EMPTY: [&str; 2] = ["soc-cmm-2.4.2-basic.xlsx", "soc-cmm-2.4.2-advanced.xlsx"];

pub(super) fn read_bytes(bytes: &[u8]) -> (Option<ImportedWorkbook>, Diagnostics) {
    let mut out = Diagnostics::default();
    let maps = [rowmap::soc_cmm_2_4_2()];
    let read = read("book.xlsx", bytes, &maps, &benchmark::segments(), &mut out);
    (read, out)
}

fn expected(file: &str) -> Option<(ImportedWorkbook, Json)> {
    let bytes = official(&format!("{file}.xlsx"))?;
    let json = official(&format!("{file}.expected.json"))?;
    let (read, out) = read_bytes(&bytes);
    assert!(out.is_empty(), "{file}: {out:?}");
    Some((read.expect("an official file is read"), serde_json::from_slice(&json).expect("valid JSON")))
}

fn letter_of(sheet: &str) -> char {
    question_sheet(sheet).expect("a sheet with questions").1
}

#[test]
fn every_answer_and_importance_is_the_one_on_the_sheet() {
    for file in FILLED {
        let Some((book, json)) = expected(file) else { return };
        assert_eq!(book.edition, json["edition"].as_str().unwrap());
        assert_eq!((book.version.as_str(), book.known_layout), ("2.4.2", true));
        let extras = book.assessment.workbook.as_ref().unwrap();
        let (mut scored, mut support) = (BTreeMap::new(), BTreeMap::new());
        for item in json["items"].as_array().unwrap() {
            let answer = item["answer"].as_i64().unwrap();
            let Some(number) = item["visible_id"].as_str() else { continue };
            let Some((_, letter)) = item["sheet"].as_str().and_then(question_sheet) else { continue };
            let id = format!("{letter}{number}");
            match item["type"].as_str() {
                Some(kind @ ("M" | "C")) => {
                    let value = match answer {
                        0 => None,
                        6 => Some(AnswerValue::NotRequired),
                        level => Some(AnswerValue::Level(u8::try_from(level).unwrap())),
                    };
                    let importance = Some(item["importance"].as_i64().unwrap())
                        .filter(|_| kind == "M")
                        .and_then(Importance::from_ordinal)
                        .filter(|importance| *importance != Importance::Normal);
                    scored.insert(id, (value, importance));
                }
                _ if answer > 0 => {
                    support.insert(id, answer == 2);
                }
                _ => {}
            }
        }
        assert_eq!(scored.len(), 667);
        scored.retain(|_, (value, importance)| value.is_some() || importance.is_some());
        let found: BTreeMap<_, _> = book
            .assessment
            .answers
            .iter()
            .filter(|(_, answer)| answer.value.is_some() || answer.importance.is_some())
            .map(|(id, answer)| (id.clone(), (answer.value.clone(), answer.importance)))
            .collect();
        assert_eq!(found, scored, "{file}");
        assert_eq!(extras.support, support, "{file}");
    }
}

#[test]
fn every_remark_arrives_byte_for_byte_under_the_number_beside_it() {
    for file in FILLED {
        let Some((book, json)) = expected(file) else { return };
        let mut wanted: BTreeMap<String, &str> = BTreeMap::new();
        for remark in json["comments"].as_array().unwrap() {
            let letter = letter_of(remark["sheet"].as_str().unwrap());
            let id = format!("{letter}{}", remark["visible_id"].as_str().unwrap());
            assert!(wanted.insert(id, remark["text"].as_str().unwrap()).is_none());
        }
        let notes =
            book.assessment.answers.iter().filter_map(|(id, answer)| Some((id, answer.note.as_ref()?)));
        let found: BTreeMap<String, &str> =
            notes.chain(&book.assessment.notes).map(|(id, note)| (id.clone(), note.as_str())).collect();
        assert_eq!(found, wanted, "{file}");
        let ids: Vec<&str> = book.rows.items.iter().map(|item| item.id.as_str()).collect();
        assert!(book.assessment.notes.keys().all(|id| !ids.contains(&id.as_str())));
    }
}

#[test]
fn the_profile_keeps_its_texts_and_gets_slugs() {
    for file in FILLED {
        let Some((book, json)) = expected(file) else { return };
        let extras = book.assessment.workbook.as_ref().unwrap();
        let profile = json["profile"].as_object().unwrap();
        for (field, text) in &extras.profile {
            assert_eq!(Some(text.as_str()), profile[field].as_str(), "{file} {field}");
        }
        assert_eq!(extras.profile.len(), 13);
        let details = &book.assessment.details;
        assert_eq!(details.date, Date::parse(profile["assessment_date"].as_str().unwrap()));
        assert_eq!(book.assessment.soc.years, profile["years_of_operation"].as_f64());
        assert_eq!(details.assessors, ["A. Assessor", "B. Reviewer"]);
        for (domain, target) in &book.assessment.targets.domains {
            let wanted = profile[&format!("target_{domain}")].as_f64().unwrap();
            let target = *target as f64 / 100.0;
            assert!((target - wanted).abs() < 1e-9, "{file} {domain}");
        }
        assert_eq!((book.assessment.targets.domains.len(), book.assessment.targets.capability.len()), (5, 2));
        for (aspect, in_scope) in
            json["aspects"].as_array().unwrap().iter().map(|a| (&a["id"], &a["in_scope"]))
        {
            let id = aspect.as_str().unwrap().to_lowercase();
            let out = in_scope.as_str() == Some("No") || in_scope.as_bool() == Some(false);
            assert_eq!(book.assessment.exclude.contains(&id), out, "{file} {id}");
        }
    }
    let Some((book, _)) = expected("advanced-weighted") else { return };
    let soc = &book.assessment.soc;
    let slugs = [&soc.sector, &soc.region, &soc.model, &soc.size_fte, &soc.organisation_fte];
    let slugs: Vec<_> = slugs.into_iter().map(|slug| slug.as_deref().unwrap()).collect();
    assert_eq!(slugs, ["finance", "north-america", "national", "10-50", "5000-9999"]);
    let details = &book.assessment.details;
    assert_eq!((details.kind.as_deref(), details.style.as_deref()), (Some("baseline"), Some("third-party")));
}

#[test]
fn stored_results_are_those_of_the_results_sheets() {
    for file in FILLED {
        let Some((book, json)) = expected(file) else { return };
        let mut wanted = BTreeMap::new();
        let mut add = |id: &str, scores: &Json| {
            for scale in ["maturity", "capability"] {
                if let Some(number) = scores[scale].as_f64() {
                    wanted.insert((id.to_owned(), scale), format!("{number:.2}"));
                }
            }
        };
        for aspect in json["aspects"].as_array().unwrap() {
            add(&aspect["id"].as_str().unwrap().to_lowercase(), aspect);
        }
        for (domain, scores) in json["domains"].as_object().unwrap() {
            add(&domain.to_lowercase(), scores);
        }
        for (_, scores) in json["nist_csf2"].as_object().unwrap() {
            for (id, scores) in scores.as_object().into_iter().flatten() {
                if id.len() == 5 && id.as_bytes()[2] == b'.' {
                    add(id, scores);
                }
            }
        }
        let found: BTreeMap<_, _> = book
            .cached
            .scores
            .iter()
            .filter(|score| score.id.len() != 2 || !score.id.starts_with(|c: char| c.is_ascii_uppercase()))
            .filter_map(|score| {
                let value = score.value.as_ref().ok()?;
                Some(((score.id.clone(), score.scale.word()), format!("{}.{:02}", value / 100, value % 100)))
            })
            .collect();
        assert_eq!(found, wanted, "{file}");
        let functions: Vec<_> =
            book.cached.scores.iter().map(|score| score.id.as_str()).filter(|id| id.len() == 2).collect();
        for function in ["GV", "ID", "PR", "DE", "RS", "RC"] {
            assert!(functions.contains(&function), "{file} {function}");
        }
    }
}

#[test]
fn an_unfilled_workbook_holds_no_answers() {
    for file in EMPTY {
        let Some(bytes) = official(file) else { return };
        let (book, out) = read_bytes(&bytes);
        assert!(out.is_empty(), "{out:?}");
        let book = book.expect("an official file is read");
        assert!(file.contains(&book.edition));
        assert_eq!(book.assessment.answers, BTreeMap::<String, Answer>::new());
        assert_eq!(book.assessment.exclude, Vec::<String>::new());
        let extras = book.assessment.workbook.as_ref().unwrap();
        assert!(extras.support.values().all(|yes| !yes) && extras.rows.is_empty());
        assert_eq!((&extras.own_methodology, &extras.external_staff), (&None, &None));
        assert_eq!(read_bytes(&bytes).0.as_ref(), Some(&book));
    }
}

/// The same archive with some parts changed; `None` leaves a part out.
pub(super) fn changed(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a part");
        let path = file.name().expect("a name").into_owned();
        let mut part = Vec::new();
        file.read_to_end(&mut part).expect("an undamaged part");
        if let Some(part) = change(&path, part) {
            writer.start_file(path, options).expect("memory");
            writer.write_all(&part).expect("memory");
        }
    }
    writer.finish().expect("memory").into_inner()
}

#[test]
fn the_layout_read_from_the_formulas_is_the_embedded_one() {
    for file in EMPTY {
        let Some(bytes) = official(file) else { return };
        let mut package = Package::open(file, &bytes).expect("a workbook");
        let parts = parts::read(&mut package).expect("its parts");
        let derived = structure::derive(&mut package, &parts, "2.4.2").expect("its structure");
        let (derived, columns) = derived.expect("a layout");
        assert_eq!(columns, inputs::COLUMNS);
        let embedded = rowmap::soc_cmm_2_4_2();
        assert_eq!(derived.aspects, embedded.aspects);
        assert_eq!(derived.items, embedded.items);
        assert_eq!(derived.aliases, embedded.aliases);
        assert_eq!(derived.support, embedded.support);
        assert_eq!(derived.completeness, embedded.completeness);
        assert_eq!(derived, embedded);
    }
}

#[test]
fn an_unknown_version_is_read_by_its_structure() {
    let Some(bytes) = official("basic-scoped.xlsx") else { return };
    let renamed = changed(&bytes, |path, part| {
        if path != "xl/sharedStrings.xml" {
            return Some(part);
        }
        let text = String::from_utf8(part).expect("UTF-8");
        assert!(text.contains(">2.4.2, basic"));
        Some(text.replace(">2.4.2, basic", ">2.5.0, basic").into_bytes())
    });
    let (known, _) = read_bytes(&bytes);
    let (unknown, out) = read_bytes(&renamed);
    assert!(out.is_empty(), "{out:?}");
    let (known, unknown) = (known.expect("readable"), unknown.expect("readable by structure"));
    assert_eq!((unknown.version.as_str(), unknown.known_layout), ("2.5.0", false));
    assert_eq!(unknown.assessment.answers, known.assessment.answers);
    assert_eq!(unknown.assessment.notes, known.assessment.notes);
    assert_eq!(unknown.cached, known.cached);
}

#[test]
fn the_questionnaire_has_a_text_for_every_question_and_guidance_where_the_workbook_has_any() {
    use crate::model::instrument::ItemKind;
    let rows = rowmap::soc_cmm_2_4_2();
    let mut editions = Vec::new();
    for file in EMPTY {
        let Some(bytes) = official(file) else { return };
        let mut out = Diagnostics::default();
        let instrument = questionnaire(file, &bytes, &rows, &mut out).expect("the texts are readable");
        assert!(out.is_empty(), "{out:?}");
        assert_eq!((instrument.id.as_str(), instrument.licence.as_str()), ("soc-cmm", "CC-BY-SA-4.0"));
        assert!(instrument.attribution.as_ref().unwrap().contains("Rob van Os"));
        let scored: Vec<_> = instrument.items().filter(|(_, item)| item.kind.is_scored()).collect();
        assert_eq!(scored.len(), 667);
        assert!(scored.iter().all(|(_, item)| !item.question.starts_with("Question ")));
        let without: Vec<_> = scored
            .iter()
            .filter(|(_, item)| item.kind.anchors().is_empty())
            .filter_map(|(_, item)| {
                rows.items.iter().find(|row| row.id == item.id)?.sheet_row.zip(Some(&item.id))
            })
            .map(|(row, id)| format!("{} {row}", &id[..2]))
            .collect();
        // the sheet rows that have no guidance formula: People EMP, Process O&F, Services SIM
        let mut wanted = vec!["p1 21".to_owned(), "m2 29".to_owned()];
        wanted.extend([54, 55, 61].map(|row| format!("s2 {row}")));
        wanted.extend((73..=81).map(|row| format!("s2 {row}")));
        wanted.push("s2 88".to_owned());
        assert_eq!(without, wanted);
        let anchors = |id: &str| instrument.item(id).unwrap().kind.anchors().to_vec();
        // generic capability guidance, the monitoring block, and blocks of their own
        assert_eq!(anchors("t3.7.1"), anchors("s2.17.1"));
        assert_ne!(anchors("t3.7.1"), anchors("s1.16.12"));
        assert_ne!(anchors("t3.7.1"), anchors("t4.7.20"));
        assert!(
            instrument.items().all(|(_, item)| item
                .kind
                .anchors()
                .iter()
                .all(|text| !text.trim().is_empty()))
        );
        let elements: usize = instrument
            .items()
            .map(|(_, item)| match &item.kind {
                ItemKind::Elements { elements, .. } => elements.len(),
                _ => 0,
            })
            .sum();
        assert_eq!(elements, 238);
        let ItemKind::Elements { informs, elements } = &instrument.item("b4.3").unwrap().kind else {
            panic!("b4.3 is a list of elements")
        };
        assert_eq!((informs.as_deref(), elements.len()), (Some("b4.2"), 14));
        let csf =
            |id: &str| instrument.item(id).unwrap().crosswalk.get("nist_csf").cloned().unwrap_or_default();
        // row 555 with its repetitions 556 and 1337
        assert!(csf(&rows.items.iter().find(|item| item.row == 555).unwrap().id).len() > 2);
        // row 1335 maps to an id that does not exist
        assert!(csf("s1.16.27").is_empty());
        let names: Vec<_> = instrument.domains.iter().map(|domain| domain.name.as_str()).collect();
        assert_eq!(names, ["Business", "People", "Process", "Technology", "Services"]);
        editions.push(instrument);
    }
    // the editions differ in columns, not in what they ask
    let texts = |instrument: &crate::model::instrument::Instrument| -> Vec<_> {
        instrument
            .items()
            .map(|(_, item)| (item.id.clone(), item.question.clone(), item.why.clone()))
            .collect()
    };
    assert_eq!(texts(&editions[0]), texts(&editions[1]));
}
