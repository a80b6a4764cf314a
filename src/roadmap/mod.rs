//! Layer 1: what to do next, in what order, and why.

mod aims;
mod candidates;
mod greedy;
mod optimise;
mod plan;
pub mod problem;
mod reasons;
mod schedule;
mod search;
mod solver;
#[cfg(test)]
mod tests;
mod value;

pub use optimise::{Optimised, optimise};
pub use plan::{Known, plan};
