//! How many rows of a kind fall to a group that is dealt by chance.

/// The shares of the ways to deal, by how many rows of the kind fall to the group: `fewest`, one more, and so on.
#[derive(Debug, Clone)]
pub(super) struct Spread {
    pub(super) fewest: usize,
    pub(super) shares: Vec<f64>,
}

impl Spread {
    /// The share of that many; 0 where it cannot be.
    pub(super) fn share(&self, rows: usize) -> f64 {
        rows.checked_sub(self.fewest).and_then(|at| self.shares.get(at)).copied().unwrap_or(0.0)
    }
}

/// The hypergeometric distribution: `dealt` rows (no more than there are) out of `rows` of the kind and `others`.
///
/// From its peak outwards by the ratio of neighbours, then divided by the sum: sums and products alone, so that every
/// machine finds the same digits. What is below the smallest float is 0.
pub(super) fn spread(rows: usize, others: usize, dealt: usize) -> Spread {
    let fewest = dealt.saturating_sub(others);
    let most = dealt.min(rows).max(fewest);
    let peak = ((dealt + 1) * (rows + 1) / (rows + others + 2)).clamp(fewest, most);
    // share(k + 1) / share(k)
    let ratio = |k: usize| {
        let more = (rows - k) as f64 * (dealt - k) as f64;
        let less = (k + 1) as f64 * (others + k + 1 - dealt) as f64;
        more / less
    };
    let mut shares = vec![1.0; most - fewest + 1];
    for k in peak..most {
        shares[k + 1 - fewest] = shares[k - fewest] * ratio(k);
    }
    for k in (fewest..peak).rev() {
        shares[k - fewest] = shares[k + 1 - fewest] / ratio(k);
    }
    // the small ones first, from each end to the peak
    let (before, after) = shares.split_at(peak - fewest);
    let sum = before.iter().sum::<f64>() + after.iter().rev().sum::<f64>();
    for share in &mut shares {
        *share /= sum;
    }
    Spread { fewest, shares }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: &Spread, fewest: usize, expected: &[f64]) {
        assert_eq!((found.fewest, found.shares.len()), (fewest, expected.len()));
        for (found, expected) in found.shares.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-15, "{found} is not {expected}");
        }
    }

    #[test]
    fn by_hand() {
        // 3 of 2 + 3: C(2,k) C(3,3-k) / C(5,3) = 1, 6, 3 of 10
        close(&spread(2, 3, 3), 0, &[0.1, 0.6, 0.3]);
        // 3 of 3 + 1: at least two are of the kind; C(3,2) C(1,1) and C(3,3) C(1,0) of 4
        close(&spread(3, 1, 3), 2, &[0.75, 0.25]);
        close(&spread(3, 4, 0), 0, &[1.0]);
        close(&spread(3, 4, 7), 3, &[1.0]);
        close(&spread(0, 4, 2), 0, &[1.0]);
        close(&spread(0, 0, 0), 0, &[1.0]);
        assert_eq!(spread(3, 1, 3).share(1), 0.0);
        assert_eq!(spread(3, 1, 3).share(4), 0.0);
    }

    #[test]
    fn far_tails_keep_their_digits() {
        // 1 / C(100, 50), scipy 1.17.1: hypergeom(100, 50, 50).pmf(50) = 9.911653021418e-30
        let share = spread(50, 50, 50).share(50);
        assert!((share / 9.911_653_021_418e-30 - 1.0).abs() < 1e-12, "{share}");
    }
}
