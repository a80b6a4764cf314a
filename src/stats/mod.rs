//! Layer 0: plain numbers in, plain numbers out.

mod agreement;
mod bounds;
mod rank;

pub use agreement::{Metric, krippendorff};
pub use bounds::{MeanKnown, Share};
pub use rank::{lower_median, mid_rank, wilson};
