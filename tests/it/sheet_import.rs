//! Sheets as they come back: filled in by other programs, with slips, and by people who mean no good.

use crate::book::Book;
use crate::program::{Program, Run, fired};

const INSTRUMENT: &str = "schema: socmark/instrument/1\nid: own\nversion: 1\ntitle: Own\nsummary: S\nlicence: MIT\ndomains:\n  - {id: people, name: People, headline: true, aspects: [people.a, people.b]}\n  - {id: process, name: Process, headline: true, aspects: [process.a]}\n";
const PEOPLE_A: &str = "schema: socmark/aspect/1\nid: people.a\nname: Staff\nabout: Who is there.\nitems:\n  - {id: people.a.one, kind: maturity, question: Are there enough?, why: W, anchors: [a, b, c, d, e]}\n  - {id: people.a.two, kind: capability, question: Is there a rota?, why: W, anchors: [a, b, c, d, e]}\n  - {id: people.a.parts, kind: elements, question: Which roles are there?, informs: people.a.one, elements: [{id: lead, label: A lead}, {id: night, label: A night shift}]}\n";
const PEOPLE_B: &str = "schema: socmark/aspect/1\nid: people.b\nname: Training\nitems:\n  - {id: people.b.one, kind: maturity, question: Is there a plan?, anchors: [a, b, c, d, e]}\n";
const PROCESS_A: &str = "schema: socmark/aspect/1\nid: process.a\nname: Handling\nitems:\n  - {id: process.a.one, kind: maturity, question: Is it written down?, anchors: [a, b, c, d, e]}\n";
const ASSESSMENT: &str = "schema: socmark/assessment/1\ninstruments: [own@1]\nsoc: {id: north, sector: finance, size_fte: 10-50, years: 4}\nassessment: {date: 2026-10-30, assessors: [lead]}\nanswers:\n  people.a.one: 3\n  people.a.two: {answer: 2, note: \"=1+1\"}\n  people.a.parts: {present: [lead]}\n  people.b.one: 4\n  process.a.one: {answer: 5, evidence: [{path: a.md, heading: H}]}\nnotes: {people.b: as planned}\nai:\n  value: some\n  capabilities:\n    - {name: Copilot, type: copilot, sourcing: taker, status: pilot, stages: [hunting]}\n";
// rows of `People`: 1 the domain, 3 headings, 4 people.a, 5 .one, 6 .two, 7 .parts, 8 #lead, 9 #night, 10 people.b, 11 .one
const PEOPLE: &str = "People";

fn workspace() -> Program {
    Program::new()
        .file("own/instrument.yaml", INSTRUMENT)
        .file("own/people/a.yaml", PEOPLE_A)
        .file("own/people/b.yaml", PEOPLE_B)
        .file("own/process/a.yaml", PROCESS_A)
        .file("a.yaml", ASSESSMENT)
}

const FIXED: [&str; 4] = ["--instruments", "own", "--as-of", "2026-11-02"];

fn run(program: &Program, arguments: &[&str]) -> Run {
    program.run(&[arguments, &FIXED[..]].concat())
}

/// The workspace, and the sheet of its assessment.
fn exported() -> (Program, Book) {
    let program = workspace();
    let result = run(&program, &["export", "a.yaml", "-o", "s.xlsx"]);
    assert_eq!(result.code, 0, "{result}");
    let book = Book::open(&std::fs::read(program.path("s.xlsx")).expect("the sheet"));
    (program, book)
}

fn import(program: Program, book: &Book) -> (Program, Run) {
    let program = program.file("s.xlsx", book.bytes());
    let result = run(&program, &["import", "s.xlsx", "-o", "back.yaml"]);
    (program, result)
}

/// What comes of the sheet with these changes, which nothing may be said about.
fn read_quietly(change: impl Fn(Book) -> Book) -> String {
    let (program, book) = exported();
    let (program, result) = import(program, &change(book));
    assert_eq!((result.code, result.stderr.as_str()), (0, ""), "{result}");
    program.read("back.yaml")
}

