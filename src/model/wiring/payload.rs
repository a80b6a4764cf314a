//! What a hand-off carries, named by the standard that describes it.

use std::fmt;

use super::words;

/// `stix:report`, `sigma:filter`, `ocsf:2005/3`, `cacao:playbook`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Payload {
    Stix(Stix),
    Sigma(Sigma),
    Ocsf(Ocsf),
    CacaoPlaybook,
}

words! {
    /// Objects of STIX 2.1.
    Stix { Report => "report", Indicator => "indicator", Sighting => "sighting" }
}
words! {
    /// Documents of Sigma; `state` is the four-field contract of a rule's state.
    Sigma { Rule => "rule", Filter => "filter", State => "state" }
}

/// A class of OCSF, where it matters with its activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ocsf {
    pub class: u16,
    pub activity: Option<u8>,
}

impl Payload {
    /// Examples of every standard, for help.
    pub const FORMS: &'static str = "`stix:report|indicator|sighting`, `sigma:rule|filter|state`, `ocsf:2005/3` (a class, with or without an activity) or `cacao:playbook`";

    /// Reads the form of files: the standard, a colon, the object.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (standard, object) = text.split_once(':')?;
        match standard {
            "stix" => Stix::ALL.iter().copied().find(|known| known.word() == object).map(Self::Stix),
            "sigma" => Sigma::ALL.iter().copied().find(|known| known.word() == object).map(Self::Sigma),
            "ocsf" => Ocsf::parse(object).map(Self::Ocsf),
            "cacao" => (object == "playbook").then_some(Self::CacaoPlaybook),
            _ => None,
        }
    }
}

impl Ocsf {
    /// Reads a class of four digits, alone or with an activity (0 to 99) after a slash.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (class, activity) = match text.split_once('/') {
            Some((class, activity)) if digits(activity, 2) => (class, Some(activity.parse().ok()?)),
            Some(_) => return None,
            None => (text, None),
        };
        let fits = class.len() == 4 && digits(class, 4) && !class.starts_with('0');
        let class = fits.then(|| class.parse().ok()).flatten()?;
        Some(Self { class, activity })
    }
}

impl fmt::Display for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stix(object) => write!(f, "stix:{}", object.word()),
            Self::Sigma(object) => write!(f, "sigma:{}", object.word()),
            Self::Ocsf(object) => write!(f, "ocsf:{object}"),
            Self::CacaoPlaybook => f.write_str("cacao:playbook"),
        }
    }
}

impl fmt::Display for Ocsf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.activity {
            Some(activity) => write!(f, "{}/{activity}", self.class),
            None => write!(f, "{}", self.class),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payloads_are_read_as_they_are_shown_and_nothing_else_is_read() {
        for text in [
            "stix:report",
            "stix:indicator",
            "stix:sighting",
            "sigma:rule",
            "sigma:filter",
            "sigma:state",
            "ocsf:2004",
            "ocsf:2005/3",
            "ocsf:7001/99",
            "cacao:playbook",
        ] {
            assert_eq!(Payload::parse(text).expect(text).to_string(), text);
        }
        assert_eq!(
            Payload::parse("ocsf:2005/3"),
            Some(Payload::Ocsf(Ocsf { class: 2005, activity: Some(3) }))
        );
        for wrong in [
            "",
            ":",
            "stix",
            "stix:",
            "stix:incident",
            "STIX:report",
            "sigma: rule",
            "ocsf:",
            "ocsf:205",
            "ocsf:20055",
            "ocsf:0205",
            "ocsf:2005/",
            "ocsf:2005/x",
            "ocsf:2005/123",
            "ocsf:2005/3/1",
            "ocsf:+205",
            "cacao:book",
            "csv:row",
        ] {
            assert_eq!(Payload::parse(wrong), None, "{wrong}");
        }
    }
}
