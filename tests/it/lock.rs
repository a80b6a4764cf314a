//! Content cannot change under a version: the lock holds a hash of every version that there ever was.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires")
}

/// What stands in a questionnaire's folder and gives its answers no meaning: each has a version of its own.
const BESIDE: [&str; 5] = ["migrations.yaml", "autonomy.yaml", "roadmap.yaml", "gates", "practices"];

/// Files below the folder of a questionnaire, or of its practices, that make its content, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if BESIDE.contains(&name.as_str()) {
                continue;
            } else if path.is_dir() {
                open.push(path);
            } else if name.ends_with(".yaml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// SHA-256 over the paths and contents.
fn hash(folder: &Path) -> String {
    let mut digest = Sha256::new();
    for path in files(folder) {
        let below = path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
        digest.update(below.as_bytes());
        digest.update([0]);
        digest.update(std::fs::read(&path).expect("a file"));
        digest.update([0]);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of a key of a head.
fn value(head: &str, key: &str) -> String {
    let line =
        head.lines().find_map(|line| line.strip_prefix(&format!("{key}: "))).expect("a key of the head");
    line.trim_matches('"').to_owned()
}

#[test]
fn content_changes_only_with_a_new_version() {
    let path = folder().join("lock.tsv");
    let mut lock = std::fs::read_to_string(&path).expect("the lock");
    let mut checks: Vec<(String, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(folder()).expect("questionnaires") {
        let questionnaire = entry.expect("an entry").path();
        let Ok(head) = std::fs::read_to_string(questionnaire.join("instrument.yaml")) else { continue };
        let id = value(&head, "id");
        checks.push((format!("{id}\t{}\t", value(&head, "version")), questionnaire.clone()));
        // practices have a version of their own
        let practices = questionnaire.join("practices");
        if let Ok(head) = std::fs::read_to_string(practices.join("library.yaml")) {
            checks.push((format!("{id}/practices\t{}\t", value(&head, "version")), practices));
        }
    }
    checks.sort();
    for (name, folder) in &checks {
        let now = format!("{name}{}", hash(folder));
        match lock.lines().find(|line| line.starts_with(name)) {
            Some(line) => {
                assert_eq!(
                    line, now,
                    "the content changed: raise the version; of a questionnaire write a migration step too"
                )
            }
            // a new version is added once; a line that is there is never changed
            None if std::env::var_os("SOCMARK_BLESS").is_some() => {
                lock.push_str(&format!("{now}\n"));
                std::fs::write(&path, &lock).expect("the lock can be written");
            }
            None => panic!("no lock for this version; SOCMARK_BLESS=1 cargo test adds it\n{now}"),
        }
    }
    assert!(checks.len() >= 5, "{checks:?}");
}
