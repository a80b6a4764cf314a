//! What the assessors say about AI: facts, which are right or wrong and have no median.

use crate::model::adoption::{AiCapability, AiFacts, Measured, Measurement, OutcomeMetric};
use crate::model::assessment::Assessment;
use crate::model::consensus::{Rule, Settled};

use super::context::first;

/// Fact by fact what is stated first; an inventory is kept whole, and every tool on which it differs is said.
pub(super) fn merge(all: &[&Assessment], settled: &mut Vec<Settled>) -> Option<AiFacts> {
    let facts: Vec<Option<&AiFacts>> = all.iter().map(|assessment| assessment.ai.as_ref()).collect();
    facts.iter().flatten().next()?;
    let self_described = facts.iter().map(|ai| ai.as_ref()?.self_described).collect();
    let value = facts.iter().map(|ai| ai.as_ref()?.value).collect();
    let challenges = facts
        .iter()
        .map(|ai| {
            // another order is no other answer
            let mut challenges = ai.as_ref()?.challenges.clone();
            challenges.sort();
            (!challenges.is_empty()).then_some(challenges)
        })
        .collect();
    let interfaces = facts.iter().map(|ai| ai.as_ref()?.interfaces).collect();
    let inventory = facts.iter().flatten().find(|ai| ai.inventory_given);
    let merged = AiFacts {
        self_described: first("ai.self_described", self_described, |word| word.word().to_owned(), settled),
        value: first("ai.value", value, |word| word.word().to_owned(), settled),
        challenges: first("ai.challenges", challenges, |list: &Vec<String>| list.join(", "), settled)
            .unwrap_or_default(),
        interfaces: first("ai.interfaces", interfaces, u32::to_string, settled),
        inventory_given: inventory.is_some(),
        capabilities: inventory.map(|ai| ai.capabilities.clone()).unwrap_or_default(),
        measured: OutcomeMetric::ALL
            .iter()
            .filter_map(|outcome| measured(*outcome, &facts, settled))
            .collect(),
    };
    tools(&facts, &merged.capabilities, settled);
    Some(merged)
}

fn measured(
    outcome: OutcomeMetric,
    facts: &[Option<&AiFacts>],
    settled: &mut Vec<Settled>,
) -> Option<Measured> {
    let of = |ai: &AiFacts| ai.measured.iter().find(|measured| measured.metric == outcome).cloned();
    let stated = facts.iter().map(|ai| ai.and_then(of)).collect();
    let shown = |measured: &Measured| {
        let value = |found: Option<Measurement>| {
            found.map_or_else(|| "not measured".to_owned(), |found| found.value.to_string())
        };
        format!("{} to {}", value(measured.before), value(measured.after))
    };
    first(format!("ai.measured.{}", outcome.word()), stated, shown, settled)
}

/// The tools that not all inventories list, or that they describe differently.
fn tools(facts: &[Option<&AiFacts>], kept: &[AiCapability], settled: &mut Vec<Settled>) {
    let given: Vec<Option<&AiFacts>> = facts.iter().map(|ai| ai.filter(|ai| ai.inventory_given)).collect();
    let mut names: Vec<&str> = Vec::new();
    for tool in given.iter().flatten().flat_map(|ai| &ai.capabilities) {
        if !names.contains(&tool.name.as_str()) {
            names.push(&tool.name);
        }
    }
    for name in names {
        let of = |ai: &AiFacts| ai.capabilities.iter().find(|tool| tool.name == name).cloned();
        let listed: Vec<Option<Option<AiCapability>>> = given.iter().map(|ai| ai.map(of)).collect();
        if listed.iter().flatten().all(|tool| Some(tool) == listed.iter().flatten().next()) {
            continue;
        }
        let own = kept.iter().find(|tool| tool.name == name);
        let said =
            listed.iter().map(|tool| tool.as_ref().map(|tool| described(tool.as_ref(), own))).collect();
        let kept = Some(described(own, own));
        settled.push(Settled { rule: Rule::First, subject: format!("ai.capabilities.{name}"), said, kept });
    }
}

fn described(tool: Option<&AiCapability>, kept: Option<&AiCapability>) -> String {
    let Some(tool) = tool else { return "not listed".to_owned() };
    let words = [tool.kind.word(), tool.sourcing.word(), tool.status.word()].join(", ");
    let as_kept = kept.map(|kept| [kept.kind.word(), kept.sourcing.word(), kept.status.word()].join(", "));
    // two that read the same in short differ in something else
    if kept.is_some_and(|kept| kept != tool) && as_kept.as_ref() == Some(&words) {
        return format!("{words}, other details");
    }
    words
}
