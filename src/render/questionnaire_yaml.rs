//! The file to start from: every question of some questionnaires as a comment above its open answer.

use crate::model::date::Date;
use crate::model::instrument::{Choice, FactAnswer, Instrument, Item, ItemKind};
use crate::model::segment::Segments;

use super::wrap::wrapped;

/// Columns up to which the allowed values stand beside their key.
const WIDTH: usize = 96;

/// The text of an `assessment.yaml` in which nothing is answered yet. It reads without an error as it stands.
///
/// Of a questionnaire with a quick scan, the quick questions are listed unless all are wanted; of any other, all scored ones.
pub(crate) fn render(
    instruments: &[&Instrument],
    segments: &Segments,
    date: Option<Date>,
    full: bool,
) -> String {
    let mut page = Page::default();
    head(&mut page, instruments, segments, date);
    page.line("answers:");
    for instrument in instruments {
        questions(&mut page, instrument, full);
    }
    page.text(TAIL);
    facts(&mut page, instruments);
    page.0
}

fn head(page: &mut Page, instruments: &[&Instrument], segments: &Segments, date: Option<Date>) {
    let pins: Vec<String> = instruments.iter().map(|instrument| instrument.reference()).collect();
    page.text(INTRODUCTION);
    page.line(&format!("instruments: [{}]", pins.join(", ")));
    page.text(
        "
# Who the SOC is. Nothing here is needed for a score; sector, region, model and sizes are needed to compare.
soc:
  id: # a short word of your own, such as example-soc; it stays the same over the years
  name:
",
    );
    for (key, segment) in [
        ("sector", "sector"),
        ("region", "region"),
        ("model", "model"),
        ("size_fte", "size_fte"),
        ("organisation_fte", "organisation_fte"),
    ] {
        page.choices(key, &segments.slugs(segment));
    }
    page.line("  years: # since when it runs, in years");
    page.text("\nassessment:\n");
    page.line(&match date {
        Some(date) => format!("  date: {date}"),
        None => "  date: # YYYY-MM-DD".to_owned(),
    });
    page.choices("type", &segments.slugs("kind"));
    page.choices("style", &segments.slugs("style"));
    page.text(TARGETS);
}

fn questions(page: &mut Page, instrument: &Instrument, full: bool) {
    let has_quick = instrument.items().any(|(_, item)| item.quick);
    let asked = |item: &&Item| item.kind.is_scored() && (full || item.quick || !has_quick);
    for domain in &instrument.domains {
        let mut named = false;
        for aspect in &domain.aspects {
            let items: Vec<&Item> = aspect.items.iter().filter(asked).collect();
            if items.is_empty() {
                continue;
            }
            if !named {
                page.line("");
                page.comment(&format!("===== {}. {}", domain.name, domain.about));
                named = true;
            }
            page.line("");
            page.comment(&format!("--- {} ({})", aspect.name, aspect.id));
            for item in items {
                page.comment(&item.question);
                page.line(&format!("  {}:", item.id));
            }
        }
    }
}

/// The `ai:` block with the facts that the AI questionnaires ask for; nothing where none is among them.
fn facts(page: &mut Page, instruments: &[&Instrument]) {
    let facts: Vec<(&Item, &String, FactAnswer, &Vec<Choice>)> = instruments
        .iter()
        .flat_map(|instrument| instrument.items())
        .filter_map(|(_, item)| match &item.kind {
            ItemKind::Fact { field, answer, choices } => Some((item, field, *answer, choices)),
            _ => None,
        })
        .collect();
    if facts.is_empty() {
        return;
    }
    page.text("\n# AI in the SOC: facts, none of them scored by itself.\nai:\n");
    for (item, field, answer, choices) in facts {
        page.comment(&item.question);
        let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
        match answer {
            FactAnswer::Choice => page.choices(field, &ids),
            FactAnswer::Choices => {
                page.comment(&format!("any of: {}", ids.join(", ")));
                page.line(&format!("  # {field}: []"));
            }
            FactAnswer::Number => page.line(&format!("  {field}: # a whole number")),
            // the inventory is a list, of which an example says more than a hint
            FactAnswer::Text if field == "capabilities" => page.text(INVENTORY),
            FactAnswer::Text => page.line(&format!("  {field}:")),
        }
    }
}

/// The text so far.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// A comment, wrapped.
    fn comment(&mut self, text: &str) {
        self.0.push_str(&wrapped(text, "  # "));
    }

    /// An open key with its allowed values beside it, or above it where there are many.
    fn choices(&mut self, key: &str, values: &[&str]) {
        let list = values.join(", ");
        if key.len() + list.len() + 6 <= WIDTH {
            self.line(&format!("  {key}: # {list}"));
        } else {
            self.comment(&format!("one of: {list}"));
            self.line(&format!("  {key}:"));
        }
    }
}

const INTRODUCTION: &str = "\
# The assessment of one SOC at one date. Everything after a # is a comment, for you.
#
# Write a level from 1 to 5 behind each question's id below, as in `people.training.plan: 3`. What each level means:
# `socmark explain people.training.plan`. A level counts only if you could show it to someone today.
# Leave open what you do not know: an open question lowers no score, it lowers coverage.
#
# `socmark validate assessment.yaml` checks this file, `socmark score assessment.yaml` scores it at any time.
schema: socmark/assessment/1
# The questionnaires that the answers belong to, each with its version.
";

