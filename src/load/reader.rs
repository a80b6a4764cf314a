//! From nodes to typed values, one key at a time: every problem is collected, none stops the reading.

use std::collections::BTreeMap;

use crate::diagnostic::{At, Diagnostic, Diagnostics, Place, did_you_mean};
use crate::model::date::Date;

use super::yaml::{Key, Node, Value};

/// What a file reader carries along: the file's name and what was said about it.
pub(crate) struct Reader<'a> {
    pub file: &'a str,
    pub out: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Says something about the value of a node.
    pub(crate) fn say(
        &mut self,
        rule: &str,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let help = help.into();
        let diagnostic = Diagnostic::new(rule, Place::value(self.file, &node.path), message);
        self.out.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }

    /// The keys of a map; `what` names it in messages.
    pub(crate) fn fields<'n>(&mut self, node: &'n Node, what: &'static str) -> Option<Fields<'n>> {
        let Value::Map(map) = &node.value else {
            self.say("LD010", node, format!("{what} must be a map of keys, not {}", node.value.kind()), "");
            return None;
        };
        let mut first: BTreeMap<&str, &Key> = BTreeMap::new();
        for (key, value) in map {
            let Some(other) = first.get(key.text.as_str()) else {
                first.insert(&key.text, key);
                continue;
            };
            let place = At::Position { line: key.mark.line, column: key.mark.column };
            self.out.push(
                Diagnostic::new(
                    "LD006",
                    Place { file: self.file.to_owned(), at: place },
                    format!("key `{}` stands twice in {what}", key.text),
                )
                .related(Place::key(self.file, &value.path), format!("first on line {}", other.mark.line))
                .help("keep one of the two"),
            );
        }
        Some(Fields { node, map, taken: Vec::new(), what })
    }

    /// The entries of a map whose keys are data (ids), in order; equal keys are reported.
    pub(crate) fn entries<'n>(&mut self, node: &'n Node, what: &'static str) -> Vec<(&'n str, &'n Node)> {
        if node.value == Value::Null {
            return Vec::new();
        }
        self.fields(node, what)
            .map(|fields| fields.map.iter().map(|(key, value)| (key.text.as_str(), value)).collect())
            .unwrap_or_default()
    }

    /// Text; a number or truth value is taken as it would be written, since ids and versions look like numbers.
    pub(crate) fn text(&mut self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            Value::Int(number) => Some(number.to_string()),
            other => {
                self.say(
                    "LD010",
                    node,
                    format!("`{}` must be text, not {}", last(&node.path), other.kind()),
                    "put it in quotes",
                );
                None
            }
        }
    }

    pub(crate) fn bool(&mut self, node: &Node) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.say(
            "LD010",
            node,
            format!("`{}` must be true or false, not {}", last(&node.path), node.value.kind()),
            "",
        );
        None
    }

    pub(crate) fn int(&mut self, node: &Node) -> Option<i64> {
        match node.value {
            Value::Int(value) => Some(value),
            ref other => {
                self.say(
                    "LD010",
                    node,
                    format!("`{}` must be a whole number, not {}", last(&node.path), other.kind()),
                    "",
                );
                None
            }
        }
    }

    /// A finite number.
    pub(crate) fn number(&mut self, node: &Node) -> Option<f64> {
        match node.value {
            Value::Int(value) => Some(value as f64),
            Value::Float(value) if value.is_finite() => Some(value),
            ref other => {
                self.say(
                    "LD010",
                    node,
                    format!("`{}` must be a number, not {}", last(&node.path), other.kind()),
                    "",
                );
                None
            }
        }
    }

    /// A number in hundredths; more than two decimals are refused rather than rounded.
    pub(crate) fn hundredths(&mut self, node: &Node) -> Option<i64> {
        let value = self.number(node)?;
        let scaled = value * 100.0;
        if scaled.abs() > 1e12 || (scaled - scaled.round()).abs() > 1e-6 {
            self.say(
                "LD012",
                node,
                format!("`{}` has more than two decimals, or is too large", last(&node.path)),
                "write it with at most two decimals",
            );
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small just above")]
        Some(scaled.round() as i64)
    }

    pub(crate) fn date(&mut self, node: &Node) -> Option<Date> {
        let text = self.text(node)?;
        let date = Date::parse(&text);
        if date.is_none() {
            let (message, help) = if Date::has_its_shape(&text) {
                (format!("there is no day `{text}`"), "look at the month and the day")
            } else {
                (format!("`{text}` is no date"), "write it as YYYY-MM-DD")
            };
            self.say("LD012", node, message, help);
        }
        date
    }

    /// The entries of a list; a single value is refused, nothing is an empty list.
    pub(crate) fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::List(list) => list,
            Value::Null => &[],
            other => {
                self.say(
                    "LD010",
                    node,
                    format!("`{}` must be a list, not {}", last(&node.path), other.kind()),
                    "write it in brackets: [a, b]",
                );
                &[]
            }
        }
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, node: &Node) -> Vec<String> {
        self.list(node).iter().filter_map(|entry| self.text(entry)).collect()
    }

    /// One of a closed set of words.
    pub(crate) fn word<T: Copy>(
        &mut self,
        node: &Node,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(node)?;
        let found = all.iter().copied().find(|value| word(*value) == text);
        if found.is_none() {
            let valid: Vec<_> = all.iter().map(|value| word(*value)).collect();
            self.say(
                "LD012",
                node,
                format!("`{text}` is no value of `{}`", last(&node.path)),
                did_you_mean(&text, &valid),
            );
        }
        found
    }

    /// Checks the `schema:` line: `socmark/<kind>/1`.
    pub(crate) fn schema(&mut self, fields: &mut Fields<'_>, kind: &str) -> bool {
        let expected = format!("socmark/{kind}/1");
        let Some(node) = fields.optional("schema") else {
            let place = Place::file(self.file);
            self.out.push(
                Diagnostic::new("LD008", place, "the file does not say which schema it follows")
                    .help(format!("begin it with the line `schema: {expected}`")),
            );
            return false;
        };
        let found = self.text(node).unwrap_or_default();
        if found == expected {
            return true;
        }
        let help = match found.strip_prefix(&format!("socmark/{kind}/")) {
            Some(_) => format!("this program reads `{expected}`; a newer file needs a newer program"),
            None => format!("here a file of `{expected}` is needed"),
        };
        self.say("LD008", node, format!("schema `{found}` cannot be read here"), help);
        false
    }
}

