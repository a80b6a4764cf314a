//! How often chance alone would set two groups as far apart.

use super::deals;
use super::levels::Levels;
use super::normal::both_tails;
use super::table::{self, Value};

/// Up to so many rows the distribution of an item is counted out.
pub const EXACT_ROWS: usize = 2000;
/// An item has up to so many different values.
pub const EXACT_VALUES: usize = 5;
/// Up to so many rows that of an aspect is, or of whatever else has more different values.
pub const EXACT_ROWS_OF_MANY: usize = 100;

/// How a p value came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// All ways to deal the rows to the two groups were counted.
    Exact,
    /// A normal distribution stands for them, with their variance, ties allowed for.
    Normal,
}

/// A p value and its method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PermutationP {
    /// Above 0 (at least the smallest normal float, which stands for what is below) and at most 1.
    pub p: f64,
    /// Counted or approximated.
    pub method: Method,
}

/// Two-sided permutation p of Cliff's delta, which is the Mann-Whitney U on another scale: of all ways to deal the same
/// values to groups of the same sizes, the share that lies as far from 0 as the groups do, or further, on either side.
///
/// Exact for up to [`EXACT_VALUES`] different values in up to [`EXACT_ROWS`] rows, and for any in up to
/// [`EXACT_ROWS_OF_MANY`]; else by a normal distribution whose variance allows for ties, corrected for continuity by half
/// a U (Hollander and Wolfe 1999, section 4.1). `None` where a group is empty.
#[must_use]
pub fn permutation_p<T: Ord>(high: &[T], low: &[T]) -> Option<PermutationP> {
    Levels::of(high, low).permutation()
}

/// The same from how often each value occurs; the lead is that of the high group.
pub(super) fn permutation_of(values: &[Value], high: usize, low: usize, lead: i64) -> PermutationP {
    let rows = high + low;
    let (p, method) = if values.len() == 1 {
        (1.0, Method::Exact)
    } else if values.len() <= EXACT_VALUES && rows <= EXACT_ROWS {
        (table::share_as_far(values, lead.abs()), Method::Exact)
    } else if rows <= EXACT_ROWS_OF_MANY {
        let leads: Vec<i64> =
            values.iter().flat_map(|value| std::iter::repeat_n(value.lead, value.rows)).collect();
        (deals::share_as_far(&leads, high, lead.abs()), Method::Exact)
    } else {
        (approximate(values, high, low, lead), Method::Normal)
    };
    PermutationP { p: p.clamp(f64::MIN_POSITIVE, 1.0), method }
}

