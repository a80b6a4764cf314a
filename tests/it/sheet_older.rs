//! Sheets that were handed out before their questionnaire changed, and parts that meet a whole assessment.

use crate::book::Book;
use crate::program::{Program, Run};

const HEAD: &str = "schema: socmark/instrument/1\nid: own\nversion: VERSION\ntitle: Own\nsummary: S\nlicence: MIT\ndomains:\n  - {id: people, name: People, headline: true, aspects: [people.a, people.b]}\n  - {id: process, name: Process, headline: true, aspects: [process.a]}\n";
const LEVELS: &str = "why: W, anchors: [a, b, c, d, e]";

/// A file below the questionnaire, the name of its aspect, and id and text of its questions.
type File<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// The questionnaire in a version.
fn own(program: Program, version: &str, files: &[File<'_>]) -> Program {
    let program = program.file("own/instrument.yaml", HEAD.replace("VERSION", version));
    files.iter().fold(program, |program, (path, about, items)| {
        let id = path.trim_end_matches(".yaml").replace('/', ".");
        let mut text = format!("schema: socmark/aspect/1\nid: {id}\nname: {about}\nitems:\n");
        for (item, question) in *items {
            let rest = if item.ends_with("parts") {
                "kind: elements, why: W, elements: [{id: lead, label: A lead}, {id: night, label: A night shift}]"
                    .to_owned()
            } else {
                format!("kind: maturity, {LEVELS}")
            };
            let informs = if item.ends_with("parts") { ", informs: process.a.one" } else { "" };
            text.push_str(&format!("  - {{id: {item}, question: \"{question}\", {rest}{informs}}}\n"));
        }
        program.file(&format!("own/{path}"), text)
    })
}

const STEPS: &str = "schema: socmark/migrations/1\nsteps:\n  - from: \"1\"\n    to: \"2\"\n    summary: Some questions changed.\n    renamed: {people.a.one: people.a.first, people.a.moved: process.a.moved}\n    split: {people.a.two: [people.a.rota, people.a.cover]}\n    retired: {people.b.one: nobody could answer it}\n    reworded: [process.a.one]\n";
const ANSWERS: &str = "schema: socmark/assessment/1\ninstruments: [own@1]\nsoc: {id: north}\nassessment: {date: 2026-10-30}\nanswers:\n  people.a.one: {answer: 3, note: by list}\n  people.a.two: {answer: 2, note: no rota}\n  people.a.moved: 1\n  people.b.one: 4\n  people.b.two: 2\n  process.a.one: 5\nnotes: {people: first, people.a.one: seen, people.b.one: unseen}\n";

fn run(program: &Program, arguments: &[&str]) -> Run {
    program.run(&[arguments, &["--instruments", "own", "--as-of", "2026-11-02"]].concat())
}

/// A sheet of version 1, filled in, in a folder where the questionnaire has gone on to version 2.
fn older() -> Program {
    let program = own(
        Program::new(),
        "1",
        &[
            (
                "people/a.yaml",
                "Staff",
                &[
                    ("people.a.one", "Are there enough?"),
                    ("people.a.two", "Is it covered?"),
                    ("people.a.moved", "Who hands over?"),
                ],
            ),
            (
                "people/b.yaml",
                "Training",
                &[("people.b.one", "Is it liked?"), ("people.b.two", "Is it planned?")],
            ),
            ("process/a.yaml", "Handling", &[("process.a.one", "Is it written down?")]),
        ],
    )
    .file("a.yaml", ANSWERS);
    let result = run(&program, &["export", "a.yaml", "-o", "s.xlsx"]);
    assert_eq!(result.code, 0, "{result}");
    own(
        program,
        "2",
        &[
            (
                "people/a.yaml",
                "Staff",
                &[
                    ("people.a.first", "Are there enough?"),
                    ("people.a.rota", "Is there a rota?"),
                    ("people.a.cover", "Who covers nights?"),
                ],
            ),
            (
                "people/b.yaml",
                "Training",
                &[("people.b.two", "Is it planned?"), ("people.b.new", "Is it new?")],
            ),
            (
                "process/a.yaml",
                "Handling",
                &[("process.a.one", "Is it on paper, and used?"), ("process.a.moved", "Who hands over?")],
            ),
        ],
    )
    .file("own/migrations.yaml", STEPS)
}

#[test]
fn a_sheet_of_an_older_version_is_read_as_one_of_this_one_with_nothing_dropped_in_silence() {
    let program = older();
    let result = run(&program, &["import", "s.xlsx", "-o", "back.yaml"]);
    insta::assert_snapshot!(result);
    insta::assert_snapshot!(program.read("back.yaml"));
    assert_eq!(run(&program, &["validate", "back.yaml"]).stderr, "");
    // every command reads it, and says the same
    for command in ["score", "validate", "benchmark"] {
        let again = run(&program, &[command, "s.xlsx"]);
        assert_eq!((again.code, &again.stderr), (0, &result.stderr), "{command}");
        assert_eq!(again.stderr.matches("WB026").count(), 3, "two answers and a remark: {again}");
    }
    let merged = run(&program, &["merge", "s.xlsx", "back.yaml", "-o", "merged.yaml"]);
    assert_eq!((merged.code, program.read("merged.yaml")), (0, program.read("back.yaml")), "{merged}");
}

#[test]
fn slips_in_an_older_sheet_are_still_found() {
    let program = older();
    let book = Book::open(&std::fs::read(program.path("s.xlsx")).expect("the sheet"));
    // row 5 is `people.a.one`, which is `people.a.first` now; row 11 of People is `people.b.two`
    let cases = [
        (book.clone().text("People", "B5", "Is it planned? W"), 2, "WB021", "`people.b.two`"),
        (book.clone().without_row("People", 5), 0, "WB022", "`people.a.first`"),
        (book.clone().text("People", "A5", ""), 2, "WB019", "it was `people.a.first`"),
        (book.number("People", "C5", "7"), 2, "WB016", "cell C5"),
    ];
    for (book, code, rule, said) in cases {
        let program = older().file("s.xlsx", book.bytes());
        let result = run(&program, &["validate", "s.xlsx"]);
        assert!(result.code == code && result.stderr.contains(rule), "{rule}: {result}");
        assert!(result.stderr.contains(said), "{said}: {result}");
    }
}

#[test]
fn a_sheet_of_the_program_s_own_earlier_version_is_imported_and_migrate_says_so() {
    let program = Program::new().file(
        "a.yaml",
        "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {id: north}\nanswers:\n  business.drivers.service-link: 3\n  business.drivers.reasons: 2\n  people.roles.cover: 4\n",
    );
    assert_eq!(program.run(&["export", "a.yaml", "-o", "s.xlsx"]).code, 0);
    let mut book = Book::open(&std::fs::read(program.path("s.xlsx")).expect("the sheet"));
    book.part("xl/sharedStrings.xml", |xml| xml.replace("soc-core@3", "soc-core@2"));
    // row 5 is `business.drivers.service-link`, reworded since
    let program = program.file("s.xlsx", book.text("Business", "B5", "As it was asked then").bytes());
    let result = program.run(&["import", "s.xlsx", "-o", "back.yaml"]);
    assert_eq!(result.code, 0, "{result}");
    for said in [
        "warning[WB025]",
        "written for `soc-core@2` and is read as one of `soc-core@3`; 3 answers",
        "business.drivers.reasons, business.drivers.service-link",
        "people.roles.cover",
        "1 warning\n",
    ] {
        assert!(result.stderr.contains(said), "{said}\n{result}");
    }
    let back = program.read("back.yaml");
    assert!(back.contains("soc-core@3") && back.contains("business.drivers.service-link: 3"), "{back}");
    let migrate = program.run(&["migrate", "s.xlsx"]);
    assert!(migrate.code == 2 && migrate.stderr.contains("socmark import s.xlsx"), "{migrate}");
    // a version that no step starts from is as unknown as before
    let mut book = Book::open(&std::fs::read(program.path("s.xlsx")).expect("the sheet"));
    book.part("xl/sharedStrings.xml", |xml| xml.replace("soc-core@2", "soc-core@0"));
    let result = program.file("s.xlsx", book.bytes()).run(&["score", "s.xlsx"]);
    assert!(result.code == 2 && result.stderr.contains("AS001"), "{result}");
}

const CORE: &str = "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {id: north}\nassessment: {date: 2026-10-30}\n# ours\nscope: {exclude: [services.hunting]}\nanswers:\n  people.roles.cover: 4 # all of them\n  business.drivers.reasons: 2\n";

/// A whole assessment, and the sheet of one of its domains.
fn with_part(domain: &str) -> Program {
    let program = Program::new().file("assessment.yaml", CORE);
    let result = program.run(&["export", "assessment.yaml", "--part", domain, "-o", "part.xlsx"]);
    assert_eq!(result.code, 0, "{result}");
    program
}

#[test]
fn a_part_never_replaces_the_assessment_that_it_is_a_part_of() {
    let program = with_part("people");
    let result = program.run(&["import", "part.xlsx", "-o", "assessment.yaml", "--force"]);
    assert_eq!((result.code, program.read("assessment.yaml").as_str()), (2, CORE), "{result}");
    assert!(result.stderr.contains("part.xlsx holds only `people`"), "{result}");
    assert!(result.stderr.contains("socmark merge assessment.yaml part.xlsx --prefer part.xlsx"), "{result}");
    let merge = program.run(&[
        "merge",
        "assessment.yaml",
        "part.xlsx",
        "--prefer",
        "part.xlsx",
        "-o",
        "assessment.yaml",
        "--force",
    ]);
    assert_eq!(merge.code, 0, "{merge}");
    assert!(merge.stderr.contains("1 line of comment in assessment.yaml went"), "{merge}");
    assert!(program.read("assessment.yaml").contains("business.drivers.reasons: 2"));
    // what another SOC has there may go where somebody says so
    let other = with_part("people").file("assessment.yaml", CORE.replace("north", "south"));
    assert_eq!(other.run(&["import", "part.xlsx", "-o", "assessment.yaml", "--force"]).code, 0);
}

#[test]
fn merged_parts_name_the_domains_that_none_held_and_answers_that_one_has_open() {
    let program = with_part("people");
    let part = Book::open(&std::fs::read(program.path("part.xlsx")).expect("the sheet"));
    assert_eq!(program.run(&["export", "assessment.yaml", "--part", "business", "-o", "other.xlsx"]).code, 0);
    let merge = program.run(&["merge", "part.xlsx", "other.xlsx", "-o", "whole.yaml"]);
    assert_eq!(merge.code, 0, "{merge}");
    let unheld = "no file holds the domains `process`, `technology`, `services`";
    assert!(merge.stderr.contains("note[AS023]") && merge.stderr.contains(unheld), "{merge}");
    assert!(!merge.stderr.contains("AS024"), "{merge}");
    let row = row_of(&part, "people.roles.cover");
    let program = program.file("part.xlsx", part.text("People", &format!("C{row}"), "").bytes());
    let merge = program.run(&["merge", "assessment.yaml", "part.xlsx", "-o", "again.yaml"]);
    assert_eq!(merge.code, 0, "{merge}");
    assert!(merge.stderr.contains("note[AS024]"), "{merge}");
    assert!(
        merge.stderr.contains("1 question open in this sheet took the answer of another file"),
        "{merge}"
    );
    assert!(merge.stderr.contains("`people.roles.cover`"), "{merge}");
}

/// The row in which an id stands when the sheet is written, from the page that says so.
fn row_of(book: &Book, id: &str) -> u32 {
    let rows = book.rows("socmark");
    let row = rows.iter().find(|cells| cells.first().is_some_and(|key| key == "row") && cells[3] == id);
    row.expect("the id has a row")[2].parse().expect("a number")
}

#[test]
fn a_part_says_nothing_about_the_scope_of_domains_that_it_does_not_hold() {
    // one assessor has all of it, and takes `services.hunting` out; the other was asked about `people` alone
    let program = with_part("people");
    let run = program.run(&["consensus", "assessment.yaml", "part.xlsx", "-o", "all.yaml"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(program.read("all.yaml").contains("exclude: [services.hunting]"), "{}", program.read("all.yaml"));
    // a whole file that has it in scope does say so, and one of two is not more than half
    let program = program.file("whole.yaml", CORE.replace("scope: {exclude: [services.hunting]}\n", ""));
    let run = program.run(&["consensus", "assessment.yaml", "whole.yaml", "part.xlsx", "-o", "two.yaml"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(!program.read("two.yaml").contains("services.hunting"), "{}", program.read("two.yaml"));
}
