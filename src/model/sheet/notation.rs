//! What stands in a cell that holds more than a word: texts, lists, evidence. Writer and parser side by side.
//!
//! ```text
//! text      as it is, or json:"…" where a cell cannot carry it (control characters, `\r`, `_x000D_`)
//! list      one; two; "with; a semicolon"
//! evidence  one entry a line:
//!           docs/escalation.md # Escalation | attested by lead analyst on 2026-10-30
//!           https://example.org/page
//!           path:"a path with # and | in it" # "a heading\nover two lines"
//! ```

use crate::model::assessment::{Attestation, EvidenceRef, EvidenceSource};
use crate::model::date::Date;

const TEXT: &str = "json:";
const PATH: &str = "path:";
const URL: &str = "url:";
const HEADING: &str = " # ";
const ATTESTED: &str = " | attested by ";
const ON: &str = " on ";
const LIST: &str = "; ";

/// A text as its cell holds it.
#[must_use]
pub fn text(text: &str) -> String {
    let taken_for_notation = text.starts_with(TEXT) && unquote(&text[TEXT.len()..]).is_some();
    if taken_for_notation || !text.chars().all(|c| c == '\n' || plain(c)) || has_escape(text) {
        format!("{TEXT}{}", quote(text))
    } else {
        text.to_owned()
    }
}

/// The text that a cell holds; `\r\n` of other programs is a line break.
#[must_use]
pub fn parse_text(cell: &str) -> String {
    let quoted = cell.strip_prefix(TEXT).and_then(unquote);
    quoted.unwrap_or_else(|| cell.replace("\r\n", "\n"))
}

/// A list as its cell holds it; empty for none.
#[must_use]
pub fn list(entries: &[String]) -> String {
    let one = |entry: &String| {
        if entry.contains(';') || !is_plain(entry) { quote(entry) } else { entry.clone() }
    };
    entries.iter().map(one).collect::<Vec<_>>().join(LIST)
}

/// The entries of a list cell. Empty entries are left out unless they are quoted.
///
/// # Errors
/// Where a quoted entry does not end: what is wrong, in words.
pub fn parse_list(cell: &str) -> Result<Vec<String>, String> {
    let mut entries = Vec::new();
    let mut rest = cell.trim();
    while !rest.is_empty() {
        if rest.starts_with('"') {
            let (entry, after) =
                quoted(rest).ok_or_else(|| format!("`{rest}` has a quote that does not end"))?;
            let after = after.trim_start();
            if !after.is_empty() && !after.starts_with(';') {
                return Err(format!("`{after}` follows a quoted entry without `;`"));
            }
            entries.push(entry);
            rest = after;
        } else {
            let end = rest.find(';').unwrap_or(rest.len());
            let entry = rest[..end].trim();
            if !entry.is_empty() {
                entries.push(entry.to_owned());
            }
            rest = &rest[end..];
        }
        rest = rest.strip_prefix(';').unwrap_or(rest).trim_start();
    }
    Ok(entries)
}

/// Evidence as its cell holds it: one entry a line.
#[must_use]
pub fn evidence(entries: &[EvidenceRef]) -> String {
    entries.iter().map(one_evidence).collect::<Vec<_>>().join("\n")
}

/// The entries of an evidence cell.
///
/// # Errors
/// One message a line that is none, with its number from 1; the other lines are read.
pub fn parse_evidence(cell: &str) -> (Vec<EvidenceRef>, Vec<(usize, String)>) {
    let (mut entries, mut errors) = (Vec::new(), Vec::new());
    for (number, line) in cell.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match parse_one(line) {
            Ok(entry) => entries.push(entry),
            Err(error) => errors.push((number + 1, error)),
        }
    }
    (entries, errors)
}

fn one_evidence(entry: &EvidenceRef) -> String {
    let mut line = match &entry.source {
        EvidenceSource::Path(path) if is_source(path) && !is_url(path) => path.clone(),
        EvidenceSource::Path(path) => format!("{PATH}{}", quote(path)),
        EvidenceSource::Url(url) if is_source(url) && is_url(url) => url.clone(),
        EvidenceSource::Url(url) => format!("{URL}{}", quote(url)),
    };
    if let Some(heading) = &entry.heading {
        line.push_str(HEADING);
        line.push_str(&part(heading));
    }
    if let Some(Attestation { by, on }) = &entry.attested {
        line.push_str(&format!("{ATTESTED}{}{ON}{on}", part(by)));
    }
    line
}

