//! Layer 1: answers -> scores. Pure: no files, no clock, no printing.

mod csf;
mod default;

pub use default::{aspect_score, score};
