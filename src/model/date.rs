//! Calendar dates without a clock: today's date is always an argument.

use std::fmt;

/// A day of the civil calendar, shown and read as `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The date of a year, month (1..=12) and day (1..=31), or `None` where the calendar has no such day.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `YYYY-MM-DD` and nothing else: no time, no other order, four digits of year.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        text.parse().ok().map(Self)
    }

    /// The date `days` after 1899-12-30, which is how spreadsheets count days (valid from 1900-03-01 on).
    #[must_use]
    pub fn from_spreadsheet_serial(days: i64) -> Option<Self> {
        if !(61..=2_958_465).contains(&days) {
            return None;
        }
        let epoch = jiff::civil::Date::new(1899, 12, 30).ok()?;
        epoch.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self)
    }

    /// The year, -9999 to 9999.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Whole days from `self` to `later`; negative where `later` is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        self.0.until(later.0).map(|span| i64::from(span.get_days())).unwrap_or(0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_iso_order_is_read() {
        assert_eq!(Date::parse("2026-03-12"), Date::new(2026, 3, 12));
        for wrong in ["12-03-2026", "2026-3-12", "2026-02-30", "2026-03-12T00:00", "", "+026-03-12"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn spreadsheet_serials_count_from_the_end_of_1899() {
        // 2026-03-12 is day 46093 in every spreadsheet program
        assert_eq!(Date::from_spreadsheet_serial(46093), Date::new(2026, 3, 12));
        assert_eq!(Date::from_spreadsheet_serial(0), None);
        assert_eq!(Date::from_spreadsheet_serial(i64::MAX), None);
    }
}
