//! A cohort beside this SOC: who the others are, where it stands among them, what they do.

mod change;
mod figures;
mod groups;
mod how;
mod pictures;
mod practice;
mod who;

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::benchmark::{Compared, Own};
use crate::model::cohort::{Cohort, Condition, MetricSpread, Segment, Told, WEAK, rows_of};
use crate::model::score::Rounded;
use crate::model::segment::Segments;
use crate::pipeline::{self, Outcome};

use super::document::{Block, Chart, Figure, Row, Section};
use super::domains::anchor;
use super::standing::Standing;
use super::words::{self, said};

pub(super) use how::section as method;

/// The sections of every cohort, in the order in which they were named.
pub(super) fn sections(outcome: &Outcome, standing: &Standing<'_>) -> Vec<Section> {
    let segments = pipeline::segments();
    beside(outcome, standing, &segments).iter().flat_map(View::sections).collect()
}

/// The sections where no picture is shown: the tables of what only pictures show stand open, and what holds pictures alone
/// is left out.
pub(super) fn without_pictures(sections: Vec<Section>) -> Vec<Section> {
    let open = ["-groups-figures", "-years"];
    let only_pictures = |block: &Block| matches!(block, Block::Figures(_));
    let shown = sections.into_iter().filter(|section| !section.blocks.iter().all(only_pictures));
    shown
        .map(|section| Section {
            fold: section.fold && !open.iter().any(|end| section.id.ends_with(end)),
            ..section
        })
        .collect()
}

/// The pictures of every cohort, each with a name that stays the same: `distribution-NAME`.
pub(super) fn pictures(outcome: &Outcome, standing: &Standing<'_>) -> Vec<Figure> {
    let segments = pipeline::segments();
    beside(outcome, standing, &segments).iter().flat_map(View::pictures).collect()
}

/// One cohort with what is needed to word it.
struct View<'a> {
    cohort: &'a Cohort,
    rows: Vec<&'a Compared>,
    standing: &'a Standing<'a>,
    segments: &'a Segments,
    /// The last part of its path: where somebody keeps it is nobody else's business.
    name: String,
    /// The name in ids, unique among the cohorts.
    key: String,
}

fn beside<'a>(outcome: &'a Outcome, standing: &'a Standing<'a>, segments: &'a Segments) -> Vec<View<'a>> {
    let mut keys = BTreeSet::new();
    let view = |cohort: &'a Cohort| {
        let name = Path::new(&cohort.id).file_name().map(|name| name.to_string_lossy().into_owned());
        let name = words::shorten(&said(&name.unwrap_or_else(|| cohort.id.clone())), 60);
        let values = cohort.segment.conditions.iter().map(|condition| condition.value.as_str());
        let first = anchor(&std::iter::once(name.as_str()).chain(values).collect::<Vec<_>>().join("-"))
            .to_lowercase();
        let key = std::iter::once(first.clone())
            .chain((2..).map(|number| format!("{first}-{number}")))
            .find(|key| !keys.contains(key))
            .expect("numbers do not end");
        keys.insert(key.clone());
        let rows = rows_of(&outcome.comparison.rows, cohort).collect();
        View { cohort, rows, standing, segments, name, key }
    };
    outcome.comparison.cohorts.iter().map(view).collect()
}

impl<'a> View<'a> {
    fn sections(&self) -> Vec<Section> {
        let mut sections = vec![who::section(self)];
        if self.cohort.refused.is_some() {
            return sections;
        }
        sections.extend(figures::sections(self));
        sections.extend(practice::sections(self));
        sections.extend(groups::sections(self));
        sections.extend(change::sections(self));
        sections
    }

    fn pictures(&self) -> Vec<Figure> {
        if self.cohort.refused.is_some() {
            return Vec::new();
        }
        [pictures::standing(self), pictures::aspects(self), groups::pictures(self), change::pictures(self)]
            .concat()
    }

    fn section(&self, part: &str, title: &str, fold: bool, blocks: Vec<Block>) -> Section {
        Section {
            id: format!("cohort-{}-{part}", self.key),
            title: Some(format!("“{}”: {title}", self.name)),
            fold,
            blocks,
        }
    }

