//! What a wiring says, question by question, for those who hold conditions against it.
//!
//! Every answer is yes, no or not said (`None`): what a file leaves out is never taken for a no. A register that stands in
//! the file is taken as whole: a hand-off that it does not list is not there.

mod actions;
mod agents;
mod handoffs;
mod knowledge;

pub use actions::{
    actions_of_stage, every_action, has_approval, has_playbook, has_undo, has_veto, is_undo_tested,
    may_act_alone, undo_tested_on, was_undo_tested_within,
};
pub use agents::{
    agents_of_stage, any_agent, every_agent, has_kill_switch, has_owner, has_record, highest_level,
    leaves_trace, standing, tools_of_stage, was_promoted,
};
pub use handoffs::{
    Standing, between, carries, handoff_standing, is_complete, is_live, missing, pair_carries,
    pair_is_complete, pair_is_gated, pair_is_live,
};
pub use knowledge::{is_kept, is_owned, is_read_by, is_written, is_written_by, max_age};

/// Yes where one says yes; not said where none does and one is silent.
fn any(answers: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    not(every(answers.into_iter().map(not)))
}

/// No where one says no; not said where none does and one is silent; yes of nothing at all.
fn every(answers: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for answer in answers {
        match answer {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

fn not(answer: Option<bool>) -> Option<bool> {
    answer.map(|answer| !answer)
}

#[cfg(test)]
mod tests;
