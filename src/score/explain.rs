//! Where a number comes from, from the answers up, and what one level more would change.

use crate::model::assessment::{AnswerValue, Assessment};
use crate::model::explanation::{
    AspectExplained, Change, Explanation, ItemExplained, MeanExplained, MeanOfScale, Part, Step,
};
use crate::model::instrument::Instrument;
use crate::model::score::{AspectScore, DomainScore, Exact, ItemPart, ItemStanding, Scale, Score, Scorecard};

use super::default::score;

/// Takes apart the number of an item, aspect or domain, `overall` or `headline`; `None` where the instrument has no such id.
#[must_use]
pub fn explain(id: &str, instrument: &Instrument, assessment: &Assessment) -> Option<Explanation> {
    let card = score(instrument, assessment);
    if id == "overall" || id == "headline" {
        return overall(id, &card).map(Explanation::Mean);
    }
    if let Some(domain) = card.domains.iter().find(|domain| domain.id == id) {
        return Some(Explanation::Mean(of_domain(domain)));
    }
    for domain in &card.domains {
        if let Some(aspect) = domain.aspects.iter().find(|aspect| aspect.id == id) {
            return Some(Explanation::Aspect(of_aspect(domain, aspect)));
        }
        for aspect in &domain.aspects {
            if let Some(standing) = aspect.items.iter().find(|item| item.id == id) {
                let item = instrument.item(id)?;
                return Some(Explanation::Item(ItemExplained {
                    id: id.to_owned(),
                    question: item.question.clone(),
                    why: item.why.clone(),
                    anchors: item.kind.anchors().to_vec(),
                    standing: standing.clone(),
                    aspect: aspect.id.clone(),
                    steps: steps(standing, instrument, assessment, &card),
                }));
            }
        }
    }
    None
}

/// The answers whose next level moves the overall score most, largest first; equal ones in order of the instrument.
#[must_use]
pub fn top(instrument: &Instrument, assessment: &Assessment, most: usize) -> Vec<Step> {
    let card = score(instrument, assessment);
    let standings = card.domains.iter().flat_map(|domain| &domain.aspects).flat_map(|aspect| &aspect.items);
    let mut found: Vec<(Exact, Step)> = standings
        .filter(|standing| standing.scale == Scale::Maturity)
        .filter_map(|standing| {
            let ItemPart::Counted { level, .. } = standing.part else { return None };
            let step = (level < 5).then(|| step(standing, level + 1, instrument, assessment, &card))?;
            let moved = step.changes.iter().find(|change| change.id == "overall")?.difference.clone()?;
            Some((moved, step))
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    found.into_iter().take(most).map(|(_, step)| step).collect()
}

fn steps(
    standing: &ItemStanding,
    instrument: &Instrument,
    assessment: &Assessment,
    card: &Scorecard,
) -> Vec<Step> {
    match standing.part {
        ItemPart::Counted { level, .. } if level < 5 => {
            vec![step(standing, level + 1, instrument, assessment, card)]
        }
        ItemPart::Unanswered { .. } => {
            [1, 5].map(|to| step(standing, to, instrument, assessment, card)).to_vec()
        }
        _ => Vec::new(),
    }
}

/// Scores again with one answer changed, so that the difference is the true one and not an estimate.
fn step(
    standing: &ItemStanding,
    to: u8,
    instrument: &Instrument,
    assessment: &Assessment,
    before: &Scorecard,
) -> Step {
    let mut changed = assessment.clone();
    let answer = changed.answers.entry(standing.id.clone()).or_default();
    answer.value = Some(AnswerValue::Level(to));
    let after = score(instrument, &changed);
    let from = match standing.part {
        ItemPart::Counted { level, .. } => Some(level),
        _ => None,
    };
    let scale = standing.scale;
    let mut changes = Vec::new();
    for (old, new) in before.domains.iter().zip(&after.domains) {
        for (old_aspect, new_aspect) in old.aspects.iter().zip(&new.aspects) {
            if old_aspect.items.iter().any(|item| item.id == standing.id) {
                changes.push(change(&old_aspect.id, scale, old_aspect.of(scale), new_aspect.of(scale)));
                changes.push(change(&old.id, scale, old.of(scale), new.of(scale)));
                if scale == Scale::Maturity && before.overall.is_some() {
                    changes.push(change(
                        "overall",
                        standing.scale,
                        before.overall.as_ref(),
                        after.overall.as_ref(),
                    ));
                    if old.headline {
                        changes.push(change(
                            "headline",
                            standing.scale,
                            before.headline.as_ref(),
                            after.headline.as_ref(),
                        ));
                    }
                }
            }
        }
    }
    Step { item: standing.id.clone(), from, to, changes }
}

fn change(id: &str, scale: Scale, before: Option<&Score>, after: Option<&Score>) -> Change {
    let (before, after) =
        (before.and_then(|score| score.value.clone()), after.and_then(|score| score.value.clone()));
    Change {
        id: id.to_owned(),
        scale,
        difference: before.as_ref().zip(after.as_ref()).map(|(before, after)| after.minus(before)),
        before: before.map(|value| value.rounded()),
        after: after.map(|value| value.rounded()),
    }
}

fn of_aspect(domain: &DomainScore, aspect: &AspectScore) -> AspectExplained {
    AspectExplained {
        id: aspect.id.clone(),
        name: aspect.name.clone(),
        domain: domain.id.clone(),
        in_scope: aspect.in_scope,
        scales: [Scale::Maturity, Scale::Capability]
            .into_iter()
            .filter_map(|scale| {
                let items = aspect.items.iter().filter(|item| item.scale == scale).cloned().collect();
                Some((scale, items, aspect.of(scale)?.clone()))
            })
            .collect(),
    }
}

fn of_domain(domain: &DomainScore) -> MeanExplained {
    let targets = [(Scale::Maturity, domain.target_maturity), (Scale::Capability, domain.target_capability)];
    let scales = targets
        .into_iter()
        .filter_map(|(scale, target)| {
            let parts = domain
                .aspects
                .iter()
                .filter_map(|aspect| {
                    let own = aspect.of(scale)?;
                    Some(Part {
                        id: aspect.id.clone(),
                        name: aspect.name.clone(),
                        value: own.value.clone(),
                        left_out: left_out(own, aspect.in_scope),
                    })
                })
                .collect();
            Some(MeanOfScale { scale, parts, score: domain.of(scale)?.clone(), target })
        })
        .collect();
    MeanExplained { id: domain.id.clone(), name: domain.name.clone(), scales }
}

fn overall(id: &str, card: &Scorecard) -> Option<MeanExplained> {
    let (name, score) = match id {
        "overall" => ("Overall", card.overall.clone()?),
        _ => ("People, process and technology", card.headline.clone()?),
    };
    let parts = card
        .domains
        .iter()
        .filter(|domain| id == "overall" || domain.headline)
        .filter_map(|domain| {
            let own = domain.maturity.as_ref()?;
            Some(Part {
                id: domain.id.clone(),
                name: domain.name.clone(),
                value: own.value.clone(),
                left_out: left_out(own, true),
            })
        })
        .collect();
    let target = card.target_overall.filter(|_| id == "overall");
    let scales = vec![MeanOfScale { scale: Scale::Maturity, parts, score, target }];
    Some(MeanExplained { id: id.to_owned(), name: name.to_owned(), scales })
}

fn left_out(score: &Score, in_scope: bool) -> Option<&'static str> {
    match score.value {
        Some(_) => None,
        None if !in_scope => Some("out of scope"),
        None if score.coverage.in_scope == 0 => Some("nothing in it counts"),
        None => Some("not answered"),
    }
}
