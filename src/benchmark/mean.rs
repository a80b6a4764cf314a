//! Beside a mean: the difference, and what holds whatever the distribution.

use crate::model::benchmark::{Compared, Own, PercentileRange, Standing};
use crate::model::score::Rounded;
use crate::stats::MeanKnown;

use super::wording;

/// A published mean, in hundredths.
pub(super) struct Mean {
    pub mean: i64,
    /// The step that it was rounded to.
    pub precision: i64,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub sd: Option<i64>,
}

impl Mean {
    /// In half hundredths, so that half a step is whole.
    fn known(&self) -> MeanKnown {
        let (min, max) = (self.min.map(|min| 2 * min), self.max.map(|max| 2 * max));
        let (low, high) = (2 * self.mean - self.precision, 2 * self.mean + self.precision);
        MeanKnown {
            low: min.map_or(low, |min| low.max(min)),
            high: max.map_or(high, |max| high.min(max)),
            min,
            max,
            sd: self.sd.map(|sd| 2 * sd + self.precision),
        }
    }

    /// Whether it is on the scale of the own score.
    fn own_scale(&self, metric: &str) -> bool {
        let own = 100 * wording::scale(metric).max();
        self.min.is_none_or(|min| min == 0) && self.max.is_none_or(|max| max == own)
    }
}

pub(super) fn compare(mut row: Compared, mean: &Mean, own: &Standing) -> Compared {
    let published = wording::published(mean.mean, mean.precision);
    row.reference_value = Some(Rounded(mean.mean));
    row.refused = Some("a percentile needs a distribution; this source publishes a mean".to_owned());
    let Some(score) = own.scores.get(&row.metric).copied() else {
        let how = wording::how_to_know(&row.metric);
        row.says.push(format!("Not known from this file: your {} ({how}).", row.label));
        return row;
    };
    row.own = Own::Score(score);
    if !mean.own_scale(&row.metric) {
        let max = mean.max.map_or_else(|| "no end".to_owned(), wording::short);
        row.says.push(format!(
            "Your {} of {score} and the surveyed mean of {published} are on different scales (theirs ends at {max}), \
             so no difference is taken.",
            row.label
        ));
        return row;
    }
    let difference = Rounded(score.0 - mean.mean);
    row.difference = Some(difference);
    let known = mean.known();
    let ends = format!("{} to {}", wording::half_hundredths(known.low), wording::half_hundredths(known.high));
    if (known.low..=known.high).contains(&(2 * score.0)) {
        row.says.push(format!(
            "Your {} of {score} cannot be told apart from the surveyed mean of {published}, which stands for {ends}.",
            row.label
        ));
    } else {
        let side = if difference.0 > 0 { "above" } else { "below" };
        let size = Rounded(difference.0.abs());
        row.says.push(format!(
            "Your {} of {score} lies {size} {side} the surveyed mean of {published}.",
            row.label
        ));
        if mean.sd.is_none() {
            row.says.push(format!("Whether {size} is much cannot be said: no spread was published."));
        }
    }
    if mean.sd.is_none() && (mean.min.is_none() || mean.max.is_none()) {
        return row;
    }
    let (below, at_or_below) = (known.share_below(2 * score.0), known.share_at_or_below(2 * score.0));
    let (below_percent, above_percent) = (below.at_least_percent(), at_or_below.rest().at_least_percent());
    if below_percent > 0 {
        row.says.push(format!(
            "Whatever the distribution, at least {below_percent}% of the surveyed SOCs scored below you."
        ));
    }
    if above_percent > 0 {
        row.says.push(format!(
            "Whatever the distribution, at least {above_percent}% of the surveyed SOCs scored above you."
        ));
    }
    if below_percent == 0 && above_percent == 0 {
        row.says.push(
            "A mean this near says nothing about how many of the surveyed SOCs scored below or above you."
                .to_owned(),
        );
    }
    row.caveats.push(format!(
        "The published mean of {published} is rounded and stands for {ends}; bounds use the end that claims less."
    ));
    row.percentile = Some(PercentileRange { low: below.to_f64(), mid: None, high: at_or_below.to_f64() });
    row
}
