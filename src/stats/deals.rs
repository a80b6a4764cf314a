//! The distribution of a group's lead over all ways to deal rows of many different values.

/// Of all ways to deal rows to two groups, `dealt` of them to the one, the share whose lead is `lead` or more, or `-lead`
/// or less. `leads` has for each row what it adds to the lead of the group that it falls to: rows with less minus rows
/// with more, so none is beyond the number of rows.
///
/// Row by row: how many deals of so many rows have which lead (Streitberg and Röhmel 1986, "Exact distributions for
/// permutation and rank tests"). Counts are sums of whole numbers that stay below the largest float up to 1,000 rows; the
/// steps are some `rows^2 dealt^2`.
pub(super) fn share_as_far(leads: &[i64], dealt: usize, lead: i64) -> f64 {
    // what falls to the one group is missing in the other, whose lead is as far from 0: the smaller one is counted
    let dealt = dealt.min(leads.len() - dealt.min(leads.len()));
    let rows = leads.len() as i64;
    // raised by the number of rows, so that none is below 0
    let raised: Vec<usize> = leads.iter().map(|lead| (lead + rows).max(0) as usize).collect();
    let width = 2 * dealt * leads.len() + 1;
    let mut ways = vec![vec![0.0_f64; width]; dealt + 1];
    ways[0][0] = 1.0;
    for (at, lead) in raised.iter().enumerate() {
        // from the most dealt down, so that no row falls twice
        for held in (0..dealt.min(at + 1)).rev() {
            let (fewer, more) = ways.split_at_mut(held + 1);
            for (more, fewer) in more[0][*lead..].iter_mut().zip(&fewer[held][..=2 * held * leads.len()]) {
                *more += fewer;
            }
        }
    }
    let (mut as_far, mut all) = (0.0, 0.0);
    for (sum, ways) in ways[dealt].iter().enumerate() {
        all += ways;
        if (sum as i64 - dealt as i64 * rows).abs() >= lead {
            as_far += ways;
        }
    }
    as_far / all
}