fn parse_one(line: &str) -> Result<EvidenceRef, String> {
    let kind = [PATH, URL].into_iter().find(|kind| {
        let after = line.strip_prefix(kind);
        after.is_some_and(|after| after.starts_with('"'))
    });
    let (source, rest) = match kind {
        Some(kind) => {
            let (source, rest) = quoted(&line[kind.len()..]).ok_or("a quote does not end")?;
            (if kind == URL { EvidenceSource::Url(source) } else { EvidenceSource::Path(source) }, rest)
        }
        None => {
            let end =
                [line.find(HEADING), line.find(" | ")].into_iter().flatten().min().unwrap_or(line.len());
            let source = line[..end].trim();
            if source.is_empty() {
                return Err("neither a path nor a URL is named".to_owned());
            }
            let source = source.to_owned();
            (
                if is_url(&source) { EvidenceSource::Url(source) } else { EvidenceSource::Path(source) },
                &line[end..],
            )
        }
    };
    let (heading, rest) = match rest.strip_prefix(HEADING) {
        Some(after) if after.trim_start().starts_with('"') => {
            let (heading, rest) = quoted(after.trim_start()).ok_or("a quote does not end")?;
            (Some(heading), rest)
        }
        Some(after) => {
            let end = after.find(" | ").unwrap_or(after.len());
            (Some(after[..end].trim().to_owned()), &after[end..])
        }
        None => (None, rest),
    };
    let attested = match rest.strip_prefix(ATTESTED) {
        Some(after) => Some(attestation(after)?),
        None if rest.trim().is_empty() => None,
        None => {
            return Err(format!(
                "`{}` is not understood; write ` | attested by ROLE on YYYY-MM-DD`",
                rest.trim()
            ));
        }
    };
    Ok(EvidenceRef { source, heading, attested })
}

fn attestation(text: &str) -> Result<Attestation, String> {
    let shape = || format!("`{}` is no `ROLE on YYYY-MM-DD`", text.trim());
    let (by, on) = text.rsplit_once(ON).ok_or_else(shape)?;
    let on =
        Date::parse(on.trim()).ok_or_else(|| format!("`{}` is no date such as 2026-10-30", on.trim()))?;
    let by = match by.trim() {
        "" => return Err(shape()),
        by if by.starts_with('"') => unquote(by).ok_or("a quote does not end")?,
        by => by.to_owned(),
    };
    Ok(Attestation { by, on })
}

fn is_url(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn is_source(text: &str) -> bool {
    let marked =
        [PATH, URL].iter().any(|kind| text.strip_prefix(kind).is_some_and(|rest| rest.starts_with('"')));
    !marked && is_part(text)
}

/// A heading or role: as it is where nothing in it separates.
fn part(text: &str) -> String {
    if is_part(text) { text.to_owned() } else { quote(text) }
}

fn is_part(text: &str) -> bool {
    // a separator may also arise where two parts meet
    let separates = [" #", "# ", " |", "| "].iter().any(|sign| text.contains(sign));
    !separates && !["#", "|"].contains(&text) && is_plain(text)
}

/// Whether it survives trimming, lines and cells, and is not taken for something quoted.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.starts_with('"')
        && text.chars().all(plain)
        && !has_escape(text)
}

/// Whether a spreadsheet's XML carries the character as it is, inside one line.
fn plain(c: char) -> bool {
    c == '\t'
        || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
}

/// `_x000D_` in a cell is an escape for one character.
fn has_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(7).any(|seven| {
        seven[0] == b'_'
            && seven[1].eq_ignore_ascii_case(&b'x')
            && seven[2..6].iter().all(u8::is_ascii_hexdigit)
            && seven[6] == b'_'
    })
}

