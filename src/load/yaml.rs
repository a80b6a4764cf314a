//! The one door to the YAML reader: text -> a tree of nodes that know where they stand.
//!
//! Typed deserialising stops at the first problem; a tree lets every problem of a file be said in one run.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Options, Spanned};

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::diagnostic::{At, Diagnostic, Diagnostics, Mark, Place, SourceFile, Sources};

/// Largest text that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Deepest nesting that is read.
const MAX_DEPTH: usize = 48;

/// A value with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub value: Value,
    pub mark: Mark,
    /// `answers/people.training.plan/importance`; empty at the root.
    pub path: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub text: String,
    pub mark: Mark,
}

impl Value {
    /// The kind in a user's words.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Int(_) | Self::Float(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}

/// Reads one YAML document; what is wrong with it is said, and nothing comes back then.
pub(crate) fn document(name: &str, text: &str, sources: &mut Sources, out: &mut Diagnostics) -> Option<Node> {
    parse(name, text, sources).map_err(|diagnostic| out.push(*diagnostic)).ok()
}

/// Reads one YAML document. The text goes into `sources` so that places can be shown.
fn parse(name: &str, text: &str, sources: &mut Sources) -> Result<Node, Box<Diagnostic>> {
    if sources.is_placeless() {
        let read = serde_saphyr::from_str_with_options::<Raw>(text, options());
        return match read {
            Ok(raw) => Ok(raw.into_node(Mark::default(), "", None)),
            Err(error) => Err(Box::new(syntax(name, &error))),
        };
    }
    let mut file = SourceFile { text: text.to_owned(), ..SourceFile::default() };
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    if body.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        sources.add(name, file);
        return Err(Box::new(
            Diagnostic::new(
                "LD004",
                Place::file(name),
                "the file holds nothing but blank lines and comments",
            )
            .help("`socmark init` writes a commented file to start from"),
        ));
    }
    let read = serde_saphyr::from_str_with_options::<Spanned<Raw>>(body, options());
    let result = match read {
        Ok(raw) => {
            let offsets = Offsets::of(body);
            let mut root = raw.value.into_node(offsets.mark(&raw.referenced), "", Some(&offsets));
            if let Some(shift) = text.len().checked_sub(body.len()).filter(|shift| *shift > 0) {
                root.shift(shift);
            }
            index(&root, None, &mut file);
            Ok(root)
        }
        Err(error) => Err(Box::new(syntax(name, &error))),
    };
    sources.add(name, file);
    result
}

fn options() -> Options {
    serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        strict_booleans: true,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_depth: MAX_DEPTH,
            max_documents: 1,
            max_events: 2_000_000,
            max_nodes: 1_000_000,
            max_aliases: 1_000,
            max_anchors: 1_000,
        },
        // our files need no aliases at all; a few are let through for those who like them
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 20_000,
        },
    }
}

fn syntax(name: &str, error: &serde_saphyr::Error) -> Diagnostic {
    let at = error.location().map_or(At::File, |place| At::Position {
        line: usize::try_from(place.line()).unwrap_or(1),
        column: usize::try_from(place.column()).unwrap_or(1),
    });
    let place = Place { file: name.to_owned(), at };
    let text = error.to_string();
    let text = text.lines().next().unwrap_or_default();
    let text = text.split(" at line ").next().unwrap_or_default().trim_end_matches('.');
    let lower = text.to_lowercase();
    if ["depth", "recursion", "nesting"].iter().any(|word| lower.contains(word)) {
        return Diagnostic::new(
            "LD007",
            place,
            format!("the document is nested more than {MAX_DEPTH} levels deep"),
        )
        .help("no file of ours needs more than ten");
    }
    if lower.contains("document") {
        return Diagnostic::new("LD005", place, "the file holds more than one YAML document")
            .help("keep one, without `---` lines between");
    }
    if ["budget", "alias", "anchor"].iter().any(|word| lower.contains(word)) {
        return Diagnostic::new(
            "LD007",
            place,
            "the document unfolds into more than it shows, or holds far too many entries",
        )
        .help("write the values out instead of repeating them through anchors (`&`) and aliases (`*`)");
    }
    Diagnostic::new("LD005", place, format!("this is not valid YAML: {text}"))
        .help("check the indentation, quotes and colons around this place")
}

