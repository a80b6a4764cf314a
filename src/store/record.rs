//! Records of agents written into the text of a wiring.

use anyhow::{bail, ensure};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::model::autonomy::AgentRecord;
use crate::model::wiring::{Record, Wiring};

use super::edit::{self, Edit, Slot, Yaml};

/// The text with the record of every agent that it knows, and the names of those. Nothing but the records changes; the text
/// is read again and must say exactly what was meant.
///
/// # Errors
/// Where the wiring has errors, or cannot be edited in place.
pub(crate) fn write(
    text: &str,
    window_days: u32,
    records: &[AgentRecord],
) -> anyhow::Result<(String, Vec<String>)> {
    let mut meant = read(text)?;
    let mut edits = Vec::new();
    let mut written = Vec::new();
    for record in records {
        let Some(agent) = meant.agents.iter_mut().flatten().find(|agent| agent.id == record.agent) else {
            continue;
        };
        let counts = record.window;
        agent.record = Some(Record {
            window_days: Some(window_days),
            runs: Some(counts.runs),
            reviewed: Some(counts.reviewed),
            agreed: Some(counts.agreed),
            reversed: Some(counts.reversed),
        });
        let number = |value: u64| Yaml::Int(i64::try_from(value).unwrap_or(i64::MAX));
        let fields = [
            ("window_days", Yaml::Int(window_days.into())),
            ("runs", number(counts.runs)),
            ("reviewed", number(counts.reviewed)),
            ("agreed", number(counts.agreed)),
            ("reversed", number(counts.reversed)),
        ];
        edits.push(Edit {
            path: ["agents", &record.agent, "record"].map(str::to_owned).to_vec(),
            value: Some(Yaml::Map(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())),
            slots: vec![Slot::After("kill_switch".to_owned()), Slot::After("level".to_owned())],
        });
        written.push(record.agent.clone());
    }
    let edited = edit::apply_all(text, &edits)?;
    ensure!(
        read(&edited)? == meant,
        "the records cannot be written in place; write `record` on a line of its own"
    );
    Ok((edited, written))
}

fn read(text: &str) -> anyhow::Result<Wiring> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    match load::wiring::read("wiring", text, &mut sources, &mut out) {
        Some(wiring) if !out.has_errors() => Ok(wiring),
        _ => bail!("the wiring has errors; `socmark validate` shows them"),
    }
}
