//! An assessment brought to newer versions of its questionnaires, by editing only what changes in its text.

use anyhow::ensure;

use crate::diagnostic::{Diagnostics, Mark, Place, Sources};
use crate::load;
use crate::model::assessment::Assessment;
use crate::model::migration::{self, Migration};

/// The text after the steps, and what was done: a line for each step, and below it, indented, what that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Migrated {
    pub text: String,
    pub done: Vec<String>,
}

/// Applies the steps to the text of an assessment. Comments, order, quotes and blank lines stay; an answer whose question
/// was split or retired becomes a comment, so that nothing is lost and nothing is reinterpreted.
///
/// # Errors
/// Where the edited text would not read back as the assessment that is meant; nothing is changed then.
pub(crate) fn migrate(text: &str, steps: &[Migration]) -> anyhow::Result<Migrated> {
    let mut migrated = Migrated { text: text.to_owned(), done: Vec::new() };
    for step in steps {
        migrated.done.push(format!(
            "{}@{} to {}@{}: {}",
            step.instrument, step.from, step.instrument, step.to, step.summary
        ));
        let (meant, sources) = read(&migrated.text)?;
        let meant = after(meant, step);
        let mut edits = Vec::new();
        edits.extend(pin(&migrated.text, step, &sources));
        for (old, new) in &step.renamed {
            for mark in keys(old, &sources) {
                edits.push((mark, new.clone()));
                migrated.done.push(format!("  `{old}` is now `{new}`; its answer moved along"));
            }
        }
        let retired = step.retired.iter().map(|(old, why)| (old, Migration::no_longer_asked(why)));
        let split = step.split.iter().map(|(old, new)| (old, Migration::split_into(new)));
        for (old, what) in retired.chain(split) {
            for mark in keys(old, &sources) {
                edits.push(commented_out(&migrated.text, mark));
                migrated.done.push(format!("  `{old}` {what}; its answer stands as a comment"));
            }
        }
        let splices = edits.into_iter().map(|(mark, new)| (mark.start..mark.end, new)).collect();
        migrated.text = super::edit::spliced(&migrated.text, splices);
        let answered: Vec<&str> =
            step.reworded.iter().map(String::as_str).filter(|id| meant.answers.contains_key(*id)).collect();
        if !answered.is_empty() {
            let (answers, it) =
                if answered.len() == 1 { ("answer was", "it") } else { ("answers were", "them") };
            migrated.done.push(format!(
                "  {} {answers} kept, though the wording of the levels changed; please look at {it} again:",
                answered.len()
            ));
            let lines = migration::lines_by_domain(answered);
            migrated.done.extend(lines.into_iter().map(|line| format!("    {line}")));
        }
        let reads_back = read(&migrated.text).is_ok_and(|(found, _)| found == meant);
        ensure!(
            reads_back,
            "the file cannot be edited in place for {}@{}; write `answers:` with one answer a line, or change the pins by hand",
            step.instrument,
            step.to
        );
    }
    Ok(migrated)
}

fn read(text: &str) -> anyhow::Result<(Assessment, Sources)> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let read = load::assessment::read(FILE, text, &mut sources, &mut out);
    match read {
        Some(assessment) if !out.has_errors() => Ok((assessment, sources)),
        _ => anyhow::bail!("the assessment has errors; `socmark validate` shows them"),
    }
}

const FILE: &str = "assessment";

/// What the assessment must be after the step.
fn after(mut assessment: Assessment, step: &Migration) -> Assessment {
    for pin in &mut assessment.instruments {
        if pin.id == step.instrument && pin.version == step.from {
            pin.version.clone_from(&step.to);
        }
    }
    for (old, new) in &step.renamed {
        if let Some(answer) = assessment.answers.remove(old) {
            assessment.answers.insert(new.clone(), answer);
        }
        if let Some(note) = assessment.notes.remove(old) {
            assessment.notes.insert(new.clone(), note);
        }
    }
    for old in step.retired.keys().chain(step.split.keys()) {
        assessment.answers.remove(old);
        assessment.notes.remove(old);
    }
    assessment
}

