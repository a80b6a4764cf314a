//! References: every stage, tool, role, agent and kind of knowledge that is named must be known.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::model::adoption::Stage;
use crate::model::wiring::{Control, Driver, Knowledge, Tool};

use super::super::reader::{Fields, Reader};
use super::super::yaml::{Node, Value};

/// Beyond so many names the nearest one is not looked for: a hostile file could make that take hours.
const MOST_COMPARED: usize = 200;

/// The names that a file gives itself.
pub(super) struct Names {
    roles: BTreeSet<String>,
    tools: BTreeSet<String>,
    agents: BTreeSet<String>,
}

impl Names {
    /// Agents are known by their keys, whatever is wrong with what stands under them.
    pub(super) fn of(people: Option<&[String]>, tools: Option<&[Tool]>, agents: Option<&Node>) -> Self {
        let agents = match agents.map(|node| &node.value) {
            Some(Value::Map(map)) => map.iter().map(|(key, _)| key.text.clone()).collect(),
            _ => BTreeSet::new(),
        };
        Self {
            roles: people.unwrap_or_default().iter().cloned().collect(),
            tools: tools.unwrap_or_default().iter().map(|tool| tool.id.clone()).collect(),
            agents,
        }
    }

    /// The name of a role. An unknown one is said and kept, so that nobody misses what stands there.
    pub(super) fn role(&self, reader: &mut Reader<'_>, node: &Node) -> Option<String> {
        reference(reader, node, "role", "people", &self.roles)
    }

    pub(super) fn tool(&self, reader: &mut Reader<'_>, node: &Node) -> Option<String> {
        reference(reader, node, "tool", "tools", &self.tools)
    }

    pub(super) fn agent(&self, reader: &mut Reader<'_>, node: &Node) -> Option<String> {
        reference(reader, node, "agent", "agents", &self.agents)
    }

    pub(super) fn tools(&self, reader: &mut Reader<'_>, node: &Node) -> Vec<String> {
        reader.list(node).iter().filter_map(|node| self.tool(reader, node)).collect()
    }

    /// The role under a key, where the key is there.
    pub(super) fn role_at(
        &self,
        reader: &mut Reader<'_>,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Option<String> {
        fields.optional(key).and_then(|node| self.role(reader, node))
    }

    /// The role that holds a control, or that nobody does.
    pub(super) fn holder(
        &self,
        reader: &mut Reader<'_>,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Control<String> {
        super::values::control(fields, key, |node| self.role(reader, node))
    }

    /// `human`, or an agent.
    pub(super) fn driver(&self, reader: &mut Reader<'_>, node: &Node) -> Option<Driver> {
        if node.value == Value::Text(Driver::HUMAN.to_owned()) {
            return Some(Driver::Human);
        }
        let name = reader.text(node)?;
        if !self.agents.contains(&name) {
            let known: Vec<&str> = self.agents.iter().map(String::as_str).chain([Driver::HUMAN]).collect();
            let help = help(&name, &known, "`human`, or an agent that stands under `agents`");
            let place = Place::value(reader.file, &node.path);
            reader.out.push(unknown(place, "agent", &name, help));
        }
        Some(Driver::Agent(name))
    }
}

fn reference(
    reader: &mut Reader<'_>,
    node: &Node,
    what: &str,
    section: &str,
    known: &BTreeSet<String>,
) -> Option<String> {
    let name = reader.text(node)?;
    if !known.contains(&name) {
        let all: Vec<&str> = known.iter().map(String::as_str).collect();
        let help = help(&name, &all, &format!("list it under `{section}`"));
        let place = Place::value(reader.file, &node.path);
        reader.out.push(unknown(place, what, &name, help));
    }
    Some(name)
}

fn help(name: &str, known: &[&str], otherwise: &str) -> String {
    let near = if known.len() <= MOST_COMPARED { nearest(name, known.iter().copied()) } else { None };
    near.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

fn unknown(place: Place, what: &str, name: &str, help: String) -> Diagnostic {
    Diagnostic::new("WIR001", place, format!("there is no {what} `{name}`")).help(help)
}

/// A stage as a value.
pub(super) fn stage(reader: &mut Reader<'_>, node: &Node) -> Option<Stage> {
    let name = reader.text(node)?;
    let place = Place::value(reader.file, &node.path);
    word(reader, place, "stage", &name, Stage::ALL, Stage::word)
}

/// A stage as the key of what stands in the node.
pub(super) fn stage_key(reader: &mut Reader<'_>, node: &Node, key: &str) -> Option<Stage> {
    let place = Place::key(reader.file, &node.path);
    word(reader, place, "stage", key, Stage::ALL, Stage::word)
}

/// A kind of knowledge as a value.
pub(super) fn knowledge(reader: &mut Reader<'_>, node: &Node) -> Option<Knowledge> {
    let name = reader.text(node)?;
    let place = Place::value(reader.file, &node.path);
    word(reader, place, "kind of knowledge", &name, Knowledge::ALL, Knowledge::word)
}

/// A kind of knowledge as the key of what stands in the node.
pub(super) fn knowledge_key(reader: &mut Reader<'_>, node: &Node, key: &str) -> Option<Knowledge> {
    let place = Place::key(reader.file, &node.path);
    word(reader, place, "kind of knowledge", key, Knowledge::ALL, Knowledge::word)
}

fn word<T: Copy>(
    reader: &mut Reader<'_>,
    place: Place,
    what: &str,
    name: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Option<T> {
    let found = all.iter().copied().find(|known| word(*known) == name);
    if found.is_none() {
        let known: Vec<&str> = all.iter().map(|known| word(*known)).collect();
        reader.out.push(unknown(place, what, name, crate::diagnostic::did_you_mean(name, &known)));
    }
    found
}