#[test]
fn an_untouched_sheet_gives_the_same_assessment_and_is_read_by_every_command() {
    let (program, book) = exported();
    let (program, result) = import(program, &book);
    assert_eq!((result.code, result.stderr.as_str()), (0, ""), "{result}");
    insta::assert_snapshot!(program.read("back.yaml"));
    for command in ["score", "validate", "explain", "benchmark"] {
        let of = |file| match command {
            "explain" => run(&program, &["explain", "--top", file]),
            command => run(&program, &[command, file]),
        };
        let (sheet, file) = (of("s.xlsx"), of("a.yaml"));
        assert_eq!(sheet.code, 0, "{sheet}");
        assert_eq!(sheet.stdout.replace("s.xlsx", "a.yaml"), file.stdout, "{command}");
    }
    let again = run(&program, &["import", "s.xlsx", "-o", "a.yaml"]);
    assert_eq!((again.code, program.read("a.yaml").as_str()), (2, ASSESSMENT), "{again}");
}

#[test]
fn values_are_read_however_a_program_wrote_them() {
    let back = read_quietly(|book| {
        book.text(PEOPLE, "C5", " 4 ")
            .number(PEOPLE, "C6", "5.0")
            .cell(PEOPLE, "C8", "t=\"b\"", "<v>0</v>")
            .cell(PEOPLE, "C9", "t=\"b\"", "<v>1</v>")
            // a formula of the user's, with its stored result
            .cell("Process", "C5", "", "<f>1+1</f><v>2</v>")
            .text(PEOPLE, "C11", "")
            .text(PEOPLE, "C10", "Out of Scope")
            .text(PEOPLE, "K5", "HIGH ")
            .cell(PEOPLE, "L5", "t=\"str\"", "<f>LOWER(\"LOW\")</f><v>low</v>")
            .cell(PEOPLE, "I5", "t=\"str\"", "<v></v>")
            .text(PEOPLE, "I6", "+ 3 @home")
            .text(
                PEOPLE,
                "J5",
                "docs/a.md # Staff | attested by soc lead on 2026-10-01\r\nhttps://example.org/x",
            )
            // 46000 days after 1899-12-30
            .number("Start", "C26", "46000.5")
    });
    for line in [
        "  date: \"2025-12-09\"\n",
        "  exclude: [people.b]\n",
        "  people.a.one:\n    answer: 4\n    importance: high\n    confidence: low\n    evidence:\n",
        "    - {path: docs/a.md, heading: Staff, attested: {by: soc lead, \"on\": \"2026-10-01\"}}\n    - {url: https://example.org/x}\n",
        "  people.a.two: {answer: 5, note: + 3 @home}\n",
        "  people.a.parts: {present: [night]}\n",
        "  process.a.one:\n    answer: 2\n",
    ] {
        assert!(back.contains(line), "{line}\n{back}");
    }
}

#[test]
fn a_date_as_text_and_words_in_any_dress_are_read() {
    let back = read_quietly(|book| {
        book.text("Start", "C26", "2026-10-29T00:00:00")
            .text("AI tools", "C4", "LLM_off_the_shelf")
            .text("AI tools", "G4", "")
            .cell("AI tools", "F4", "t=\"b\"", "<v>1</v>")
            .text("AI tools", "L4", "runbooks; \"assets; all\"")
            .text(PEOPLE, "C6", "Not_Required")
            .text(PEOPLE, "C5", "")
    });
    for line in [
        "  date: \"2026-10-29\"\n",
        "type: llm_off_the_shelf\n",
        "stages: [intel]\n",
        "grounded_in: [runbooks, assets; all]\n",
        "  people.a.two: {answer: not_required, note: =1+1}\n",
    ] {
        assert!(back.contains(line), "{line}\n{back}");
    }
    assert!(!back.contains("people.a.one"), "{back}");
}

#[test]
fn every_problem_is_named_with_its_cell_in_one_run() {
    let (program, book) = exported();
    let book = book
        .number(PEOPLE, "C5", "6")
        .text(PEOPLE, "C6", "not applicable")
        .text(PEOPLE, "C8", "maybe")
        .text(PEOPLE, "K5", "hihg")
        .text(PEOPLE, "J5", "docs/a.md\ndocs/b.md | seen by me")
        .cell(PEOPLE, "C11", "", "<f>X1+1</f>")
        .cell(PEOPLE, "C4", "t=\"e\"", "<v>#REF!</v>")
        .text("Process", "A5", "process.a.won")
        .number("Start", "C21", "18537")
        .text("Start", "C22", "1000-5000")
        .number("Start", "C23", "-1")
        .text("AI tools", "C5", "agent")
        .text("Notes", "B4", "a remark without an id");
    let (program, result) = import(program, &book);
    insta::assert_snapshot!(result);
    assert!(!program.path("back.yaml").exists());
}

