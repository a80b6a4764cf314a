//! How wide text will be, without a font: estimated on the safe side, so that nothing is cut off.

/// Width of a line in units of the chart at a font size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let ems: u32 = text.chars().map(thousandths).sum();
    f64::from(ems) * size / 1000.0
}

/// Thousandths of an em, a little above the wider of the common sans-serif fonts.
fn thousandths(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 330,
        ' ' | 't' | 'f' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 400,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 980,
        'A'..='Z' => 740,
        '0'..='9' => 620,
        'a'..='z' => 610,
        c if u32::from(c) >= 0x1100 => 1050,
        _ => 680,
    }
}

/// Lines that fit the width; words longer than a line are broken.
pub(super) fn wrap(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&joined, size) <= most {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if !line.is_empty() && width(&format!("{line}{c}"), size) > most {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The first lines of [`wrap`], the last one with an ellipsis where more would follow; the whole text is in the table beside.
pub(super) fn wrap_to(text: &str, size: f64, most: f64, lines: usize) -> Vec<String> {
    let mut wrapped = wrap(text, size, most);
    if wrapped.len() > lines {
        wrapped.truncate(lines);
        if let Some(last) = wrapped.last_mut() {
            while width(&format!("{last}…"), size) > most && last.pop().is_some() {}
            last.push('…');
        }
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_space_and_no_letter_is_lost() {
        let text = "Threat intelligence and Donaudampfschifffahrtsgesellschaftskapitän reporting";
        let lines = wrap(text, 10.0, 60.0);
        assert!(lines.iter().all(|line| width(line, 10.0) <= 60.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        assert_eq!(wrap("", 10.0, 60.0), [""]);
    }

    #[test]
    fn what_is_cut_says_so() {
        let lines = wrap_to(&"word ".repeat(40), 10.0, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1], 10.0) <= 60.0, "{lines:?}");
    }
}
