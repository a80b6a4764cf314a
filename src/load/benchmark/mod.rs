//! Benchmark sources and the groupings that cohorts share.

mod segments;

pub(crate) use segments::segments;