    /// What a figure is called: by the questionnaire where it knows it.
    fn label(&self, metric: &str, otherwise: &str) -> String {
        let plain = metric.strip_prefix("capability.");
        let aspect = |id: &str| {
            let instruments = [self.standing.core, self.standing.ai].into_iter().flatten();
            instruments
                .filter_map(|instrument| instrument.aspect(id))
                .map(|aspect| aspect.name.clone())
                .next()
        };
        let domain = |id: &str| {
            let mut domains = self.standing.main.domains.iter();
            domains.find(|domain| domain.id == id).map(|domain| domain.name.clone())
        };
        let found = match plain.unwrap_or(metric).split_once('.') {
            None if metric == "overall" => Some("Overall".to_owned()),
            None if metric == "headline" => Some("People, process and technology".to_owned()),
            Some(("domain", id)) => domain(id),
            Some(("aspect", id)) => aspect(id),
            _ => None,
        };
        match found {
            Some(name) if plain.is_some() => format!("{}, capability", said(&name)),
            Some(name) => said(&name),
            None => words::capital(&said(otherwise)),
        }
    }

    /// A condition as a reader would put it: `Sector: Banking and finance`.
    fn condition(&self, condition: &Condition) -> String {
        let (key, value) = (&condition.key, &condition.value);
        let value = self.segments.label(key, value).map_or_else(|| words::slug(value), str::to_owned);
        format!("{}: {value}", self.key_label(key))
    }

    fn key_label(&self, key: &str) -> String {
        let known = self.segments.list.iter().find(|segment| segment.key == key);
        match (known, key) {
            (Some(segment), _) => segment.label.clone(),
            (None, "ai.self_described") => "AI, self-described".to_owned(),
            (None, "ai.value") => "Value of AI".to_owned(),
            (None, "ai.archetype") => "AI archetype".to_owned(),
            (None, other) => words::slug(other.strip_prefix("ai.").unwrap_or(other)),
        }
    }

    fn segment(&self, segment: &Segment) -> String {
        let conditions: Vec<String> =
            segment.conditions.iter().map(|condition| self.condition(condition)).collect();
        if conditions.is_empty() { "all SOCs of the pool".to_owned() } else { conditions.join("; ") }
    }

    /// One's own score of a figure of this cohort.
    fn own(&self, metric: &str) -> Option<Rounded> {
        self.rows.iter().find(|row| row.metric == metric).and_then(|row| own(row))
    }

    /// The caption of a table, which is often copied alone.
    fn caption(&self, text: &str) -> String {
        if self.cohort.simulated { format!("{text} (simulated)") } else { text.to_owned() }
    }

    /// A stack of shares that says itself that it is simulated.
    fn marked(&self, mut figure: Figure) -> Figure {
        if let (true, Chart::Stack(stack)) = (self.cohort.simulated, &mut figure.chart)
            && let Some(row) = stack.rows.first_mut()
        {
            row.label = "SIMULATED: no SOC is behind these figures".to_owned();
        }
        figure.description = format!("{}{}", self.simulated(), figure.description);
        figure
    }

    /// Begins every description of a picture.
    fn simulated(&self) -> &'static str {
        if self.cohort.simulated { "Simulated: no SOC is behind these figures. " } else { "" }
    }

    /// A figure's name, its quartiles, and how many SOCs it is of.
    fn spread_row(&self, spread: &MetricSpread) -> Row {
        Row {
            head: false,
            cells: vec![
                words::text(self.label(&spread.metric, &spread.label)),
                words::number(Some(spread.spread.lower)),
                words::number(Some(spread.spread.median)),
                words::number(Some(spread.spread.upper)),
                figures::count(spread.n, spread.n < WEAK),
            ],
        }
    }

    /// `42 other SOCs of “finance-2026”`.
    fn others(&self) -> String {
        let many = self.cohort.socs.map_or_else(|| "the".to_owned(), |socs| socs.to_string());
        let kind = if self.cohort.simulated { "simulated" } else { "other" };
        let segment = &self.cohort.segment;
        let which = if segment.conditions.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.segment(segment))
        };
        format!("{many} {kind} SOCs of “{}”{which}", self.name)
    }
}

fn own(row: &Compared) -> Option<Rounded> {
    match row.own {
        Own::Score(score) => Some(score),
        Own::Unknown | Own::Answer(_) => None,
    }
}

/// Whether a figure stands for the SOC as a whole or one of its domains, on the scale of maturity.
fn is_main(metric: &str) -> bool {
    matches!(metric, "overall" | "headline") || metric.starts_with("domain.")
}

/// `31 of 42`, without telling a small count on either side.
fn told(count: Told, of: u64) -> String {
    use crate::model::cohort::SMALL_CELL;
    match count {
        Told::Count(count) => format!("{count} of {of}"),
        Told::Few => format!("fewer than {SMALL_CELL} of {of}"),
        Told::NearlyAll => format!("more than {} of {of}", of.saturating_sub(SMALL_CELL)),
    }
}
