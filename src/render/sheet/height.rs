//! How high a row must be so that nothing in it is cut off: spreadsheet programs do not work that out when they open a file.

/// Points that a row has at most.
const MAX: f64 = 409.0;
/// Pixels of a column that no text reaches.
const PADDING: f64 = 6.0;
/// From line to line, by the size of the font; programs need 1.15 to 1.25.
const LINE: f64 = 1.25;
/// Points above and below the text.
const EDGES: f64 = 3.0;
/// A little more than programs need, whose fonts differ in their last pixel.
const CAUTION: f64 = 1.02;

/// One text in a cell of a column.
pub(super) struct Text<'a> {
    pub text: &'a str,
    /// Of the column, in characters as spreadsheets count them.
    pub width: f64,
    /// Points.
    pub size: f64,
    pub bold: bool,
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str, width: f64) -> Self {
        Self { text, width, size: 9.0, bold: false }
    }

    /// Bold, as a chosen anchor becomes.
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn small(self) -> Self {
        Self { size: 7.0, ..self }
    }

    fn lines(&self) -> usize {
        let room = self.width * 7.0 + 5.0 - PADDING;
        let em = self.size * 4.0 / 3.0 / 1000.0 * CAUTION * if self.bold { 1.06 } else { 1.0 };
        self.text.split('\n').map(|line| wrapped(line, room / em)).sum()
    }
}

/// The height in points of a row with these texts, at least one line.
pub(super) fn of(texts: &[Text<'_>]) -> f64 {
    let highest =
        texts.iter().map(|text| text.lines() as f64 * text.size * LINE + EDGES).fold(16.0, f64::max);
    (highest * 4.0).ceil().min(MAX * 4.0) / 4.0
}

/// Lines of one paragraph, broken between words, or inside those that are longer than a line.
fn wrapped(text: &str, room: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0);
    for word in text.split_inclusive([' ', '-', '\u{2013}']) {
        let width: f64 = word.chars().map(width).sum();
        if used > 0.0 && used + word.trim_end().chars().map(self::width).sum::<f64>() > room {
            lines += 1;
            used = 0.0;
        }
        if width > room {
            let whole = (width / room).floor();
            // a cell holds 32,767 characters at most
            lines += whole as usize;
            used = width - whole * room;
        } else {
            used += width;
        }
    }
    lines
}

/// Thousandths of an em in Arial and its twins; others are taken as wide.
fn width(c: char) -> f64 {
    f64::from(match c {
        'i' | 'j' | 'l' | '\'' => 222,
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | 'I' | '[' | ']' | '\\' | 'f' | 't' => 278,
        '-' | '(' | ')' | 'r' | '`' | '"' | '|' | '{' | '}' | '*' => 345,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'm' | 'M' | '%' => 860,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722,
        'G' | 'O' | 'Q' => 778,
        'W' | '@' => 1015,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667,
        'F' | 'T' | 'Z' | '+' | '<' | '=' | '>' | '~' => 611,
        c if c < '\u{1100}' => 556,
        _ => 1000,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_twice_as_long_takes_about_twice_the_lines() {
        // 10 characters of 7 pixels, less the edge: 69 pixels; "mmmm" at 12 pixels an em is 4 * 0.86 * 12 = 41 wide
        assert_eq!(Text::new("mmmm", 10.0).lines(), 1);
        assert_eq!(Text::new("mmmm mmmm", 10.0).lines(), 2);
        assert_eq!(Text::new("mmmm\nmmmm\n", 10.0).lines(), 3);
        // one word of 30 m: 310 pixels and a little caution, so five lines
        assert_eq!(Text::new(&"m".repeat(30), 10.0).lines(), 5);
        assert!(of(&[Text::new(&"word ".repeat(10_000), 10.0)]) <= MAX);
        assert!(of(&[]) >= 12.0);
    }
}