#[test]
fn each_slip_fires_its_rule_alone_and_names_the_place() {
    type Change = fn(Book) -> Book;
    let cases: [(&str, Change, i32, &str); 25] = [
        ("WB015", |book| book.without("socmark"), 2, "hidden page `socmark` is missing"),
        (
            "WB015",
            |book| book.text("socmark", "B1", "socmark/sheet/2"),
            2,
            "a newer sheet needs a newer program",
        ),
        ("AS001", |book| book.text("socmark", "B2", "owm@1"), 2, "there is no questionnaire `owm`"),
        ("WB016", |book| book.number(PEOPLE, "C5", "2.5"), 2, "sheet `People`, cell C5"),
        ("WB016", |book| book.number(PEOPLE, "C7", "3"), 2, "answered in the rows below"),
        ("WB017", |book| book.text(PEOPLE, "I3", "Remark"), 2, "the column `Note` is missing"),
        ("WB018", |book| book.without("Process"), 2, "the page `Process` is missing"),
        ("WB018", |book| book.rename("Notes", "Remarks"), 2, "the page `Notes` is missing"),
        ("WB019", |book| book.text(PEOPLE, "A5", "people.a.on"), 2, "it was `people.a.one`"),
        ("WB019", |book| book.text(PEOPLE, "A5", ""), 2, "the id of this row is gone; it was `people.a.one`"),
        ("WB019", |book| book.text(PEOPLE, "A1", "peopel"), 2, "above the headings"),
        (
            "WB019",
            |book| book.text("Start", "A16", "soc.nmae").text("Start", "C16", "x"),
            2,
            "did you mean `soc.name`?",
        ),
        ("WB020", |book| book.text(PEOPLE, "A6", "people.a.one"), 2, "this row was `people.a.two`"),
        (
            "WB021",
            |book| book.text(PEOPLE, "B5", "Is there a rota? W"),
            2,
            "shows the question of `people.a.two`",
        ),
        ("WB021", |book| book.text(PEOPLE, "B5", "Are we enough?"), 0, "not the one that was asked"),
        ("WB022", |book| book.without_row(PEOPLE, 11), 0, "1 row is missing: `people.b.one`"),
        ("WB023", |book| book.cell(PEOPLE, "C5", "t=\"e\"", "<v>#N/A</v>"), 2, "the error `#N/A`"),
        ("WB023", |book| book.cell(PEOPLE, "C5", "", "<f>A1</f>"), 2, "no result of it is stored"),
        ("WB024", |book| book.text(PEOPLE, "T3", "Owner").text(PEOPLE, "T5", "Ann"), 0, "the column `Owner`"),
        ("WB024", |book| book.text(PEOPLE, "I14", "by the way"), 0, "row 14 has no id"),
        (
            "AS013",
            |book| {
                ["A", "C", "D", "E"]
                    .iter()
                    .zip(["Copilot", "agent", "taker", "pilot"])
                    .fold(book, |book, (column, text)| book.text("AI tools", &format!("{column}5"), text))
            },
            2,
            "two AI capabilities are called `Copilot`",
        ),
        (
            "WB016",
            |book| book.number("AI outcomes", "D4", "-3"),
            2,
            "a number from 0 to 1000000 is needed, in minutes, median",
        ),
        (
            "WB016",
            |book| book.text("AI outcomes", "E4", "2026-01-31"),
            2,
            "the figure that was measured then is missing",
        ),
        (
            "WB019",
            |book| book.text("AI outcomes", "A4", "triage").number("AI outcomes", "D4", "3"),
            2,
            "one of `triage_time`, ",
        ),
        (
            "AS009",
            |book| book.text("Notes", "A4", "people.c").text("Notes", "B4", "x"),
            0,
            "sheet `Notes`, cell B4",
        ),
    ];
    for (rule, change, code, said) in cases {
        let (program, book) = exported();
        let (_, result) = import(program, &change(book));
        // what is gone under its name shows up under another
        let expected = match said {
            "did you mean `soc.name`?" => vec![rule, "WB022"],
            "the page `Notes` is missing" => vec![rule, "WB024"],
            _ => vec![rule],
        };
        assert_eq!(
            (result.code, fired(&result.stderr)),
            (code, expected.iter().map(|id| (*id).to_owned()).collect()),
            "{rule} {said}\n{result}"
        );
        assert!(result.stderr.contains(said), "{rule} {said}\n{result}");
    }
}

