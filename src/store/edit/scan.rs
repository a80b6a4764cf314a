//! Where keys and values begin and end in a YAML text, to the byte.
//!
//! The reader says where a value begins only roughly (anchors, nulls and block scalars differ), so the ends are found in
//! the text itself, led by what the reader made of it. Whatever is misjudged here is refused by the check after an edit.

use std::ops::Range;

use crate::load::yaml::{Key, Node, Value};

/// The byte after the colon that follows a key; none for keys that have no colon on their line.
pub(super) fn after_colon(text: &str, key: &Key) -> Option<usize> {
    let start = key.mark.start;
    let end = match text[start..].chars().next()? {
        '"' | '\'' => quoted_end(text, start)?,
        _ => start + key.text.len(),
    };
    let rest = text.get(end..)?;
    let colon = rest.trim_start_matches([' ', '\t']);
    colon.starts_with(':').then(|| end + (rest.len() - colon.len()) + 1)
}

/// The bytes of an entry's value; empty, right behind the colon, where nothing is written.
pub(super) fn value(text: &str, key: &Key, node: &Node, flow: bool) -> Option<Range<usize>> {
    let colon = after_colon(text, key)?;
    if node.value == Value::Null {
        let line = &text[colon..line_end(text, colon)];
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let word = ["null", "Null", "NULL", "~"].into_iter().find(|word| {
            line[blank..]
                .strip_prefix(word)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        });
        return Some(match word {
            Some(word) if blank > 0 => colon + blank..colon + blank + word.len(),
            _ => colon..colon,
        });
    }
    let start = content(text, colon)?;
    Some(start..end(text, start, node, flow, column(text, key.mark.start))?)
}

/// The end of a value that begins at `start`; `parent` is the column of the key or dash that it belongs to.
pub(super) fn end(text: &str, start: usize, node: &Node, flow: bool, parent: usize) -> Option<usize> {
    match (text[start..].chars().next()?, &node.value) {
        ('{' | '[', Value::Map(_) | Value::List(_)) => bracket_end(text, start),
        ('*', _) => Some(start + text[start..].find([' ', '\t', '\r', '\n', ',', ']', '}'])?),
        (_, Value::Map(entries)) => {
            let (key, last) = entries.last()?;
            Some(value(text, key, last, false)?.end)
        }
        (_, Value::List(entries)) => {
            let last = entries.last()?;
            let (dash, first) = list_entry(text, last)?;
            if last.value == Value::Null {
                Some(dash + 1)
            } else {
                end(text, first, last, false, column(text, dash))
            }
        }
        ('"' | '\'', _) => quoted_end(text, start),
        ('|' | '>', _) if !flow => Some(block_scalar_end(text, start, parent)),
        _ if flow => Some(flow_plain_end(text, start)),
        _ => Some(plain_end(text, start, parent)),
    }
}

/// The dash of an entry of a block list, and the first byte of its content.
pub(super) fn list_entry(text: &str, entry: &Node) -> Option<(usize, usize)> {
    let mut line = line_start(text, entry.mark.start);
    let before = &text[line..entry.mark.start];
    if let Some(dash) = before.rfind("- ").or_else(|| before.rfind('-')) {
        return Some((line + dash, content(text, line + dash + 1)?));
    }
    // a text on lines of its own begins below its dash
    while text[..line].ends_with('\n') {
        line = line_start(text, line - 1);
        let dash = line + indent(&text[line..]);
        if text[dash..].starts_with("- ") {
            return Some((dash, content(text, dash + 1)?));
        }
    }
    None
}

/// Whether a collection is written in braces or brackets.
pub(super) fn is_flow(text: &str, span: &Range<usize>) -> bool {
    text[span.clone()].starts_with(['{', '['])
}

/// The first byte of content at or after `at`: blanks, comments, anchors and tags are passed over.
fn content(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        match trimmed.chars().next()? {
            '#' => at = line_end(text, at),
            '&' | '!' => at += trimmed.find(char::is_whitespace).unwrap_or(trimmed.len()),
            _ => return Some(at),
        }
    }
}

fn quoted_end(text: &str, start: usize) -> Option<usize> {
    let quote = text[start..].chars().next()?;
    let mut chars = text[start + 1..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => {
                chars.next();
            }
            '\'' if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') => {
                chars.next();
            }
            _ if c == quote => return Some(start + 1 + at + 1),
            _ => {}
        }
    }
    None
}

/// The end of what stands between brackets, the closing one included.
fn bracket_end(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        let before = text[..at].chars().next_back();
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            // a quote inside a plain word is a letter like any other
            '"' | '\'' if before.is_some_and(|c| "{[,: \t\r\n".contains(c)) => {
                at = quoted_end(text, at)?;
                continue;
            }
            '#' if before.is_some_and(char::is_whitespace) => {
                at = line_end(text, at);
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

fn block_scalar_end(text: &str, start: usize, parent: usize) -> usize {
    let header = &text[start..line_end(text, start)];
    let keeps = header.split(" #").next().unwrap_or_default().contains('+');
    let mut end = start + header.len();
    for (at, line) in lines_after(text, start) {
        let blank = line.trim().is_empty();
        if !blank && indent(line) <= parent && !(parent == 0 && indent(line) > 0) {
            break;
        }
        if !blank || keeps {
            end = at + line.trim_end_matches(['\r', '\n']).len();
        }
    }
    end
}

fn plain_end(text: &str, start: usize, parent: usize) -> usize {
    let first = &text[start..line_end(text, start)];
    let (mut end, mut open) = one_line_plain(first, start);
    for (at, line) in lines_after(text, start) {
        if !open {
            break;
        }
        if line.trim().is_empty() {
            continue;
        }
        if indent(line) <= parent || line.trim_start().starts_with('#') {
            break;
        }
        let own = line.trim_end_matches(['\r', '\n']);
        let skipped = own.len() - own.trim_start().len();
        (end, open) = one_line_plain(&own[skipped..], at + skipped);
    }
    end
}

/// The end of the words on one line, and whether they may go on on the next.
fn one_line_plain(line: &str, start: usize) -> (usize, bool) {
    let comment =
        line.match_indices('#').find(|(at, _)| line[..*at].ends_with([' ', '\t'])).map(|(at, _)| at);
    let words = &line[..comment.unwrap_or(line.len())];
    (start + words.trim_end().len(), comment.is_none())
}

fn flow_plain_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let stops = |(at, c): &(usize, char)| match c {
        ',' | '{' | '}' | '[' | ']' => true,
        ':' => rest[at + 1..].starts_with([' ', '\t', '\r', '\n', ',', ']', '}']),
        '#' => rest[..*at].ends_with(char::is_whitespace),
        _ => false,
    };
    let end = rest.char_indices().find(stops).map_or(rest.len(), |(at, _)| at);
    start + rest[..end].trim_end().len()
}

/// The lines below the one of `at`, each with where it begins.
fn lines_after(text: &str, at: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut next = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
    text[next..].split_inclusive('\n').map(move |line| {
        let at = next;
        next += line.len();
        (at, line)
    })
}

/// Spaces before the first other character.
pub(super) fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

/// Bytes before `at` on its line; a byte order mark does not count.
pub(super) fn column(text: &str, at: usize) -> usize {
    at - line_start(text, at)
}

/// The first byte of the line, behind a byte order mark.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let mark = '\u{feff}'.len_utf8();
    if start == 0 && text.starts_with('\u{feff}') && at >= mark { mark } else { start }
}

/// The end of the line, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    if end > at && text[..end].ends_with('\r') { end - 1 } else { end }
}
