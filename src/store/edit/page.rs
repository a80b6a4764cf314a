//! What is cut out of a text, and what comes into its place, for one edit.

use std::ops::Range;

use crate::load::yaml::{self, Node, Value};

use super::write::{self, Yaml};
use super::{Edit, Slot, Splice, scan};

/// What is cut and put in, or none where this place does not take it.
pub(super) fn splices(text: &str, root: &Node, edit: &Edit, slot: Option<&Slot>) -> Option<Vec<Splice>> {
    let page = Page::of(text, root);
    let start = text.find(|c: char| c != '\u{feff}')?;
    let flow = matches!(&text[root.mark.start.max(start)..].chars().next(), Some('{' | '['));
    let span = root.mark.start.max(start)..text.len();
    page.descend(Held { node: root, span, flow, indent: 0 }, &edit.path, edit.value.as_ref(), slot)
}

/// A collection, where it stands, and how.
struct Held<'n> {
    node: &'n Node,
    span: Range<usize>,
    /// Whether it is written in braces or brackets, or stands inside of them.
    flow: bool,
    /// The column of the key that holds it.
    indent: usize,
}

/// An entry to be inserted.
struct New<'a> {
    key: &'a str,
    value: Yaml,
    /// Whether its own entries stand on lines below it.
    spread: bool,
}

impl New<'_> {
    fn inline(&self) -> String {
        format!("{}: {}", write::scalar(self.key), self.value.inline())
    }
}

struct Page<'t> {
    text: &'t str,
    newline: &'static str,
    step: usize,
}

/// Longer than this, an entry is written on several lines.
const LINE: usize = 100;

impl<'t> Page<'t> {
    fn of(text: &'t str, root: &Node) -> Self {
        let newline = match text.find('\n') {
            Some(at) if text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        };
        Self { text, newline, step: step(text, root).unwrap_or(2) }
    }

    fn descend(
        &self,
        held: Held<'_>,
        path: &[String],
        value: Option<&Yaml>,
        slot: Option<&Slot>,
    ) -> Option<Vec<Splice>> {
        let (key, rest) = path.split_first()?;
        match &held.node.value {
            Value::Map(map) => {
                let Some(at) = map.iter().position(|(k, _)| k.text == *key) else {
                    let value = nested(rest, value?);
                    let new = New { key, value, spread: !rest.is_empty() };
                    return self.insert(&held, map, &new, slot);
                };
                let (key, node) = &map[at];
                if rest.is_empty() {
                    return match value {
                        Some(value) => self.replace(&held, key, node, value),
                        None => self.remove(&held, map, at),
                    };
                }
                let span = scan::value(self.text, key, node, held.flow)?;
                let open = node.value == Value::Null || node.value == Value::Map(Vec::new());
                if open || node.value == Value::List(Vec::new()) {
                    return self.fill(&held, key, node, rest, value?);
                }
                let flow = held.flow || scan::is_flow(self.text, &span);
                let indent = scan::column(self.text, key.mark.start);
                self.descend(Held { node, span, flow, indent }, rest, value, slot)
            }
            Value::List(list) if key == "-" => self.append(&held, list, &nested(rest, value?)),
            Value::List(list) => {
                let node = list.get(key.parse::<usize>().ok()?)?;
                let (start, indent) = if held.flow {
                    (node.mark.start, held.indent)
                } else {
                    let (dash, first) = scan::list_entry(self.text, node)?;
                    (first, scan::column(self.text, dash))
                };
                let end = scan::end(self.text, start, node, held.flow, indent)?;
                if rest.is_empty() {
                    return Some(vec![(start..end, value?.inline())]);
                }
                let flow = held.flow || scan::is_flow(self.text, &(start..end));
                self.descend(Held { node, span: start..end, flow, indent }, rest, value, slot)
            }
            _ => None,
        }
    }

    /// A value in the place of another; what is said behind it stays.
    fn replace(&self, held: &Held<'_>, key: &yaml::Key, node: &Node, value: &Yaml) -> Option<Vec<Splice>> {
        let span = scan::value(self.text, key, node, held.flow)?;
        let colon = scan::after_colon(self.text, key)?;
        let collection = matches!(node.value, Value::Map(_) | Value::List(_));
        if collection && self.text[span.clone()].contains('#') {
            return None;
        }
        if *value == Yaml::Null && !held.flow {
            return Some(vec![(colon..span.end, self.header_comment(&span).to_owned())]);
        }
        let indent = scan::column(self.text, key.mark.start);
        let inline = value.inline();
        if let Yaml::Map(fields) = value
            && !held.flow
            && indent + key.text.len() + 2 + inline.chars().count() > LINE
            && !self.text[span.clone()].contains('\n')
        {
            let below = self.below(fields, indent);
            let end = scan::line_end(self.text, span.end);
            return Some(vec![(colon..span.end, String::new()), (end..end, below)]);
        }
        let block = collection && !scan::is_flow(self.text, &span);
        if block {
            // the lines of the collection go, the value comes behind the key, before a comment there
            let first = scan::line_end(self.text, colon);
            return Some(vec![(colon..colon, format!(" {inline}")), (first..span.end, String::new())]);
        }
        let space = if span.is_empty() { " " } else { "" };
        let comment = self.header_comment(&span);
        Some(vec![(span, format!("{space}{inline}{comment}"))])
    }

