//! `practices/<domain>/<id>.yaml` -> [`Practice`].

use crate::diagnostic::{Diagnostics, Sources, did_you_mean};
use crate::load::reader::{Fields, Reader, last};
use crate::load::yaml::{self, Node};
use crate::model::practice::{
    Artefact, ArtefactKind, Days, MOST_LEVELS, MOST_RAISES, Practice, Raise, Reading, Role, Threshold,
};
use crate::model::score::Rounded;

/// The longest title.
const MOST_TITLE: usize = 80;
/// The longest elapsed time: two quarters.
const MOST_WEEKS: i64 = 26;

/// The practice of one file; `stem` is the file's name without its ending.
pub(in crate::load) fn read(
    name: &str,
    stem: &str,
    instrument: &str,
    content: &str,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Practice> {
    let root = yaml::document(name, content, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "a practice")?;
    if !reader.schema(&mut fields, "practice") {
        return None;
    }
    let id = id(&mut fields, stem, &mut reader);
    let title = title(&mut fields, &mut reader);
    let summary = fields.required_text("summary", &mut reader);
    let raises = raises(&mut fields, &mut reader);
    let (after, thresholds) =
        fields.optional("needs").map(|node| needs(node, &mut reader)).unwrap_or_default();
    let (effort, because) =
        fields.required("effort", &mut reader).map(|node| effort(node, &mut reader)).unwrap_or_default();
    let practice = Practice {
        id,
        instrument: instrument.to_owned(),
        title,
        summary,
        raises,
        after,
        thresholds,
        effort,
        because,
        weeks: weeks(&mut fields, &mut reader),
        steps: some(&mut fields, "steps", 3, 8, &mut reader, text),
        artefacts: some(&mut fields, "artefacts", 1, 4, &mut reader, artefact),
        metrics: some(&mut fields, "metrics", 1, 4, &mut reader, text),
        pitfalls: some(&mut fields, "pitfalls", 1, 4, &mut reader, text),
        small: fields.optional_text("small", &mut reader),
        large: fields.optional_text("large", &mut reader),
        reading: some(&mut fields, "reading", 1, 4, &mut reader, reading),
    };
    fields.finish(&mut reader);
    Some(practice)
}

/// Two to eight lower case words and numbers, joined by hyphens.
fn is_id(id: &str) -> bool {
    let mut words = id.split('-');
    (2..=8).contains(&id.split('-').count())
        && words.all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

fn id(fields: &mut Fields<'_>, stem: &str, reader: &mut Reader<'_>) -> String {
    let Some(node) = fields.required("id", reader) else { return stem.to_owned() };
    let Some(id) = reader.text(node) else { return stem.to_owned() };
    if !is_id(&id) {
        let help = "two to eight lower case words, joined by hyphens, such as `close-cases-with-a-verdict`";
        reader.say("RM007", node, format!("`{id}` is no id of a practice"), help);
    } else if id != stem {
        let help = format!("rename the file to `{id}.yaml`, or the id to `{stem}`");
        reader.say("RM007", node, format!("the file of the practice `{id}` is called `{stem}.yaml`"), help);
    }
    id
}

fn title(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> String {
    let title = fields.required_text("title", reader);
    let length = title.chars().count();
    if length > MOST_TITLE
        && let Some(node) = fields.optional("title")
    {
        let message = format!("the title has {length} characters, and {MOST_TITLE} fit where it is shown");
        reader.say("LD012", node, message, "the summary has room for more");
    }
    title
}

fn raises(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<Raise> {
    let Some(node) = fields.required("raises", reader) else { return Vec::new() };
    let list = reader.list(node);
    if list.is_empty() || list.len() > MOST_RAISES {
        let message = format!("a practice raises 1 to {MOST_RAISES} items, not {}", list.len());
        reader.say("RM003", node, message, "make two practices of it, of which one needs the other");
    }
    let mut raises: Vec<Raise> = Vec::new();
    for node in list {
        let Some(raise) = raise(node, reader) else { continue };
        if raises.iter().any(|other| other.item == raise.item) {
            reader.say("RM003", node, format!("`{}` is raised twice", raise.item), "write it as one raise");
        }
        raises.push(raise);
    }
    raises
}

fn raise(node: &Node, reader: &mut Reader<'_>) -> Option<Raise> {
    let mut fields = reader.fields(node, "a raise")?;
    let item = fields.required_text("item", reader);
    let (from, to) = (fields.required("from", reader), fields.required("to", reader));
    let (from, to) = (from.and_then(|node| reader.int(node)), to.and_then(|node| reader.int(node)));
    fields.finish(reader);
    let (from, to) = (from?, to?);
    let levels = u8::try_from(from).ok().zip(u8::try_from(to).ok());
    let fits = |(from, to): &(u8, u8)| *from >= 1 && *to <= 5 && from < to && to - from <= MOST_LEVELS;
    let Some((from, to)) = levels.filter(fits) else {
        let message = format!("a raise from {from} to {to} is none");
        reader.say("RM002", node, message, "from 1 to 4, and one or two levels up");
        return None;
    };
    Some(Raise { item, from, to })
}

fn needs(node: &Node, reader: &mut Reader<'_>) -> (Vec<String>, Vec<Threshold>) {
    let Some(mut fields) = reader.fields(node, "`needs`") else { return Default::default() };
    let after = fields.texts("practices", reader);
    let list = fields.optional("items").map(|node| reader.list(node)).unwrap_or_default();
    let thresholds = list.iter().filter_map(|node| threshold(node, reader)).collect();
    fields.finish(reader);
    (after, thresholds)
}

fn threshold(node: &Node, reader: &mut Reader<'_>) -> Option<Threshold> {
    let mut fields = reader.fields(node, "an item that is needed")?;
    let item = fields.required_text("item", reader);
    let level = fields.required("level", reader);
    fields.finish(reader);
    let asked = reader.int(level?)?;
    let level = u8::try_from(asked).ok().filter(|level| (2..=5).contains(level));
    if level.is_none() {
        reader.say("RM002", node, format!("`{asked}` is no level that can be needed"), "2 to 5");
    }
    Some(Threshold { item, level: level? })
}

/// Days by role in order of the roles, and what they are spent on.
fn effort(node: &Node, reader: &mut Reader<'_>) -> (Vec<(Role, Days)>, String) {
    let mut effort = Vec::new();
    let (mut because, mut has_role) = (None, false);
    for (key, node) in reader.entries(node, "`effort`") {
        if key == "because" {
            because = reader.text(node);
            continue;
        }
        has_role = true;
        let Some(role) = Role::ALL.iter().copied().find(|role| role.word() == key) else {
            let words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).chain(["because"]).collect();
            reader.say("RM009", node, format!("nobody has the role `{key}`"), did_you_mean(key, &words));
            continue;
        };
        effort.extend(days(node, reader).map(|days| (role, days)));
    }
    if because.is_none() {
        let message = "`effort` needs the key `because`: what the days are spent on";
        reader.say("LD011", node, message, "");
    }
    if !has_role {
        reader.say(
            "LD011",
            node,
            "`effort` needs the days of at least one role",
            "write them as `lead: {low: 1, likely: 2, high: 4}`",
        );
    }
    effort.sort_by_key(|(role, _)| *role);
    (effort, because.unwrap_or_default())
}

fn days(node: &Node, reader: &mut Reader<'_>) -> Option<Days> {
    let mut fields = reader.fields(node, "the days of a role")?;
    let mut figure = |key| fields.required(key, reader).and_then(|node| reader.hundredths(node));
    let (low, likely, high) = (figure("low"), figure("likely"), figure("high"));
    fields.finish(reader);
    let (low, likely, high) = (low?, likely?, high?);
    if low <= 0 || low > likely || likely > high {
        let role = last(&node.path);
        let message =
            format!("the days of `{role}` do not rise from low over likely to high, or are not above 0");
        reader.say("RM008", node, message, "leave out a role that has no work");
        return None;
    }
    Some(Days { low: Rounded(low), likely: Rounded(likely), high: Rounded(high) })
}

fn weeks(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> u32 {
    let Some(node) = fields.required("weeks", reader) else { return 1 };
    let Some(weeks) = reader.int(node) else { return 1 };
    if !(1..=MOST_WEEKS).contains(&weeks) {
        let help = "what takes longer is several practices, of which one needs the other";
        reader.say("LD012", node, format!("a practice takes 1 to {MOST_WEEKS} weeks, not {weeks}"), help);
    }
    u32::try_from(weeks.clamp(1, MOST_WEEKS)).unwrap_or(1)
}

/// A list of `least` to `most` entries.
fn some<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    least: usize,
    most: usize,
    reader: &mut Reader<'_>,
    read: fn(&mut Reader<'_>, &Node) -> Option<T>,
) -> Vec<T> {
    let Some(node) = fields.required(key, reader) else { return Vec::new() };
    let list = reader.list(node);
    if !(least..=most).contains(&list.len()) && matches!(node.value, yaml::Value::List(_)) {
        reader.say(
            "LD012",
            node,
            format!("`{key}` has {} entries", list.len()),
            format!("{least} to {most}"),
        );
    }
    list.iter().filter_map(|node| read(reader, node)).collect()
}

fn artefact(reader: &mut Reader<'_>, node: &Node) -> Option<Artefact> {
    let mut fields = reader.fields(node, "an artefact")?;
    let name = fields.required_text("name", reader);
    let kind = fields
        .required("kind", reader)
        .and_then(|node| reader.word(node, ArtefactKind::ALL, ArtefactKind::word));
    let rules = fields.optional("rules");
    let names = rules.map(|node| reader.texts(node)).unwrap_or_default();
    fields.finish(reader);
    if let Some(node) = rules {
        let is_rule = |rule: &&String| {
            rule.strip_prefix("PD")
                .is_some_and(|n| n.len() == 3 && n.bytes().all(|byte| byte.is_ascii_digit()))
        };
        for rule in names.iter().filter(|rule| !is_rule(rule)) {
            reader.say("LD012", node, format!("`{rule}` is no rule for documents"), "such as `PD101`");
        }
        if kind.is_some_and(|kind| !kind.is_document()) && !names.is_empty() {
            reader.say("LD012", node, "rules are for documents, and this is none", "leave them out");
        }
    }
    Some(Artefact { name, kind: kind?, rules: names })
}

fn reading(reader: &mut Reader<'_>, node: &Node) -> Option<Reading> {
    let mut fields = reader.fields(node, "an entry of `reading`")?;
    let name = fields.required_text("name", reader);
    let clause = fields.optional_text("clause", reader);
    fields.finish(reader);
    Some(Reading { name, clause })
}

fn text(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    reader.text(node)
}
