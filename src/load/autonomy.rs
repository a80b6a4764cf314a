//! `autonomy.yaml` -> [`AutonomyRules`].

use std::path::Path;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::adoption::Autonomy;
use crate::model::autonomy::{AutonomyRules, LevelRule, RubberStampRule};

use super::builtin::Folder;
use super::files;
use super::reader::{Fields, Reader};
use super::yaml::{self, Node};

/// The thresholds that the program ships.
///
/// # Panics
/// Never: a test reads them.
pub(crate) fn builtin() -> AutonomyRules {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    Folder::Questionnaires
        .text("soc-ai/autonomy.yaml")
        .and_then(|(name, text)| read(&name, &text, &mut sources, &mut out))
        .expect("the shipped thresholds are read by a test")
}

/// Thresholds of the user's own.
pub(crate) fn from_file(path: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Option<AutonomyRules> {
    let name = path.display().to_string();
    let bytes = files::bytes(path, &name, yaml::MAX_BYTES, out)?;
    let text = files::text(bytes, &name, out)?;
    read(&name, &text, sources, out).filter(|_| !out.has_errors())
}

fn read(name: &str, text: &str, sources: &mut Sources, out: &mut Diagnostics) -> Option<AutonomyRules> {
    let root = yaml::document(name, text, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "a file of autonomy thresholds")?;
    if !reader.schema(&mut fields, "autonomy") {
        return None;
    }
    let version = fields.required_text("version", &mut reader);
    let window = fields.required("window_days", &mut reader).and_then(|node| count(&mut reader, node, 1));
    let unread = fields.required("unread", &mut reader).and_then(|node| share(&mut reader, node));
    let list = fields.required("levels", &mut reader);
    let levels = list.map(|node| levels(&mut reader, node)).unwrap_or_default();
    let stamp = fields.required("rubber_stamp", &mut reader).and_then(|node| rubber_stamp(&mut reader, node));
    fields.finish(&mut reader);
    Some(AutonomyRules {
        version,
        window_days: u32::try_from(window?).ok()?,
        unread: unread?,
        levels,
        rubber_stamp: stamp?,
    })
}

/// The three levels that are earned, from the lowest; each must ask for at least as much as the one below it.
fn levels(reader: &mut Reader<'_>, node: &Node) -> Vec<LevelRule> {
    const EARNED: [Autonomy; 3] = [Autonomy::InTheLoop, Autonomy::OnTheLoop, Autonomy::Standing];
    let mut levels: Vec<LevelRule> = Vec::new();
    for entry in reader.list(node) {
        let Some(mut fields) = reader.fields(entry, "a level") else { continue };
        let level =
            fields.required("level", reader).and_then(|node| reader.word(node, &EARNED, Autonomy::word));
        let reviewed = fields.required("reviewed", reader).and_then(|node| count(reader, node, 1));
        let agreement = fields.required("agreement_low", reader).and_then(|node| share(reader, node));
        let reversed = fields.optional("reversed").and_then(|node| share(reader, node));
        let reversed_high = fields.optional("reversed_high").and_then(|node| share(reader, node));
        fields.finish(reader);
        if let (Some(level), Some(reviewed), Some(agreement_low)) = (level, reviewed, agreement) {
            let reversed = reversed.map(|share| (share * 10_000.0).round() as u64);
            levels.push(LevelRule { level, reviewed, agreement_low, reversed, reversed_high });
        }
    }
    if levels.iter().map(|rule| rule.level).ne(EARNED) {
        reader.say(
            "LD012",
            node,
            "the levels must be `in_the_loop`, `on_the_loop` and `standing`, each once and in this order",
            "",
        );
    }
    levels
}

fn rubber_stamp(reader: &mut Reader<'_>, node: &Node) -> Option<RubberStampRule> {
    let mut fields = reader.fields(node, "`rubber_stamp`")?;
    let reviewed = fields.required("reviewed", reader).and_then(|node| count(reader, node, 1));
    let agreement = fields.required("agreement", reader).and_then(|node| share(reader, node));
    let median = seconds(reader, &mut fields);
    fields.finish(reader);
    Some(RubberStampRule { reviewed: reviewed?, agreement: agreement?, median_seconds: median? })
}

fn seconds(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<f64> {
    let node = fields.required("median_seconds", reader)?;
    let seconds = reader.number(node)?;
    if seconds > 0.0 && seconds < 86_400.0 {
        return Some(seconds);
    }
    reader.say(
        "LD012",
        node,
        format!("`{seconds}` is no time for a review"),
        "seconds, above 0 and below a day",
    );
    None
}

fn count(reader: &mut Reader<'_>, node: &Node, least: i64) -> Option<u64> {
    let count = reader.int(node)?;
    let valid = (least..=1_000_000_000).contains(&count).then(|| u64::try_from(count).ok()).flatten();
    if valid.is_none() {
        reader.say(
            "LD012",
            node,
            format!("`{count}` is no number that fits here"),
            format!("a whole number from {least}"),
        );
    }
    valid
}

fn share(reader: &mut Reader<'_>, node: &Node) -> Option<f64> {
    let share = reader.number(node)?;
    if (0.0..=1.0).contains(&share) {
        return Some(share);
    }
    reader.say("LD012", node, format!("`{share}` is no share"), "a number from 0 to 1, such as 0.95");
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_thresholds_are_those_of_the_model() {
        let rules = builtin();
        assert_eq!(rules.window_days, 90);
        let levels: Vec<_> = rules
            .levels
            .iter()
            .map(|rule| {
                (rule.level.word(), rule.reviewed, rule.agreement_low, rule.reversed, rule.reversed_high)
            })
            .collect();
        assert_eq!(
            levels,
            [
                ("in_the_loop", 30, 0.80, None, None),
                ("on_the_loop", 100, 0.95, Some(100), Some(0.05)),
                ("standing", 500, 0.98, Some(20), Some(0.01)),
            ]
        );
    }

    #[test]
    fn wrong_thresholds_are_all_said() {
        let text = "schema: socmark/autonomy/1\nversion: mine\nwindow_days: 0\nunread: 2\nlevels:\n  - {level: standing, reviewed: 5, agreement_low: 98}\nrubber_stamp: {reviewed: 1, agreement: 0.9, median_seconds: -1}\n";
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        assert_eq!(read("mine.yaml", text, &mut sources, &mut out), None);
        assert_eq!(out.len(), 5, "{out:?}");
    }
}
