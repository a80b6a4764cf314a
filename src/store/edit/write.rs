//! How a value is written into a text that people wrote: on one line, in quotes only where it needs them.

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Yaml {
    /// Nothing: an open key.
    Null,
    Int(i64),
    Text(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    /// On one line, safe between braces as well as outside of them.
    pub(super) fn inline(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Int(number) => number.to_string(),
            Self::Text(text) => scalar(text),
            Self::List(list) => {
                format!("[{}]", list.iter().map(Self::inline).collect::<Vec<_>>().join(", "))
            }
            Self::Map(map) => {
                let entries: Vec<String> =
                    map.iter().map(|(key, value)| format!("{}: {}", scalar(key), value.inline())).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}

/// A text as it may stand in a document: plain where nobody could read it as something else.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 11] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan"];
    let begins = text.chars().next().is_some_and(char::is_alphabetic);
    let allowed = |c: char| c.is_alphanumeric() || " ._-/()%+;!?=<>'".contains(c);
    begins
        && text.chars().all(allowed)
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// In double quotes, with everything escaped that an editor or a parser might change.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
