//! Layer 1: what kind of AI adopter a SOC is, and whether practice backs what it declares.

mod archetype;
mod classify;

pub use classify::classify;