fn index(node: &Node, key: Option<Mark>, file: &mut SourceFile) {
    file.marks.insert(node.path.clone(), (key, node.mark));
    match &node.value {
        Value::List(list) => list.iter().for_each(|entry| index(entry, None, file)),
        Value::Map(map) => {
            for (key, value) in map {
                if !file.marks.contains_key(&value.path) {
                    index(value, Some(key.mark), file);
                }
            }
        }
        _ => {}
    }
}

impl Node {
    fn shift(&mut self, by: usize) {
        self.mark.start += by;
        self.mark.end += by;
        match &mut self.value {
            Value::List(list) => list.iter_mut().for_each(|node| node.shift(by)),
            Value::Map(map) => map.iter_mut().for_each(|(key, node)| {
                key.mark.start += by;
                key.mark.end += by;
                node.shift(by);
            }),
            _ => {}
        }
    }
}

/// Byte offsets of characters, since the reader counts characters.
struct Offsets {
    line_starts: Vec<usize>,
    text: String,
    /// Where every hundredth character of a long line begins, for the lines that were asked for.
    steps: RefCell<BTreeMap<usize, Vec<usize>>>,
}

impl Offsets {
    fn of(text: &str) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { line_starts, text: text.to_owned(), steps: RefCell::default() }
    }

    fn mark(&self, location: &serde_saphyr::Location) -> Mark {
        let line = usize::try_from(location.line()).unwrap_or(1).max(1);
        let column = usize::try_from(location.column()).unwrap_or(1).max(1);
        let line_start = self.line_starts.get(line - 1).copied().unwrap_or(self.text.len());
        let line_end = self.line_starts.get(line).copied().unwrap_or(self.text.len()).max(line_start);
        let start = self.byte(line, column, line_start, line_end);
        let length = usize::try_from(location.span().len()).unwrap_or(0);
        let one_line = self.text[start..line_end.max(start)].trim_end();
        let end = start + one_line.char_indices().nth(length).map_or(one_line.len(), |(at, _)| at);
        Mark { line, column, start, end: end.max(start) }
    }

    /// Where a column stands in the text. A line may be as long as the file and hold thousands of values, so every
    /// hundredth character of a long one is looked up and not counted again.
    fn byte(&self, line: usize, column: usize, line_start: usize, line_end: usize) -> usize {
        const STEP: usize = 100;
        let text = &self.text[line_start..line_end];
        let (mut from, mut left) = (0, column - 1);
        if text.len() > 10 * STEP {
            let mut steps = self.steps.borrow_mut();
            let steps = steps
                .entry(line)
                .or_insert_with(|| text.char_indices().step_by(STEP).map(|(at, _)| at).collect());
            let step = (left / STEP).min(steps.len() - 1);
            (from, left) = (steps[step], left - step * STEP);
        }
        let rest = &text[from..];
        line_start + from + rest.char_indices().nth(left).map_or(rest.len(), |(at, _)| at)
    }
}

