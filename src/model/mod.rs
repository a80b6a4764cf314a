//! Layer 0: the vocabulary of the program. Plain data: no files, no YAML, no printing.

pub mod adoption;
pub mod assessment;
pub mod autonomy;
pub mod benchmark;
pub mod cohort;
pub mod consensus;
pub mod date;
pub mod drivers;
pub mod explanation;
pub mod exposure;
pub mod instrument;
pub mod migration;
pub mod pool;
pub mod practice;
pub mod practice_standing;
pub mod readiness;
pub mod roadmap;
pub mod rowmap;
pub mod score;
pub mod segment;
pub mod sheet;
pub mod tools;
pub mod uptake;
pub mod wiring;
