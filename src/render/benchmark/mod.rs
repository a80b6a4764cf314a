//! Benchmarks for a terminal and as JSON: where a SOC stands, and what there is to compare with.

mod cohort_json;
pub(crate) mod json;
#[cfg(test)]
mod tests;
pub(crate) mod text;
