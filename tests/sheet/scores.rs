//! Every live score, computed by LibreOffice, against `socmark score`.

use calamine::{Data, Reader, Xlsx, open_workbook};
use socmark::model::instrument::Instrument;
use socmark::model::score::{Exact, Rounded, Scale, Score};
use socmark::model::sheet::{Column, domain_sheets, scores, sheets};
use socmark::pipeline::{self, Settings};

use crate::filling::{self, Depth};
use crate::office;

const FILLINGS: u64 = 20;

/// Hundredths of a cell, none for a dash.
fn shown(cell: Option<&Data>) -> Option<i64> {
    match cell {
        Some(Data::Float(value)) => {
            let hundredths = value * 100.0;
            assert!((hundredths - hundredths.round()).abs() < 1e-6, "{value} has more than two decimals");
            Some(hundredths.round() as i64)
        }
        Some(Data::Int(value)) => Some(value * 100),
        Some(Data::String(text)) if text == scores::NONE => None,
        other => panic!("{other:?} is no score"),
    }
}

fn rounded(score: Option<&Score>) -> Option<i64> {
    score.and_then(Score::rounded).map(|rounded| rounded.0)
}

#[test]
fn every_live_score_is_that_of_score() {
    let folder = tempfile::tempdir().expect("a folder");
    let instruments = filling::instruments();
    let mut names = Vec::new();
    for seed in 0..FILLINGS {
        let yaml = format!("{seed}.yaml");
        std::fs::write(folder.path().join(&yaml), filling::assessment(&instruments, seed, Depth::Scores))
            .unwrap();
        let name = format!("{seed}.xlsx");
        let run = assert_cmd::Command::new(env!("CARGO_BIN_EXE_socmark"))
            .current_dir(folder.path())
            .args(["export", &yaml, "-o", &name])
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let path = folder.path().join(&name);
        let (bytes, wrong) = office::with_wrong_results(&std::fs::read(&path).unwrap());
        assert!(wrong > 1000, "the stored results were not found");
        std::fs::write(path, bytes).unwrap();
        names.push(name);
    }
    office::save_all(folder.path(), &names, "computed");
    let (mut compared, mut dashes) = (0, 0);
    for seed in 0..FILLINGS {
        let path = folder.path().join(format!("{seed}.yaml"));
        let book = folder.path().join(format!("computed/{seed}.xlsx"));
        for (what, ours, theirs) in pairs(&path, &book, &instruments) {
            assert_eq!(theirs, ours, "filling {seed}: {what}");
            compared += 1;
            dashes += usize::from(ours.is_none());
        }
    }
    // 33 + 9 rows with two figures each, those on the sheets of the domains besides
    assert!(
        compared > 2000 && dashes > 100 && compared - dashes > 1000,
        "{compared} compared, {dashes} of them dashes"
    );
    println!("{compared} scores compared, {dashes} of them dashes");
}

/// What each figure is, ours, and the one computed from the sheet.
fn pairs(
    assessment: &std::path::Path,
    book: &std::path::Path,
    instruments: &[Instrument],
) -> Vec<(String, Option<i64>, Option<i64>)> {
    let mut book: Xlsx<_> = open_workbook(book).expect("what LibreOffice saved opens");
    let sheet = book.worksheet_range(sheets::SCORES).expect("the sheet of scores");
    let row = |key: &str| {
        let mut rows = sheet.rows();
        rows.find(|row| row[usize::from(scores::KEY)] == *key).unwrap_or_else(|| panic!("no {key}"))
    };
    let cell = |key: &str, column: u16| shown(row(key).get(usize::from(column)));
    let mut found = Vec::new();
    let loaded = pipeline::load(assessment, &Settings::default()).assessment.expect("it loads");
    let json = assert_cmd::Command::new(env!("CARGO_BIN_EXE_socmark"))
        .args(["score", "--format", "json"])
        .arg(assessment)
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let printed =
        |value: &serde_json::Value| value["score"].as_f64().map(|score| (score * 100.0).round() as i64);
    for key in [scores::OVERALL, scores::HEADLINE] {
        found.push((key.to_owned(), printed(&json[key]), cell(key, scores::MATURITY)));
    }
    for domain in json["domains"].as_array().expect("domains") {
        for part in std::iter::once(domain).chain(domain["aspects"].as_array().expect("aspects")) {
            let id = part["id"].as_str().expect("an id");
            found.push((format!("{id} maturity"), printed(&part["maturity"]), cell(id, scores::MATURITY)));
            found.push((
                format!("{id} capability"),
                printed(&part["capability"]),
                cell(id, scores::CAPABILITY),
            ));
            let share = part["maturity"]["coverage"].as_f64().map(|share| (share * 10_000.0).round() as i64);
            let theirs = match row(id).get(usize::from(scores::COVERAGE)) {
                Some(Data::Float(share)) => Some((share * 10_000.0).round() as i64),
                Some(Data::Int(share)) => Some(share * 10_000),
                _ => None,
            };
            found.push((format!("{id} coverage"), share, theirs));
        }
    }
    let ai =
        instruments.iter().find(|instrument| instrument.adoption.is_some()).expect("an AI questionnaire");
    let card = socmark::score::score(ai, &loaded);
    for aspect in card.domains.iter().flat_map(|domain| &domain.aspects) {
        found.push((
            aspect.id.clone(),
            rounded(aspect.maturity.as_ref()),
            cell(&aspect.id, scores::MATURITY),
        ));
    }
    let rules = ai.adoption.as_ref().expect("its rules");
    let aspects = card.domains.iter().flat_map(|domain| &domain.aspects);
    let practice: Vec<Exact> = aspects
        .filter(|aspect| rules.practice.contains(&aspect.id))
        .filter_map(|aspect| aspect.maturity.as_ref()?.value.clone())
        .collect();
    let mean = Exact::mean(&practice).map(|mean| {
        let Rounded(hundredths) = mean.rounded();
        hundredths
    });
    found.push(("practice".to_owned(), mean, cell(scores::PRACTICE, scores::MATURITY)));
    for (name, instrument, domain) in domain_sheets(instruments) {
        let card = socmark::score::score(instrument, &loaded);
        let scored = card.domains.iter().find(|scored| scored.id == domain.id).expect("a score");
        let sheet = book.worksheet_range(&name).expect("the domain's sheet");
        for aspect in &scored.aspects {
            let row = sheet.rows().find(|row| row[0].to_string() == aspect.id).expect("the aspect's row");
            for (scale, column) in [(Scale::Maturity, Column::Level2), (Scale::Capability, Column::Level3)] {
                if let Some(score) = aspect.of(scale) {
                    let theirs = shown(row.get(usize::from(column.index())));
                    found.push((format!("{} on its sheet", aspect.id), rounded(Some(score)), theirs));
                }
            }
        }
    }
    found
}