#[test]
fn a_renamed_page_and_columns_in_another_place_are_found() {
    let (program, book) = exported();
    let (program, result) = import(program, &book.rename(PEOPLE, "Our people"));
    assert_eq!((result.code, result.stderr.as_str()), (0, ""), "{result}");
    assert!(program.read("back.yaml").contains("people.b.one: 4"));
    let back = read_quietly(|book| {
        // note and evidence change places, with all that stands below
        book.text(PEOPLE, "I3", "Evidence")
            .text(PEOPLE, "J3", "Note")
            .text(PEOPLE, "I6", "")
            .text(PEOPLE, "J6", "here")
            .text(PEOPLE, "I10", "")
            .text(PEOPLE, "J10", "as planned")
    });
    assert!(back.contains("people.a.two: {answer: 2, note: here}"), "{back}");
}

#[test]
fn what_nobody_sees_is_trimmed_or_named() {
    let back = read_quietly(|book| {
        book.text(PEOPLE, "C5", "\u{200b}\u{ff14}\u{a0}").text(PEOPLE, "C6", "not\u{a0}required\u{feff}")
    });
    assert!(back.contains("people.a.one: 4") && back.contains("answer: not_required"), "{back}");
    let (program, book) = exported();
    let (_, result) =
        import(program, &book.text(PEOPLE, "C5", "3\u{200b}4").text(PEOPLE, "C6", "n\u{a0}a\u{2060}b"));
    assert_eq!(result.code, 2, "{result}");
    for named in ["`3<zero width space>4`", "`n<no-break space>a<invisible U+2060>b`"] {
        assert!(result.stderr.contains(named), "{named}\n{result}");
    }
}

#[test]
fn what_is_wrong_comes_with_what_to_do() {
    type Change = fn(Book) -> Book;
    let cases: [(Change, &str); 9] = [
        (|book| book.text("Start", "C26", "2026-02-30"), "holds `2026-02-30`, but there is no such day"),
        (|book| book.text("Start", "C26", "next week"), "but a date is needed"),
        (|book| book.number("Start", "C23", "-1"), "such as `4` or `2.5`"),
        (|book| book.text("Start", "C33", "high"), "such as `2.5`, or clear the cell where"),
        (|book| book.text(PEOPLE, "C4", "maybe"), "choose it from the drop-down"),
        (|book| book.text("AI outcomes", "D4", "5 min"), "the figure alone"),
        (
            |book| book.text("Process", "A6", "people.a.one").number("Process", "C6", "3"),
            "it belongs into row 5 of the page `People`",
        ),
        (|book| book.text("Notes", "A4", "PEOPLE.B").text("Notes", "B4", "x"), "did you mean `people.b`?"),
        (
            |mut book| {
                book.part("xl/worksheets/sheet2.xml", |xml| {
                    xml.replacen(
                        "</sheetData>",
                        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"C5:C6\"/></mergeCells>",
                        1,
                    )
                });
                book
            },
            "error[WB027]: the cells C5:C6 are merged",
        ),
    ];
    for (change, said) in cases {
        let (program, book) = exported();
        let (_, result) = import(program, &change(book));
        assert!(result.stderr.contains(said), "{said}\n{result}");
        assert!(result.stderr.contains("help: "), "{said}\n{result}");
    }
    let program = workspace().file("day.yaml", ASSESSMENT.replace("2026-10-30", "2026-06-31"));
    let result = run(&program, &["import", "a.yaml", "-o", "x.yaml"]);
    assert!(result.code == 2 && result.stderr.contains("it is an assessment already"), "{result}");
    let result = run(&program, &["validate", "day.yaml"]);
    assert!(result.stderr.contains("there is no day `2026-06-31`"), "{result}");
}

