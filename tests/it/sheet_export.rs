//! The sheet that `export` writes: what stands in it, and what is refused.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

use crate::program::Program;

const HEAD: &str = "schema: socmark/assessment/1\ninstruments: [soc-core@3, soc-ai@3]\n";

struct Book(Xlsx<Cursor<Vec<u8>>>);

impl Book {
    fn open(program: &Program, path: &str) -> Self {
        let bytes = std::fs::read(program.path(path)).expect("the sheet was written");
        Self(Xlsx::new(Cursor::new(bytes)).expect("the sheet opens"))
    }

    fn sheet(&mut self, name: &str) -> Range<Data> {
        self.0.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The row of an id in column A.
    fn row(&mut self, sheet: &str, id: &str) -> Vec<String> {
        let range = self.sheet(sheet);
        let (height, width) = range.end().map(|(row, column)| (row + 1, column + 1)).expect("cells");
        let cell = |row, column| range.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
        let row =
            (0..height).find(|row| cell(*row, 0) == id).unwrap_or_else(|| panic!("{sheet} has no {id}"));
        (0..width).map(|column| cell(row, column)).collect()
    }
}

fn sample() -> Program {
    let program = Program::new();
    assert_eq!(program.run(&["demo", "d"]).code, 0);
    program
}

#[test]
fn the_sheet_shows_the_figures_of_score_and_the_answers_of_the_file() {
    let program = sample();
    let run = program.run(&["export", "d/assessment.yaml", "-o", "s.xlsx"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "s.xlsx\n"), "{run}");
    assert!(run.stderr.contains("`socmark import s.xlsx -o assessment.yaml` reads it back"), "{run}");
    let mut book = Book::open(&program, "s.xlsx");
    assert_eq!(
        book.0.sheet_names(),
        [
            "Start",
            "Business",
            "People",
            "Process",
            "Technology",
            "Services",
            "AI adoption",
            "AI tools",
            "AI outcomes",
            "Notes",
            "Scores",
            "Lists",
            "socmark"
        ]
    );
    let scores = program.run(&["score", "d/assessment.yaml", "--format", "json"]).json();
    let shown = |value: &serde_json::Value| {
        value["score"].as_f64().map_or("–".to_owned(), |score| score.to_string())
    };
    assert_eq!(book.row("Scores", "overall")[2], shown(&scores["overall"]));
    assert_eq!(book.row("Scores", "headline")[2], shown(&scores["headline"]));
    let mut compared = 0;
    for domain in scores["domains"].as_array().expect("domains") {
        for part in std::iter::once(domain).chain(domain["aspects"].as_array().expect("aspects")) {
            let row = book.row("Scores", part["id"].as_str().expect("an id"));
            assert_eq!(
                (row[2].clone(), row[3].clone()),
                (shown(&part["maturity"]), shown(&part["capability"])),
                "{row:?}"
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 5 + 27);
    // the sample answers this one with level 3, a note and evidence
    let row = book.row("Business", "business.drivers.service-link");
    assert_eq!((row[2].as_str(), row[9].as_str()), ("3", "docs/charter.md # Services and what they protect"));
    assert!(row[8].starts_with("List of 14 critical processes"), "{row:?}");
    assert_eq!(book.row("Start", "soc.sector")[2], "finance");
    assert_eq!(book.row("AI tools", "Triage copilot")[2..5], ["copilot", "taker", "pilot"]);
    assert_eq!(book.row("Services", "services.vulnerability")[2], "out of scope");
}

#[test]
fn the_same_assessment_gives_the_same_bytes_and_another_file_is_not_replaced() {
    let program = sample().file("other.xlsx", "somebody's");
    for output in ["a.xlsx", "b.xlsx"] {
        assert_eq!(program.run(&["export", "d/assessment.yaml", "-o", output]).code, 0);
        // bytes that change with the clock change every second
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    let bytes = |path| std::fs::read(program.path(path)).expect("a file");
    assert!(bytes("a.xlsx") == bytes("b.xlsx"), "the same input gave other bytes");
    assert_eq!(program.run(&["export", "d/assessment.yaml", "-o", "a.xlsx"]).code, 0);
    let refused = program.run(&["export", "d/assessment.yaml", "-o", "other.xlsx"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("holds something else"), "{refused}");
    assert_eq!(bytes("other.xlsx"), b"somebody's");
    assert_eq!(program.run(&["export", "d/assessment.yaml", "-o", "other.xlsx", "--force"]).code, 0);
    assert!(bytes("other.xlsx") == bytes("a.xlsx"));
}

#[test]
fn a_part_holds_its_domains_and_nothing_of_the_others() {
    let program = sample();
    let run = program.run(&[
        "export",
        "d/assessment.yaml",
        "-o",
        "s.xlsx",
        "--part",
        "services",
        "--part",
        "people",
    ]);
    assert_eq!(run.code, 0, "{run}");
    let mut book = Book::open(&program, "s.xlsx");
    assert_eq!(book.0.sheet_names(), ["Start", "People", "Services", "Notes", "Scores", "Lists", "socmark"]);
    let marker = book.sheet("socmark");
    let parts: Vec<String> =
        marker.rows().filter(|row| row[0] == "part").map(|row| row[1].to_string()).collect();
    assert_eq!(parts, ["people", "services"]);
    let wrong = program.run(&["export", "d/assessment.yaml", "-o", "p.xlsx", "--part", "peple"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("did you mean `people`?"), "{wrong}");
    assert!(!program.path("p.xlsx").exists());
}

#[test]
fn texts_that_look_like_formulas_are_texts() {
    let texts = BTreeMap::from([
        ("people.training.plan", "=HYPERLINK(\"https://example.org\")"),
        ("people.training.protected-time", "+31 is a number"),
        ("people.knowledge.skill-gaps", "-1 person"),
        ("business.drivers.service-link", "@SUM(A1)"),
    ]);
    let answers: String =
        texts.iter().map(|(id, text)| format!("  {id}: {{answer: 2, note: '{text}'}}\n")).collect();
    let program = Program::new().file("a.yaml", format!("{HEAD}answers:\n{answers}soc: {{name: =1+1}}\n"));
    let run = program.run(&["export", "a.yaml", "-o", "s.xlsx"]);
    assert_eq!(run.code, 0, "{run}");
    let mut book = Book::open(&program, "s.xlsx");
    for (id, text) in texts {
        let sheet = if id.starts_with("people") { "People" } else { "Business" };
        assert_eq!(book.row(sheet, id)[8], text);
        let formulas = book.0.worksheet_formula(sheet).expect("formulas");
        assert!(
            !formulas
                .cells()
                .any(|(_, _, formula)| formula.contains("HYPERLINK") || formula.contains("SUM(A1)"))
        );
    }
    assert_eq!(book.row("Start", "soc.name")[2], "=1+1");
    assert!(
        !book.0.worksheet_formula("Start").expect("formulas").cells().any(|(_, _, formula)| formula == "1+1")
    );
}

#[test]
fn what_a_sheet_cannot_hold_is_refused_before_anything_is_written() {
    let long = "x".repeat(32_768);
    let cases = [
        ("workbook: {version: 2.4.2, edition: basic}\n".to_owned(), "official workbook"),
        (format!("notes: {{people.training: {long}}}\n"), "32768 characters"),
        ("answers: {ai.facts.challenges: {present: [budget]}}\n".to_owned(), "stands under `ai:`"),
    ];
    for (text, said) in cases {
        let program = Program::new().file("a.yaml", format!("{HEAD}{text}"));
        let run = program.run(&["export", "a.yaml", "-o", "s.xlsx"]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("WB030") && run.stderr.contains(said), "{run}");
        assert!(!program.path("s.xlsx").exists());
    }
    let textless =
        Program::new().file("a.yaml", "schema: socmark/assessment/1\ninstruments: [soc-cmm@2.4.2]\n");
    let run = textless.run(&["export", "a.yaml", "-o", "s.xlsx"]);
    assert!(run.code == 2 && run.stderr.contains("WB030"), "{run}");
    // one character less fits
    let program =
        Program::new().file("a.yaml", format!("{HEAD}notes: {{people.training: {}}}\n", &long[1..]));
    assert_eq!(program.run(&["export", "a.yaml", "-o", "s.xlsx"]).code, 0);
}

#[test]
fn a_name_that_no_spreadsheet_program_opens_is_refused_with_one_that_it_does() {
    let program = Program::new().file("a.yaml", HEAD);
    let run = program.run(&["export", "a.yaml", "-o", "sheet.ods"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("-o sheet.xlsx"), "{run}");
    std::fs::create_dir(program.path("folder")).expect("a folder");
    assert_eq!(program.run(&["export", "a.yaml", "-o", "folder"]).code, 2);
}

#[test]
fn sheets_and_workbook_are_locked_without_a_password_and_the_answers_are_not() {
    let program = sample();
    assert_eq!(program.run(&["export", "d/assessment.yaml", "-o", "s.xlsx"]).code, 0);
    let mut parts =
        zip::ZipArchive::new(std::fs::File::open(program.path("s.xlsx")).expect("a file")).expect("a zip");
    let names: Vec<String> = parts.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut text = |name: &str| std::io::read_to_string(parts.by_name(name).expect("a part")).expect("text");
    assert!(text("xl/workbook.xml").contains("<workbookProtection lockStructure=\"1\"/><bookViews>"));
    let sheets: Vec<&String> = names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")).collect();
    assert_eq!(sheets.len(), 13);
    for sheet in sheets {
        let text = text(sheet);
        assert!(text.contains("<sheetProtection sheet=\"1\"") && !text.contains("password"), "{sheet}");
    }
    assert!(text("xl/styles.xml").contains("<protection locked=\"0\"/>"));
}

#[test]
fn columns_are_counted_in_a_font_that_every_program_has_and_long_ids_stay_in_theirs() {
    let program = sample();
    assert_eq!(program.run(&["export", "d/assessment.yaml", "-o", "s.xlsx"]).code, 0);
    let mut parts =
        zip::ZipArchive::new(std::fs::File::open(program.path("s.xlsx")).expect("a file")).expect("a zip");
    let mut text = |name: &str| std::io::read_to_string(parts.by_name(name).expect("a part")).expect("text");
    let styles = text("xl/styles.xml");
    let first = styles.split("<font>").nth(1).and_then(|font| font.split("</font>").next()).expect("a font");
    assert!(first.contains("\"Arial\"") && first.contains("<sz val=\"10\"/>"), "{first}");
    assert!(styles.contains("shrinkToFit=\"1\""), "{styles}");
    // the words of `Grounded in` stand beside its cells
    let sheets: Vec<String> = (1..=13).map(|at| text(&format!("xl/worksheets/sheet{at}.xml"))).collect();
    let prompt = "assets, judgement, sanctioned, escalation, outcomes";
    assert_eq!(sheets.iter().filter(|sheet| sheet.contains(prompt)).count(), 1);
    // an element takes one line, and a line of the question's column is no higher than 17 points
    let business = &sheets[1];
    let heights = business.split("<row ").skip(1).filter_map(|row| {
        let height = row.split(" ht=\"").nth(1)?.split('"').next()?;
        row.contains("<c r=\"A").then(|| height.parse::<f64>().expect("a number"))
    });
    let heights: Vec<f64> = heights.collect();
    let mean = heights.iter().sum::<f64>() / heights.len() as f64;
    assert!(heights.iter().any(|height| (15.5..=16.0).contains(height)) && mean < 55.0, "{mean}");
}

#[test]
fn outcomes_come_back_as_they_were_measured() {
    let measured = "ai:\n  measured:\n  - {metric: triage_time, before: {value: 42.5, on: 2025-06-30}, after: {value: 30}, source: '=case system'}\n  - {metric: analyst_trust, after: {value: 3.5, on: 1850-01-31}}\n";
    let program = Program::new().file("a.yaml", format!("{HEAD}{measured}"));
    assert_eq!(program.run(&["export", "a.yaml", "-o", "s.xlsx"]).code, 0);
    let run = program.run(&["import", "s.xlsx", "-o", "b.yaml"]);
    assert_eq!(run.code, 0, "{run}");
    // written again, so that both files have the same dress
    assert_eq!(program.run(&["export", "b.yaml", "-o", "t.xlsx"]).code, 0);
    let bytes = |path| std::fs::read(program.path(path)).expect("a file");
    assert!(bytes("s.xlsx") == bytes("t.xlsx"), "{}", program.read("b.yaml"));
    let text = program.read("b.yaml");
    for part in ["42.5", "2025-06-30", "=case system", "1850-01-31", "3.5"] {
        assert!(text.contains(part), "{part} is lost\n{text}");
    }
}
