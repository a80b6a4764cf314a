//! socmark scores a security operations centre.
pub mod adoption;
pub mod benchmark;
mod chart;
mod check;
pub mod cli;
pub mod consensus;
pub mod diagnostic;
#[cfg(feature = "pool")]
mod frame;
mod load;
pub mod merge;
pub mod model;
pub mod pipeline;
#[cfg(feature = "pool")]
pub mod pool;
mod render;
mod report;
pub mod roadmap;
pub mod score;
pub mod stats;
mod store;
pub mod wiring;

pub use load::rowmap::soc_cmm_2_4_2;
