//! `socmark pool merge`: rows of several pools in one.

use crate::program::{Program, Run, fired};

const SALT: &str = "0123456789abcdef0123456789abcdef\n";

/// An assessment with one answer.
fn of(id: &str, date: &str, level: u8) -> String {
    format!(
        "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {{id: {id}, sector: finance}}\n\
         assessment: {{date: {date}}}\nanswers:\n  people.knowledge.skill-gaps: {level}\n"
    )
}

/// With a pool of these SOCs, added under a salt file.
fn pooled(program: Program, pool: &str, salt: &str, rows: &[(&str, &str, u8)]) -> Program {
    let mut program = program;
    let mut files = Vec::new();
    for (number, (id, date, level)) in rows.iter().enumerate() {
        let file = format!("{pool}-{number}.yaml");
        program = program.file(&file, of(id, date, *level));
        files.push(file);
    }
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = program.run(&[&["pool", "add", pool, "--salt-file", salt], names.as_slice()].concat());
    assert_eq!(run.code, 0, "{run}");
    program
}

/// Pools `a` and `b` of one salt, and `c` of another: `x` is in both a and b.
fn pools() -> Program {
    let program = Program::new().file("salt", SALT).file("other", "fedcba9876543210fedcba9876543210\n");
    let program = pooled(program, "a", "salt", &[("x", "2026-01-01", 3), ("y", "2025-01-01", 2)]);
    let program = pooled(program, "b", "salt", &[("x", "2026-01-01", 3), ("z", "2026-03-01", 5)]);
    pooled(program, "c", "other", &[("x", "2026-01-01", 4)])
}

fn bytes(program: &Program, pool: &str) -> Vec<(String, Vec<u8>)> {
    let start = format!("{pool}/");
    let files = program.files().into_iter().filter(|file| file.starts_with(&start));
    files
        .map(|file| {
            (file[start.len()..].to_owned(), std::fs::read(program.path(&file)).expect("it is there"))
        })
        .collect()
}

fn merge(program: &Program, more: &[&str]) -> Run {
    program.run(&[&["pool", "merge"], more].concat())
}

