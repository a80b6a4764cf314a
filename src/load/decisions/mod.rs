//! A file of agents' decisions, CSV or JSON lines -> [`DecisionLog`]. Rows are read in one pass; a row that cannot be used
//! is counted with its reason, never dropped in silence.

mod jsonl;
mod row;
mod separated;

use std::io::{BufReader, Read};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::autonomy::DecisionLog;

/// The fields of a decision, as columns of CSV and as keys of JSON lines.
pub(crate) const FIELDS: [&str; 10] = [
    "agent",
    "action",
    "time",
    "reviewed",
    "agreed",
    "overridden",
    "reversed",
    "review_seconds",
    "trace_id",
    "evidence",
];

/// Longest row, in bytes: what is longer is no decision.
const LONGEST: usize = 1024 * 1024;

/// Reads a file of decisions; nothing comes back where it is none at all, which the diagnostics say.
pub(crate) fn read(path: &Path, out: &mut Diagnostics) -> Option<DecisionLog> {
    let name = path.display().to_string();
    let file = match std::fs::File::open(path) {
        Ok(file) if !path.is_dir() => file,
        _ => {
            // the message, and the name that may have been meant, are the same for every file
            super::files::bytes(path, &name, 1, out);
            if !out.has_errors() {
                out.push(Diagnostic::new("LD001", Place::file(&name), "it cannot be read"));
            }
            return None;
        }
    };
    let mut input = BufReader::with_capacity(1 << 20, file);
    let first = first_byte(&mut input);
    let log = match first {
        None => {
            out.push(
                Diagnostic::new("LD004", Place::file(&name), "the file is empty")
                    .help(format!("one decision a row, with the columns {}", FIELDS.join(", "))),
            );
            return None;
        }
        Some(b'P') if starts(&mut input, b"PK") => {
            out.push(
                Diagnostic::new("DC006", Place::file(&name), "it is a spreadsheet or an archive, not text")
                    .help("save the sheet as CSV, in UTF-8"),
            );
            return None;
        }
        Some(0xFF | 0xFE) => {
            out.push(
                Diagnostic::new("LD002", Place::file(&name), "the text is not UTF-8 (it looks like UTF-16)")
                    .help("save the file as UTF-8"),
            );
            return None;
        }
        Some(b'{') => jsonl::read(&name, input, out),
        Some(_) => separated::read(&name, input, out),
    }?;
    for malformed in &log.malformed {
        let lines: Vec<String> = malformed.lines.iter().map(u64::to_string).collect();
        let more = if malformed.count > malformed.lines.len() as u64 { ", …" } else { "" };
        let rows = if malformed.count == 1 { "row was" } else { "rows were" };
        let line = if malformed.lines.len() == 1 { "line" } else { "lines" };
        out.push(
            Diagnostic::new(
                "DC001",
                Place::file(&name),
                format!(
                    "{} {rows} not counted: {} ({line} {}{more})",
                    malformed.count,
                    malformed.reason,
                    lines.join(", ")
                ),
            )
            .help("correct them, or keep in mind that the figures leave them out"),
        );
    }
    if log.repeated > 0 {
        out.push(
            Diagnostic::new(
                "DC002",
                Place::file(&name),
                format!(
                    "{} that equals an earlier one in every field, trace id included, was counted once",
                    if log.repeated == 1 {
                        "1 row".to_owned()
                    } else {
                        format!("each of {} rows", log.repeated)
                    }
                ),
            )
            .help("two exports may overlap"),
        );
    }
    if log.groups.is_empty() {
        out.push(
            Diagnostic::new("DC003", Place::file(&name), "no row could be used")
                .help(format!("one decision a row, with the columns {}", FIELDS.join(", "))),
        );
        return None;
    }
    Some(log)
}

/// Whether the input goes on with these bytes.
fn starts(input: &mut BufReader<std::fs::File>, bytes: &[u8]) -> bool {
    use std::io::BufRead;
    input.fill_buf().is_ok_and(|buffer| buffer.starts_with(bytes))
}

/// The first byte that is no blank and no byte order mark; those before it are passed over.
fn first_byte(input: &mut BufReader<std::fs::File>) -> Option<u8> {
    use std::io::BufRead;
    loop {
        let buffer = input.fill_buf().ok()?;
        let blank = |byte: &u8| byte.is_ascii_whitespace() || [0xEF, 0xBB, 0xBF].contains(byte);
        match buffer.iter().position(|byte| !blank(byte)) {
            Some(at) => {
                let byte = buffer[at];
                // line numbers count from the top, so line ends stay
                let marks = buffer.starts_with(&[0xEF, 0xBB, 0xBF]);
                if marks {
                    input.consume(3);
                }
                return Some(byte);
            }
            None if buffer.is_empty() => return None,
            None => {
                let length = buffer.len();
                input.consume(length);
            }
        }
    }
}

/// The reading failed half-way: said, and nothing is concluded from a part.
fn broken(name: &str, error: &dyn std::fmt::Display, out: &mut Diagnostics) {
    out.push(Diagnostic::new("LD001", Place::file(name), format!("it cannot be read to its end: {error}")));
}

/// A log of decisions names few actions, each many times.
fn too_many(name: &str, out: &mut Diagnostics) {
    let message = format!("it names more than {} pairs of agent and action", row::MOST_GROUPS);
    out.push(
        Diagnostic::new("DC005", Place::file(name), message).help(
            "`action` is the kind of action, such as `isolate-host`, the same in every row of that kind",
        ),
    );
}

/// Anything that decisions are read from.
trait Input: Read + Send {}
impl<T: Read + Send> Input for T {}
