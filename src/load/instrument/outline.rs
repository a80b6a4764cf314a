//! A built-in questionnaire without its prose: what scoring needs, read in a fraction of a millisecond.
//!
//! `outline.tsv` is worked out from the aspect files; a test holds the two together.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::instrument::{Aspect, Choice, Crosswalk, FactAnswer, Instrument, Item, ItemKind};

use super::{Head, head};

/// The questionnaire with ids, names, kinds and crosswalks, and every text empty. `None` where a line is none of ours.
pub(crate) fn read(name: &str, instrument: &str, outline: &str) -> Option<Instrument> {
    let Head { mut instrument, domains } =
        head(name, instrument, &mut Sources::placeless(), &mut Diagnostics::default())?;
    let mut aspects: BTreeMap<String, Aspect> = BTreeMap::new();
    let mut last = String::new();
    for line in outline.lines().filter(|line| !line.starts_with('#')) {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["aspect", id, name, minutes, references] => {
                id.clone_into(&mut last);
                let aspect = Aspect {
                    id: id.to_owned(),
                    name: name.to_owned(),
                    about: String::new(),
                    minutes: minutes.parse().ok(),
                    crosswalk: crosswalk(references),
                    items: Vec::new(),
                };
                aspects.insert(id.to_owned(), aspect);
            }
            ["item", id, quick, references, kind, ref rest @ ..] => {
                aspects.get_mut(&last)?.items.push(Item {
                    id: id.to_owned(),
                    quick: quick == "quick",
                    question: String::new(),
                    why: String::new(),
                    kind: item_kind(kind, rest)?,
                    evidence: Vec::new(),
                    crosswalk: crosswalk(references),
                });
            }
            _ => return None,
        }
    }
    for (mut domain, heads) in domains {
        domain.aspects.extend(heads.iter().filter_map(|head| aspects.remove(&head.id)));
        domain.about.clear();
        instrument.domains.push(domain);
    }
    Some(instrument)
}

fn item_kind(kind: &str, rest: &[&str]) -> Option<ItemKind> {
    let choices = |ids: &str| -> Vec<Choice> {
        let ids = ids.split(',').filter(|id| !id.is_empty());
        ids.map(|id| Choice { id: id.to_owned(), label: String::new() }).collect()
    };
    Some(match (kind, rest) {
        ("maturity", []) => ItemKind::Maturity { anchors: Vec::new() },
        ("capability", []) => ItemKind::Capability { anchors: Vec::new() },
        ("elements", [informs, ids]) => ItemKind::Elements {
            informs: (!informs.is_empty()).then(|| (*informs).to_owned()),
            elements: choices(ids),
        },
        ("fact", [field, answer, ids]) => ItemKind::Fact {
            field: (*field).to_owned(),
            answer: FactAnswer::ALL.iter().copied().find(|word| word.word() == *answer)?,
            choices: choices(ids),
        },
        _ => return None,
    })
}

/// `nist_csf=PR.AT-01,PR.AT-02;soc_cmm=p5.1`
fn crosswalk(text: &str) -> Crosswalk {
    text.split(';')
        .filter_map(|part| part.split_once('='))
        .map(|(key, ids)| (key.to_owned(), ids.split(',').map(str::to_owned).collect()))
        .collect()
}

/// The lines that `read` turns back into the same questionnaire without its prose.
#[cfg(test)]
pub(crate) fn to_text(instrument: &Instrument) -> String {
    let references = |crosswalk: &Crosswalk| -> String {
        crosswalk.iter().map(|(key, ids)| format!("{key}={}", ids.join(","))).collect::<Vec<_>>().join(";")
    };
    let ids =
        |choices: &[Choice]| choices.iter().map(|choice| choice.id.as_str()).collect::<Vec<_>>().join(",");
    let mut lines = vec!["# Worked out from the aspect files beside this one; do not edit.".to_owned()];
    for (_, aspect) in instrument.aspects() {
        let minutes = aspect.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        lines.push(format!(
            "aspect\t{}\t{}\t{minutes}\t{}",
            aspect.id,
            aspect.name,
            references(&aspect.crosswalk)
        ));
        for item in &aspect.items {
            let quick = if item.quick { "quick" } else { "" };
            let rest = match &item.kind {
                ItemKind::Maturity { .. } | ItemKind::Capability { .. } => String::new(),
                ItemKind::Elements { informs, elements } => {
                    format!("\t{}\t{}", informs.as_deref().unwrap_or_default(), ids(elements))
                }
                ItemKind::Fact { field, answer, choices } => {
                    format!("\t{field}\t{}\t{}", answer.word(), ids(choices))
                }
            };
            let kind = item.kind.word();
            lines.push(format!("item\t{}\t{quick}\t{}\t{kind}{rest}", item.id, references(&item.crosswalk)));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
