//! What a step is worth, from where every item stands.

use std::collections::BTreeMap;

use crate::model::assessment::{AnswerValue, Assessment};
use crate::model::benchmark::{Comparison, Own};
use crate::model::instrument::AdoptionRules;
use crate::model::roadmap::{RoadmapRules, StepValue};
use crate::model::score::{DomainScore, ItemPart, Scale, Scorecard};

/// Points by which a score lies under what it is measured by, where that counts 1.
const FULL_GAP: f64 = 2.0;

/// Where an item stands, and what one level of it adds to each mean above it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// 1..=5; an open question counts as 1.
    pub level: u8,
    pub assumed: bool,
    pub aspect: String,
    /// One level of it adds that to the aspect.
    pub adds_aspect: f64,
    pub adds_domain: f64,
    /// 0 for AI items, which are in no overall score.
    pub adds_overall: f64,
    pub adds_headline: f64,
    /// What it counts in the plan.
    pub adds: f64,
    pub g_target: f64,
    pub g_benchmark: f64,
}

/// A mean at full scope: what it is now with open questions counted as 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mean {
    pub id: String,
    pub name: String,
    pub now: f64,
}

/// Everything that is scored, at full scope.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Standing {
    /// By item; those that are out of scope or do not apply are missing.
    pub items: BTreeMap<String, Place>,
    pub domains: Vec<Mean>,
    pub aspects: Vec<Mean>,
    /// Domain of each aspect.
    pub domain_of: BTreeMap<String, String>,
    pub overall: Option<f64>,
    pub headline: Option<f64>,
}

/// What the values come from.
pub(super) struct Sources<'a> {
    pub assessment: &'a Assessment,
    /// The one with the overall score, and that of the AI questionnaire.
    pub main: &'a Scorecard,
    pub ai: Option<(&'a Scorecard, &'a AdoptionRules)>,
    pub comparison: &'a Comparison,
    pub rules: &'a RoadmapRules,
    /// Scores that the goals ask for, by domain or aspect.
    pub aims: BTreeMap<String, f64>,
}

pub(super) fn standing(sources: &Sources<'_>) -> Standing {
    let mut standing = Standing::default();
    let counted = |domain: &&DomainScore| low_of_domain(domain).is_some();
    let domains: Vec<&DomainScore> = sources.main.domains.iter().filter(counted).collect();
    let headline: Vec<&&DomainScore> = domains.iter().filter(|domain| domain.headline).collect();
    let mean = |list: Vec<f64>| (!list.is_empty()).then(|| list.iter().sum::<f64>() / list.len() as f64);
    standing.overall = mean(domains.iter().filter_map(|domain| low_of_domain(domain)).collect());
    standing.headline = mean(headline.iter().filter_map(|domain| low_of_domain(domain)).collect());
    for domain in &domains {
        let overall = 1.0 / domains.len() as f64;
        let headline = if domain.headline { 1.0 / headline.len() as f64 } else { 0.0 };
        add(&mut standing, sources, domain, &|_, _| overall, overall, headline);
    }
    if let Some((card, rules)) = sources.ai {
        let as_domains = 1.0 / domains.len().max(1) as f64;
        let separators = [&rules.lifecycle, &rules.knowledge, &rules.governance];
        for domain in card.domains.iter().filter(counted) {
            let is_separator = |id: &str| separators.iter().any(|separator| *separator == id);
            let scored: Vec<&str> = domain
                .aspects
                .iter()
                .filter(|aspect| low(aspect.maturity.as_ref()).is_some())
                .map(|aspect| aspect.id.as_str())
                .collect();
            let first = scored.iter().filter(|id| is_separator(id)).count();
            let (separators, other) = (sources.rules.ai_separators, sources.rules.ai_other);
            // `add` divides by all aspects of the domain; here each kind is a mean of its own
            let weight = |id: &str, aspects: usize| {
                let (counts, of) =
                    if is_separator(id) { (separators, first) } else { (other, scored.len() - first) };
                counts.to_f64() * as_domains * aspects as f64 / of.max(1) as f64
            };
            add(&mut standing, sources, domain, &weight, 0.0, 0.0);
        }
    }
    standing
}

fn low(score: Option<&crate::model::score::Score>) -> Option<f64> {
    score.and_then(|score| score.low.as_ref()).map(crate::model::score::Exact::to_f64)
}

fn low_of_domain(domain: &DomainScore) -> Option<f64> {
    let aspects: Vec<f64> =
        domain.aspects.iter().filter_map(|aspect| low(aspect.maturity.as_ref())).collect();
    (!aspects.is_empty()).then(|| aspects.iter().sum::<f64>() / aspects.len() as f64)
}

