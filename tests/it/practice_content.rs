//! The practices as content: what can be checked about coverage and wording without reading them, is checked here.

use std::collections::{BTreeMap, BTreeSet};

use socmark::diagnostic::{Diagnostics, Sources};
use socmark::model::instrument::ItemKind;
use socmark::model::practice::Practice;
use socmark::pipeline::{Settings, practices, questionnaires};

use crate::content::{NAMES, words};

fn ours() -> Vec<Practice> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let found = practices(&Settings { texts: true, ..Settings::default() }, &mut sources, &mut out);
    assert!(out.is_empty(), "{out:?}");
    found
}

/// Every text of a practice that its readers see, besides titles of publications.
fn texts(practice: &Practice) -> Vec<&str> {
    let lists = [&practice.steps, &practice.metrics, &practice.pitfalls];
    let single = [&practice.title, &practice.summary, &practice.because];
    let artefacts = practice.artefacts.iter().map(|artefact| artefact.name.as_str());
    single
        .into_iter()
        .chain(lists.into_iter().flatten())
        .chain(practice.small.iter().chain(&practice.large))
        .map(String::as_str)
        .chain(artefacts)
        .collect()
}

#[test]
fn every_step_up_to_level_four_has_a_practice() {
    let practices = ours();
    assert!(practices.len() >= 220, "{}", practices.len());
    let mut raised: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    for raise in practices.iter().flat_map(|practice| &practice.raises) {
        raised.entry(&raise.item).or_default().extend(raise.from..raise.to);
    }
    let (instruments, ..) = questionnaires(&Settings::default());
    let mut checked = 0;
    for instrument in instruments.iter().filter(|one| ["soc-core", "soc-ai"].contains(&one.id.as_str())) {
        for (_, item) in instrument.items() {
            if let ItemKind::Maturity { .. } = item.kind {
                let steps = raised.get(item.id.as_str()).cloned().unwrap_or_default();
                for step in 1..=3 {
                    assert!(steps.contains(&step), "{}: nothing leads from {step} to {}", item.id, step + 1);
                }
                checked += 1;
            }
        }
    }
    assert!(checked >= 200, "{checked}");
}

/// How long the longest chain of prerequisites before a practice is; panics where it has no end.
fn depth<'p>(id: &'p str, all: &BTreeMap<&'p str, &'p Practice>, way: &mut Vec<&'p str>) -> usize {
    assert!(!way.contains(&id), "{way:?} leads back to {id}");
    way.push(id);
    let before = &all.get(id).unwrap_or_else(|| panic!("{id} is not there")).after;
    let deepest = before.iter().map(|id| depth(id, all, way) + 1).max().unwrap_or_default();
    way.pop();
    deepest
}

#[test]
fn prerequisites_end_and_lead_in_few_steps() {
    let practices = ours();
    let all: BTreeMap<&str, &Practice> =
        practices.iter().map(|practice| (practice.id.as_str(), practice)).collect();
    assert_eq!(all.len(), practices.len(), "an id stands twice");
    for practice in &practices {
        // a chain of more than a year of quarters would never be planned
        let deep = depth(&practice.id, &all, &mut Vec::new());
        assert!(deep <= 6, "{} has {deep} practices before it, one after the other", practice.id);
    }
}

#[test]
fn a_practice_that_begins_above_one_says_what_comes_before() {
    // from 3 upwards the work builds on something: a practice or a level that it names
    for practice in ours() {
        let builds_on = practice.raises.iter().all(|raise| raise.from >= 3);
        let named = !practice.after.is_empty() || !practice.thresholds.is_empty();
        assert!(!builds_on || named, "{} begins at 3 and needs nothing", practice.id);
    }
}

