//! The questionnaires as content: what can be checked about wording without reading it, is checked here.

use std::collections::{BTreeMap, BTreeSet};

use socmark::model::instrument::{Instrument, Item, ItemKind};
use socmark::pipeline::{Settings, questionnaires};

/// Our own questionnaires, with every text.
fn ours() -> Vec<Instrument> {
    let (all, diagnostics, _) = questionnaires(&Settings::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    all.into_iter().filter(|instrument| instrument.id != "soc-cmm").collect()
}

fn named(id: &str) -> Instrument {
    ours().into_iter().find(|instrument| instrument.id == id).expect("built in")
}

pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

fn scored(instrument: &Instrument) -> impl Iterator<Item = &Item> {
    instrument.items().map(|(_, item)| item).filter(|item| item.kind.is_scored())
}

fn count(instrument: &Instrument, kind: &str) -> usize {
    instrument.items().filter(|(_, item)| item.kind.word() == kind).count()
}

#[test]
fn the_questionnaires_are_as_full_as_they_say() {
    let core = named("soc-core");
    assert_eq!((core.domains.len(), core.aspects().count()), (5, 27));
    assert!(count(&core, "maturity") >= 160, "{}", count(&core, "maturity"));
    assert!(count(&core, "capability") >= 90, "{}", count(&core, "capability"));
    let quick = core.items().filter(|(_, item)| item.quick).count();
    assert!((40..=50).contains(&quick), "{quick}");
    for (_, aspect) in core.aspects() {
        assert!(aspect.items.iter().any(|item| item.quick), "{} has no quick item", aspect.id);
        assert!(aspect.minutes.is_some_and(|minutes| minutes > 0), "{} has no minutes", aspect.id);
    }
    assert!(count(&named("soc-ai"), "maturity") >= 45);
    assert!((8..=12).contains(&count(&named("ai-tool"), "maturity")));
}

#[test]
fn every_scored_item_is_complete() {
    for instrument in ours() {
        for item in scored(&instrument) {
            let id = &item.id;
            let anchors = item.kind.anchors();
            assert_eq!(anchors.len(), 5, "{id}");
            let different: BTreeSet<Vec<String>> = anchors.iter().map(|anchor| words(anchor)).collect();
            assert_eq!(different.len(), 5, "{id}: two anchors say the same");
            assert!(
                item.question.ends_with('?') && words(&item.question).len() <= 25,
                "{id}: {}",
                item.question
            );
            assert!((4..=45).contains(&words(&item.why).len()), "{id}: {}", item.why);
            assert!(!item.evidence.is_empty(), "{id} names no evidence");
            let least = if matches!(item.kind, ItemKind::Maturity { .. }) { 8 } else { 4 };
            for anchor in anchors {
                assert!((least..=42).contains(&words(anchor).len()), "{id}: {anchor}");
            }
        }
    }
}

/// Share of the shorter anchor's word 3-grams that the other one has too.
fn overlap(a: &BTreeSet<[String; 3]>, b: &BTreeSet<[String; 3]>) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 { 0.0 } else { a.intersection(b).count() as f64 / shorter as f64 }
}

#[test]
fn no_two_items_share_an_anchor_with_the_noun_swapped() {
    for instrument in ours() {
        for level in 0..5 {
            let grams: Vec<(&str, BTreeSet<[String; 3]>)> = scored(&instrument)
                .map(|item| {
                    let words = words(&item.kind.anchors()[level]);
                    let grams =
                        words.windows(3).map(|w| [w[0].clone(), w[1].clone(), w[2].clone()]).collect();
                    (item.id.as_str(), grams)
                })
                .collect();
            for (i, (one, a)) in grams.iter().enumerate() {
                for (other, b) in &grams[i + 1..] {
                    assert!(
                        overlap(a, b) <= 0.6,
                        "level {} of {one} and {other} share their wording",
                        level + 1
                    );
                }
            }
        }
    }
}

