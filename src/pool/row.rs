//! One assessment as a row: scores, coverage, answers and slugs of closed lists; nothing that somebody wrote freely.

use std::collections::BTreeMap;

use crate::benchmark;
use crate::model::adoption::{AdoptionProfile, Sourcing};
use crate::model::assessment::{AnswerValue, Assessment};
use crate::model::date::Date;
use crate::model::instrument::Instrument;
use crate::model::pool::{AI_COVERAGE, Cell, Entry, QUICK, SEGMENTS};
use crate::model::score::{Coverage, Score, Scorecard, four_decimals};
use crate::model::segment::Segments;

/// The row of an assessment of that id and date.
#[must_use]
pub fn entry(
    id: &str,
    date: Date,
    assessment: &Assessment,
    instruments: &[Instrument],
    card: &Scorecard,
    adoption: Option<&AdoptionProfile>,
    segments: &Segments,
) -> Entry {
    let mut cells = BTreeMap::new();
    let main = instruments.iter().find(|instrument| instrument.adoption.is_none()).or(instruments.first());
    for instrument in instruments {
        let name = if instrument.adoption.is_some() { "ai_version" } else { "version" };
        cells.insert(name.to_owned(), Cell::Text(instrument.version.clone()));
    }
    cells.insert("method".to_owned(), Cell::Text(card.method.word().to_owned()));
    cells.extend(segment_cells(assessment, segments));
    let standing = benchmark::standing(assessment, instruments, card);
    cells.insert(QUICK.to_owned(), Cell::Flag(standing.quick_scan));
    for (metric, value) in standing.scores {
        cells.insert(metric, Cell::Number(value.to_f64()));
    }
    for domain in &card.domains {
        put(&mut cells, format!("capability.domain.{}", domain.id), domain.capability.as_ref());
        for aspect in &domain.aspects {
            put(&mut cells, format!("capability.aspect.{}", aspect.id), aspect.capability.as_ref());
        }
        let parts = domain.maturity.iter().chain(&domain.capability).map(|score| score.coverage);
        if let Some(share) = parts.fold(Coverage::default(), Coverage::plus).share() {
            cells.insert(format!("coverage.{}", domain.id), Cell::Number(four_decimals(share)));
        }
    }
    answers(&mut cells, assessment, instruments);
    if let Some(profile) = adoption {
        ai(&mut cells, profile);
    }
    let instrument = main.map(|main| main.id.clone()).unwrap_or_default();
    Entry { id: id.to_owned(), date, instrument, cells }
}

fn put(cells: &mut BTreeMap<String, Cell>, name: String, score: Option<&Score>) {
    if let Some(value) = score.and_then(Score::rounded) {
        cells.insert(name, Cell::Number(value.to_f64()));
    }
}

/// Slugs of the lists that are built in; what is none of them is `other` where the list has that, and left out elsewhere.
fn segment_cells(assessment: &Assessment, segments: &Segments) -> Vec<(String, Cell)> {
    let soc = &assessment.soc;
    let given = [&soc.sector, &soc.region, &soc.model, &soc.size_fte];
    let slug = |key: &str, value: &str| {
        [value, "other"].into_iter().find(|slug| segments.knows(key, slug)).map(str::to_owned)
    };
    let pairs = SEGMENTS.iter().zip(given);
    pairs
        .filter_map(|(key, value)| Some((key.to_string(), Cell::Text(slug(key, value.as_ref()?)?))))
        .collect()
}

/// Levels of scored questions in scope.
fn answers(cells: &mut BTreeMap<String, Cell>, assessment: &Assessment, instruments: &[Instrument]) {
    for domain in instruments.iter().flat_map(|instrument| &instrument.domains) {
        for aspect in &domain.aspects {
            if assessment.exclude.contains(&domain.id) || assessment.exclude.contains(&aspect.id) {
                continue;
            }
            for item in aspect.items.iter().filter(|item| item.kind.is_scored()) {
                let value = assessment.answers.get(&item.id).and_then(|answer| answer.value.as_ref());
                if let Some(AnswerValue::Level(level)) = value {
                    cells.insert(format!("answer.{}", item.id), Cell::Whole((*level).into()));
                }
            }
        }
    }
}

fn ai(cells: &mut BTreeMap<String, Cell>, profile: &AdoptionProfile) {
    let words = [
        ("ai.self_described", profile.self_described.map(|word| word.word())),
        ("ai.value", profile.value.map(|word| word.word())),
        ("ai.declared", profile.declared.map(|word| word.word())),
        ("ai.archetype", profile.archetype.map(|word| word.word())),
        ("ai.wave", Some(profile.wave.word())),
        ("ai.blocker", profile.blocker.as_deref()),
    ];
    for (name, word) in words {
        if let Some(word) = word {
            cells.insert(name.to_owned(), Cell::Text(word.to_owned()));
        }
    }
    if let Some(count) = profile.interfaces.and_then(|count| i32::try_from(count).ok()) {
        cells.insert("ai.interfaces".to_owned(), Cell::Whole(count));
    }
    for sourcing in Sourcing::ALL {
        if let Some(share) = profile.mix.and_then(|mix| mix.share(*sourcing)) {
            cells.insert(format!("ai.mix.{}", sourcing.word()), Cell::Number(four_decimals(share)));
        }
    }
    let named = || profile.separators.iter().chain(&profile.practice);
    for named in named() {
        put(cells, format!("aspect.{}", named.id), Some(&named.score));
    }
    let covered = named().map(|named| named.score.coverage).fold(Coverage::default(), Coverage::plus);
    if let Some(share) = covered.share() {
        cells.insert(AI_COVERAGE.to_owned(), Cell::Number(four_decimals(share)));
    }
}