    /// What is said behind the `|` or `>` of a text on lines of its own.
    fn header_comment(&self, span: &Range<usize>) -> &str {
        let old = &self.text[span.clone()];
        let header = old.lines().next().unwrap_or_default();
        match header.find(" #") {
            Some(at) if old.starts_with(['|', '>']) => &header[at..],
            _ => "",
        }
    }

    /// Entries on lines of their own below a key that stands at `indent`.
    fn below(&self, fields: &[(String, Yaml)], indent: usize) -> String {
        fields.iter().map(|(key, value)| self.line(key, value, indent + self.step, false)).collect()
    }

    /// A line break and an entry; its own entries on lines below where one line would be too long, or where they are to be.
    fn line(&self, key: &str, value: &Yaml, indent: usize, spread: bool) -> String {
        let (pad, key, inline) = (" ".repeat(indent), write::scalar(key), value.inline());
        let head = format!("{}{pad}{key}:", self.newline);
        match value {
            Yaml::Map(fields) if spread || indent + key.len() + 2 + inline.chars().count() > LINE => {
                head + &self.below(fields, indent)
            }
            _ => format!("{head} {inline}"),
        }
    }

    fn remove(&self, held: &Held<'_>, map: &[(yaml::Key, Node)], at: usize) -> Option<Vec<Splice>> {
        let (key, node) = &map[at];
        let text = self.text;
        let span = scan::value(text, key, node, held.flow)?;
        if held.flow {
            let after = &text[span.end..];
            let comma = after.trim_start().starts_with(',');
            if comma {
                let end = span.end + after.find(',')? + 1;
                let blank = usize::from(text[end..].starts_with(' '));
                return Some(vec![(key.mark.start..end + blank, String::new())]);
            }
            let before = text[..key.mark.start].trim_end();
            let start = if before.ends_with(',') { before.len() - 1 } else { key.mark.start };
            return Some(vec![(start..span.end, String::new())]);
        }
        let start = scan::line_start(text, key.mark.start);
        let block = matches!(node.value, Value::Map(_) | Value::List(_));
        if !text[start..key.mark.start].trim().is_empty() || (block && text[span.clone()].contains('#')) {
            return None;
        }
        let stop = scan::line_end(text, span.end);
        let said = format!("{}{}", self.header_comment(&span), &text[span.end..stop]);
        if !said.trim().is_empty() {
            return Some(vec![(key.mark.start..stop, said.trim().to_owned())]);
        }
        let next = text[stop..].find('\n').map(|found| stop + found + 1);
        Some(vec![match next {
            Some(next) => (start..next, String::new()),
            // the last line, without a line break: the one before it becomes the last
            None => {
                let above = text[..start].strip_suffix('\n').unwrap_or(&text[..start]);
                (above.strip_suffix('\r').unwrap_or(above).len()..stop, String::new())
            }
        }])
    }

    /// The first entry of a map or list that holds none yet.
    fn fill(
        &self,
        held: &Held<'_>,
        key: &yaml::Key,
        node: &Node,
        rest: &[String],
        value: &Yaml,
    ) -> Option<Vec<Splice>> {
        let (name, deeper) = rest.split_first()?;
        let value = nested(deeper, value);
        let span = scan::value(self.text, key, node, held.flow)?;
        let one = match name.as_str() {
            "-" => Yaml::List(vec![value]),
            _ => Yaml::Map(vec![(name.clone(), value)]),
        };
        let colon = scan::after_colon(self.text, key)?;
        let Yaml::Map(fields) = &one else { return self.replace(held, key, node, &one) };
        if held.flow || self.text[span.clone()].contains(['\n', '#']) {
            return self.replace(held, key, node, &one);
        }
        let end = scan::line_end(self.text, span.end);
        let below = self.below(fields, scan::column(self.text, key.mark.start));
        Some(vec![(colon..span.end, String::new()), (end..end, below)])
    }