#[test]
fn a_merged_pool_is_the_one_that_would_have_been_added_to() {
    let program = pools();
    let b = bytes(&program, "b");
    let run = merge(&program, &["a", "b"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "a: 1 row added, 1 there already\n"), "{run}");
    assert_eq!(bytes(&program, "b"), b, "the other pool stays as it is");
    let program = pooled(program, "all", "salt", &[("z", "2026-03-01", 5), ("x", "2026-01-01", 3)]);
    let program = pooled(program, "all", "salt", &[("y", "2025-01-01", 2)]);
    assert_eq!(bytes(&program, "a"), bytes(&program, "all"));
    // again: nothing to do, and not a byte changes
    let run = merge(&program, &["a", "b"]);
    assert_eq!(run.stdout, "a: 0 rows added, 2 there already\n", "{run}");
    assert_eq!(bytes(&program, "a"), bytes(&program, "all"));
    // into a pool that is not there: the same rows, and the salt of the first
    let run = merge(&program, &["new", "b", "a"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("new has the salt of b"), "{run}");
    assert_eq!(bytes(&program, "new"), bytes(&program, "all"));
    assert!(!program.path("new.salt").exists(), "no salt is made for rows that have one");
    let run = program.run(&["pool", "add", "new", "a-0.yaml", "--salt-file", "salt"]);
    assert_eq!(run.stdout, "new: 1 row added, 1 of them in place of an older one\n", "{run}");
}

#[test]
fn rows_that_differ_are_all_named_and_nothing_is_written_until_somebody_decides() {
    let program = pooled(
        pools(),
        "d",
        "salt",
        &[("x", "2026-01-01", 4), ("y", "2025-01-01", 1), ("w", "2026-01-01", 1)],
    );
    let before = bytes(&program, "a");
    let run = merge(&program, &["a", "d"]);
    assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL020".to_owned()]), "{run}");
    assert_eq!(run.stderr.matches("error[PL020]").count(), 2, "{run}");
    for part in ["year=2025", "year=2026", "2026-01-01", "`answer.people.knowledge.skill-gaps`"] {
        assert!(run.stderr.contains(part), "{part}: {run}");
    }
    assert!(
        !run.stderr.contains("soc-id") && !run.stderr.contains(" x "),
        "the pseudonym, not the id: {run}"
    );
    assert_eq!(bytes(&program, "a"), before);
    let run = merge(&program, &["fresh", "a", "d"]);
    assert_eq!(run.code, 2, "others may differ among themselves: {run}");
    assert!(!program.path("fresh").exists());
    let run = merge(&program, &["ours", "a", "d", "--keep", "ours"]);
    assert_eq!(run.stdout, "ours: 3 rows added, 2 rows differed: those that were there stay\n", "{run}");
    let run = merge(&program, &["theirs", "a", "d", "--keep", "theirs"]);
    assert_eq!(run.stdout, "theirs: 3 rows added, 2 rows differed: those that came stay\n", "{run}");
    let levels = |pool: &str| {
        let run = program.run(&["pool", "export", pool, "-o", "out.csv", "--force"]);
        assert_eq!(run.code, 0, "{run}");
        let text = program.read("out.csv");
        let at = text
            .lines()
            .next()
            .and_then(|line| line.split(',').position(|name| name == "answer.people.knowledge.skill-gaps"));
        let mut levels: Vec<String> = text
            .lines()
            .skip(1)
            .map(|line| line.split(',').nth(at.expect("the column")).expect("a field").to_owned())
            .collect();
        levels.sort();
        levels
    };
    // x 3 or 4, y 2 or 1, w 1
    assert_eq!(levels("ours"), ["1", "2", "3"]);
    assert_eq!(levels("theirs"), ["1", "1", "4"]);
}

#[test]
fn other_salts_are_taken_only_when_said_and_then_every_count_says_so() {
    let program = pools();
    let before = bytes(&program, "a");
    let run = merge(&program, &["a", "c"]);
    assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL022".to_owned()]), "{run}");
    assert_eq!(bytes(&program, "a"), before);
    let program = program.file("a/pool.yaml", format!("{}# our remark\n", program_read(&before)));
    let run = merge(&program, &["a", "c", "--several-salts"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "a: 1 row added\n"), "{run}");
    let head = program.read("a/pool.yaml");
    assert!(head.contains("# our remark\nmerged_salts: [\""), "{head}");
    let run = program.run(&["pool", "describe", "a"]);
    assert!(run.stdout.contains("Rows under 2 salts: the same SOC may count more than once."), "{run}");
    let run = program.run(&["pool", "describe", "a", "--format", "json"]);
    assert_eq!((run.json()["salts"].as_i64(), run.json()["socs"].as_i64()), (Some(2), Some(3)), "{run}");
    // once it is known nobody has to say it again, and both houses can take their SOC out
    let run = merge(&program, &["a", "c"]);
    assert_eq!(run.stdout, "a: 0 rows added, 1 there already\n", "{run}");
    assert_eq!(program.read("a/pool.yaml"), head);
    for salt in ["salt", "other"] {
        let run = program.run(&["pool", "remove", "a", "--soc-id", "x", "--salt-file", salt]);
        assert_eq!(run.stdout, "a: 1 row removed\n", "{run}");
    }
}

fn program_read(files: &[(String, Vec<u8>)]) -> String {
    let (_, bytes) = files.iter().find(|(name, _)| name == "pool.yaml").expect("it is there");
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn generated_rows_do_not_come_among_real_ones() {
    let program = pools();
    let head = program.read("b/pool.yaml");
    let program = program.file("b/pool.yaml", format!("{head}simulated: true\n"));
    let before = (bytes(&program, "a"), bytes(&program, "b"));
    for pair in [["a", "b"], ["b", "a"]] {
        let run = merge(&program, &pair);
        assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL021".to_owned()]), "{run}");
        assert!(run.stderr.contains("the rows of b were generated, those of a were not"), "{run}");
    }
    assert_eq!((bytes(&program, "a"), bytes(&program, "b")), before);
}

#[test]
fn a_pool_with_a_damaged_part_is_not_merged_and_none_is_made_of_other_things() {
    let program = pools().file("docs/charter.md", "# Charter\n");
    let part = "b/instrument=soc-core/year=2026/part.parquet";
    let whole = std::fs::read(program.path(part)).expect("it is there");
    let program = program.file(part, &whole[..whole.len() / 2]);
    let before = bytes(&program, "a");
    let run = merge(&program, &["a", "b"]);
    assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL009".to_owned()]), "{run}");
    assert!(run.stderr.contains(part), "{run}");
    assert_eq!(bytes(&program, "a"), before);
    for call in [["docs", "a"], ["a", "docs"], ["a", "nowhere"]] {
        let run = merge(&program, &call);
        assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL004".to_owned()]), "{run}");
    }
    assert_eq!(bytes(&program, "a"), before);
    let run = merge(&program, &["fresh", "b"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(!program.path("fresh").exists(), "no pool is made of nothing");
}

#[test]
fn what_a_merge_that_was_stopped_left_is_finished_by_the_next_one() {
    let program = pools();
    let program = pooled(program, "whole", "salt", &[("x", "2026-01-01", 3), ("y", "2025-01-01", 2)]);
    merge(&program, &["whole", "b"]);
    // as if it had stopped between two parts: one is in its place, a copy that waited is left
    let part = "instrument=soc-core/year=2026/part.parquet";
    let merged = std::fs::read(program.path(&format!("whole/{part}"))).expect("it is there");
    let program = program
        .file(&format!("a/{part}"), &merged)
        .file("a/instrument=soc-core/year=2025/.socmark-left", "rows of somebody");
    let run = merge(&program, &["a", "b"]);
    assert_eq!(run.stdout, "a: 0 rows added, 2 there already\n", "{run}");
    assert_eq!(bytes(&program, "a"), bytes(&program, "whole"), "and nothing is left beside the parts");
}