const TARGETS: &str = "  assessors: [] # roles, not names: [soc lead, senior analyst]
  purpose: # such as: yearly review

# Where you want to be: maturity 0 to 5, capability 0 to 3.
targets:
  overall: # such as 3.0
  # domains: {process: 3.5}
  # capability: {technology: 2.0}

# Aspects or domains that this SOC does not do, such as services.forensics.
scope:
  exclude: []

# An answer is a level alone, or a level with what should be remembered about it:
#
#   process.operations.shift-handover:
#     answer: 3
#     importance: high      # none, low, normal, high, critical: how much it weighs in its aspect
#     confidence: low       # low, medium, high
#     note: form exists, filled in by one of two shifts
#     evidence:
#       - {path: docs/shift-handover.md, heading: Steps}
#       - {url: https://wiki.example.com/handover, attested: {by: head of risk, on: 2026-10-06}}
#
# A question that does not fit is `answer: not_applicable`, with a note that says why.
";

const TAIL: &str = "
# Remarks on an aspect as a whole, such as `process.operations: both outages were lost at a change of shift`.
notes: {}
";

const INVENTORY: &str = "  # Remove the # of the lines below and repeat the entry; `capabilities: []` says that nothing is in use.
  # capabilities:
  #   - name: Triage copilot
  #     vendor: a name
  #     # llm_off_the_shelf, llm_customised, copilot, agent, ml_supervised, ml_unsupervised, other;
  #     # a playbook with fixed steps is automation and counts as no AI
  #     type: copilot
  #     intent: {task: rank new alerts, outcome: 30% less triage time, stop: two missed incidents}
  #     sourcing: taker         # taker as bought, shaper adapted to you, builder made on your data
  #     status: production      # evaluating, pilot, production, retired
  #     stages: [investigation] # intel, hunting, detection, investigation, remediation
  #     autonomy: assisted      # none, assisted, in_the_loop, on_the_loop, standing
  #     grounded_in: [assets]   # assets, judgement, sanctioned, escalation, outcomes
  #     trace: false            # whether each action leaves a reasoning trace
  #     data_leaving: none      # which data leaves the house, and where to
  #     value: some             # none, some, good, excellent
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Sources};
    use crate::load;

    fn builtin() -> (Instrument, Instrument) {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let mut one = |id| {
            load::library::builtin(id, load::library::Depth::Full, &mut sources, &mut out)
                .expect("it is built in")
        };
        (one("soc-core"), one("soc-ai"))
    }

    fn text(date: Option<Date>) -> String {
        let (core, ai) = builtin();
        render(&[&core, &ai], &load::benchmark::segments(), date, false)
    }

    #[test]
    fn every_quick_question_stands_once_as_an_open_key_below_its_words() {
        let text = text(None);
        let (core, ai) = builtin();
        let lines: Vec<&str> = text.lines().collect();
        for (_, item) in core.items().chain(ai.items()).filter(|(_, item)| item.quick) {
            let key = format!("  {}:", item.id);
            let at: Vec<usize> = (0..lines.len()).filter(|at| lines[*at] == key).collect();
            assert_eq!(at.len(), 1, "{}", item.id);
            let above = lines[..at[0]].iter().rev().take_while(|line| line.starts_with("  # "));
            let mut words: Vec<&str> = above.map(|line| line.trim_start_matches("  # ")).collect();
            words.reverse();
            assert!(words.join(" ").ends_with(&item.question), "{}: {words:?}", item.id);
        }
    }

    #[test]
    fn it_reads_without_a_diagnostic_and_answers_nothing() {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let date = Date::new(2026, 10, 14);
        let read = load::assessment::read("init", &text(date), &mut sources, &mut out).expect("it is one");
        assert!(out.is_empty(), "{out:?}");
        assert_eq!(read.details.date, date);
        assert!(read.answers.is_empty() && read.soc.sector.is_none() && read.exclude.is_empty());
        let ai = read.ai.expect("the facts are asked");
        assert!(!ai.inventory_given, "an inventory that nobody gave would count as no AI in use");
    }

    #[test]
    fn every_example_in_a_comment_reads_when_the_hash_is_taken_away() {
        // the inventory of the comment, and the values of it that the readers know
        let inventory =
            INVENTORY.lines().skip(1).map(|line| line.replacen("  # ", "  ", 1) + "\n").collect::<String>();
        let text = format!("schema: socmark/assessment/1\ninstruments: [soc-ai@3]\nai:\n{inventory}");
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let read = load::assessment::read("example", &text, &mut sources, &mut out).expect("it is one");
        assert!(out.is_empty(), "{out:?}");
        assert_eq!(read.ai.expect("there is one").capabilities.len(), 1);
        let answer: String = TARGETS
            .lines()
            .skip_while(|line| !line.starts_with("#   process"))
            .take_while(|line| line.starts_with("#   "))
            .map(|line| format!("{}\n", &line[2..]))
            .collect();
        let text = format!("schema: socmark/assessment/1\ninstruments: [soc-core@3]\nanswers:\n{answer}");
        let read = load::assessment::read("example", &text, &mut sources, &mut out).expect("it is one");
        assert!(out.is_empty(), "{out:?}");
        assert_eq!(read.answers["process.operations.shift-handover"].evidence.len(), 2);
    }

    #[test]
    fn lines_stay_readable() {
        let text = text(None);
        let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > 120).collect();
        assert!(long.is_empty(), "{long:?}");
    }
}
