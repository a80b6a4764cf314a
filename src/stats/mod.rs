//! Layer 0: plain numbers in, plain numbers out.

mod agreement;
mod bounds;
mod delta;
mod false_discovery;
mod hypergeometric;
mod kendall;
mod normal;
mod permutation;
mod quantile;
mod random;
mod rank;
mod table;

pub use agreement::{Metric, krippendorff};
pub use bounds::{MeanKnown, Share};
pub use delta::{CliffsDelta, DeltaInterval, cliffs_delta, delta_interval};
pub use false_discovery::benjamini_hochberg;
pub use kendall::tau_b;
pub use permutation::{EXACT_ROWS, EXACT_VALUES, Method, PermutationP, permutation_p};
pub use quantile::{Quartiles, quantile, quartiles};
pub use rank::{lower_median, mid_rank, wilson};
