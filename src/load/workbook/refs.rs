//! Cell references in formulas.

/// A cell or range that a formula names, corners from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ref {
    /// The other sheet, where one is named.
    pub sheet: Option<String>,
    /// Row and column.
    pub from: (u32, u32),
    /// The same as `from` for a single cell.
    pub to: (u32, u32),
}

/// Every reference in a formula, in order. Whole columns, names and texts in quotes are passed over.
pub(super) fn refs(formula: &str) -> Vec<Ref> {
    let mut found = Vec::new();
    let mut sheet: Option<String> = None;
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            rest = skip_quoted(rest, '"').1;
        } else if first == '\'' {
            let (name, after) = skip_quoted(rest, '\'');
            rest = after;
            if let Some(after) = rest.strip_prefix('!') {
                sheet = Some(name);
                rest = after;
            }
        } else if is_word(first) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            rest = after;
            if let Some(after) = rest.strip_prefix('!') {
                sheet = Some(word.to_owned());
                rest = after;
                continue;
            }
            if let Some(range) = range(word)
                && !rest.starts_with('(')
            {
                found.push(Ref { sheet: sheet.take(), from: range.0, to: range.1 });
            }
            sheet = None;
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

/// The single cell that a formula repeats (`D535`, `'Services - SIM'!L12`), and nothing else.
pub(super) fn repeated(formula: &str) -> Option<Ref> {
    let (sheet, rest) = if formula.starts_with('\'') {
        let (name, rest) = skip_quoted(formula, '\'');
        (Some(name), rest.strip_prefix('!')?)
    } else if let Some((name, rest)) = formula.split_once('!') {
        (Some(name.to_owned()), rest)
    } else {
        (None, formula)
    };
    let at = cell(rest.trim())?;
    Some(Ref { sheet, from: at, to: at })
}

/// The text between quotes, of which two stand for one, and what follows.
fn skip_quoted(text: &str, quote: char) -> (String, &str) {
    let mut inner = String::new();
    let mut rest = &text[1..];
    while let Some((before, after)) = rest.split_once(quote) {
        inner.push_str(before);
        match after.strip_prefix(quote) {
            Some(after) => {
                inner.push(quote);
                rest = after;
            }
            None => return (inner, after),
        }
    }
    (inner, "")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '$' | ':' | '_' | '.')
}

type Corner = (u32, u32);

fn range(word: &str) -> Option<(Corner, Corner)> {
    let (from, to) = word.split_once(':').unwrap_or((word, word));
    Some((cell(from)?, cell(to)?))
}

/// Row and column of `D4` or `$D$4`.
pub(super) fn cell(text: &str) -> Option<Corner> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &text[..text.len() - digits.len()];
    let digits = digits.strip_prefix('$').unwrap_or(digits);
    if letters.is_empty() || letters.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    (row > 0 && row <= 1_048_576).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_with_their_sheets() {
        let names =
            |formula| -> Vec<_> { refs(formula).into_iter().map(|r| (r.sheet, r.from, r.to)).collect() };
        assert_eq!(
            names("VLOOKUP(SUM(_Output!D1081:D1088) + _Output!$D$9,'R&H ''x'''!A1,2,FALSE)"),
            [
                (Some("_Output".to_owned()), (1081, 4), (1088, 4)),
                (Some("_Output".to_owned()), (9, 4), (9, 4)),
                (Some("R&H 'x'".to_owned()), (1, 1), (1, 1)),
            ]
        );
        assert_eq!(names(r#"SUMIFS(D:D,$A:$A,"B 1*",$B:$B,1,$L:$L,"<>A1")"#), []);
        assert_eq!(names("LOG10(5)+ROUND(J2,2)"), [(None, (2, 10), (2, 10))]);
        assert_eq!(repeated("D535").map(|r| r.from), Some((535, 4)));
        assert_eq!(repeated("'Services - SIM'!L12").map(|r| r.from), Some((12, 12)));
        assert_eq!(repeated("$D$527-1"), None);
        assert_eq!(repeated("D4*H4"), None);
    }
}
