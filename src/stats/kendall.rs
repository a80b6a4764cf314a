//! How far two orders agree: Kendall's tau-b.

/// Kendall's tau-b of pairs, ties on both sides allowed for:
/// `(concordant - discordant) / sqrt((pairs - tied in x)(pairs - tied in y))`, in -1..=1.
///
/// Kendall 1945, "The treatment of ties in ranking problems"; counted by Knight 1966, "A computer method for calculating
/// Kendall's tau with ungrouped data", in n log n steps. Whole numbers until the last division, so the order of the
/// pairs cannot change a digit. `None` where all of one side are equal: there is no order to agree with.
#[must_use]
pub fn tau_b<X: Ord, Y: Ord>(pairs: &[(X, Y)]) -> Option<f64> {
    let mut by_x: Vec<&(X, Y)> = pairs.iter().collect();
    by_x.sort_unstable();
    let all = in_twos(by_x.len() as i64);
    let tied_x = tied(&by_x, |a, b| a.0 == b.0);
    let tied_both = tied(&by_x, |a, b| a == b);
    // sorted by x, and by y where x is equal: what then stands the wrong way round in y is discordant
    let mut ys: Vec<&Y> = by_x.iter().map(|pair| &pair.1).collect();
    let discordant = sort_and_count(&mut ys);
    let tied_y = tied(&ys, |a, b| a == b);
    share(Pairs { all, tied_x, tied_y, tied_both, discordant })
}

/// [`tau_b`] of pairs that were counted: a row a value of x, rising, each with as many counts as y has values, rising. In as
/// many steps as the table has cells.
#[must_use]
pub fn tau_b_of_counts(rows: &[Vec<u64>]) -> Option<f64> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    // of y: how many of the rows before have each value
    let mut columns = vec![0_i64; width];
    let (mut all, mut tied_x, mut tied_both, mut discordant) = (0, 0, 0, 0);
    for row in rows {
        let (mut here, mut above) = (0, columns.iter().sum::<i64>());
        for (column, count) in columns.iter().zip(row) {
            let count = *count as i64;
            above -= column;
            discordant += count * above;
            tied_both += in_twos(count);
            here += count;
        }
        for (column, count) in columns.iter_mut().zip(row) {
            *column += *count as i64;
        }
        tied_x += in_twos(here);
        all += here;
    }
    let tied_y = columns.iter().map(|column| in_twos(*column)).sum();
    share(Pairs { all: in_twos(all), tied_x, tied_y, tied_both, discordant })
}

struct Pairs {
    all: i64,
    tied_x: i64,
    tied_y: i64,
    tied_both: i64,
    discordant: i64,
}

fn share(pairs: Pairs) -> Option<f64> {
    let (distinct_x, distinct_y) = (pairs.all - pairs.tied_x, pairs.all - pairs.tied_y);
    if distinct_x == 0 || distinct_y == 0 {
        return None;
    }
    let lead = pairs.all - pairs.tied_x - pairs.tied_y + pairs.tied_both - 2 * pairs.discordant;
    Some((lead as f64 / (distinct_x as f64 * distinct_y as f64).sqrt()).clamp(-1.0, 1.0))
}

/// Pairs among so many.
fn in_twos(count: i64) -> i64 {
    count * (count - 1) / 2
}

/// Pairs that are equal, of a sorted slice.
fn tied<T>(sorted: &[T], equal: impl Fn(&T, &T) -> bool) -> i64 {
    sorted.chunk_by(equal).map(|run| in_twos(run.len() as i64)).sum()
}

/// Sorts by merging, and counts the pairs that stood the wrong way round.
fn sort_and_count<T: Ord + Copy>(values: &mut [T]) -> i64 {
    if values.len() < 2 {
        return 0;
    }
    let (left, right) = values.split_at_mut(values.len() / 2);
    let mut count = sort_and_count(left) + sort_and_count(right);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if right[j] < left[i] {
            count += (left.len() - i) as i64;
            merged.push(right[j]);
            j += 1;
        } else {
            merged.push(left[i]);
            i += 1;
        }
    }
    merged.extend_from_slice(&left[i..]);
    merged.extend_from_slice(&right[j..]);
    values.copy_from_slice(&merged);
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand_with_ties_on_both_sides() {
        // (1,1) (1,2) (2,2) (3,1): of 6 pairs one is tied in x, two in y ((1,2)-(2,2) and (1,1)-(3,1));
        // (1,1)-(2,2) agrees; (1,2)-(3,1) and (2,2)-(3,1) disagree: (1 - 2) / sqrt(5 * 4)
        let tau = tau_b(&[(3, 1), (1, 2), (2, 2), (1, 1)]).expect("two orders");
        assert!((tau + 1.0 / 20_f64.sqrt()).abs() < 1e-15, "{tau}");
    }

    #[test]
    fn the_ends_and_where_there_is_no_order() {
        assert_eq!(tau_b(&[(1, 10), (2, 20), (3, 30)]), Some(1.0));
        assert_eq!(tau_b(&[(1, 30), (2, 20), (3, 10), (3, 10)]), Some(-1.0));
        assert_eq!(tau_b::<u8, u8>(&[]), None);
        assert_eq!(tau_b(&[(1, 1)]), None);
        assert_eq!(tau_b(&[(2, 1), (2, 5), (2, 3)]), None, "all equal in x");
        assert_eq!(tau_b(&[(1, 4), (2, 4)]), None, "all equal in y");
    }

    /// The definition, pair by pair.
    fn by_definition(pairs: &[(u8, u8)]) -> Option<f64> {
        let (mut lead, mut distinct_x, mut distinct_y) = (0_i64, 0_i64, 0_i64);
        for (at, a) in pairs.iter().enumerate() {
            for b in &pairs[at + 1..] {
                let (x, y) = (a.0.cmp(&b.0) as i64, a.1.cmp(&b.1) as i64);
                lead += x * y;
                distinct_x += x.abs();
                distinct_y += y.abs();
            }
        }
        let root = (distinct_x as f64 * distinct_y as f64).sqrt();
        (root > 0.0).then(|| lead as f64 / root)
    }

    proptest! {
        #[test]
        fn the_fast_count_is_the_slow_one(pairs in prop::collection::vec((1_u8..=5, 1_u8..=4), 0..40)) {
            prop_assert_eq!(tau_b(&pairs), by_definition(&pairs));
        }

        #[test]
        fn counts_give_what_the_pairs_give(pairs in prop::collection::vec((0_usize..6, 0_usize..4), 0..40)) {
            let mut rows = vec![vec![0_u64; 4]; 6];
            pairs.iter().for_each(|(x, y)| rows[*x][*y] += 1);
            prop_assert_eq!(tau_b_of_counts(&rows), tau_b(&pairs));
        }

        #[test]
        fn tau_is_symmetric_and_in_range(pairs in prop::collection::vec((1_u8..=5, 0_u16..300), 2..40)) {
            let swapped: Vec<(u16, u8)> = pairs.iter().map(|(x, y)| (*y, *x)).collect();
            prop_assert_eq!(tau_b(&pairs), tau_b(&swapped));
            if let Some(tau) = tau_b(&pairs) {
                prop_assert!((-1.0..=1.0).contains(&tau));
                let turned: Vec<(u8, i32)> = pairs.iter().map(|(x, y)| (*x, -i32::from(*y))).collect();
                prop_assert_eq!(tau_b(&turned), Some(-tau));
            }
        }
    }
}
