//! Whether a pool is what it should be, and whom it singles out.

mod exposure;
mod faults;

pub use exposure::{exposure, is_key};
pub use faults::{Fault, columns, rows};
