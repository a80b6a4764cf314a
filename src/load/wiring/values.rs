//! Values that several parts of a wiring have: ids, counts, lengths of time, controls.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::wiring::{Control, Driver, Span};

use super::super::reader::{Fields, Reader, last};
use super::super::yaml::{Node, Value};

/// Longest id.
const LONGEST: usize = 64;

/// An id: it will name files, topics and users of a broker, so its letters are few.
pub(super) fn id(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let text = reader.text(node)?;
    match wrong(&text) {
        None => Some(text),
        Some(help) => {
            reader.say("LD012", node, format!("`{text}` cannot be used as an id here"), help);
            None
        }
    }
}

/// Why a text is no id; nothing where it is one.
pub(super) fn wrong(text: &str) -> Option<&'static str> {
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if text.len() > LONGEST || !text.split(['-', '_', '.']).all(word) {
        return Some("lower case letters and digits, joined by `-`, `_` or `.`, at most 64 of them");
    }
    let reserved = [Control::<()>::NONE, Driver::HUMAN].contains(&text);
    reserved.then_some("`none` and `human` have a meaning of their own in this file")
}

/// The ids of one list, each of which may stand once.
pub(super) struct Ids {
    what: &'static str,
    seen: BTreeSet<String>,
    pub all: Vec<String>,
}

impl Ids {
    pub(super) fn of(what: &'static str) -> Self {
        Self { what, seen: BTreeSet::new(), all: Vec::new() }
    }

    /// Takes an id, and says where it stands for the second time.
    pub(super) fn take(&mut self, reader: &mut Reader<'_>, node: &Node, id: String) {
        if self.seen.insert(id.clone()) {
            self.all.push(id);
            return;
        }
        let place = Place::value(reader.file, &node.path);
        reader.out.push(
            Diagnostic::new("LD006", place, format!("`{id}` stands twice in {}", self.what))
                .help("keep one of the two, or give each an id of its own"),
        );
    }

    /// The `id` of an entry, which must be there.
    pub(super) fn required(&mut self, reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<String> {
        let node = fields.required("id", reader)?;
        let id = id(reader, node)?;
        self.take(reader, node, id.clone());
        Some(id)
    }
}

/// A whole number from 0 to `most`.
pub(super) fn count<T: TryFrom<i64>>(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    most: i64,
) -> Option<T> {
    let node = fields.optional(key)?;
    let count = reader.int(node)?;
    let fits = (0..=most).contains(&count).then(|| T::try_from(count).ok()).flatten();
    if fits.is_none() {
        reader.say("LD012", node, format!("`{count}` is no value of `{key}`"), format!("0 to {most}"));
    }
    fits
}

/// A length of time.
pub(super) fn span(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &'static str) -> Option<Span> {
    let node = fields.optional(key)?;
    let text = reader.text(node)?;
    let span = Span::parse(&text);
    if span.is_none() {
        reader.say(
            "LD012",
            node,
            format!("`{text}` is no length of time"),
            "a whole number from 1 and s, m, h or d, such as `15m` or `14d`",
        );
    }
    span
}

/// What is there, the word `none`, or nothing.
pub(super) fn control<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    read: impl FnOnce(&Node) -> Option<T>,
) -> Control<T> {
    match fields.optional(key) {
        None => Control::Unsaid,
        Some(node) if node.value == Value::Text(Control::<T>::NONE.to_owned()) => Control::None,
        // what could not be read was said, and is not known
        Some(node) => read(node).map_or(Control::Unsaid, Control::Some),
    }
}

/// A control that is a map, where any other text than `none` is refused with what may stand there.
pub(super) fn parts<'n>(reader: &mut Reader<'_>, node: &'n Node, what: &'static str) -> Option<Fields<'n>> {
    if let Value::Text(text) = &node.value {
        reader.say(
            "LD010",
            node,
            format!("`{}` must be a map of keys, not `{text}`", last(&node.path)),
            "write `none` where there is none",
        );
        return None;
    }
    reader.fields(node, what)
}
