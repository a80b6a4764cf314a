//! Cells as values, whoever wrote them: numbers as text, text as numbers, booleans, dates as serial numbers.

use crate::diagnostic::did_you_mean;
use crate::load::workbook::cells::Value;
use crate::model::date::Date;
use crate::model::sheet::{is_invisible, notation, same_word, shown, trimmed, words};

use super::{At, Page, Reading};

/// Days between the two ways in which spreadsheets count dates.
const FROM_1904: i64 = 1462;

impl Reading<'_> {
    /// What a cell says; nothing where it is blank. An error, or a formula without a stored result, is said.
    pub(super) fn given<'p>(&mut self, page: &'p Page, at: At) -> Option<&'p Value> {
        match page.cells.value(at.0, at.1) {
            Value::Empty if page.cells.formula(at.0, at.1).is_some() => {
                self.say(
                    "WB023",
                    page,
                    at,
                    "the cell holds a formula, and no result of it is stored".to_owned(),
                    "open and save the sheet in a spreadsheet program, or type the answer itself",
                );
                None
            }
            Value::Empty => None,
            Value::Error(marker) => {
                let message = format!("the cell shows the error `{marker}`");
                self.say("WB023", page, at, message, "type the answer itself, or clear the cell");
                None
            }
            Value::Text(text) if trimmed(text).is_empty() => None,
            value => Some(value),
        }
    }

    /// Says that a cell holds a value that is none.
    pub(super) fn wrong(&mut self, page: &Page, at: At, expected: &str, help: impl Into<String>) {
        let there = match page.cells.value(at.0, at.1) {
            Value::Number(number) => number.to_string(),
            other => format!("`{}`", on_a_line(&other.shown().unwrap_or_default())),
        };
        self.say("WB016", page, at, format!("the cell holds {there}, but {expected}"), help);
    }

    /// A text to the letter; blanks that somebody left there count as nothing only where nothing else would fit.
    pub(super) fn text(&mut self, page: &Page, at: At) -> Option<String> {
        match page.cells.value(at.0, at.1) {
            Value::Text(text) if !text.is_empty() => Some(notation::parse_text(text)),
            _ => self.given(page, at).and_then(Value::shown),
        }
    }

    /// A text of which outer blanks are no part: ids, keys.
    pub(super) fn name(&mut self, page: &Page, at: At) -> Option<String> {
        let text = self.given(page, at)?.shown()?;
        Some(notation::parse_text(text.trim()))
    }

    /// One of the words of a list, in any dress.
    pub(super) fn word<T: Copy>(
        &mut self,
        page: &Page,
        at: At,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.given(page, at)?.shown()?;
        let found = all.iter().copied().find(|value| same_word(&text, word(*value)));
        if found.is_none() {
            let valid: Vec<String> = all.iter().map(|value| shown(word(*value))).collect();
            let valid: Vec<&str> = valid.iter().map(String::as_str).collect();
            let help = did_you_mean(&trimmed(&text).to_lowercase(), &valid);
            self.wrong(page, at, "a word of its list is needed", help);
        }
        found
    }

    /// `yes` or `no`.
    pub(super) fn yes_or_no(&mut self, page: &Page, at: At) -> Option<bool> {
        let found = match self.given(page, at)? {
            Value::Bool(value) => Some(*value),
            Value::Text(text) if same_word(text, words::YES) => Some(true),
            Value::Text(text) if same_word(text, words::NO) => Some(false),
            _ => None,
        };
        if found.is_none() {
            self.wrong(page, at, "`yes` or `no` is needed", "clear the cell where it is not known");
        }
        found
    }

    /// A number, also one that stands there as text, with a point or a comma.
    pub(super) fn number(&mut self, page: &Page, at: At, expected: &str, help: &str) -> Option<f64> {
        let value = self.given(page, at)?;
        let number = as_number(value);
        if number.is_none() {
            self.wrong(page, at, expected, help);
        }
        number
    }

    /// A day: a date of the spreadsheet, or `YYYY-MM-DD`.
    pub(super) fn date(&mut self, page: &Page, at: At, from_1904: bool) -> Option<Date> {
        let found = match self.given(page, at)? {
            Value::Number(days) if days.abs() < 1e8 => {
                let shift = if from_1904 { FROM_1904 } else { 0 };
                Date::from_spreadsheet_serial(days.floor() as i64 + shift)
            }
            // with a time of day, as some programs store it
            Value::Text(text) => {
                let text = trimmed(text);
                let day = text.get(..10).filter(|_| text[10..].starts_with(['T', ' ']));
                Date::parse(day.unwrap_or(text))
            }
            _ => None,
        };
        if found.is_none() {
            let shown = self.given(page, at).and_then(Value::shown).unwrap_or_default();
            let expected = if Date::has_its_shape(trimmed(&shown)) {
                "there is no such day"
            } else {
                "a date is needed"
            };
            self.wrong(page, at, expected, "write it as YYYY-MM-DD");
        }
        found
    }

    /// A list, its entries separated by semicolons.
    pub(super) fn list(&mut self, page: &Page, at: At) -> Vec<String> {
        let Some(text) = self.given(page, at).and_then(Value::shown) else { return Vec::new() };
        match notation::parse_list(&text) {
            Ok(list) => list,
            Err(error) => {
                self.wrong(page, at, "a list is needed", format!("{error}; write `one; two`"));
                Vec::new()
            }
        }
    }
}

/// A number, or a text that is one, in digits of any width.
pub(super) fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number).filter(|number| number.is_finite()),
        Value::Text(text) => {
            let plain: String = trimmed(text).chars().map(narrow).collect();
            let plain = plain.replace(',', ".");
            let digits = plain.trim_start_matches(['-', '+']);
            // no `inf`, no `1e9`
            let is_plain = digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            plain.parse().ok().filter(|_| is_plain)
        }
        _ => None,
    }
}

/// The usual form of a character that is as wide as a Chinese one.
fn narrow(c: char) -> char {
    const WIDE: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';
    if !WIDE.contains(&c) {
        return c;
    }
    u32::from(c).checked_sub(0xff01 - 0x21).and_then(char::from_u32).unwrap_or(c)
}

/// A text on one line, its end left out where it is long; what nobody would see in it by its name.
pub(super) fn on_a_line(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown = String::new();
    for (number, c) in text.chars().enumerate() {
        if number == MOST {
            shown.push('…');
            break;
        }
        match c {
            '\u{a0}' => shown.push_str("<no-break space>"),
            '\u{200b}' => shown.push_str("<zero width space>"),
            '\u{feff}' => shown.push_str("<byte order mark>"),
            c if is_invisible(c) => shown.push_str(&format!("<invisible U+{:04X}>", u32::from(c))),
            c if c.is_whitespace() => shown.push(' '),
            c => shown.push(c),
        }
    }
    shown
}

/// A whole number from 0 on, where it is one.
pub(super) fn whole(number: f64, most: u32) -> Option<u32> {
    let fits = number.fract() == 0.0 && (0.0..=f64::from(most)).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
    fits.then_some(number as u32)
}
