//! Layer 0: plain numbers in, plain numbers out.

mod agreement;
mod association;
mod bounds;
mod deals;
mod delta;
mod false_discovery;
mod groups;
mod hypergeometric;
mod kendall;
mod levels;
mod normal;
mod permutation;
mod quantile;
mod random;
mod rank;
mod table;
mod tally;

pub use agreement::{Metric, krippendorff};
pub use association::{Association, Draws, associate, associate_counted};
pub use bounds::{MeanKnown, Share};
pub use delta::{CliffsDelta, DeltaInterval, cliffs_delta, delta_interval};
pub use false_discovery::benjamini_hochberg;
pub use groups::{LEAST_IN_GROUP, LEAST_SOCS, Refusal, Side, enough, thirds, thirds_of_counts};
pub use kendall::{tau_b, tau_b_of_counts};
pub use levels::{BOOTSTRAP_ROWS, Levels, stratified_delta, stratified_interval};
#[cfg(feature = "pool")]
pub(crate) use normal::share_below;
pub use permutation::{EXACT_ROWS, EXACT_ROWS_OF_MANY, EXACT_VALUES, Method, PermutationP, permutation_p};
pub use quantile::{Quartiles, quantile, quartiles};
#[cfg(feature = "pool")]
pub(crate) use random::SplitMix64;
pub use rank::{lower_median, mid_rank, wilson};
pub use tally::Tally;
