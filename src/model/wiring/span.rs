//! Lengths of time as people write them: a whole number and a unit.

use std::fmt;

/// A length of time such as `15m` or `14d`, kept as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub count: u32,
    pub unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl Unit {
    fn of(letter: char) -> Option<Self> {
        match letter {
            's' => Some(Self::Seconds),
            'm' => Some(Self::Minutes),
            'h' => Some(Self::Hours),
            'd' => Some(Self::Days),
            _ => None,
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Seconds => 's',
            Self::Minutes => 'm',
            Self::Hours => 'h',
            Self::Days => 'd',
        }
    }

    fn seconds(self) -> u64 {
        match self {
            Self::Seconds => 1,
            Self::Minutes => 60,
            Self::Hours => 3_600,
            Self::Days => 86_400,
        }
    }
}

impl Span {
    /// Reads a whole number from 1 to 999999, without leading zeros, and one of s, m, h, d.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let unit = Unit::of(text.chars().next_back()?)?;
        let digits = &text[..text.len() - 1];
        let fits =
            digits.len() <= 6 && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
        let count = fits.then(|| digits.parse().ok()).flatten()?;
        Some(Self { count, unit })
    }

    /// By which two lengths are compared: `60m` is as long as `1h`.
    #[must_use]
    pub fn seconds(self) -> u64 {
        u64::from(self.count) * self.unit.seconds()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit.letter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_they_are_shown_and_nothing_else_is_read() {
        // 90 * 60, 14 * 86400
        for (text, seconds) in [("1s", 1), ("90m", 5_400), ("2h", 7_200), ("14d", 1_209_600)] {
            let span = Span::parse(text).expect(text);
            assert_eq!((span.to_string().as_str(), span.seconds()), (text, seconds));
        }
        for wrong in [
            "", "d", "0d", "14", "1.5h", "-1d", "+1d", "1 d", "1w", "1D", "01d", "1000000s", "1dd", "éd",
            "1é",
        ] {
            assert_eq!(Span::parse(wrong), None, "{wrong}");
        }
    }
}
