//! Pools: what they hold, and their rows for others.

pub(crate) mod check_json;
pub(crate) mod check_text;
pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod text;
