//! The inventory of AI tools: a table, one tool a row.

use crate::diagnostic::Diagnostic;
use crate::model::adoption::{
    AiCapability, AiType, Autonomy, Intent, PerceivedValue, Sourcing, Stage, Status,
};
use crate::model::assessment::Assessment;
use crate::model::sheet::{TOOL_HEADING_ROW, Tool};

use super::grid::{self, Grid, Heading};
use super::{At, Page, Reading};

pub(super) fn read(page: &Page, assessment: &mut Assessment, reading: &mut Reading<'_>) {
    let headings = Tool::ALL.map(|tool| Heading {
        text: tool.heading(),
        column: u32::from(tool.index()) + 1,
        is_read: true,
    });
    let Some(grid) = grid::find(page, &headings, TOOL_HEADING_ROW + 1, reading) else { return };
    let mut tools: Vec<(u32, AiCapability)> = Vec::new();
    for row in grid.heading_row + 1..=page.cells.last_row() {
        if !grid.says(page, row, 0..Tool::ALL.len()) {
            continue;
        }
        let mut reader =
            RowReader { page, grid: &grid, row, path: format!("ai/capabilities/{}", tools.len()), reading };
        let Some(tool) = reader.tool() else { continue };
        if let (Some((first, _)), Some(at)) =
            (tools.iter().find(|(_, other)| other.name == tool.name), reader.at(Tool::Name))
        {
            let said = Diagnostic::new(
                "AS013",
                reading.place(page, at),
                format!("two AI capabilities are called `{}`", tool.name),
            )
            .related(reading.place(page, (*first, at.1)), "the other")
            .help("give each a name of its own");
            reading.out.push(said);
            continue;
        }
        tools.push((row, tool));
    }
    if !tools.is_empty() {
        let facts = assessment.ai.get_or_insert_default();
        facts.inventory_given = true;
        facts.capabilities = tools.into_iter().map(|(_, tool)| tool).collect();
    }
}

struct RowReader<'r, 'a> {
    page: &'r Page,
    grid: &'r Grid,
    row: u32,
    path: String,
    reading: &'r mut Reading<'a>,
}

impl RowReader<'_, '_> {
    fn at(&self, tool: Tool) -> Option<At> {
        self.grid.column(usize::from(tool.index())).map(|column| (self.row, column))
    }

    /// The tool of the row; what it lacks is said, all of it.
    fn tool(&mut self) -> Option<AiCapability> {
        let name = self.at(Tool::Name).and_then(|at| self.reading.name(self.page, at));
        if name.is_none() {
            self.lacks(Tool::Name);
        }
        let kind = self.needed(Tool::Type, "type", AiType::ALL, AiType::word);
        let sourcing = self.needed(Tool::Sourcing, "sourcing", Sourcing::ALL, Sourcing::word);
        let status = self.needed(Tool::Status, "status", Status::ALL, Status::word);
        let mut stages = Vec::new();
        for (stage, column) in Stage::ALL.iter().zip(Tool::STAGES) {
            if self.yes(column, "stages") == Some(true) {
                stages.push(*stage);
            }
        }
        let intent = Intent {
            task: self.text(Tool::IntentTask, "intent/task"),
            outcome: self.text(Tool::IntentOutcome, "intent/outcome"),
            stop: self.text(Tool::IntentStop, "intent/stop"),
        };
        let tool = AiCapability {
            name: name.clone().unwrap_or_default(),
            vendor: self.text(Tool::Vendor, "vendor"),
            kind: kind.unwrap_or(AiType::Other),
            intent: Some(intent).filter(|intent| *intent != Intent::default()),
            sourcing: sourcing.unwrap_or(Sourcing::Taker),
            status: status.unwrap_or(Status::Evaluating),
            stages,
            autonomy: self.word(Tool::Autonomy, "autonomy", Autonomy::ALL, Autonomy::word),
            grounded_in: self
                .marked(Tool::GroundedIn, "grounded_in")
                .map(|at| self.reading.list(self.page, at))
                .unwrap_or_default(),
            trace: self.yes(Tool::Trace, "trace"),
            data_leaving: self.text(Tool::DataLeaving, "data_leaving"),
            value: self.word(Tool::Value, "value", &PerceivedValue::ALL, PerceivedValue::word),
        };
        if let Some(at) = self.at(Tool::Name) {
            self.reading.mark(self.path.clone(), self.page, at);
        }
        (name.is_some() && kind.is_some() && sourcing.is_some() && status.is_some()).then_some(tool)
    }

    fn marked(&mut self, tool: Tool, key: &str) -> Option<At> {
        let at = self.at(tool)?;
        self.reading.mark(format!("{}/{key}", self.path), self.page, at);
        Some(at)
    }

    fn text(&mut self, tool: Tool, key: &str) -> Option<String> {
        let at = self.marked(tool, key)?;
        self.reading.text(self.page, at)
    }

    fn yes(&mut self, tool: Tool, key: &str) -> Option<bool> {
        let at = self.marked(tool, key)?;
        self.reading.yes_or_no(self.page, at)
    }

    fn word<T: Copy>(
        &mut self,
        tool: Tool,
        key: &str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let at = self.marked(tool, key)?;
        self.reading.word(self.page, at, all, word)
    }

    /// A word without which the row cannot be used; a wrong one is said by itself.
    fn needed<T: Copy>(
        &mut self,
        tool: Tool,
        key: &str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let at = self.at(tool)?;
        let blank = self.page.cells.value(at.0, at.1).shown().unwrap_or_default().trim().is_empty();
        if blank && self.page.cells.formula(at.0, at.1).is_none() {
            self.lacks(tool);
            return None;
        }
        self.word(tool, key, all, word)
    }

    fn lacks(&mut self, tool: Tool) {
        let Some(at) = self.at(tool) else { return };
        let message = format!("an AI tool needs something in `{}`", tool.heading());
        let help = "fill it in, or clear the whole row";
        self.reading.say("WB016", self.page, at, message, help);
    }
}
