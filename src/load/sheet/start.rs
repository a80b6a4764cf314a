//! The first page: profile, assessment, targets, facts about AI; a row each, found by its key.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::load::workbook::cells::Value;
use crate::model::adoption::{AiFacts, PerceivedValue, SelfDescribed};
use crate::model::assessment::{Assessment, Details, SocProfile};
use crate::model::score::Rounded;
use crate::model::sheet::{start, trimmed};

use super::values::whole;
use super::{At, Page, Reading, near};

const KEY: u32 = start::KEY as u32 + 1;
const VALUE: u32 = start::VALUE as u32 + 1;

/// Keys that every sheet has, with the key path of an assessment file.
const ALWAYS: [(&str, &str); 13] = [
    (start::SOC_ID, "soc/id"),
    (start::SOC_NAME, "soc/name"),
    (start::SOC_SECTOR, "soc/sector"),
    (start::SOC_REGION, "soc/region"),
    (start::SOC_MODEL, "soc/model"),
    (start::SOC_SIZE_FTE, "soc/size_fte"),
    (start::SOC_ORGANISATION_FTE, "soc/organisation_fte"),
    (start::SOC_YEARS, "soc/years"),
    (start::DATE, "assessment/date"),
    (start::TYPE, "assessment/type"),
    (start::STYLE, "assessment/style"),
    (start::ASSESSORS, "assessment/assessors"),
    (start::PURPOSE, "assessment/purpose"),
];
/// Keys that depend on the questionnaires.
const SOMETIMES: [(&str, &str); 6] = [
    (start::TARGET_OVERALL, "targets/overall"),
    (start::AI_SELF_DESCRIBED, "ai/self_described"),
    (start::AI_VALUE, "ai/value"),
    (start::AI_CHALLENGES, "ai/challenges"),
    (start::AI_INTERFACES, "ai/interfaces"),
    (start::AI_INVENTORY, "ai/capabilities"),
];

pub(super) fn read(page: &Page, from_1904: bool, assessment: &mut Assessment, reading: &mut Reading<'_>) {
    let rows = rows(page, reading);
    let mut field = Fields { page, rows, reading };
    assessment.soc = SocProfile {
        id: field.text(start::SOC_ID),
        name: field.text(start::SOC_NAME),
        sector: field.text(start::SOC_SECTOR),
        region: field.text(start::SOC_REGION),
        model: field.text(start::SOC_MODEL),
        size_fte: field.range(start::SOC_SIZE_FTE),
        organisation_fte: field.range(start::SOC_ORGANISATION_FTE),
        years: field.number(
            start::SOC_YEARS,
            200.0,
            "a number of years from 0 to 200 is needed",
            "write the number alone, such as `4` or `2.5`, or clear the cell",
        ),
    };
    assessment.details = Details {
        date: field.at(start::DATE).and_then(|at| field.reading.date(page, at, from_1904)),
        kind: field.text(start::TYPE),
        style: field.text(start::STYLE),
        assessors: field.list(start::ASSESSORS),
        purpose: field.text(start::PURPOSE),
    };
    assessment.targets.overall = field.target(start::TARGET_OVERALL, 500);
    let keys: Vec<String> = field.rows.keys().cloned().collect();
    for key in keys {
        if let Some(domain) = key.strip_prefix(start::TARGET_DOMAIN) {
            let target = field.target_of(&key, domain, 500);
            assessment.targets.domains.extend(target);
        } else if let Some(domain) = key.strip_prefix(start::TARGET_CAPABILITY) {
            let target = field.target_of(&key, domain, 300);
            assessment.targets.capability.extend(target);
        }
    }
    const COUNT: &str = "a whole number from 0 to 1000 is needed";
    const COUNT_HELP: &str = "write how many there are, such as `3`, or clear the cell";
    let interfaces = field.number(start::AI_INTERFACES, 1000.0, COUNT, COUNT_HELP);
    let inventory = field.at(start::AI_INVENTORY).and_then(|at| field.reading.yes_or_no(page, at));
    let facts = AiFacts {
        self_described: field
            .at(start::AI_SELF_DESCRIBED)
            .and_then(|at| field.reading.word(page, at, &SelfDescribed::ALL, SelfDescribed::word)),
        value: field
            .at(start::AI_VALUE)
            .and_then(|at| field.reading.word(page, at, &PerceivedValue::ALL, PerceivedValue::word)),
        challenges: field.list(start::AI_CHALLENGES),
        interfaces: interfaces.and_then(|number| {
            let found = whole(number, 1000);
            if let (None, Some(at)) = (found, field.at(start::AI_INTERFACES)) {
                field.reading.wrong(page, at, COUNT, COUNT_HELP);
            }
            found
        }),
        inventory_given: inventory == Some(true),
        capabilities: Vec::new(),
        measured: Vec::new(),
    };
    if facts != AiFacts::default() {
        assessment.ai = Some(facts);
    }
}

