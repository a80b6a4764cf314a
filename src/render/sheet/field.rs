//! The rows of `Start` that people fill in: key, label, value, help.

use crate::model::adoption::{AiFacts, PerceivedValue, SelfDescribed};
use crate::model::assessment::Assessment;
use crate::model::date::Date;
use crate::model::instrument::{Choice, Instrument, ItemKind};
use crate::model::sheet::{notation, start, words};

use super::plan::Plan;
use super::{Input, choices};

/// A group of rows under a heading.
pub(super) struct Group {
    pub title: &'static str,
    pub fields: Vec<Field>,
}

pub(super) struct Field {
    pub key: String,
    pub label: String,
    pub value: Value,
    pub help: String,
    pub list: List,
}

pub(super) enum Value {
    Text(Option<String>),
    /// Already in a notation.
    Cell(String),
    Number(Option<f64>),
    Date(Option<Date>),
}

/// What may be chosen.
pub(super) enum List {
    None,
    /// These, or something else.
    Suggested(Vec<String>),
    Only(Vec<String>),
    /// A number from 0 to that.
    UpTo(f64),
    /// A whole number from 0 to that.
    WholeUpTo(i32),
    Date,
}

fn field(key: &str, label: &str, value: Value, help: &str, list: List) -> Field {
    Field { key: key.to_owned(), label: label.to_owned(), value, help: help.to_owned(), list }
}

pub(super) fn groups(input: &Input<'_>, plan: &Plan<'_>) -> Vec<Group> {
    let mut groups = vec![soc(input), details(input), targets(input.assessment, plan)];
    if input.asks_ai() {
        groups.push(ai(input));
    }
    groups
}

fn soc(input: &Input<'_>) -> Group {
    let soc = &input.assessment.soc;
    let text = |key, label, value: &Option<String>, help| {
        field(key, label, Value::Text(value.clone()), help, List::None)
    };
    let known =
        |key, segment: &str, label, value: &Option<String>| segment_field(input, key, segment, label, value);
    let years = "Since when it runs, in years.";
    Group {
        title: "The SOC",
        fields: vec![
            text(
                start::SOC_ID,
                "Short id",
                &soc.id,
                "A short word of your own, such as example-soc; keep it over the years.",
            ),
            text(start::SOC_NAME, "Name", &soc.name, ""),
            known(start::SOC_SECTOR, "sector", "Sector", &soc.sector),
            known(start::SOC_REGION, "region", "Region", &soc.region),
            known(start::SOC_MODEL, "model", "Organisational model", &soc.model),
            known(start::SOC_SIZE_FTE, "size_fte", "People in the SOC", &soc.size_fte),
            known(
                start::SOC_ORGANISATION_FTE,
                "organisation_fte",
                "People in the organisation",
                &soc.organisation_fte,
            ),
            field(start::SOC_YEARS, "Years in operation", Value::Number(soc.years), years, List::UpTo(200.0)),
        ],
    }
}

/// A field whose values can be compared with other SOCs; the help says what a short word stands for.
fn segment_field(input: &Input<'_>, key: &str, segment: &str, label: &str, value: &Option<String>) -> Field {
    let values = input.segments.values(segment);
    let plain = |text: &str| text.to_lowercase().replace('-', " ");
    let explained: Vec<String> = values
        .iter()
        .filter(|value| plain(&value.slug) != plain(&value.label))
        .map(|value| format!("{}: {}", value.slug, value.label))
        .collect();
    // bands of numbers explain themselves
    let numbers = values.iter().any(|value| value.slug.starts_with(|c: char| c.is_ascii_digit()));
    let help = if numbers {
        "A number on an edge belongs to the lower band.".to_owned()
    } else {
        explained.join(" · ")
    };
    let slugs = values.iter().map(|value| value.slug.clone()).collect();
    field(key, label, Value::Text(value.clone()), &help, List::Suggested(slugs))
}

fn details(input: &Input<'_>) -> Group {
    let details = &input.assessment.details;
    let assessors = notation::list(&details.assessors);
    Group {
        title: "The assessment",
        fields: vec![
            field(
                start::DATE,
                "Date",
                Value::Date(details.date),
                "Year, month, day: 2026-10-30.",
                List::Date,
            ),
            segment_field(input, start::TYPE, "kind", "Kind", &details.kind),
            segment_field(input, start::STYLE, "style", "Who assesses", &details.style),
            field(
                start::ASSESSORS,
                "Assessors",
                Value::Cell(assessors),
                "Roles rather than names, with ; between them.",
                List::None,
            ),
            field(
                start::PURPOSE,
                "Purpose",
                Value::Text(details.purpose.clone()),
                "What the result is for.",
                List::None,
            ),
        ],
    }
}

