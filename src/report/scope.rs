//! What was left out: domains, aspects and questions, each with its reason.

use crate::model::assessment::AnswerValue;

use super::document::{Block, Cell, Table, Tone};
use super::standing::Standing;
use super::words::{self, column, row, said, text};

/// What was left out, or that nothing was.
pub(super) fn blocks(standing: &Standing<'_>) -> Vec<Block> {
    let mut blocks = excluded(standing);
    blocks.extend(left_out(standing));
    if blocks.is_empty() {
        blocks.push(Block::Text("Nothing was left out: every question is in scope.".to_owned()));
    }
    blocks
}

/// How many domains and aspects are out of scope, in one sentence, or `None` where none is.
pub(super) fn left_out_line(standing: &Standing<'_>) -> Option<String> {
    let excluded = &standing.assessment.exclude;
    let (mut domains, mut aspects) = (0, 0);
    for domain in [standing.core, standing.ai].into_iter().flatten().flat_map(|one| &one.domains) {
        if excluded.contains(&domain.id) {
            domains += 1;
        } else {
            aspects += domain.aspects.iter().filter(|aspect| excluded.contains(&aspect.id)).count();
        }
    }
    let counts = [(domains, "domain", "domains"), (aspects, "aspect", "aspects")];
    let named: Vec<String> = counts
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| words::count(*number, one, many))
        .collect();
    let were = if domains + aspects == 1 { "was" } else { "were" };
    (!named.is_empty())
        .then(|| format!("{} {were} left out of scope (see About this assessment).", words::list(&named)))
}

/// Excluded domains and aspects, with the remark that was left on them.
fn excluded(standing: &Standing<'_>) -> Vec<Block> {
    let excluded = &standing.assessment.exclude;
    if excluded.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let why = |id: &str| standing.assessment.notes.get(id).map(|note| said(note));
    let no_reason = || "no reason was given".to_owned();
    for instrument in [standing.core, standing.ai].into_iter().flatten() {
        for domain in &instrument.domains {
            if excluded.contains(&domain.id) {
                let reason = why(&domain.id).unwrap_or_else(no_reason);
                rows.push(row(vec![text(said(&domain.name)), text("domain"), text(reason)]));
            }
            for aspect in domain.aspects.iter().filter(|aspect| excluded.contains(&aspect.id)) {
                let reason = why(&aspect.id).unwrap_or_else(no_reason);
                rows.push(row(vec![
                    text(said(&aspect.name)),
                    text(format!("aspect of {}", said(&domain.name))),
                    text(reason),
                ]));
            }
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Table(Table {
        id: "excluded".to_owned(),
        caption: "Out of scope: not scored, and part of no mean".to_owned(),
        columns: vec![column("name", "Name"), column("what", "What"), column("remark", "Remark")],
        rows,
    })]
}

/// Items that do not apply or are not required, with the reason given.
fn left_out(standing: &Standing<'_>) -> Vec<Block> {
    let mut rows = Vec::new();
    for instrument in [standing.core, standing.ai].into_iter().flatten() {
        for (_, item) in instrument.items() {
            let Some(answer) = standing.answer(&item.id) else { continue };
            let what = match answer.value {
                Some(AnswerValue::NotApplicable) => "not applicable",
                Some(AnswerValue::NotRequired) => "not required",
                _ if answer.importance.is_some_and(|importance| importance.half_weight() == 0) => {
                    "importance none"
                }
                _ => continue,
            };
            // only what does not apply owes a reason
            let owed = if what == "not applicable" { "no reason was given" } else { words::DASH };
            let reason = answer.note.as_deref().map_or_else(|| owed.to_owned(), said);
            rows.push(row(vec![text(said(&item.question)), text(item.id.clone()), text(what), text(reason)]));
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let unreasoned = rows
        .iter()
        .filter(|row| matches!(row.cells.last(), Some(Cell::Text(text)) if text == "no reason was given"))
        .count();
    let mut blocks = vec![Block::Table(Table {
        id: "not-counted".to_owned(),
        caption: "Questions that count in no score".to_owned(),
        columns: vec![
            column("question", "Question"),
            column("id", "Id"),
            column("why_not", "Why not"),
            column("reason", "Reason"),
        ],
        rows,
    })];
    if unreasoned > 0 {
        blocks.push(Block::Note(
            Tone::Caution,
            format!(
                "{} left out without a reason.",
                words::count(unreasoned, "question was", "questions were")
            ),
        ));
    }
    blocks
}
