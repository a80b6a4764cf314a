//! The two sums of our method: items into a score, scores into a mean.

use crate::model::score::{Coverage, Exact, ItemPart, Scale, Score};

/// `scale · Σ w·(a-1) / (4·Σ w)` with coverage and bounds; also the sum over items mapped to a NIST CSF category.
pub(super) fn weighted(scale: Scale, parts: &[ItemPart]) -> Score {
    let (mut steps, mut answered, mut open) = (0_i64, 0_i64, 0_i64);
    for part in parts {
        match *part {
            ItemPart::Counted { level, half_weight } => {
                steps += i64::from(half_weight) * (i64::from(level) - 1);
                answered += i64::from(half_weight);
            }
            ItemPart::Unanswered { half_weight } => open += i64::from(half_weight),
            ItemPart::WeightNone | ItemPart::NotRequired | ItemPart::NotApplicable | ItemPart::OutOfScope => {
            }
        }
    }
    let in_scope = answered + open;
    let over = |steps: i64, weight: i64| (weight > 0).then(|| Exact::ratio(scale.max() * steps, 4 * weight));
    Score {
        scale,
        value: over(steps, answered),
        low: over(steps, in_scope),
        high: over(steps + 4 * open, in_scope),
        coverage: Coverage { answered: answered.unsigned_abs(), in_scope: in_scope.unsigned_abs() },
        evidenced: None,
        error: None,
    }
}

/// The mean of the parts that have a score. Bounds are the mean over every part that has something in scope, since an
/// unanswered part may end anywhere. `None` where there is no part at all.
pub(super) fn mean(scale: Scale, parts: &[&Score]) -> Option<Score> {
    (!parts.is_empty()).then(|| Score {
        scale,
        value: Exact::mean(parts.iter().filter_map(|score| score.value.as_ref())),
        low: Exact::mean(parts.iter().filter_map(|score| score.low.as_ref())),
        high: Exact::mean(parts.iter().filter_map(|score| score.high.as_ref())),
        coverage: parts.iter().fold(Coverage::default(), |sum, score| sum.plus(score.coverage)),
        evidenced: None,
        error: None,
    })
}
