//! Layer 2: results and diagnostics -> bytes. Never decides, only shows; one file a format.

pub(crate) mod ai;
pub(crate) mod benchmark;
pub(crate) mod consensus_json;
pub(crate) mod consensus_text;
pub(crate) mod csv;
pub(crate) mod diagnostics;
pub(crate) mod explain_json;
pub(crate) mod explain_text;
pub(crate) mod html;
pub(crate) mod instruments_json;
pub(crate) mod instruments_text;
pub(crate) mod markdown;
#[cfg(feature = "pool")]
pub(crate) mod pool;
mod practice_json;
pub(crate) mod practice_text;
pub(crate) mod questionnaire_yaml;
pub(crate) mod report_json;
pub(crate) mod roadmap;
pub(crate) mod schemas;
pub(crate) mod score_json;
pub(crate) mod score_text;
pub(crate) mod section_text;
pub(crate) mod sheet;
mod templates;
pub(crate) mod tools_yaml;
pub(crate) mod wrap;
