//! Lines that fit a terminal.

/// Columns of running text.
pub(crate) const WIDTH: usize = 96;

/// The text in lines of at most 96 columns, each after `indent`, with a final newline; words are never cut.
pub(crate) fn wrapped(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let wide = indent.chars().count() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && wide > WIDTH {
            out.push_str(&format!("{indent}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        out.push_str(&format!("{indent}{line}\n"));
    }
    out
}