#[test]
fn parts_that_colleagues_filled_in_are_put_together_and_clashes_name_their_cells() {
    let program = workspace();
    for (part, file) in [("people", "p.xlsx"), ("process", "q.xlsx")] {
        let result = run(&program, &["export", "a.yaml", "--part", part, "-o", file]);
        assert_eq!(result.code, 0, "{result}");
    }
    let book = |file: &str| Book::open(&std::fs::read(program.path(file)).expect("the sheet"));
    let (people, process) = (book("p.xlsx"), book("q.xlsx"));
    let program = program.file("a2.yaml", ASSESSMENT.replace("people.b.one: 4", "people.b.one: 4\n  # ours"));
    let whole = run(&program, &["merge", "q.xlsx", "p.xlsx", "-o", "whole.yaml"]);
    assert_eq!(whole.code, 0, "{whole}");
    assert_eq!(run(&program, &["import", "a.yaml", "-o", "x.yaml"]).code, 2);
    assert_eq!(run(&program, &["export", "whole.yaml", "-o", "whole.xlsx"]).code, 0);
    assert_eq!(run(&program, &["export", "a.yaml", "-o", "direct.xlsx"]).code, 0);
    assert_eq!(
        std::fs::read(program.path("whole.xlsx")).unwrap(),
        std::fs::read(program.path("direct.xlsx")).unwrap(),
        "the parts make the whole"
    );
    let program = program
        .file("p.xlsx", people.number(PEOPLE, "C5", "5").text(PEOPLE, "I10", "otherwise").bytes())
        .file("q.xlsx", process.text("Process", "C4", "out of scope").bytes());
    let clash = run(&program, &["merge", "a.yaml", "p.xlsx", "q.xlsx", "-o", "again.yaml"]);
    insta::assert_snapshot!(clash);
    assert!(!program.path("again.yaml").exists());
    let preferred = run(
        &program,
        &[
            "merge",
            "a.yaml",
            "p.xlsx",
            "q.xlsx",
            "--prefer",
            "p.xlsx",
            "--prefer",
            "q.xlsx",
            "-o",
            "again.yaml",
        ],
    );
    assert_eq!(preferred.code, 0, "{preferred}");
    let again = program.read("again.yaml");
    for line in ["people.a.one: 5", "people.b: otherwise", "exclude: [process.a]"] {
        assert!(again.contains(line), "{line}\n{again}");
    }
}

#[test]
fn the_sample_handed_out_by_domain_comes_back_whole_in_any_order() {
    let program = Program::new();
    assert_eq!(program.run(&["demo", "d"]).code, 0);
    let whole = program.run(&["export", "d/assessment.yaml", "-o", "whole.xlsx"]);
    assert_eq!(whole.code, 0, "{whole}");
    assert_eq!(program.run(&["import", "whole.xlsx", "-o", "whole.yaml"]).code, 0);
    let mut parts = Vec::new();
    for domain in ["technology", "ai", "people", "services", "business", "process"] {
        let file = format!("{domain}.xlsx");
        let part = program.run(&["export", "d/assessment.yaml", "--part", domain, "-o", &file]);
        assert_eq!(part.code, 0, "{part}");
        parts.push(file);
    }
    for (file, turn) in [("one.yaml", 0), ("two.yaml", 3)] {
        parts.rotate_left(turn);
        let mut arguments = vec!["merge", "-o", file];
        arguments.extend(parts.iter().map(String::as_str));
        let run = program.run(&arguments);
        assert_eq!(run.code, 0, "{run}");
        assert_eq!(program.read(file), program.read("whole.yaml"), "{file}");
    }
}

#[test]
fn hostile_sheets_meet_the_limits_of_workbooks() {
    let (program, book) = exported();
    let mut far = book.clone();
    far.part("xl/worksheets/sheet2.xml", |xml| xml.replacen("<row r=\"5\"", "<row r=\"99999999999\"", 1));
    let (program, result) = import(program, &far);
    assert_eq!((result.code, fired(&result.stderr)), (2, vec!["WB003".to_owned()]), "{result}");
    let mut macros = book;
    macros.part("[Content_Types].xml", |xml| format!("{xml} "));
    let bytes = macros.bytes();
    let cut = program.file("s.xlsx", &bytes[..bytes.len() / 2]);
    let result = run(&cut, &["score", "s.xlsx"]);
    assert_eq!((result.code, fired(&result.stderr)), (2, vec!["WB003".to_owned()]), "{result}");
}
