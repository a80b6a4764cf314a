//! Cohorts: an assessment becomes a row that names nobody, and rows become counts that show nobody.

pub mod check;
pub mod compare;
mod describe;
pub mod drivers;
mod join;
mod key;
mod row;
mod rows;
pub mod seal;
pub mod simulate;

pub use describe::{counted_domains, describe, fold, generalised};
pub use join::{Clash, Joined, Keep, join};
pub use key::{fingerprint, pseudonym};
pub use row::entry;
pub use rows::{put, remove};
