//! How numbers, dates and words are put.

use crate::model::date::Date;
use crate::model::score::{Exact, Rounded, Score, four_decimals};

use super::document::{Cell, Column, Fact, Row, Shown, is_deceptive};

/// What stands where there is nothing to show.
pub(super) const DASH: &str = "–";

/// Text of the user without control characters and marks that turn the direction of reading; line breaks stay.
pub(super) fn said(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .map(|c| if matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .filter(|c| !is_deceptive(*c))
        .collect()
}

/// At most that many characters, cut at a word with an ellipsis.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let at = cut.rfind(char::is_whitespace).filter(|at| *at > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut[..at].trim_end())
}

/// `2 November 2026`.
pub(super) fn long_date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let iso = date.to_string();
    let mut parts = iso.rsplitn(3, '-').map(str::parse::<usize>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(day)), Some(Ok(month)), Some(Ok(year))) if (1..=12).contains(&month) => {
            format!("{day} {} {year}", MONTHS[month - 1])
        }
        _ => iso,
    }
}

/// A slug as a person would write it: `service-provider` as `Service provider`, `10-50` as `10–50`.
pub(super) fn slug(text: &str) -> String {
    let text = said(text);
    if text.contains('-') && text.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return text.replace('-', "–");
    }
    capital(&text.replace(['-', '_'], " "))
}

/// The first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name of several words: each begins with a capital, but for the small ones between them.
pub(super) fn name(text: &str) -> String {
    let words = text.split(' ').enumerate().map(|(number, word)| {
        let small = number > 0 && ["and", "of", "the"].contains(&word);
        if small { word.to_owned() } else { capital(word) }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A sentence: capital first, full stop last.
pub(super) fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) { text } else { format!("{text}.") }
}

/// `1 question`, `3 questions`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<S: AsRef<str>>(parts: &[S]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", rest.join(", "), last.as_ref())
        }
    }
}

/// Whole percent; what is not everything is never shown as 100%, and what is not nothing never as 0%.
pub(super) fn percent(share: f64) -> String {
    let whole = (share * 100.0 + 1e-9).round();
    if whole >= 100.0 && share < 1.0 {
        ">99%".to_owned()
    } else if whole <= 0.0 && share > 0.0 {
        "<1%".to_owned()
    } else {
        format!("{whole:.0}%")
    }
}

/// A score as it is shown.
pub(super) fn shown(score: &Score) -> Shown {
    let (low, high) = score.range().unzip();
    let share = score.coverage.share();
    let level = score.level().filter(|_| score.error.is_none());
    Shown {
        text: match (&score.error, score.rounded()) {
            (Some(marker), _) => format!("not scored ({marker})"),
            (None, Some(value)) => value.to_string(),
            (None, None) => DASH.to_owned(),
        },
        value: score.rounded().filter(|_| score.error.is_none()),
        max: score.scale.max(),
        level,
        level_name: level.map(|level| score.scale.level_name(level)),
        range: low.zip(high).map(|(low, high)| format!("{low} to {high}")),
        low,
        high,
        coverage: share,
        coverage_text: share.map(percent),
        evidenced: score.evidenced.as_ref().map(Exact::rounded),
        error: score.error.clone(),
    }
}

pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// A dash where there is nothing.
pub(super) fn text_or_dash(text: Option<impl Into<String>>) -> Cell {
    Cell::Text(text.map_or_else(|| DASH.to_owned(), Into::into))
}

pub(super) fn number(value: Option<Rounded>) -> Cell {
    Cell::Number {
        shown: value.map_or_else(|| DASH.to_owned(), |value| value.to_string()),
        value: value.map(Rounded::to_f64),
    }
}

pub(super) fn difference(value: Option<Rounded>) -> Cell {
    Cell::Number { shown: value.map_or_else(|| DASH.to_owned(), signed), value: value.map(Rounded::to_f64) }
}

/// A count.
pub(super) fn whole(number: usize) -> Cell {
    Cell::Number { shown: number.to_string(), value: Some(number as f64) }
}

/// With a sign that is as wide as a plus.
pub(super) fn signed(value: Rounded) -> String {
    value.signed().replace('-', "−")
}

pub(super) fn score(score: Option<&Shown>) -> Cell {
    match score {
        Some(score) => Cell::Number { shown: score.text.clone(), value: score.value.map(Rounded::to_f64) },
        None => Cell::Number { shown: DASH.to_owned(), value: None },
    }
}

pub(super) fn level(score: Option<&Shown>) -> Cell {
    text_or_dash(score.and_then(|score| score.level_name))
}

pub(super) fn share(value: Option<f64>) -> Cell {
    Cell::Number {
        shown: value.map_or_else(|| DASH.to_owned(), percent),
        // four decimals, so that the last digit of a platform shows nowhere
        value: value.map(four_decimals),
    }
}

pub(super) fn column(key: &'static str, label: &str) -> Column {
    Column { key, label: label.to_owned(), numeric: false }
}

pub(super) fn numeric(key: &'static str, label: &str) -> Column {
    Column { key, label: label.to_owned(), numeric: true }
}

pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { head: false, cells }
}

pub(super) fn fact(key: &'static str, label: &str, value: impl Into<String>) -> Fact {
    Fact { key, label: label.to_owned(), values: vec![value.into()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_near_the_ends_are_not_rounded_to_them() {
        assert_eq!(percent(0.999), ">99%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(percent(0.004), "<1%");
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.665), "67%");
    }

    #[test]
    fn words_read_as_people_write_them() {
        assert_eq!(slug("service-provider"), "Service provider");
        assert_eq!(slug("10-50"), "10–50");
        assert_eq!(name(&slug("north-america")), "North America");
        assert_eq!(name(&slug("middle-east-and-africa")), "Middle East and Africa");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(sentence("people at 2.00 lag"), "People at 2.00 lag.");
        assert_eq!(shorten("one two three", 9), "one two…");
        assert_eq!(long_date(Date::new(2026, 11, 2).expect("a day")), "2 November 2026");
        assert_eq!(said("a\u{202E}b\u{7}c\nd\u{2028}e"), "abc\nd e");
    }
}