/// Adds a domain with its aspects and items.
fn add(
    standing: &mut Standing,
    sources: &Sources<'_>,
    domain: &DomainScore,
    counts: &dyn Fn(&str, usize) -> f64,
    overall: f64,
    headline: f64,
) {
    let scored: Vec<_> =
        domain.aspects.iter().filter_map(|aspect| Some((aspect, low(aspect.maturity.as_ref())?))).collect();
    let aspects = scored.len();
    let of_domain = low_of_domain(domain).unwrap_or_default();
    standing.domains.push(Mean { id: domain.id.clone(), name: domain.name.clone(), now: of_domain });
    for (aspect, now) in scored {
        standing.aspects.push(Mean { id: aspect.id.clone(), name: aspect.name.clone(), now });
        standing.domain_of.insert(aspect.id.clone(), domain.id.clone());
        let target = domain.target_maturity.map(|target| target.to_f64());
        let aim = [sources.aims.get(&aspect.id), sources.aims.get(&domain.id)];
        let target = aim
            .into_iter()
            .flatten()
            .copied()
            .chain(target)
            .fold(None, |most: Option<f64>, next| Some(most.map_or(next, |most| most.max(next))));
        let g_target = target.map_or(0.0, |target| share_of_gap(target, now));
        let reference = reference(sources.comparison, &aspect.id, &domain.id);
        let g_benchmark = reference.map_or(0.0, |reference| share_of_gap(reference, now));
        let maturity: Vec<_> = aspect.items.iter().filter(|item| item.scale == Scale::Maturity).collect();
        let weight = |part: &ItemPart| match part {
            ItemPart::Counted { half_weight, .. } | ItemPart::Unanswered { half_weight } => *half_weight,
            _ => 0,
        };
        let sum: u32 = maturity.iter().map(|item| weight(&item.part)).sum();
        for item in maturity {
            let level = match item.part {
                ItemPart::Counted { level, .. } => Some(level),
                ItemPart::Unanswered { .. } => None,
                // it counts for nothing, but others may build on it
                ItemPart::WeightNone => {
                    match sources.assessment.answers.get(&item.id).and_then(|a| a.value.as_ref()) {
                        Some(AnswerValue::Level(level)) => Some(*level),
                        _ => None,
                    }
                }
                ItemPart::NotRequired | ItemPart::NotApplicable | ItemPart::OutOfScope => continue,
            };
            // a level is a quarter of the way from 0 to 5
            let adds_aspect =
                Scale::Maturity.max() as f64 / 4.0 * f64::from(weight(&item.part)) / f64::from(sum.max(1));
            let adds_domain = adds_aspect / aspects as f64;
            standing.items.insert(
                item.id.clone(),
                Place {
                    level: level.unwrap_or(1),
                    assumed: level.is_none(),
                    aspect: aspect.id.clone(),
                    adds_aspect,
                    adds_domain,
                    adds_overall: adds_domain * overall,
                    adds_headline: adds_domain * headline,
                    adds: adds_domain * counts(&aspect.id, aspects),
                    g_target,
                    g_benchmark,
                },
            );
        }
    }
}

fn share_of_gap(wanted: f64, now: f64) -> f64 {
    ((wanted - now) / FULL_GAP).clamp(0.0, 1.0)
}

/// The median of SOCs that answered the same questions, for the aspect or else the domain. A mean of another questionnaire is
/// not like for like.
fn reference(comparison: &Comparison, aspect: &str, domain: &str) -> Option<f64> {
    let of = |metric: String| {
        comparison
            .rows
            .iter()
            .filter(|row| row.kind == "sample" && row.metric == metric && matches!(row.own, Own::Score(_)))
            .find_map(|row| row.sample.as_ref())
            .map(|sample| sample.quartiles.median.to_f64())
    };
    of(format!("aspect.{aspect}")).or_else(|| of(format!("domain.{domain}")))
}

/// One step of an item. `gate`: an unmet gate that is aimed at asks for it.
pub(super) fn step(item: &str, from: u8, place: &Place, gate: bool, rules: &RoadmapRules) -> StepValue {
    let g_gate = f64::from(u8::from(gate));
    let more = rules.target.to_f64() * place.g_target
        + rules.benchmark.to_f64() * place.g_benchmark
        + rules.gate.to_f64() * g_gate;
    StepValue {
        item: item.to_owned(),
        aspect: place.aspect.clone(),
        from,
        assumed: place.assumed,
        adds: place.adds,
        target: place.g_target,
        benchmark: place.g_benchmark,
        gate: g_gate,
        value: place.adds * (1.0 + more),
    }
}
