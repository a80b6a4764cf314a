//! The distribution of a group's lead over all tables with the same margins.

use super::hypergeometric::{Spread, spread};

/// A value that occurs, such as one of the five answers of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    /// Rows that hold it.
    pub(super) rows: usize,
    /// Those of them in the high group.
    pub(super) high: usize,
    /// What a row of the high group that holds it adds to the lead: rows with less minus rows with more, of both groups,
    /// as pairs within the high group cancel.
    pub(super) lead: i64,
}

/// The share of a table that may be left out, against the share of the table at hand. Below 2,000 rows fewer than 10^8
/// are left out one by one, which leaves a p value (no smaller than the table at hand) its 16 digits.
const NEGLIGIBLE: f64 = 1e-24;

/// Of all ways to deal the rows, the share whose lead is `lead` or more, or `-lead` or less.
///
/// The rows of the high group are dealt value by value: given how many are left to deal, how many of them hold the next
/// value is hypergeometric, whatever was dealt before. The two most frequent values come last and together: of what is
/// left for them, the lead rises with the rows that the upper one gets, so that their tails are sums made once. Of five
/// values that leaves three to go through.
pub(super) fn share_as_far(values: &[Value], lead: i64) -> f64 {
    let mut order: Vec<Value> = values.to_vec();
    order.sort_by_key(|value| value.rows);
    let mut last = order.split_off(order.len().saturating_sub(2));
    last.sort_by_key(|value| value.lead);
    let [lower, upper] = last[..] else { return 1.0 };
    if lead <= 0 {
        return 1.0;
    }
    let dealt: usize = values.iter().map(|value| value.high).sum();
    let mut others: usize = values.iter().map(|value| value.rows).sum();
    let (mut fewest_left, mut left, mut observed) = (dealt, dealt, 1.0);
    let mut steps = Vec::new();
    for value in order {
        others -= value.rows;
        observed *= spread(value.rows, others, left).share(value.high);
        let range = fewest_left..=dealt.min(value.rows + others);
        let spreads = range.map(|left| spread(value.rows, others, left)).collect();
        steps.push(Step { lead: value.lead, fewest_left, spreads });
        fewest_left = fewest_left.saturating_sub(value.rows);
        left -= value.high;
    }
    observed *= spread(upper.rows, lower.rows, left).share(upper.high);
    let range = fewest_left..=dealt.min(lower.rows + upper.rows);
    let tails = range.map(|left| Tails::of(spread(upper.rows, lower.rows, left))).collect();
    let deal = Deal { lead, negligible: observed * NEGLIGIBLE, lower, upper, fewest_left, tails };
    deal.from(&steps, dealt, 0, 1.0)
}

/// How one value may fall, for each number of rows left to deal.
struct Step {
    lead: i64,
    fewest_left: usize,
    spreads: Vec<Spread>,
}

/// What the last two values may add up to, given what is left for them.
struct Tails {
    fewest: usize,
    /// The share of the first so many numbers of rows.
    first: Vec<f64>,
    /// The share of all but the first so many.
    but_first: Vec<f64>,
}

impl Tails {
    fn of(spread: Spread) -> Self {
        // each from its own end, where the shares are small
        let mut first = vec![0.0];
        let mut but_first = vec![0.0];
        let (mut sum, mut rest) = (0.0, 0.0);
        for (share, other) in spread.shares.iter().zip(spread.shares.iter().rev()) {
            sum += share;
            rest += other;
            first.push(sum);
            but_first.push(rest);
        }
        but_first.reverse();
        Self { fewest: spread.fewest, first, but_first }
    }
}

struct Deal {
    lead: i64,
    negligible: f64,
    lower: Value,
    upper: Value,
    fewest_left: usize,
    tails: Vec<Tails>,
}

impl Deal {
    fn from(&self, steps: &[Step], left: usize, lead: i64, share: f64) -> f64 {
        let Some((step, further)) = steps.split_first() else {
            return share * self.tails(left, lead);
        };
        let spread = &step.spreads[left - step.fewest_left];
        let mut sum = 0.0;
        for (high, of_it) in (spread.fewest..).zip(&spread.shares) {
            let share = share * of_it;
            if share > self.negligible {
                sum += self.from(further, left - high, lead + high as i64 * step.lead, share);
            }
        }
        sum
    }

    /// The share of the last two values' falls that end as far from 0.
    fn tails(&self, left: usize, lead: i64) -> f64 {
        let tails = &self.tails[left - self.fewest_left];
        let (fewest, left) = (tails.fewest as i64, left as i64);
        let least = lead + (left - fewest) * self.lower.lead + fewest * self.upper.lead;
        let step = self.upper.lead - self.lower.lead;
        let most = tails.first.len() as i64 - 1;
        // least + i step >= lead from i = ceil((lead - least) / step); <= -lead up to floor((-lead - least) / step)
        let above = (-(least - self.lead).div_euclid(step)).clamp(0, most);
        let below = ((-self.lead - least).div_euclid(step) + 1).clamp(0, most);
        tails.but_first[above as usize] + tails.first[below as usize]
    }
}
