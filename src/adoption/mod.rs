//! Layer 1: what kind of AI adopter a SOC is, and whether practice backs what it declares.

mod archetype;
mod autonomy;
mod classify;
mod earned;
mod readiness;
#[cfg(test)]
mod readiness_tests;
mod tools;
mod uptake;
mod value;
#[cfg(test)]
mod value_tests;
mod wired;

pub use autonomy::{Question, autonomy};
pub use classify::classify;
pub use readiness::{Known, readiness};
pub use tools::{Around, tools};
