//! Decisions as JSON lines: one object a line, with the fields as keys.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use serde::Deserialize;

use crate::diagnostic::Diagnostics;
use crate::model::autonomy::DecisionLog;

use super::row::Collector;
use super::{FIELDS, Input, LONGEST, broken};

/// A value as it may stand there: text, number, truth or nothing.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar<'a> {
    Truth(bool),
    Number(f64),
    #[serde(borrow)]
    Text(Cow<'a, str>),
    Nothing(()),
    /// A list or an object: evidence may be one.
    More(serde::de::IgnoredAny),
}

/// Keys that nobody knows are left alone: traces carry many.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    agent: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    action: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    time: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    reviewed: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    agreed: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    overridden: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    reversed: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    review_seconds: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    trace_id: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    evidence: Option<Scalar<'a>>,
}

pub(super) fn read(
    name: &str,
    mut input: impl Input + BufRead,
    out: &mut Diagnostics,
) -> Option<DecisionLog> {
    let mut collector = Collector::default();
    let mut present = [false; 10];
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        let length = match Read::take(&mut input, LONGEST as u64 + 1).read_until(b'\n', &mut bytes) {
            Ok(length) => length,
            Err(error) => {
                broken(name, &error, out);
                return None;
            }
        };
        if length == 0 {
            break;
        }
        number += 1;
        if length > LONGEST {
            collector.unreadable(number, "it is longer than a row can be".to_owned());
            if let Err(error) = input.skip_until(b'\n') {
                broken(name, &error, out);
                return None;
            }
            continue;
        }
        let line = bytes.trim_ascii();
        if line.is_empty() {
            continue;
        }
        match serde_json::from_slice::<Line<'_>>(line) {
            Ok(line) => row(&mut collector, number, &line, &mut present),
            Err(error) if error.is_data() => {
                collector.unreadable(number, "a key stands twice, or it is no JSON object".to_owned());
            }
            Err(_) => collector.unreadable(number, "it is no JSON object".to_owned()),
        }
    }
    if collector.too_many() {
        super::too_many(name, out);
        return None;
    }
    let absent =
        FIELDS.iter().zip(present).filter(|(_, present)| !present).map(|(field, _)| *field).collect();
    Some(collector.finish(absent))
}

fn row(collector: &mut Collector, number: u64, line: &Line<'_>, present: &mut [bool; 10]) {
    let scalars = [
        &line.agent,
        &line.action,
        &line.time,
        &line.reviewed,
        &line.agreed,
        &line.overridden,
        &line.reversed,
        &line.review_seconds,
        &line.trace_id,
        &line.evidence,
    ];
    for (present, scalar) in present.iter_mut().zip(scalars) {
        *present |= scalar.is_some();
    }
    for (field, scalar) in FIELDS.iter().zip(scalars).filter(|(field, _)| **field != "evidence") {
        if let Some(Scalar::More(_)) = scalar {
            return collector.unreadable(number, format!("`{field}` is a list or an object"));
        }
    }
    let texts = scalars.map(|scalar| scalar.as_ref().map_or(Cow::Borrowed(""), text));
    let fields: [&str; 10] = std::array::from_fn(|at| texts[at].as_ref());
    collector.row(number, &fields);
}

fn text<'a>(scalar: &'a Scalar<'a>) -> Cow<'a, str> {
    match scalar {
        Scalar::Truth(true) => Cow::Borrowed("true"),
        Scalar::Truth(false) => Cow::Borrowed("false"),
        Scalar::Number(number) => Cow::Owned(number.to_string()),
        Scalar::Text(text) => Cow::Borrowed(text),
        Scalar::Nothing(()) => Cow::Borrowed(""),
        Scalar::More(_) => Cow::Borrowed("present"),
    }
}
