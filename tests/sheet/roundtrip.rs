//! YAML, sheet, LibreOffice, YAML: nothing is lost on the way.

use socmark::model::adoption::{AiFacts, Intent};
use socmark::model::assessment::{Answer, AnswerValue, Assessment};
use socmark::pipeline::{self, Settings};

use crate::filling::{self, Depth};
use crate::office;

const ASSESSMENTS: u64 = 20;

fn socmark(folder: &std::path::Path, arguments: &[&str]) {
    let run = assert_cmd::Command::new(env!("CARGO_BIN_EXE_socmark"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    assert!(run.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&run.stderr));
}

/// What a file says, without what says nothing: order inside sets, empty texts, empty entries.
fn meaning(path: &std::path::Path) -> Assessment {
    let loaded = pipeline::load(path, &Settings::default());
    let mut it = loaded.assessment.unwrap_or_else(|| panic!("{}: {:?}", path.display(), loaded.diagnostics));
    it.exclude.sort();
    it.exclude.dedup();
    for answer in it.answers.values_mut() {
        if let Some(AnswerValue::Present(there)) = &mut answer.value {
            there.sort();
        }
    }
    it.answers.retain(|_, answer| *answer != Answer::default());
    if let Some(ai) = &mut it.ai {
        for tool in &mut ai.capabilities {
            tool.intent = tool.intent.take().filter(|intent| *intent != Intent::default());
        }
        ai.measured.sort_by_key(|measured| measured.metric);
    }
    it.ai = it.ai.filter(|ai| *ai != AiFacts::default());
    it
}

#[test]
fn what_libreoffice_saved_reads_back_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let instruments = filling::instruments();
    let mut names = Vec::new();
    for seed in 100..100 + ASSESSMENTS {
        let text = filling::assessment(&instruments, seed, Depth::All);
        std::fs::write(folder.path().join(format!("{seed}.yaml")), text).unwrap();
        let name = format!("{seed}.xlsx");
        socmark(folder.path(), &["export", &format!("{seed}.yaml"), "-o", &name]);
        names.push(name);
    }
    office::save_all(folder.path(), &names, "saved");
    for seed in 100..100 + ASSESSMENTS {
        let meant = meaning(&folder.path().join(format!("{seed}.yaml")));
        for (from, name) in [(format!("{seed}.xlsx"), "ours"), (format!("saved/{seed}.xlsx"), "saved")] {
            let back = format!("{seed}-{name}.yaml");
            socmark(folder.path(), &["import", &from, "-o", &back]);
            let read = meaning(&folder.path().join(&back));
            same(&meant, &read, &format!("assessment {seed} from {name}"));
        }
    }
}

/// Part by part, so that a difference can be found among hundreds of answers.
fn same(meant: &Assessment, read: &Assessment, which: &str) {
    assert_eq!(meant.instruments, read.instruments, "{which}");
    assert_eq!(
        (&meant.soc, &meant.details, &meant.targets),
        (&read.soc, &read.details, &read.targets),
        "{which}"
    );
    assert_eq!(meant.exclude, read.exclude, "{which}");
    for (id, answer) in &meant.answers {
        assert_eq!(Some(answer), read.answers.get(id), "{which}: {id}");
    }
    for (id, note) in &meant.notes {
        assert_eq!(Some(note), read.notes.get(id), "{which}: note on {id}");
    }
    assert_eq!(meant.ai, read.ai, "{which}");
    assert_eq!(meant, read, "{which}");
}