/// The lead is twice U less its mean: its variance is `n m (N + 1 - sum (t^3 - t) / (N (N - 1))) / 3`.
fn approximate(values: &[Value], high: usize, low: usize, lead: i64) -> f64 {
    let rows = (high + low) as f64;
    let ties: f64 = values.iter().map(|value| value.rows as f64).map(|t| t * t * t - t).sum();
    let variance = high as f64 * low as f64 * (rows + 1.0 - ties / (rows * (rows - 1.0))) / 3.0;
    both_tails((lead.abs() as f64 - 1.0) / variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::delta::cliffs_delta;
    use super::*;
    use proptest::prelude::*;

    fn p<T: Ord>(high: &[T], low: &[T]) -> f64 {
        permutation_p(high, low).expect("two groups").p
    }

    /// The definition: each way to deal the rows, one after the other.
    fn by_definition(high: &[u8], low: &[u8]) -> f64 {
        let rows: Vec<u8> = high.iter().chain(low).copied().collect();
        let lead = |high: &[u8], low: &[u8]| cliffs_delta(high, low).expect("two groups").lead().abs();
        let at_hand = lead(high, low);
        let (mut as_far, mut all) = (0_u32, 0_u32);
        for deal in 0_u32..1 << rows.len() {
            if deal.count_ones() as usize == high.len() {
                let group = |of: bool| -> Vec<u8> {
                    (0..rows.len()).filter(|at| (deal >> at & 1 == 1) == of).map(|at| rows[at]).collect()
                };
                as_far += u32::from(lead(&group(true), &group(false)) >= at_hand);
                all += 1;
            }
        }
        f64::from(as_far) / f64::from(all)
    }

    #[test]
    fn by_hand_over_all_deals() {
        // 1 2 2 3 dealt two and two, high 2 3: lead 3 of 4 pairs (2>1, 3>1, 3>2, 2=2); of 6 deals the high group is
        // 12 12 (lead -3), 13 (0), 22 (0), 23 23 (3): four as far
        let found = permutation_p(&[2, 3], &[1, 2]).expect("two groups");
        assert_eq!(found.method, Method::Exact);
        assert!((found.p - 4.0 / 6.0).abs() < 1e-15, "{found:?}");
        // 8 fours against 8 twos: this deal and its mirror of C(16, 8) = 12870
        assert!((p(&[4; 8], &[2; 8]) - 2.0 / 12_870.0).abs() < 1e-15);
    }

    #[test]
    fn where_nothing_differs_nothing_is_claimed() {
        assert_eq!(permutation_p(&[3; 9], &[3; 40]), Some(PermutationP { p: 1.0, method: Method::Exact }));
        assert_eq!(p(&[1, 5], &[1, 5]), 1.0);
        assert_eq!(permutation_p::<u8>(&[], &[1]), None);
        assert_eq!(permutation_p::<u8>(&[1], &[]), None);
        assert_eq!(p(&[2], &[1]), 1.0, "one against one: both deals are as far");
    }

    #[test]
    fn the_method_is_told() {
        let method = |high: &[usize], low: &[usize]| permutation_p(high, low).expect("two groups").method;
        let answers = |count: usize| -> Vec<usize> { (0..count).map(|at| at % 5).collect() };
        assert_eq!(method(&answers(1000), &answers(1000)), Method::Exact);
        assert_eq!(method(&answers(1001), &answers(1000)), Method::Normal, "more rows");
        let scores = |count: usize| -> Vec<usize> { (0..count).collect() };
        assert_eq!(method(&scores(50), &scores(50)), Method::Exact, "many values, few rows");
        assert_eq!(method(&scores(51), &scores(50)), Method::Normal, "many values, more rows");
        assert_eq!(permutation_p(&vec![1; 1500], &vec![1; 1500]).map(|p| p.p), Some(1.0), "all equal");
    }

    #[test]
    fn beyond_the_smallest_float_it_stays_above_0() {
        let found = permutation_p(&[5; 1000], &[1; 1000]).expect("two groups");
        assert_eq!(found, PermutationP { p: f64::MIN_POSITIVE, method: Method::Exact });
        assert_eq!(p(&[5; 100_000], &[1; 100_000]), f64::MIN_POSITIVE);
    }

    #[test]
    fn the_two_methods_meet_at_the_border() {
        // 2,000 rows with shifted answers; the approximation of the same table must be within 2%
        let group =
            |shift: usize| -> Vec<usize> { (0..1000).map(|at| (at * 7 % 100 + shift) * 5 / 108).collect() };
        let (high, low) = (group(5), group(0));
        let exact = permutation_p(&high, &low).expect("two groups");
        assert_eq!(exact.method, Method::Exact);
        let mut counts = [[0_usize; 2]; 5];
        high.iter().for_each(|value| counts[*value][0] += 1);
        low.iter().for_each(|value| counts[*value][1] += 1);
        let values: Vec<Value> =
            counts.iter().map(|c| Value { rows: c[0] + c[1], high: c[0], lead: 0 }).collect();
        let lead = cliffs_delta(&high, &low).expect("two groups").lead();
        let normal = approximate(&values, 1000, 1000, lead);
        assert!(exact.p < 0.05 && (exact.p / normal - 1.0).abs() < 0.02, "{exact:?} {normal}");
    }

    proptest! {
        #[test]
        fn the_table_gives_what_the_deals_give(
            high in prop::collection::vec(1_u8..=5, 1..6),
            low in prop::collection::vec(1_u8..=5, 1..6),
        ) {
            let (found, expected) = (p(&high, &low), by_definition(&high, &low));
            prop_assert!((found - expected).abs() < 1e-13, "{} is not {}", found, expected);
        }

        #[test]
        fn many_values_give_what_the_deals_give(
            high in prop::collection::vec(1_u8..=12, 1..6),
            low in prop::collection::vec(1_u8..=12, 1..6),
        ) {
            let (found, expected) = (p(&high, &low), by_definition(&high, &low));
            prop_assert!((found - expected).abs() < 1e-13, "{} is not {}", found, expected);
        }

        #[test]
        fn the_two_ways_to_count_agree(
            high in prop::collection::vec(1_u8..=5, 1..25),
            low in prop::collection::vec(1_u8..=5, 1..25),
        ) {
            let rows: Vec<u8> = high.iter().chain(&low).copied().collect();
            let order = |a: &u8, b: &u8| a.cmp(b) as i64;
            let leads: Vec<i64> = rows.iter().map(|a| rows.iter().map(|b| order(a, b)).sum()).collect();
            let lead = cliffs_delta(&high, &low).expect("two groups").lead().abs();
            let counted = deals::share_as_far(&leads, high.len(), lead);
            prop_assert!((p(&high, &low) / counted - 1.0).abs() < 1e-12);
        }

        #[test]
        fn p_is_in_range_and_both_sides_are_alike(
            high in prop::collection::vec(1_u8..=5, 1..60),
            low in prop::collection::vec(1_u8..=5, 1..60),
        ) {
            let found = p(&high, &low);
            prop_assert!(0.0 < found && found <= 1.0);
            prop_assert!((p(&low, &high) / found - 1.0).abs() < 1e-11);
            let turned = |group: &[u8]| -> Vec<u8> { group.iter().map(|v| 6 - v).collect() };
            prop_assert!((p(&turned(&high), &turned(&low)) / found - 1.0).abs() < 1e-11);
        }

        #[test]
        fn no_fewer_deals_are_as_far_as_a_smaller_lead(
            high in prop::collection::vec(1_u8..=5, 1..30),
            low in prop::collection::vec(1_u8..=5, 1..30),
            turn in 0_usize..60,
        ) {
            // the same values dealt another way
            let mut rows = high.clone();
            rows.extend(&low);
            let turn = turn % rows.len();
            rows.rotate_left(turn);
            let (other_high, other_low) = rows.split_at(high.len());
            let lead = |h: &[u8], l: &[u8]| cliffs_delta(h, l).expect("two groups").lead().abs();
            if lead(other_high, other_low) <= lead(&high, &low) {
                prop_assert!(p(other_high, other_low) >= p(&high, &low) - 1e-13);
            }
        }
    }
}
