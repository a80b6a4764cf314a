//! Facts, inventory and answers -> [`AdoptionProfile`].

use crate::model::adoption::{
    AdoptionProfile, AiFacts, AiType, Archetype, Mix, NamedScore, SelfDescribed, Stage, Status, Wave,
};
use crate::model::assessment::Assessment;
use crate::model::instrument::{AdoptionRules, Instrument};
use crate::model::score::{AspectScore, Coverage, DomainScore, Exact, Rounded, Scale, Score, Scorecard};

use super::archetype::{backed, declared, flips, mix_of};

/// Works out the AI adoption of an assessment. `ai` is the scorecard of the AI instrument, `maturity` the one of the
/// instrument that has people, process and technology. `None` where the instrument classifies nothing.
#[must_use]
pub fn classify(
    instrument: &Instrument,
    assessment: &Assessment,
    ai: &Scorecard,
    maturity: &Scorecard,
) -> Option<AdoptionProfile> {
    let rules = instrument.adoption.as_ref()?;
    let facts = assessment.ai.clone().unwrap_or_default();
    let aspects: Vec<&AspectScore> = ai.domains.iter().flat_map(|domain| &domain.aspects).collect();
    let named = |id: &str| named_score(&aspects, id);
    let separators = [named(&rules.lifecycle), named(&rules.knowledge), named(&rules.governance)];
    let practice: Vec<NamedScore> =
        rules.practice.iter().chain([&rules.outcomes]).map(|id| named(id)).collect();
    let all = mix_of(rules, &facts.capabilities, None);
    let declared = facts.inventory_given.then(|| declared(rules, all));
    let (archetype, mut reasons) = match declared {
        Some(label) => {
            let score = |id| named(id).score.rounded();
            let (label, reasons) =
                backed(rules, label, score(&rules.customisation), score(&rules.data_and_evaluation));
            (Some(label), reasons)
        }
        None => (None, vec!["no AI inventory was given, so neither label nor mix is known".to_owned()]),
    };
    let (wave, blocker, wave_reasons) = wave(rules, &facts, declared, &separators);
    reasons.extend(wave_reasons);
    Some(AdoptionProfile {
        flips: declared.map(|label| flips(rules, label, all)).unwrap_or_default(),
        mix: (all.total() > 0).then_some(all),
        stages: stages(rules, &facts),
        ahead_of_maturity: ahead_of_maturity(rules, &practice, all, maturity),
        without_intent: without_intent(&facts),
        uptake: super::uptake::uptake(rules, &facts),
        value_found: super::value::value(rules, &facts),
        self_described: facts.self_described,
        value: facts.value,
        challenges: facts.challenges,
        interfaces: facts.interfaces,
        declared,
        archetype,
        reasons,
        separators,
        practice,
        wave,
        blocker,
        capabilities: facts.capabilities,
    })
}

fn named_score(aspects: &[&AspectScore], id: &str) -> NamedScore {
    let unscored = || Score {
        scale: Scale::Maturity,
        value: None,
        low: None,
        high: None,
        coverage: Coverage::default(),
        evidenced: None,
        error: None,
    };
    match aspects.iter().find(|aspect| aspect.id == id) {
        Some(aspect) => NamedScore {
            id: id.to_owned(),
            name: aspect.name.clone(),
            score: aspect.maturity.clone().unwrap_or_else(unscored),
        },
        None => NamedScore { id: id.to_owned(), name: id.to_owned(), score: unscored() },
    }
}

fn stages(rules: &AdoptionRules, facts: &AiFacts) -> Vec<(Stage, Mix)> {
    Stage::ALL
        .iter()
        .map(|stage| (*stage, mix_of(rules, &facts.capabilities, Some(*stage))))
        .filter(|(_, mix)| mix.total() > 0)
        .collect()
}

/// Second only if all three separators reach the threshold; a separator without a score makes it unknown.
fn wave(
    rules: &AdoptionRules,
    facts: &AiFacts,
    declared: Option<Archetype>,
    separators: &[NamedScore; 3],
) -> (Wave, Option<String>, Vec<String>) {
    let in_use = match declared {
        Some(label) => Some(label != Archetype::None),
        // without an inventory the SOC's own word says whether there is AI at all
        None => facts.self_described.map(|word| word != SelfDescribed::None),
    };
    match in_use {
        Some(false) => return (Wave::NotApplicable, None, Vec::new()),
        None => {
            return (
                Wave::Unknown,
                None,
                vec!["whether AI is in use is not known, so neither is the wave".to_owned()],
            );
        }
        Some(true) => {}
    }
    let scored: Vec<(&NamedScore, Rounded)> =
        separators.iter().filter_map(|named| Some((named, named.score.rounded()?))).collect();
    let weakest =
        scored.iter().min_by_key(|(_, score)| *score).filter(|(_, score)| score.0 < rules.second_wave);
    let blocker = weakest.map(|(named, _)| named.id.clone());
    if scored.len() < separators.len() {
        let open: Vec<_> = separators
            .iter()
            .filter(|named| named.score.value.is_none())
            .map(|named| named.name.as_str())
            .collect();
        let reason = format!("not answered: {}; so the wave is unknown", open.join(", "));
        return (Wave::Unknown, blocker, vec![reason]);
    }
    match weakest {
        None => (Wave::Second, None, Vec::new()),
        Some((named, score)) => {
            let reason = format!(
                "first wave: {} at {score} is the weakest of the three separators, and all need {}",
                named.name,
                Rounded(rules.second_wave)
            );
            (Wave::First, blocker, vec![reason])
        }
    }
}

/// Technology, or the practice around the AI in use, further ahead of people or process than the threshold.
fn ahead_of_maturity(
    rules: &AdoptionRules,
    practice: &[NamedScore],
    all: Mix,
    maturity: &Scorecard,
) -> Vec<String> {
    let domain = |id: &str| -> Option<(&DomainScore, Rounded)> {
        let domain = maturity.domains.iter().find(|domain| domain.id == id)?;
        Some((domain, domain.maturity.as_ref()?.rounded()?))
    };
    let mut ahead: Vec<(String, Rounded)> = Vec::new();
    if let Some((technology, score)) = domain("technology") {
        ahead.push((technology.name.clone(), score));
    }
    if all.total() > 0 {
        let of_practice: Vec<&Exact> = practice
            .iter()
            .filter(|named| rules.practice.contains(&named.id))
            .filter_map(|named| named.score.value.as_ref())
            .collect();
        if let Some(mean) = Exact::mean(of_practice) {
            ahead.push(("AI adoption practice".to_owned(), mean.rounded()));
        }
    }
    let mut findings = Vec::new();
    for (name, score) in &ahead {
        for behind in ["people", "process"] {
            let Some((domain, other)) = domain(behind) else { continue };
            let gap = Rounded(score.0 - other.0);
            if gap.0 > rules.ahead_of_maturity {
                findings.push(format!("{name} at {score} runs {gap} ahead of {} at {other}", domain.name));
            }
        }
    }
    findings
}

/// AI in use of which nobody said what it is for: task, outcome or stop condition missing.
fn without_intent(facts: &AiFacts) -> Vec<String> {
    facts
        .capabilities
        .iter()
        .filter(|capability| capability.kind != AiType::Automation)
        .filter(|capability| matches!(capability.status, Status::Pilot | Status::Production))
        .filter(|capability| {
            let intent = capability.intent.clone().unwrap_or_default();
            intent.task.is_none() || intent.outcome.is_none() || intent.stop.is_none()
        })
        .map(|capability| capability.name.clone())
        .collect()
}
