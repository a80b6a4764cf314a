//! Layer 1: bytes -> model. The only reader of files.

pub(crate) mod assessment;
pub(crate) mod autonomy;
pub(crate) mod benchmark;
pub(crate) mod builtin;
pub(crate) mod decisions;
pub(crate) mod files;
pub(crate) mod gates;
pub(crate) mod instrument;
pub(crate) mod library;
pub(crate) mod migration;
pub(crate) mod official;
#[cfg(feature = "pool")]
pub(crate) mod pool;
pub(crate) mod practice;
pub(crate) mod reader;
pub(crate) mod roadmap;
pub(crate) mod rowmap;
#[cfg(feature = "pool")]
pub(crate) mod salt;
pub(crate) mod sample;
pub(crate) mod schemas;
pub(crate) mod sheet;
pub(crate) mod tools;
pub(crate) mod wiring;
pub(crate) mod workbook;
pub(crate) mod yaml;

/// The file that makes a folder a pool.
pub(crate) const POOL_FILE: &str = "pool.yaml";