#[test]
fn no_vendor_is_named_and_nothing_is_praised() {
    const HYPE: &[&str] = &[
        "simply",
        "robust",
        "leverage",
        "leveraging",
        "seamless",
        "seamlessly",
        "cutting-edge",
        "world-class",
        "best-in-class",
        "game-changing",
        "state-of-the-art",
        "holistic",
        "synergy",
        "synergies",
        "empower",
        "empowers",
        "unlock",
        "supercharge",
        "paradigm",
        "effortless",
        "effortlessly",
        "utilize",
        "utilise",
    ];
    for practice in ours() {
        let spoken = format!(" {} ", words(&texts(&practice).join(" ")).join(" "));
        for name in NAMES.iter().chain(HYPE) {
            assert!(!spoken.contains(&format!(" {name} ")), "{} says `{name}`", practice.id);
        }
    }
}

#[test]
fn sentences_are_short_enough_to_be_read_once() {
    let (mut total, mut sentences, mut long) = (0, 0, 0);
    for practice in ours() {
        for text in texts(&practice) {
            for sentence in text.split(['.', ';', ':', '?']).filter(|part| !part.trim().is_empty()) {
                let words = words(sentence);
                assert!(words.len() <= 48, "{}: {sentence}", practice.id);
                total += words.len();
                sentences += 1;
                long += words.iter().filter(|word| word.chars().count() > 6).count();
            }
        }
    }
    let lix = total as f64 / f64::from(sentences) + 100.0 * long as f64 / total as f64;
    assert!(lix < 45.0, "{lix:.1}");
}

#[test]
fn texts_have_a_length_that_says_something() {
    for practice in ours() {
        let id = &practice.id;
        let between = |what: &str, text: &str, least: usize, most: usize| {
            let count = words(text).len();
            assert!((least..=most).contains(&count), "{id}: {what} has {count} words: {text}");
        };
        between("title", &practice.title, 3, 16);
        between("summary", &practice.summary, 10, 60);
        between("because", &practice.because, 8, 60);
        practice.steps.iter().for_each(|text| between("step", text, 8, 75));
        practice.metrics.iter().for_each(|text| between("metric", text, 4, 45));
        practice.pitfalls.iter().for_each(|text| between("pitfall", text, 8, 55));
        practice.small.iter().chain(&practice.large).for_each(|text| between("size", text, 4, 60));
    }
}

fn grams(text: &str) -> BTreeSet<[String; 3]> {
    words(text).windows(3).map(|w| [w[0].clone(), w[1].clone(), w[2].clone()]).collect()
}

#[test]
fn no_two_practices_are_the_same_work_in_other_words() {
    let practices = ours();
    let steps: Vec<(&Practice, BTreeSet<[String; 3]>)> =
        practices.iter().map(|practice| (practice, grams(&practice.steps.join(" ")))).collect();
    let mut titles = BTreeSet::new();
    let mut raises: BTreeMap<Vec<(&str, u8, u8)>, &str> = BTreeMap::new();
    for (number, (one, own)) in steps.iter().enumerate() {
        assert!(titles.insert(one.title.to_lowercase()), "two practices are called `{}`", one.title);
        let mut same: Vec<(&str, u8, u8)> =
            one.raises.iter().map(|raise| (raise.item.as_str(), raise.from, raise.to)).collect();
        same.sort_unstable();
        if let Some(other) = raises.insert(same, &one.id) {
            panic!("{} and {other} raise exactly the same", one.id);
        }
        for (other, theirs) in &steps[number + 1..] {
            let shared = own.intersection(theirs).count() as f64 / own.len().min(theirs.len()) as f64;
            assert!(shared < 0.15, "{} and {} share {:.0}% of their steps", one.id, other.id, shared * 100.0);
        }
    }
}

#[test]
fn effort_is_of_a_size_that_one_team_can_plan() {
    for practice in ours() {
        let likely: i64 = practice.effort.iter().map(|(_, days)| days.likely.0).sum();
        assert!((100..=15_000).contains(&likely), "{}: {likely} hundredths of a day", practice.id);
        // 5 people full time would be the whole of a small team
        let most = i64::from(practice.weeks) * 5 * 100 * 5;
        assert!(likely <= most, "{}: {likely} hundredths of a day in {} weeks", practice.id, practice.weeks);
        for (role, days) in &practice.effort {
            assert!(days.high.0 <= 5 * days.likely.0, "{}: {} runs too far", practice.id, role.word());
        }
    }
}
