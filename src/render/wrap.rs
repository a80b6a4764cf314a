//! Lines that fit a terminal.

/// Columns of running text.
pub(crate) const WIDTH: usize = 96;

/// The text in lines of at most 96 columns, each after `indent`, with a final newline; words are never cut.
pub(crate) fn wrapped(text: &str, indent: &str) -> String {
    hanging(text, indent, indent, WIDTH).into_iter().map(|line| line + "\n").collect()
}

/// The text in lines of at most `width` columns, the first after `first`, the others after `rest`; words are never cut.
/// Nothing in it steers a terminal.
pub(crate) fn hanging(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let indent = if lines.is_empty() { first } else { rest };
        let wide = indent.chars().count() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && wide > width {
            lines.push(format!("{indent}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().map(safe));
    }
    if !line.is_empty() {
        lines.push(format!("{}{line}", if lines.is_empty() { first } else { rest }));
    }
    lines
}

/// A text of a user's on one line of a terminal: control and direction characters shown as `?`, at most 120 characters.
pub(crate) fn shown_safely(text: &str) -> String {
    const MOST: usize = 120;
    let mut shown: String = text.chars().take(MOST).map(safe).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push_str("...");
    }
    shown
}

/// A text of a user's, whole, in lines as [`wrapped`] makes them: what steers a terminal shown as `?`.
pub(crate) fn wrapped_safely(text: &str, indent: &str) -> String {
    // white space parts words, whatever sort it is
    let plain: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { safe(c) }).collect();
    wrapped(&plain, indent)
}

/// `?` for what moves the cursor, changes colours or turns the direction of writing.
fn safe(c: char) -> char {
    let steers = c.is_control()
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    if steers { '?' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_steers_the_terminal() {
        assert_eq!(shown_safely("a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}b\nc"), "a?]0;x??31m?b?c");
        assert_eq!(shown_safely(&"x".repeat(200)).len(), 123);
        assert_eq!(wrapped_safely("a\u{1b}[2J b\nc\u{202e}", "  "), "  a?[2J b c?\n");
        assert_eq!(wrapped_safely(&"word ".repeat(40), "").split_whitespace().count(), 40);
    }
}
