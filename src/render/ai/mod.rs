//! What is said about AI adoption beside the scores.

pub(crate) mod autonomy_json;
pub(crate) mod autonomy_text;
pub(crate) mod gates_json;
pub(crate) mod profile_json;
pub(crate) mod tools_json;
