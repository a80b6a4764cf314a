//! `socmark merge`: files of one SOC and date put together, clashes shown.

use crate::program::{Program, Run};

const HEAD: &str = "schema: socmark/assessment/1\ninstruments: [soc-core@3, soc-ai@3]\nsoc: {id: north, name: North SOC}\nassessment: {date: 2026-11-02}\n";

fn with(files: &[(&str, &str)]) -> Program {
    files.iter().fold(Program::new(), |program, (name, rest)| program.file(name, format!("{HEAD}{rest}")))
}

fn merge(program: &Program, arguments: &[&str]) -> Run {
    let fixed = ["merge", "--as-of", "2026-11-02", "-o", "whole.yaml"];
    program.run(&[&fixed[..], arguments].concat())
}

const PEOPLE: &str = "answers:\n  people.knowledge.skill-gaps: {answer: 3, note: by hand}\n  people.knowledge.leaver-capture: 2\nnotes: {people.training: as planned}\nai:\n  capabilities:\n    - {name: Copilot, type: copilot, sourcing: taker, status: pilot}\n";
const PROCESS: &str = "targets: {overall: 3.25}\nscope: {exclude: [services.hunting]}\nanswers:\n  people.knowledge.skill-gaps: {confidence: low, evidence: [{path: skills.md}]}\n  business.charter.parts: {present: [mission]}\nai:\n  value: some\n  capabilities:\n    - {name: Copilot, vendor: V, type: copilot, sourcing: taker, status: pilot}\n    - {name: Agent, type: agent, sourcing: builder, status: evaluating}\n";

#[test]
fn what_one_file_says_and_the_other_leaves_open_is_taken_in_any_order() {
    let program = with(&[("a.yaml", PEOPLE), ("b.yaml", PROCESS)]);
    let run = merge(&program, &["a.yaml", "b.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "whole.yaml\n"), "{run}");
    let whole = program.read("whole.yaml");
    insta::assert_snapshot!(whole);
    let again = program.run(&["merge", "b.yaml", "a.yaml", "b.yaml", "-o", "again.yaml"]);
    assert_eq!((again.code, program.read("again.yaml")), (0, whole), "{again}");
}

#[test]
fn every_clash_is_listed_with_its_places_and_nothing_is_written() {
    let program = with(&[
        ("a.yaml", PEOPLE),
        (
            "b.yaml",
            "soc: {sector: finance}\nanswers:\n  people.knowledge.skill-gaps: 4\n  people.knowledge.leaver-capture: 2\nnotes: {people.training: dropped}\nai:\n  capabilities:\n    - {name: Copilot, type: agent, sourcing: taker, status: pilot}\n",
        ),
        ("c.yaml", "scope: {exclude: [people.knowledge]}\nassessment: {date: 2026-11-02}\n"),
    ]);
    // keys stand once in a file
    let program = ["b.yaml", "c.yaml"].iter().fold(program, |program, name| {
        let text = program.read(name);
        let text = text.replacen("soc: {id: north, name: North SOC}\n", "", usize::from(*name == "b.yaml"));
        let text = text.replacen("assessment: {date: 2026-11-02}\n", "", usize::from(*name == "c.yaml"));
        program.file(name, text)
    });
    let run = merge(&program, &["a.yaml", "b.yaml", "c.yaml"]);
    insta::assert_snapshot!(run);
    assert!(!program.path("whole.yaml").exists());
}

#[test]
fn a_preferred_file_decides_and_its_answer_is_taken_whole() {
    let program = with(&[
        ("a.yaml", PEOPLE),
        (
            "b.yaml",
            "answers:\n  people.knowledge.skill-gaps: 4\n  people.knowledge.leaver-capture: {answer: 2, note: kept}\n",
        ),
    ]);
    let run = merge(&program, &["a.yaml", "b.yaml", "--prefer", "./b.yaml"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.ends_with("\n2 files, 2 answers; one clash decided as preferred\n"), "{run}");
    let whole = program.read("whole.yaml");
    // the note "by hand" spoke of level 3
    assert!(whole.contains("  people.knowledge.skill-gaps: 4\n"), "{whole}");
    assert!(whole.contains("people.knowledge.leaver-capture: {answer: 2, note: kept}"), "{whole}");
    let run = merge(&program, &["a.yaml", "b.yaml", "--prefer", "a.yaml"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("whole.yaml is there already"), "{run}");
    let run = merge(&program, &["a.yaml", "b.yaml", "--prefer", "a.yaml", "--force"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(program.read("whole.yaml").contains("skill-gaps: {answer: 3, note: by hand}"));
    let run = merge(&program, &["a.yaml", "b.yaml", "--prefer", "c.yaml"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("prefer one of `a.yaml`, `b.yaml`"), "{run}");
}

#[test]
fn files_of_another_soc_date_or_version_are_refused() {
    let other = |from: &str, to: &str| {
        let text = format!("{HEAD}{PEOPLE}");
        assert!(text.contains(from));
        text.replace(from, to)
    };
    for (from, to, said) in [
        ("id: north", "id: south", "the id of the SOC differs"),
        ("2026-11-02", "2026-11-01", "the date differs"),
        ("[soc-core@3, soc-ai@3]", "[soc-ai@3, soc-core@3]", "the order of the questionnaires differs"),
    ] {
        let program = with(&[("a.yaml", PROCESS)]).file("b.yaml", other(from, to));
        let run = merge(&program, &["a.yaml", "b.yaml", "--prefer", "a.yaml"]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("error[AS018]") && run.stderr.contains(said), "{run}");
        assert!(!run.stderr.contains("AS017") && !program.path("whole.yaml").exists(), "{run}");
    }
    let run = with(&[("a.yaml", PROCESS)]).run(&["merge", "a.yaml", "-o", "whole.yaml"]);
    assert_eq!(run.code, 2, "one file is nothing to merge: {run}");
}

#[test]
fn no_spreadsheet_is_written_over_by_an_assessment() {
    let program =
        with(&[("a.yaml", PEOPLE), ("b.yaml", PROCESS)]).file("Filled.XLSX", "the answers of a week");
    for arguments in
        [&["merge", "a.yaml", "b.yaml"][..], &["consensus", "a.yaml", "b.yaml"], &["import", "Filled.XLSX"]]
    {
        let run = program.run(&[arguments, &["-o", "Filled.XLSX", "--force"]].concat());
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("`-o Filled.yaml`"), "{run}");
        assert_eq!(program.read("Filled.XLSX"), "the answers of a week");
    }
}