fn targets(assessment: &Assessment, plan: &Plan<'_>) -> Group {
    let targets = &assessment.targets;
    let number = |hundredths: Option<&i64>| Value::Number(hundredths.map(|value| *value as f64 / 100.0));
    let overall = "The level that the SOC wants to reach, 0 to 5; it holds for every domain without a target of its own.";
    let mut fields = Vec::new();
    if plan.overall.is_some() || targets.overall.is_some() {
        fields.push(field(
            start::TARGET_OVERALL,
            "Overall maturity",
            number(targets.overall.as_ref()),
            overall,
            List::UpTo(5.0),
        ));
    }
    for domain in &plan.domains {
        let id = &domain.domain.id;
        let has = |scale| domain.score.of(scale).is_some();
        let name = &domain.domain.name;
        if has(crate::model::score::Scale::Maturity) || targets.domains.contains_key(id) {
            let (key, value) = (format!("{}{id}", start::TARGET_DOMAIN), number(targets.domains.get(id)));
            fields.push(field(&key, &format!("{name}: maturity"), value, "0 to 5", List::UpTo(5.0)));
        }
        if has(crate::model::score::Scale::Capability) || targets.capability.contains_key(id) {
            let (key, value) =
                (format!("{}{id}", start::TARGET_CAPABILITY), number(targets.capability.get(id)));
            fields.push(field(&key, &format!("{name}: capability"), value, "0 to 3", List::UpTo(3.0)));
        }
    }
    Group { title: "Targets", fields }
}

fn ai(input: &Input<'_>) -> Group {
    let none = AiFacts::default();
    let facts = input.assessment.ai.as_ref().unwrap_or(&none);
    let word = |word: Option<&'static str>| Value::Text(word.map(str::to_owned));
    let given = facts.inventory_given.then(|| words::YES.to_owned());
    let asked = |key: &str| asked(input.instruments, key);
    let (described, described_choices) = asked("self_described");
    let (value, _) = asked("value");
    let (challenges, challenge_choices) = asked("challenges");
    let (interfaces, _) = asked("interfaces");
    let slugs = |choices: &[Choice]| -> String {
        let labels: Vec<String> =
            choices.iter().map(|choice| format!("{}: {}", choice.id, choice.label)).collect();
        labels.join(" · ")
    };
    let described_help = join(
        &described,
        &described_choices.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>().join(" · "),
    );
    let challenges_help =
        join(&format!("{challenges} Write the words with ; between them."), &slugs(&challenge_choices));
    let inventory = "Say yes when every AI capability is on the sheet \"AI tools\"; with an empty table it says that no AI is in use.";
    Group {
        title: "AI in the SOC",
        fields: vec![
            field(
                start::AI_SELF_DESCRIBED,
                "As we describe ourselves",
                word(facts.self_described.map(SelfDescribed::word)),
                &described_help,
                List::Only(choices::shown(&SelfDescribed::ALL, SelfDescribed::word)),
            ),
            field(
                start::AI_VALUE,
                "Value of AI as a whole",
                word(facts.value.map(PerceivedValue::word)),
                &value,
                List::Only(choices::shown(&PerceivedValue::ALL, PerceivedValue::word)),
            ),
            field(
                start::AI_CHALLENGES,
                "Challenges",
                Value::Cell(notation::list(&facts.challenges)),
                &challenges_help,
                List::None,
            ),
            field(
                start::AI_INTERFACES,
                "AI interfaces in a shift",
                Value::Number(facts.interfaces.map(f64::from)),
                &interfaces,
                List::WholeUpTo(1000),
            ),
            field(
                start::AI_INVENTORY,
                "The list of AI tools is complete",
                Value::Text(given),
                inventory,
                List::Only(vec![words::YES.to_owned()]),
            ),
        ],
    }
}

fn join(first: &str, second: &str) -> String {
    [first.trim(), second].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("\n")
}

/// The question and the choices of a fact, as the questionnaire asks it.
fn asked(instruments: &[Instrument], key: &str) -> (String, Vec<Choice>) {
    let mut items = instruments.iter().flat_map(Instrument::items);
    let found = items.find_map(|(_, item)| match &item.kind {
        ItemKind::Fact { field, choices, .. } if field == key => {
            Some((item.question.clone(), choices.clone()))
        }
        _ => None,
    });
    found.unwrap_or_default()
}
