//! Pools: what they hold, their rows for others, and what goes with an outcome.

pub(crate) mod check_json;
pub(crate) mod check_text;
pub(crate) mod csv;
pub(crate) mod drivers_csv;
pub(crate) mod drivers_json;
pub(crate) mod drivers_text;
pub(crate) mod json;
pub(crate) mod text;