/// The last key of a path, for messages: an entry of a list is named after its list.
pub(crate) fn last(path: &str) -> &str {
    let is_key = |part: &&str| !part.bytes().all(|byte| byte.is_ascii_digit());
    path.rsplit('/').find(is_key).unwrap_or(path)
}

/// The keys of one map, of which each is taken once; what is left at the end is unknown.
pub(crate) struct Fields<'n> {
    pub node: &'n Node,
    map: &'n [(Key, Node)],
    taken: Vec<&'static str>,
    what: &'static str,
}

impl<'n> Fields<'n> {
    /// The value of a key, if it is there and not empty.
    pub(crate) fn optional(&mut self, key: &'static str) -> Option<&'n Node> {
        self.taken.push(key);
        self.map
            .iter()
            .find(|(k, _)| k.text == key)
            .map(|(_, node)| node)
            .filter(|node| node.value != Value::Null)
    }

    /// The value of a key that must be there.
    pub(crate) fn required(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<&'n Node> {
        let found = self.optional(key);
        if found.is_none() {
            reader.say("LD011", self.node, format!("{} needs the key `{key}`", self.what), "");
        }
        found
    }

    /// Text that must be there; empty where it is not, which has been said.
    pub(crate) fn required_text(&mut self, key: &'static str, reader: &mut Reader<'_>) -> String {
        self.required(key, reader).and_then(|node| reader.text(node)).unwrap_or_default()
    }

    pub(crate) fn optional_text(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<String> {
        self.optional(key).and_then(|node| reader.text(node))
    }

    pub(crate) fn optional_bool(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<bool> {
        self.optional(key).and_then(|node| reader.bool(node))
    }

    /// A list of texts, empty where the key is absent.
    pub(crate) fn texts(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Vec<String> {
        self.optional(key).map(|node| reader.texts(node)).unwrap_or_default()
    }

    /// Reports every key that nobody took.
    pub(crate) fn finish(self, reader: &mut Reader<'_>) {
        for (key, node) in self.map {
            if !self.taken.contains(&key.text.as_str()) {
                reader.out.push(
                    Diagnostic::new(
                        "LD009",
                        Place::key(reader.file, &node.path),
                        format!("{} has no key `{}`", self.what, key.text),
                    )
                    .help(did_you_mean(&key.text, &self.taken)),
                );
            }
        }
    }
}
