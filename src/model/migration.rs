//! What became of a questionnaire's items from one version to the next.

use std::collections::BTreeMap;

/// One step of one questionnaire. Items that are not named keep their id and meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    pub instrument: String,
    pub from: String,
    pub to: String,
    /// One or two sentences for the user.
    pub summary: String,
    /// Old id to new id; the answer moves.
    pub renamed: BTreeMap<String, String>,
    /// Old id to the ids that ask in its place; the answer is not copied.
    pub split: BTreeMap<String, Vec<String>>,
    /// Old id to the reason why it is no longer asked.
    pub retired: BTreeMap<String, String>,
    /// Ids whose question or anchors were reworded: the answer stays, and is to be looked at again.
    pub reworded: Vec<String>,
}
