//! Pools in the hands of others: broken parts, foreign tables, other versions, full disks, killed writers.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::program::{Program, Run, fired};

fn of(id: &str, date: &str) -> String {
    format!(
        "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {{id: {id}, sector: finance}}\n\
         assessment: {{date: {date}}}\nanswers:\n  people.knowledge.skill-gaps: 3\n"
    )
}

const PART_2025: &str = "pool/instrument=soc-core/year=2025/part.parquet";
const PART_2026: &str = "pool/instrument=soc-core/year=2026/part.parquet";

/// A pool of 12 SOCs of 2026 and 3 of 2025.
fn pool() -> Program {
    let mut program = Program::new();
    let mut files = Vec::new();
    for id in 0..15 {
        let file = format!("{id:02}.yaml");
        program =
            program.file(&file, of(&format!("soc-{id}"), if id < 12 { "2026-11-02" } else { "2025-11-02" }));
        files.push(file);
    }
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = program.run(&[&["pool", "add", "pool"], names.as_slice()].concat());
    assert_eq!(run.code, 0, "{run}");
    program
}

fn socs(program: &Program) -> Option<u64> {
    program.run(&["pool", "describe", "pool", "--format", "json"]).json()["socs"].as_u64()
}

fn bytes(program: &Program) -> Vec<(String, Vec<u8>)> {
    let files = program.files().into_iter().filter(|file| file.starts_with("pool/"));
    files.map(|file| (file.clone(), std::fs::read(program.path(&file)).expect("it is there"))).collect()
}

#[test]
fn a_part_that_cannot_be_read_is_named_the_rest_counts_and_nobody_writes_over_it() {
    let whole = std::fs::read(pool().path(PART_2025)).expect("it is there");
    let mut flipped = whole.clone();
    flipped[whole.len() - 20] ^= 1;
    let foreign = std::fs::read("tests/fixtures/pool/foreign.parquet").expect("a fixture");
    let cases: [(&str, &[u8], &str); 5] = [
        ("half-written", &whole[..whole.len() / 2], "cut"),
        ("empty", b"", "empty"),
        ("no table", b"soc,date\n", "no Parquet file"),
        ("of somebody else", &foreign, "socmark did not write"),
        ("flipped", &flipped, "damaged"),
    ];
    for (what, content, said) in cases {
        let program = pool().file(PART_2025, content);
        let before = bytes(&program);
        let run = program.run(&["pool", "describe", "pool", "--format", "json"]);
        assert_eq!((run.code, run.json()["socs"].as_u64()), (0, Some(12)), "{what}: {run}");
        assert_eq!(fired(&run.stderr), ["PL005"], "{what}: {run}");
        assert!(run.stderr.contains(PART_2025) && run.stderr.contains(said), "{what}: {run}");
        let run = program.run(&["benchmark", "00.yaml", "--against", "pool"]);
        assert!(run.code == 0 && run.stderr.contains("warning[PL005]"), "{what}: {run}");
        for call in
            [&["pool", "export", "pool", "-o", "out.csv"][..], &["pool", "freeze", "pool", "-o", "out"]]
        {
            let run = program.run(call);
            assert_eq!((run.code, run.stderr.contains("error[PL009]")), (2, true), "{what}: {run}");
        }
        let run = program.run(&["pool", "add", "pool", "12.yaml"]);
        assert_eq!(
            (run.code, run.stderr.contains("part.parquet was not changed")),
            (3, true),
            "{what}: {run}"
        );
        assert_eq!(bytes(&program), before, "{what}");
        // a year whose part is whole takes rows as before
        let run = program.file("new.yaml", of("new", "2024-01-01")).run(&["pool", "add", "pool", "new.yaml"]);
        assert_eq!(run.code, 0, "{what}: {run}");
    }
}