/// Where an id is a key under `answers` or `notes`.
fn keys(id: &str, sources: &Sources) -> Vec<Mark> {
    ["answers", "notes"]
        .iter()
        .map(|parent| format!("{parent}/{id}"))
        .filter(|path| sources.knows(FILE, path))
        .filter_map(|path| sources.mark(&Place::key(FILE, &path)))
        .collect()
}

/// The pin, wherever it stands in the list.
fn pin(text: &str, step: &Migration, sources: &Sources) -> Option<(Mark, String)> {
    let old = format!("{}@{}", step.instrument, step.from);
    let marks = (0..).map_while(|number| {
        let path = format!("instruments/{number}");
        sources.knows(FILE, &path).then(|| sources.mark(&Place::value(FILE, &path)))
    });
    let mark = marks.flatten().find(|mark| text[mark.start..mark.end].contains(&old))?;
    Some((mark, text[mark.start..mark.end].replace(&old, &format!("{}@{}", step.instrument, step.to))))
}

/// The lines of an entry, each turned into a comment: its own line and those that are indented deeper.
fn commented_out(text: &str, key: Mark) -> (Mark, String) {
    let start = text[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = text[start..].chars().take_while(|c| *c == ' ').count();
    let mut end = start;
    let mut lines = String::new();
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let deeper = line.chars().take_while(|c| *c == ' ').count() > indent && !line.trim().is_empty();
        if number > 0 && !deeper {
            break;
        }
        lines.push_str(&format!("{}# {}", " ".repeat(indent), line.trim_start_matches(' ')));
        end += line.len();
    }
    (Mark { start, end, ..key }, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step() -> Migration {
        Migration {
            instrument: "soc-core".into(),
            from: "1".into(),
            to: "2".into(),
            summary: "Three questions changed.".into(),
            renamed: [("people.a.b".to_owned(), "people.a.c".to_owned())].into(),
            split: [("people.a.d".to_owned(), vec!["people.a.e".to_owned(), "people.a.f".to_owned()])].into(),
            retired: [("people.a.g".to_owned(), "it asked what another one asks".to_owned())].into(),
            reworded: vec!["people.a.z".into(), "people.a.y".into()],
        }
    }

    #[test]
    fn only_what_changes_is_edited() {
        let text = "# ours\nschema: socmark/assessment/1\ninstruments:   [ \"soc-core@1\", soc-ai@1 ] # pins\n\nanswers:\n  people.a.b:   3   # spaced\n\n  'people.a.d': {answer: 2, note: x}\n  people.a.g:\n    answer: 4\n    # inner\n    note: |\n      kept\n  people.a.z: 5\nnotes:\n  people.a.b: why\n";
        let migrated = migrate(text, &[step()]).expect("it can be edited");
        assert_eq!(
            migrated.text,
            "# ours\nschema: socmark/assessment/1\ninstruments:   [ \"soc-core@2\", soc-ai@1 ] # pins\n\nanswers:\n  people.a.c:   3   # spaced\n\n  # 'people.a.d': {answer: 2, note: x}\n  # people.a.g:\n  # answer: 4\n  # # inner\n  # note: |\n  # kept\n  people.a.z: 5\nnotes:\n  people.a.c: why\n"
        );
        assert_eq!(migrated.done[0], "soc-core@1 to soc-core@2: Three questions changed.");
        assert_eq!(
            migrated.done[5..],
            [
                "  1 answer was kept, though the wording of the levels changed; please look at it again:",
                "    people.a.z"
            ]
        );
        assert_eq!(migrated.done.len(), 7, "{:?}", migrated.done);
    }

    #[test]
    fn a_text_that_cannot_be_edited_in_place_is_refused() {
        let text = "schema: socmark/assessment/1\ninstruments: [soc-core@1]\nanswers: {people.a.g: 3, people.a.z: 5}\n";
        assert!(migrate(text, &[step()]).is_err());
    }
}
