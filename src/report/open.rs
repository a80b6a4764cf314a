//! What is still open.

use crate::model::assessment::AnswerValue;
use crate::pipeline::Outcome;

use super::document::{Block, Part, Row, Section, Table};
use super::domains::anchor;
use super::standing::Standing;
use super::words::{self, column, said, text};

/// `None` where every scored question in scope is answered.
pub(super) fn part(outcome: &Outcome, standing: &Standing<'_>) -> Option<Part> {
    let mut sections = Vec::new();
    let mut open = 0;
    for instrument in &outcome.instruments {
        for domain in &instrument.domains {
            for aspect in &domain.aspects {
                if outcome.assessment.exclude.iter().any(|id| *id == domain.id || *id == aspect.id) {
                    continue;
                }
                let rows: Vec<Row> = aspect
                    .items
                    .iter()
                    .filter(|item| item.kind.is_scored())
                    .filter(|item| is_open(standing, &item.id))
                    .map(|item| Row {
                        head: false,
                        cells: vec![
                            text(said(&item.question)),
                            text(item.id.clone()),
                            text(importance(standing, &item.id)),
                        ],
                    })
                    .collect();
                if rows.is_empty() {
                    continue;
                }
                open += rows.len();
                let title = format!("{}: {}", said(&domain.name), said(&aspect.name));
                sections.push(Section {
                    id: format!("open-{}", anchor(&aspect.id)),
                    title: Some(title.clone()),
                    fold: true,
                    blocks: vec![Block::Table(Table {
                        id: format!("open-{}", anchor(&aspect.id)),
                        caption: format!(
                            "{title}, {}",
                            words::count(rows.len(), "open question", "open questions")
                        ),
                        columns: vec![
                            column("question", "Question"),
                            column("id", "Id"),
                            column("importance", "Importance"),
                        ],
                        rows,
                    })],
                });
            }
        }
    }
    (open > 0).then(|| Part {
        id: "open".to_owned(),
        title: "Open questions".to_owned(),
        lead: format!(
            "{} in scope without an answer. Open questions lower no score of socmark's method; answering them narrows the ranges.",
            words::count(open, "scored question is", "scored questions are")
        ),
        sections,
    })
}

fn is_open(standing: &Standing<'_>, id: &str) -> bool {
    let Some(answer) = standing.answer(id) else { return true };
    let weightless = answer.importance.is_some_and(|importance| importance.half_weight() == 0);
    !weightless && matches!(answer.value, None | Some(AnswerValue::Present(_)))
}

fn importance(standing: &Standing<'_>, id: &str) -> &'static str {
    standing.answer(id).and_then(|answer| answer.importance).unwrap_or_default().word()
}