/// The row of each key; unknown keys that are near to a known one, keys that stand twice and missing rows are said.
fn rows(page: &Page, reading: &mut Reading<'_>) -> BTreeMap<String, u32> {
    let known: Vec<&str> = ALWAYS.iter().chain(&SOMETIMES).map(|(key, _)| *key).collect();
    let is_target =
        |key: &str| key.starts_with(start::TARGET_DOMAIN) || key.starts_with(start::TARGET_CAPABILITY);
    let mut rows: BTreeMap<String, u32> = BTreeMap::new();
    let keys: Vec<(u32, String)> = page
        .cells
        .column(KEY)
        .filter_map(|(row, cell)| Some((row, trimmed(&cell.value.shown()?).to_owned())))
        .collect();
    for (row, key) in keys {
        let at = (row, KEY);
        if !known.contains(&key.as_str()) && !is_target(&key) {
            // rows with other words in that column are there for people
            let help = near(&key, &known);
            if !help.is_empty() && reading.text(page, (row, VALUE)).is_some() {
                reading.say("WB019", page, at, format!("no row of this page has the key `{key}`"), help);
            }
        } else if let Some(first) = rows.get(&key).copied() {
            let said = Diagnostic::new(
                "WB020",
                reading.place(page, at),
                format!("the key `{key}` stands in two rows"),
            )
            .related(reading.place(page, (first, KEY)), "the other")
            .help("keep one of the two rows");
            reading.out.push(said);
        } else {
            rows.insert(key.clone(), row);
            let path = ALWAYS.iter().chain(&SOMETIMES).find(|(known, _)| *known == key);
            let path = path.map_or_else(|| key.replacen('.', "/", 2), |(_, path)| (*path).to_owned());
            reading.mark(path, page, (row, VALUE));
        }
    }
    reading.merged(page, 1..=page.cells.last_row(), &[VALUE]);
    let missing: Vec<&str> =
        ALWAYS.iter().map(|(key, _)| *key).filter(|key| !rows.contains_key(*key)).collect();
    if let Some(first) = missing.first() {
        let others =
            if missing.len() > 1 { format!(" and {} more", missing.len() - 1) } else { String::new() };
        let message = format!("the row of `{first}`{others} is missing");
        reading.say("WB022", page, (1, KEY), message, "what was said there is lost; undo the deletion");
    }
    rows
}

struct Fields<'r, 'a> {
    page: &'r Page,
    rows: BTreeMap<String, u32>,
    reading: &'r mut Reading<'a>,
}

impl Fields<'_, '_> {
    fn at(&self, key: &str) -> Option<At> {
        self.rows.get(key).map(|row| (*row, VALUE))
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let at = self.at(key)?;
        self.reading.text(self.page, at)
    }

    fn list(&mut self, key: &str) -> Vec<String> {
        self.at(key).map(|at| self.reading.list(self.page, at)).unwrap_or_default()
    }

    /// A range of numbers, such as `10-50`, which spreadsheets like to take for a date.
    fn range(&mut self, key: &str) -> Option<String> {
        let at = self.at(key)?;
        if let Some(Value::Number(_)) = self.reading.given(self.page, at) {
            let help = "a program may have made a date of it; choose it from the drop-down of the cell";
            self.reading.wrong(self.page, at, "a range such as `10-50` is needed", help);
            return None;
        }
        self.reading.text(self.page, at)
    }

    fn number(&mut self, key: &str, most: f64, expected: &str, help: &str) -> Option<f64> {
        let at = self.at(key)?;
        let number = self.reading.number(self.page, at, expected, help)?;
        if (0.0..=most).contains(&number) {
            return Some(number);
        }
        self.reading.wrong(self.page, at, expected, help);
        None
    }

    /// The target of a domain, by what the domain is called now.
    fn target_of(&mut self, key: &str, domain: &str, most: i64) -> Option<(String, i64)> {
        let (at, target) = (self.at(key)?, self.target(key, most)?);
        match self.reading.gone(domain) {
            Some(why) => {
                let what = format!("the target {}", Rounded(target));
                self.reading.left_out(self.page, at, domain, &why, &what);
                None
            }
            None => Some((self.reading.now(domain.to_owned()), target)),
        }
    }

    /// A target in hundredths.
    fn target(&mut self, key: &str, most: i64) -> Option<i64> {
        let at = self.at(key)?;
        let expected =
            format!("a target here is a number from 0 to {}, with at most two decimals", most / 100);
        const HELP: &str = "write a number such as `2.5`, or clear the cell where there is no target";
        let number = self.reading.number(self.page, at, &expected, HELP)?;
        let scaled = number * 100.0;
        if (0.0..=most as f64).contains(&scaled) && (scaled - scaled.round()).abs() < 1e-6 {
            #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small just above")]
            return Some(scaled.round() as i64);
        }
        self.reading.wrong(self.page, at, &expected, HELP);
        None
    }
}
