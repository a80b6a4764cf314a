//! Edits of a YAML text that change only what they mean: comments, order, quotes, blank lines and line ends stay.
//!
//! The places come from the reader and from the text itself. The yaml-edit crate was tried (0.3.6): it loses the blank
//! line after a block scalar that it replaces and the comment behind a field that it removes, and it leaves flow maps on
//! several lines ragged, none of which a comparison of values can catch. So a text is cut here by byte ranges, and what
//! is not cut cannot change.

mod page;
mod scan;
#[cfg(test)]
mod tests;
mod write;

use std::ops::Range;

use anyhow::{Context, bail, ensure};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load::yaml::{self, Node, Value};

pub(crate) use write::Yaml;

/// One change to a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edit {
    /// Keys from the root; the entries of lists by their number, `-` for one more at the end.
    pub path: Vec<String>,
    /// None removes the key.
    pub value: Option<Yaml>,
    /// Where a new key goes, the first of these that fits; else to the end of its map.
    pub slots: Vec<Slot>,
}

/// A place among the keys of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    After(String),
    Before(String),
}

/// The text after the edit. What was not meant to change is the same to the byte.
///
/// # Errors
/// Where the text cannot be read, or cannot be edited in place so that it reads back as meant.
pub(crate) fn apply(text: &str, edit: &Edit) -> anyhow::Result<String> {
    let root = parse(text)?;
    let mut meant = root.clone();
    change(&mut meant, &edit.path, edit.value.as_ref());
    let mut slots: Vec<Option<&Slot>> = edit.slots.iter().map(Some).collect();
    slots.push(None);
    // a place that does not work, such as behind a text that ends with the file, is no reason to give up
    for slot in slots {
        let Some(splices) = page::splices(text, &root, edit, slot) else { continue };
        let edited = spliced(text, splices);
        if parse(&edited).is_ok_and(|found| same(&found, &meant)) {
            return Ok(edited);
        }
    }
    bail!(
        "`{}` cannot be edited in place; write it as `key: value` on a line of its own",
        edit.path.join("/")
    )
}

/// A range of the text and what comes into its place.
pub(super) type Splice = (Range<usize>, String);

/// From the last to the first, so that none moves another.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    let mut text = text.to_owned();
    for (range, new) in splices {
        text.replace_range(range, &new);
    }
    text
}

pub(super) fn parse(text: &str) -> anyhow::Result<Node> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    yaml::document("edited", text, &mut sources, &mut out).context("the file cannot be read as YAML")
}

/// The node at a path.
pub(super) fn find<'n>(root: &'n Node, path: &[&str]) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, key| child(node, key))
}

fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Map(map) => map.iter().find(|(k, _)| k.text == key).map(|(_, node)| node),
        Value::List(list) => list.get(key.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The same change, made to the values.
fn change(node: &mut Node, path: &[String], value: Option<&Yaml>) {
    let Some((key, rest)) = path.split_first() else {
        if let Some(value) = value {
            node.value = plain(value).value;
        }
        return;
    };
    if matches!(&node.value, Value::Null) && value.is_some() {
        node.value = if key == "-" { Value::List(Vec::new()) } else { Value::Map(Vec::new()) };
    }
    match &mut node.value {
        Value::Map(map) => match map.iter().position(|(k, _)| k.text == *key) {
            Some(at) if rest.is_empty() && value.is_none() => {
                map.remove(at);
            }
            Some(at) => change(&mut map[at].1, rest, value),
            None if value.is_none() => {}
            None => {
                let mut new = plain(&Yaml::Null);
                change(&mut new, rest, value);
                map.push((yaml::Key { text: key.clone(), mark: new.mark }, new));
            }
        },
        Value::List(list) if key == "-" => {
            let mut new = plain(&Yaml::Null);
            change(&mut new, rest, value);
            list.push(new);
        }
        Value::List(list) => {
            if let Some(node) = key.parse::<usize>().ok().and_then(|at| list.get_mut(at)) {
                change(node, rest, value);
            }
        }
        _ => {}
    }
}

fn plain(value: &Yaml) -> Node {
    let value = match value {
        Yaml::Null => Value::Null,
        Yaml::Int(number) => Value::Int(*number),
        Yaml::Text(text) => Value::Text(text.clone()),
        Yaml::List(list) => Value::List(list.iter().map(plain).collect()),
        Yaml::Map(map) => Value::Map(
            map.iter()
                .map(|(key, value)| {
                    let value = plain(value);
                    (yaml::Key { text: key.clone(), mark: value.mark }, value)
                })
                .collect(),
        ),
    };
    Node { value, mark: crate::diagnostic::Mark::default(), path: String::new() }
}

/// Equal values, whatever the order of keys; an empty map is as good as nothing.
fn same(a: &Node, b: &Node) -> bool {
    let empty = |node: &Node| match &node.value {
        Value::Null => true,
        Value::Map(map) => map.is_empty(),
        _ => false,
    };
    match (&a.value, &b.value) {
        _ if empty(a) || empty(b) => empty(a) && empty(b),
        (Value::Map(one), Value::Map(other)) => {
            let other: std::collections::BTreeMap<&str, &Node> =
                other.iter().map(|(key, node)| (key.text.as_str(), node)).collect();
            one.len() == other.len()
                && one.iter().all(|(key, node)| other.get(key.text.as_str()).is_some_and(|b| same(node, b)))
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        (a, b) => a == b,
    }
}

/// Every edit after the other.
///
/// # Errors
/// As [`apply`]; none is made then.
pub(crate) fn apply_all(text: &str, edits: &[Edit]) -> anyhow::Result<String> {
    ensure!(!edits.iter().any(|edit| edit.path.is_empty()), "an edit needs a path");
    edits.iter().try_fold(text.to_owned(), |text, edit| apply(&text, edit))
}
