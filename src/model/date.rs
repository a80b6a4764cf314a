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
        Self::has_its_shape(text).then(|| text.parse().ok().map(Self)).flatten()
    }

    /// Whether a text is written as a day is, though the calendar may have no such day.
    #[must_use]
    pub fn has_its_shape(text: &str) -> bool {
        let bytes = text.as_bytes();
        bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            })
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

    /// The day on which a moment falls in UTC, the moment in seconds since 1970-01-01.
    #[must_use]
    pub fn of_moment(seconds: i64) -> Option<Self> {
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Self(jiff::tz::Offset::UTC.to_datetime(moment).date()))
    }

    /// The last second of the day in UTC, in seconds since 1970-01-01.
    #[must_use]
    pub fn last_moment(self) -> i64 {
        let days = jiff::civil::date(1970, 1, 1).until(self.0).map_or(0, |span| i64::from(span.get_days()));
        days * DAY + DAY - 1
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

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// A moment as logs write it, in seconds since 1970-01-01 UTC: a date and a time, joined by `T` or a blank, with an offset
/// or `Z`; without one it is taken as UTC. A date alone is its first second.
#[must_use]
pub fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(moment.as_second());
    }
    let local: jiff::civil::DateTime = match text.len() {
        10 => Date::parse(text)?.0.at(0, 0, 0, 0),
        _ => text.parse().ok()?,
    };
    Some(jiff::tz::Offset::UTC.to_timestamp(local).ok()?.as_second())
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

    #[test]
    fn moments_are_read_as_logs_write_them() {
        // 2026-03-12 is day 20524 since 1970-01-01: 56 years of 365 days, 14 leap days, 31 + 28 + 11 days
        let noon = 20_524 * DAY + 12 * 3600;
        for text in [
            "2026-03-12T12:00:00Z",
            "2026-03-12T13:00:00+01:00",
            "2026-03-12 12:00:00",
            "2026-03-12T12:00:00.9Z",
        ] {
            assert_eq!(moment(text), Some(noon), "{text}");
        }
        assert_eq!(moment("2026-03-12"), Some(noon - 12 * 3600));
        for wrong in ["", "yesterday", "12:00", "2026-02-30T00:00:00Z", "1741780800", "2026-03-12T25:00:00Z"]
        {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
        let day = Date::parse("2026-03-12").expect("a day");
        assert_eq!(day.last_moment(), 20_525 * DAY - 1);
        assert_eq!(Date::of_moment(noon), Some(day));
    }
}