/// Products and their makers, whole words.
pub const NAMES: &[&str] = &[
    "splunk",
    "sentinel",
    "crowdstrike",
    "microsoft",
    "google",
    "elastic",
    "qradar",
    "servicenow",
    "jira",
    "slack",
    "openai",
    "chatgpt",
    "copilot",
    "defender",
    "palo alto",
    "cortex",
    "fortinet",
    "cisco",
    "mandiant",
    "aws",
    "azure",
    "virustotal",
    "misp",
    "thehive",
    "wazuh",
    "sigma",
    "yara",
    "zeek",
    "suricata",
    "velociraptor",
    "github",
    "gitlab",
];

#[test]
fn no_vendor_is_named() {
    for instrument in ours() {
        for (_, item) in instrument.items() {
            let mut text =
                format!("{} {} {}", item.question, item.why, item.kind.anchors().join(" ")).to_lowercase();
            if let ItemKind::Elements { elements: choices, .. } | ItemKind::Fact { choices, .. } = &item.kind
            {
                choices.iter().for_each(|choice| text.push_str(&format!(" {}", choice.label.to_lowercase())));
            }
            let words = format!(" {} ", words(&text).join(" "));
            for name in NAMES {
                assert!(!words.contains(&format!(" {name} ")), "{} names `{name}`", item.id);
            }
        }
    }
}

#[test]
fn sentences_are_short_enough_to_be_read_once() {
    for instrument in ours() {
        let (mut total, mut sentences, mut long) = (0, 0, 0);
        for item in scored(&instrument) {
            for text in item.kind.anchors().iter().chain([&item.question, &item.why]) {
                for sentence in text.split(['.', ';', ':', '?']).filter(|part| !part.trim().is_empty()) {
                    let words = words(sentence);
                    assert!(words.len() <= 38, "{}: {sentence}", item.id);
                    total += words.len();
                    sentences += 1;
                    long += words.iter().filter(|word| word.chars().count() > 6).count();
                }
            }
        }
        // LIX: words a sentence plus the percentage of long words; under 50 is what a daily newspaper has
        let lix = total as f64 / f64::from(sentences) + 100.0 * long as f64 / total as f64;
        assert!(lix < 50.0, "{}: {lix:.1}", instrument.id);
    }
}

#[test]
fn every_aspect_of_the_official_model_has_its_counterpart() {
    let core = named("soc-core");
    let mut covered: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, aspect) in core.aspects() {
        for id in aspect.crosswalk.get("soc_cmm").into_iter().flatten() {
            *covered.entry(id).or_default() += 1;
        }
    }
    for (letter, count) in [("b", 5), ("p", 5), ("m", 7), ("t", 4), ("s", 6)] {
        for number in 1..=count {
            assert_eq!(covered.get(format!("{letter}{number}").as_str()), Some(&1), "{letter}{number}");
        }
    }
}

#[test]
fn every_reference_to_another_framework_exists() {
    let rows = socmark::soc_cmm_2_4_2();
    for instrument in ours() {
        for (_, item) in instrument.items() {
            for id in item.crosswalk.get("nist_csf").into_iter().flatten() {
                assert!(rows.subcategories.contains(id), "{}: {id} is no subcategory of CSF 2.0", item.id);
            }
        }
    }
}

#[test]
fn every_category_of_the_csf_that_the_official_model_shows_is_covered() {
    let rows = socmark::soc_cmm_2_4_2();
    let core = named("soc-core");
    let mapped: BTreeSet<&str> = core
        .items()
        .flat_map(|(_, item)| item.crosswalk.get("nist_csf").into_iter().flatten())
        .filter_map(|id| id.split('-').next())
        .collect();
    for (category, scales) in &rows.csf_shown {
        assert!(scales.is_empty() || mapped.contains(category.as_str()), "nothing is mapped to {category}");
    }
}
