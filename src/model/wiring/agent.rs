//! Agents and the record that their autonomy rests on.

use super::super::adoption::{Autonomy, Stage};
use super::super::date::Date;
use super::{Control, words};

/// An agent that works in a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub id: String,
    pub stage: Stage,
    pub via: Option<Via>,
    /// How far it acts alone, as declared.
    pub level: Option<Autonomy>,
    /// The form of its reasoning trace.
    pub trace: Control<String>,
    /// A role.
    pub owner: Control<String>,
    /// The role that can stop it at once.
    pub kill_switch: Control<String>,
    pub record: Option<Record>,
    pub promoted: Option<Promotion>,
}

words! {
    /// How it is reached.
    Via { Human => "human", Http => "http", Mcp => "mcp", A2a => "a2a" }
}

/// Its decisions over a window, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    pub window_days: Option<u32>,
    pub runs: Option<u64>,
    pub reviewed: Option<u64>,
    /// Of the reviewed ones.
    pub agreed: Option<u64>,
    /// Undone afterwards.
    pub reversed: Option<u64>,
}

/// Who raised it to its level, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Promotion {
    /// A role.
    pub by: Option<String>,
    pub on: Option<Date>,
}