/// What the reader gives: as a node, without its place.
enum Raw {
    Scalar(Value),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl Raw {
    /// Without `offsets`, nodes have neither mark nor path.
    fn into_node(self, mark: Mark, path: &str, offsets: Option<&Offsets>) -> Node {
        let child = |name: &str| match offsets {
            None => String::new(),
            Some(_) if path.is_empty() => name.to_owned(),
            Some(_) => format!("{path}/{name}"),
        };
        let mark_of = |location: &serde_saphyr::Location| {
            offsets.map(|offsets| offsets.mark(location)).unwrap_or_default()
        };
        let value = match self {
            Self::Scalar(value) => value,
            Self::List(list) => Value::List(
                list.into_iter()
                    .enumerate()
                    .map(|(i, raw)| {
                        let mark = mark_of(&raw.referenced);
                        raw.value.into_node(mark, &child(&i.to_string()), offsets)
                    })
                    .collect(),
            ),
            Self::Map(map) => Value::Map(
                map.into_iter()
                    .map(|(key, raw)| {
                        let mark = mark_of(&raw.referenced);
                        let node = raw.value.into_node(mark, &child(&key.value), offsets);
                        (Key { mark: mark_of(&key.referenced), text: key.value }, node)
                    })
                    .collect(),
            ),
        };
        Node { value, mark, path: path.to_owned() }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Raw;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_bool<E>(self, v: bool) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Bool(v)))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Int(v)))
            }
            fn visit_u64<E>(self, v: u64) -> Result<Raw, E> {
                Ok(Raw::Scalar(i64::try_from(v).map_or(Value::Float(v as f64), Value::Int)))
            }
            fn visit_i128<E>(self, v: i128) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Float(v as f64)))
            }
            fn visit_u128<E>(self, v: u128) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Float(v as f64)))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Float(v)))
            }
            fn visit_str<E>(self, v: &str) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Text(v.to_owned())))
            }
            fn visit_string<E>(self, v: String) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Text(v)))
            }
            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Null))
            }
            fn visit_none<E>(self) -> Result<Raw, E> {
                Ok(Raw::Scalar(Value::Null))
            }
            fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Raw, D::Error> {
                d.deserialize_any(self)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut list = Vec::new();
                while let Some(entry) = seq.next_element()? {
                    list.push(entry);
                }
                Ok(Raw::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
                let mut map = Vec::new();
                while let Some(key) = access.next_key()? {
                    map.push((key, access.next_value()?));
                }
                Ok(Raw::Map(map))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Node, Box<Diagnostic>> {
        parse("t.yaml", text, &mut Sources::default())
    }

    #[test]
    fn nodes_know_where_they_stand() {
        let text = "\u{feff}a: 1\r\nb:\r\n  - {cé: \"x\", d: no}\r\n  - 1.10\r\n";
        let mut sources = Sources::default();
        let root = parse("t.yaml", text, &mut sources).expect("valid");
        let Value::Map(map) = &root.value else { panic!("{root:?}") };
        assert_eq!(map[0].1.value, Value::Int(1));
        let at = |path: &str| {
            let mark = sources.mark(&Place::value("t.yaml", path)).expect(path);
            (mark.line, mark.column, &text[mark.start..mark.end])
        };
        assert_eq!(at("a"), (1, 4, "1"));
        assert_eq!(at("b/0/cé"), (3, 10, "\"x\""));
        assert_eq!(at("b/0/d"), (3, 18, "no"));
        assert_eq!(at("b/1"), (4, 5, "1.10"));
        let key = sources.mark(&Place::key("t.yaml", "b/0/d")).expect("key");
        assert_eq!(&text[key.start..key.end], "d");
    }

    #[test]
    fn equal_keys_are_both_kept_for_the_reader_to_report() {
        let root = read("a: 1\na: 2\n").expect("valid");
        let Value::Map(map) = root.value else { panic!() };
        assert_eq!(map.len(), 2, "{map:?}");
    }

    #[test]
    fn hostile_documents_are_refused() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n";
        assert_eq!(read(bomb).expect_err("bomb").rule.id, "LD007");
        assert_eq!(read(&"[".repeat(10_000)).expect_err("deep").rule.id, "LD007");
        assert_eq!(read(&"- ".repeat(10_000)).expect_err("deep").rule.id, "LD007");
        assert_eq!(read("a: [1\nb: 2").expect_err("broken").rule.id, "LD005");
        assert_eq!(read("# only this\n\n").expect_err("empty").rule.id, "LD004");
    }
}
