//! The one integration binary: each module tests one subject through the public interface.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests say when they skip, and fail where data are not as expected"
)]

mod ai;
mod assess;
mod autonomy;
mod book;
mod calls;
#[cfg(feature = "pool")]
mod cohort;
#[cfg(feature = "pool")]
mod cohort_report;
mod consensus;
mod content;
mod demo;
mod house;
mod init;
mod loading;
mod lock;
mod merge;
mod migrate;
#[cfg(feature = "pool")]
mod pool;
#[cfg(feature = "pool")]
mod pool_check;
#[cfg(feature = "pool")]
mod pool_drivers;
#[cfg(feature = "pool")]
mod pool_freeze;
#[cfg(feature = "pool")]
mod pool_merge;
#[cfg(feature = "pool")]
mod pool_robust;
mod practice_content;
mod practices;
mod profiles;
mod program;
mod readme;
mod report;
mod roadmap;
mod rules;
mod schemas;
mod sheet_export;
mod sheet_import;
mod sheet_older;
mod shell;
mod simulate;
mod stats;
mod terminal;
mod tools;
mod wiring;
mod workbook_method;
mod workbooks;
