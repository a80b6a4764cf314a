//! Layer 1: answers -> scores. Pure: no files, no clock, no printing.

mod csf;
mod default;
mod explain;
mod practice;
mod weighted;
pub mod workbook;

pub use default::{aspect_score, score};
pub use explain::{explain, top};
pub use practice::practice;
