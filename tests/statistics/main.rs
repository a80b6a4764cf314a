//! What the intervals and p values are worth, over simulated cohorts: `cargo test --test statistics -- --nocapture`.
//!
//! The figures are printed. `SOCMARK_STATISTICS=full` runs all cohorts and seeds; without it fewer, with wider bounds. Every
//! run draws the same numbers.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "figures are printed; a test fails where it should"
)]

mod associations;
mod chance;
mod coverage;

/// Whether everything is run.
fn full() -> bool {
    std::env::var("SOCMARK_STATISTICS").is_ok_and(|value| value == "full")
}
