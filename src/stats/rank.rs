//! Shares and ranks among others, with what chance leaves open.

/// Quantile of the normal distribution for 95% between two ends.
const Z95: f64 = 1.959_964;

/// Wilson's 95% interval of a share among `n`; from 0 to 1 where `n` is 0.
#[must_use]
pub fn wilson(share: f64, n: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let z2 = Z95 * Z95;
    let centre = share + z2 / (2.0 * n);
    let half = Z95 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let width = 1.0 + z2 / n;
    // rounding of the last digit must not leave 0..=1, nor lose an end that is exactly there
    let low = if share <= 0.0 { 0.0 } else { ((centre - half) / width).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { ((centre + half) / width).min(1.0) };
    (low, high)
}

/// Mid-rank of one's own value among `n` others, `below` of them lower and `tied` equal, with its 95% interval:
/// Wilson's with the `n` that ties leave effective. No interval where all are tied, nothing where `n` is 0.
#[must_use]
pub fn mid_rank(below: usize, tied: usize, n: usize) -> Option<(f64, Option<(f64, f64)>)> {
    if n == 0 || below + tied > n {
        return None;
    }
    let total = n as f64;
    let ties = tied as f64 / total;
    let rank = below as f64 / total + ties / 2.0;
    if tied == n {
        return Some((rank, None));
    }
    // the variance of 0 (above), 1/2 (tied) and 1 (below) is p(1-p) - t/4
    let (binomial, variance) = (rank * (1.0 - rank), rank * (1.0 - rank) - ties / 4.0);
    let effective = if variance > 0.0 { total * binomial / variance } else { total };
    Some((rank, Some(wilson(rank, effective))))
}

/// The median, the lower of the two middle ones; `None` of none.
#[must_use]
pub fn lower_median<T: Ord + Copy>(values: &[T]) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: (f64, f64), expected: (f64, f64)) {
        let near = |a: f64, b: f64| (a - b).abs() < 5e-5;
        assert!(near(found.0, expected.0) && near(found.1, expected.1), "{found:?} is not {expected:?}");
    }

    #[test]
    fn wilson_gives_the_textbook_numbers() {
        // Newcombe 1998, table I, score method: 81/263, 15/148, 0/20, 1/29
        close(wilson(81.0 / 263.0, 263.0), (0.2553, 0.3662));
        close(wilson(15.0 / 148.0, 148.0), (0.0624, 0.1605));
        close(wilson(0.0, 20.0), (0.0, 0.1611));
        close(wilson(1.0 / 29.0, 29.0), (0.0061, 0.1718));
        assert_eq!(wilson(0.0, 20.0).0, 0.0);
        assert_eq!(wilson(1.0, 20.0).1, 1.0);
        assert_eq!(wilson(0.5, 0.0), (0.0, 1.0));
    }

    #[test]
    fn mid_rank_shares_ties_and_narrows_for_them() {
        // 4 of 10 below, 2 tied: 0.4 + 0.1 = 0.5; n_eff = 10 * 0.25 / (0.25 - 0.05) = 12.5
        let (rank, interval) = mid_rank(4, 2, 10).expect("ten others");
        assert!((rank - 0.5).abs() < 1e-12);
        close(interval.expect("not all tied"), wilson(0.5, 12.5));
        assert_eq!(mid_rank(0, 10, 10), Some((0.5, None)), "all tied");
        assert_eq!(mid_rank(0, 0, 0), None);
        let (rank, interval) = mid_rank(10, 0, 10).expect("ten others");
        assert_eq!((rank, interval), (1.0, Some(wilson(1.0, 10.0))));
    }

    #[test]
    fn the_median_of_two_middle_ones_is_the_lower() {
        assert_eq!(lower_median::<u8>(&[]), None);
        assert_eq!(lower_median(&[4]), Some(4));
        assert_eq!(lower_median(&[4, 1]), Some(1));
        assert_eq!(lower_median(&[5, 1, 2]), Some(2));
        assert_eq!(lower_median(&[5, 1, 3, 4]), Some(3));
    }
}
