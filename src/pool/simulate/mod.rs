//! A cohort that is made up: rows as assessments would give them, with effects of a known size planted in them, to try
//! cohorts and what is worked out from them before there are SOCs. Every row says that it was generated.
//!
//! How a row comes about. A SOC has a maturity, and an offset for each aspect, both normal; a question adds its own. Their
//! sum, with variance 1, is cut into five levels at four places that lie elsewhere for each question. The value that a SOC
//! sees in its AI is drawn apart from all that, so that a question without a planted effect has none.

mod columns;
mod draw;
mod plan;
mod score;

#[cfg(test)]
mod tests;

pub use plan::{Effect, Plan, Unfit, Wanted};
