//! The sheet in a spreadsheet program: LibreOffice computes the scores, saves the file, and `import` reads it back.
//! Slow, and needs `soffice`: run with `cargo test --test sheet`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "tests fail where data are not as expected")]

mod filling;
mod office;
mod roundtrip;
mod scores;