    fn insert(
        &self,
        held: &Held<'_>,
        map: &[(yaml::Key, Node)],
        new: &New<'_>,
        slot: Option<&Slot>,
    ) -> Option<Vec<Splice>> {
        let find = |name: &String| map.iter().find(|(k, _)| k.text == *name);
        match slot {
            Some(Slot::Before(name)) => self.insert_before(held, find(name)?, new),
            Some(Slot::After(name)) => self.insert_after(held, find(name)?, new),
            None => self.insert_after(held, map.last()?, new),
        }
    }

    fn insert_after(
        &self,
        held: &Held<'_>,
        (key, node): &(yaml::Key, Node),
        new: &New<'_>,
    ) -> Option<Vec<Splice>> {
        let text = self.text;
        let end = scan::value(text, key, node, held.flow)?.end;
        let column = scan::column(text, key.mark.start);
        let stop = scan::line_end(text, end);
        if !held.flow {
            return Some(vec![(stop..stop, self.line(new.key, &new.value, column, new.spread))]);
        }
        let entry = new.inline();
        let pad = format!("{}{}", self.newline, " ".repeat(column));
        let own_line = text[scan::line_start(text, key.mark.start)..key.mark.start].trim().is_empty();
        let behind = &text[end..stop];
        let said = |rest: &str| rest.trim().is_empty() || rest.trim_start().starts_with('#');
        match behind.trim_start().strip_prefix(',') {
            Some(rest) if own_line && said(rest) => Some(vec![(stop..stop, format!("{pad}{entry},"))]),
            None if own_line && said(behind) => {
                Some(vec![(end..end, ",".to_owned()), (stop..stop, format!("{pad}{entry}"))])
            }
            _ => Some(vec![(end..end, format!(", {entry}"))]),
        }
    }

    fn insert_before(
        &self,
        held: &Held<'_>,
        (key, _): &(yaml::Key, Node),
        new: &New<'_>,
    ) -> Option<Vec<Splice>> {
        let (text, at) = (self.text, key.mark.start);
        let mut start = scan::line_start(text, at);
        let own_line = text[start..at].trim().is_empty();
        let pad = " ".repeat(scan::column(text, at));
        if held.flow {
            let behind = if own_line { format!(",{}{pad}", self.newline) } else { ", ".to_owned() };
            return Some(vec![(at..at, new.inline() + &behind)]);
        }
        if !own_line {
            return None;
        }
        // the comment above a key belongs to it
        while text[..start].ends_with('\n') {
            let above = scan::line_start(text, start - 1);
            let line = &text[above..start];
            if !line.trim_start().starts_with('#') || scan::indent(line) != pad.len() {
                break;
            }
            start = above;
        }
        let line = self.line(new.key, &new.value, pad.len(), new.spread);
        let line = line.strip_prefix(self.newline)?;
        Some(vec![(start..start, format!("{line}{}", self.newline))])
    }

    fn append(&self, held: &Held<'_>, list: &[Node], value: &Yaml) -> Option<Vec<Splice>> {
        let last = list.last()?;
        if held.flow {
            let end = scan::end(self.text, last.mark.start, last, true, held.indent)?;
            return Some(vec![(end..end, format!(", {}", value.inline()))]);
        }
        let (dash, _) = scan::list_entry(self.text, last)?;
        let stop = scan::line_end(self.text, held.span.end);
        let pad = " ".repeat(scan::column(self.text, dash));
        Some(vec![(stop..stop, format!("{}{pad}- {}", self.newline, value.inline()))])
    }
}

/// A value inside the keys that do not exist yet.
fn nested(path: &[String], value: &Yaml) -> Yaml {
    path.iter().rev().fold(value.clone(), |value, key| match key.as_str() {
        "-" => Yaml::List(vec![value]),
        _ => Yaml::Map(vec![(key.clone(), value)]),
    })
}

/// How far the document indents: the first map that stands below its key.
fn step(text: &str, node: &Node) -> Option<usize> {
    let Value::Map(map) = &node.value else { return None };
    for (key, node) in map {
        if let Value::Map(inner) = &node.value
            && let Some((first, _)) = inner.first()
            && first.mark.line > key.mark.line
            && !text[after_key(text, key)..].trim_start().starts_with('{')
        {
            let deeper = scan::column(text, first.mark.start).checked_sub(scan::column(text, key.mark.start));
            return deeper.filter(|step| (1..=8).contains(step));
        }
        if let Some(step) = step(text, node) {
            return Some(step);
        }
    }
    None
}

fn after_key(text: &str, key: &yaml::Key) -> usize {
    scan::after_colon(text, key).unwrap_or(key.mark.start)
}