/// A JSON string of characters that every cell carries.
fn quote(text: &str) -> String {
    let escape_underscores = has_escape(text);
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '_' if escape_underscores => quoted.push_str("\\u005f"),
            c if plain(c) => quoted.push(c),
            // the others that are not plain lie below U+10000
            c => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// A text that is one JSON string and nothing else.
fn unquote(text: &str) -> Option<String> {
    quoted(text).filter(|(_, rest)| rest.trim().is_empty()).map(|(text, _)| text)
}

/// The JSON string at the start, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut found = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((found, &inside[at + 1..])),
            '\\' => match chars.next()?.1 {
                'n' => found.push('\n'),
                'r' => found.push('\r'),
                't' => found.push('\t'),
                'b' => found.push('\u{8}'),
                'f' => found.push('\u{c}'),
                'u' => {
                    let (from, _) = chars.next()?;
                    let hex = inside.get(from..from + 4)?;
                    found.push(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?);
                    chars.nth(2)?;
                }
                other @ ('"' | '\\' | '/') => found.push(other),
                _ => return None,
            },
            c => found.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn path(text: &str) -> EvidenceRef {
        EvidenceRef { source: EvidenceSource::Path(text.into()), heading: None, attested: None }
    }

    #[test]
    fn evidence_reads_as_people_write_it() {
        let full = EvidenceRef {
            source: EvidenceSource::Path("docs/escalation.md".into()),
            heading: Some("Escalation".into()),
            attested: Some(Attestation {
                by: "lead on duty".into(),
                on: Date::parse("2026-10-30").expect("a date"),
            }),
        };
        let line = "docs/escalation.md # Escalation | attested by lead on duty on 2026-10-30";
        assert_eq!(evidence(std::slice::from_ref(&full)), line);
        let cell = format!("{line}\r\n\n  https://example.org/a#b  \nplain.md");
        let url = EvidenceRef { source: EvidenceSource::Url("https://example.org/a#b".into()), ..path("") };
        assert_eq!(parse_evidence(&cell), (vec![full, url, path("plain.md")], vec![]));
    }

    #[test]
    fn evidence_that_says_too_little_is_named_by_its_line() {
        let cell = "a.md | attested by lead\nb.md\nc.md | checked by me\n# heading alone\nd.md | attested by lead on 30.10.2026";
        let (read, errors) = parse_evidence(cell);
        assert_eq!(read, [path("b.md"), path("# heading alone")]);
        assert_eq!(errors.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 5]);
    }

    #[test]
    fn texts_stand_as_they_are_unless_a_cell_cannot_carry_them() {
        for same in ["=1+1", "a\nb", " blanks ", "\"quoted\"", "json: no", "日本語", "tab\tbed", "a_x00_b"]
        {
            assert_eq!(text(same), same);
        }
        assert_eq!(text("a\r\nb"), "json:\"a\\r\\nb\"");
        assert_eq!(text("_x000D_"), "json:\"\\u005fx000D\\u005f\"");
        assert_eq!(parse_text("a\r\nb"), "a\nb");
        assert_eq!(parse_text("json:\"not ended"), "json:\"not ended");
    }

    #[test]
    fn a_list_with_a_broken_quote_is_refused() {
        assert_eq!(parse_list("one;two ; ;\"a; b\""), Ok(vec!["one".into(), "two".into(), "a; b".into()]));
        assert!(parse_list("one; \"two").is_err());
        assert!(parse_list("\"one\" two").is_err());
    }

    /// Letters and every sign that means something to the notation.
    const TEXTS: &str =
        "([ #|;:\"\\\\\n\r\t_xa0-1/]|on|path:|url:|json:|http://|https://| # | \\| attested by |.){0,8}";

    proptest! {
        #[test]
        fn any_text_survives_its_cell(meant in TEXTS) {
            let cell = text(&meant);
            prop_assert!(cell.chars().all(|c| c == '\n' || plain(c)) && !has_escape(&cell), "{cell:?}");
            prop_assert_eq!(parse_text(&cell), meant);
        }

        #[test]
        fn any_list_survives_its_cell(meant in proptest::collection::vec(TEXTS, 0..4)) {
            let cell = list(&meant);
            prop_assert_eq!(parse_list(&cell), Ok(meant), "{}", cell);
        }

        #[test]
        fn any_evidence_survives_its_cell(
            parts in proptest::collection::vec(
                (TEXTS, any::<bool>(), proptest::option::of(TEXTS), proptest::option::of((TEXTS, 1_i16..9999))),
                0..4,
            )
        ) {
            let meant: Vec<EvidenceRef> = parts
                .into_iter()
                .map(|(source, is_path, heading, attested)| EvidenceRef {
                    source: if is_path { EvidenceSource::Path(source) } else { EvidenceSource::Url(source) },
                    heading,
                    attested: attested.map(|(by, year)| Attestation {
                        by,
                        on: Date::new(year, 2, 28).expect("a date"),
                    }),
                })
                .collect();
            let cell = evidence(&meant);
            prop_assert!(cell.chars().all(|c| c == '\n' || plain(c)) && !has_escape(&cell), "{cell:?}");
            prop_assert_eq!(parse_evidence(&cell), (meant, vec![]), "{}", cell);
        }
    }
}