#[test]
fn what_stands_beside_the_parts_is_said_and_not_counted() {
    let program = pool();
    let whole = std::fs::read(program.path(PART_2026)).expect("it is there");
    for stray in [
        "pool/instrument=soc-core/year=abc/part.parquet",
        "pool/instrument=soc-core/year=2026/part-1.parquet",
        "pool/copy.parquet",
    ] {
        let program = pool().file(stray, &whole);
        let run = program.run(&["pool", "describe", "pool", "--format", "json"]);
        assert_eq!((run.code, run.json()["socs"].as_u64()), (0, Some(15)), "{stray}: {run}");
        assert_eq!(fired(&run.stderr), ["PL025"], "{stray}: {run}");
    }
    // a year that is a file: its rows may be missing
    let program = pool().file("pool/instrument=soc-core/year=2023", "a note");
    let run = program.run(&["pool", "describe", "pool"]);
    assert_eq!((run.code, fired(&run.stderr)), (0, vec!["PL005".to_owned()]), "{run}");
    assert_eq!(program.run(&["pool", "export", "pool", "-o", "out.csv"]).code, 2);
}

#[test]
fn other_versions_and_a_broken_head_are_refused_and_nothing_is_touched() {
    let head = pool().read("pool/pool.yaml");
    let cases = [
        ("LD008", head.replace("socmark/pool/1", "socmark/pool/2")),
        ("LD008", head.replace("schema: socmark/pool/1\n", "")),
        ("LD009", format!("{head}colour: red\n")),
        ("LD011", "schema: socmark/pool/1\n".to_owned()),
        ("LD004", String::new()),
        ("LD005", "schema: [".to_owned()),
        ("LD010", head.replace("salt: ", "salt: [1]\nmerged_salts: ")),
    ];
    for (rule, text) in cases {
        let program = pool().file("pool/pool.yaml", &text);
        let before = bytes(&program);
        for call in [
            &["pool", "describe", "pool"][..],
            &["pool", "check", "pool"],
            &["pool", "add", "pool", "00.yaml"],
            &["pool", "remove", "pool", "--soc-id", "soc-1"],
            &["pool", "merge", "pool", "pool"],
            &["pool", "export", "pool", "-o", "out.csv"],
            &["pool", "freeze", "pool", "-o", "out"],
        ] {
            let run = program.run(call);
            assert_eq!(run.code, 2, "{text}: {call:?}: {run}");
            assert!(fired(&run.stderr).contains(&rule.to_owned()), "{rule}: {call:?}: {run}");
        }
        assert_eq!(bytes(&program), before, "{rule}");
    }
    let program = pool();
    std::fs::remove_file(program.path("pool/pool.yaml")).expect("it was there");
    for call in [
        &["pool", "describe", "pool"][..],
        &["pool", "add", "pool", "00.yaml"],
        &["pool", "merge", "pool", "pool"],
    ] {
        let run = program.run(call);
        assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL004".to_owned()]), "{call:?}: {run}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_pool_is_neither_followed_nor_written_through() {
    let program = pool();
    std::fs::rename(program.path(PART_2025), program.path("elsewhere.parquet")).expect("moved");
    std::os::unix::fs::symlink(program.path("elsewhere.parquet"), program.path(PART_2025)).expect("a link");
    let elsewhere = || std::fs::read(program.path("elsewhere.parquet")).expect("it is there");
    let before = elsewhere();
    let run = program.run(&["pool", "describe", "pool", "--format", "json"]);
    assert_eq!((run.code, run.json()["socs"].as_u64()), (0, Some(12)), "{run}");
    assert!(run.stderr.contains("leads out of the pool"), "{run}");
    for call in [
        &["pool", "add", "pool", "12.yaml"][..],
        &["pool", "merge", "fresh", "pool"],
        &["pool", "remove", "pool", "--soc-id", "soc-1"],
    ] {
        let run = program.run(call);
        assert_ne!(run.code, 0, "{run}");
        assert!(run.stderr.contains("leads out of the pool"), "{run}");
    }
    assert!(elsewhere() == before && program.path(PART_2025).is_symlink() && !program.path("fresh").exists());
    // a pool that is a link itself is the pool
    std::os::unix::fs::symlink(program.path("pool"), program.path("other")).expect("a link");
    std::fs::remove_file(program.path(PART_2025)).expect("it was there");
    let run = program.run(&["pool", "add", "other", "12.yaml", "--salt-file", "pool.salt"]);
    assert_eq!((run.code, socs(&program)), (0, Some(13)), "{run}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_every_part_as_it_was() {
    let program = pool().file("a.yaml", of("new", "2025-01-01")).file("b.yaml", of("newer", "2026-01-01"));
    let run = program.run(&["pool", "add", "other", "a.yaml", "b.yaml", "--salt-file", "pool.salt"]);
    assert_eq!(run.code, 0, "{run}");
    let before = bytes(&program);
    // no file may grow beyond one block, which a part needs more than
    let full = |arguments: &str| {
        let script =
            format!("trap '' XFSZ; ulimit -f 1; exec '{}' {arguments}", env!("CARGO_BIN_EXE_socmark"));
        let output = Command::new("/bin/sh")
            .args(["-c", &script])
            .current_dir(program.folder())
            .output()
            .expect("a shell");
        Run {
            code: output.status.code().expect("it ends by itself"),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    };
    for call in ["pool add pool a.yaml b.yaml", "pool remove pool --soc-id soc-1", "pool merge pool other"] {
        let run = full(call);
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{call}: {run}");
        assert!(run.stderr.contains("was not changed"), "{call}: {run}");
        assert_eq!(bytes(&program), before, "{call}");
    }
    let run = full("pool merge fresh pool other");
    assert_eq!((run.code, program.path("fresh").exists()), (3, false), "{run}");
}

#[test]
fn eight_writers_at_once_lose_nothing() {
    let mut program = Program::new();
    for id in 0..40_u32 {
        // two years, so that every writer changes two parts
        let date = if id.is_multiple_of(2) { "2026-11-02" } else { "2025-11-02" };
        program = program.file(&format!("{id:02}.yaml"), of(&format!("soc-{id}"), date));
    }
    let program = &program;
    std::thread::scope(|scope| {
        for writer in 0..8 {
            scope.spawn(move || {
                let files: Vec<String> =
                    (0..5).map(|number| format!("{:02}.yaml", writer * 5 + number)).collect();
                let names: Vec<&str> = files.iter().map(String::as_str).collect();
                let run = program.run(&[&["pool", "add", "pool"], names.as_slice()].concat());
                assert_eq!(run.code, 0, "{run}");
            });
        }
    });
    assert_eq!(socs(program), Some(40));
    assert!(!program.files().iter().any(|file| file.contains(".socmark-")), "nothing is left behind");
}

#[test]
fn a_killed_writer_leaves_a_pool_that_reads_and_takes_the_rows_again() {
    let program = pool();
    let mut names = Vec::new();
    let mut program = program;
    for id in 15..27_u32 {
        let file = format!("{id}.yaml");
        program = program.file(
            &file,
            of(&format!("soc-{id}"), if id.is_multiple_of(2) { "2026-11-02" } else { "2025-11-02" }),
        );
        names.push(file);
    }
    // from before anything is read until after everything is written
    for round in 0..20 {
        let mut writer = Command::new(env!("CARGO_BIN_EXE_socmark"))
            .args(["pool", "add", "pool"])
            .args(&names)
            .current_dir(program.folder())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        std::thread::sleep(Duration::from_millis(3 * round));
        let _ = writer.kill();
        let _ = writer.wait();
        let run = program.run(&["pool", "describe", "pool", "--format", "json"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "round {round}: {run}");
        let socs = run.json()["socs"].as_u64().expect("a count");
        assert!((15..=27).contains(&socs), "{socs}: no row that was there is lost");
    }
    let files: Vec<&str> = names.iter().map(String::as_str).collect();
    let run = program.run(&[&["pool", "add", "pool"], files.as_slice()].concat());
    assert_eq!((run.code, socs(&program)), (0, Some(27)), "{run}");
    assert!(!program.files().iter().any(|file| file.starts_with("pool/") && file.contains(".socmark-")));
}
