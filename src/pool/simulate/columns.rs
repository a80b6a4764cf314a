//! Generated rows as the columns of a part.

use std::collections::BTreeMap;

use crate::model::adoption::Sourcing;
use crate::model::pool::{
    AI_COVERAGE, ANSWER, COVERAGE, Column, DATE, METHOD, QUICK, SEGMENTS, SIMULATED, SOC, Table, Texts,
    VERSION,
};
use crate::model::score::{Method, Rounded, Scale, four_decimals};

use super::draw::Row;
use super::plan::Plan;
use super::score::{Adoption, Scores};

/// A row with what follows from it.
type Scored = (Row, Scores, Adoption);

impl Plan {
    /// How many SOCs have a row in a year.
    #[must_use]
    pub fn rows(&self, year: i16) -> usize {
        (0..self.wanted.socs).filter(|soc| self.has_row(*soc, year)).count()
    }

    /// The rows of a year in the order of a part, so many at a time; drawn on as many threads as there are processors.
    pub fn batches(&self, year: i16, size: usize) -> impl Iterator<Item = Table> + '_ {
        let mut socs = (0..self.wanted.socs).filter(move |soc| self.has_row(*soc, year));
        std::iter::from_fn(move || {
            let batch: Vec<usize> = socs.by_ref().take(size).collect();
            (!batch.is_empty()).then(|| self.table(&self.scored(&batch, year)))
        })
    }

    fn scored(&self, socs: &[usize], year: i16) -> Vec<Scored> {
        let draw = |soc: &usize| {
            let row = self.row(*soc, year);
            let scores = self.scores(&row.levels);
            let adoption = self.adoption(&row, &scores);
            (row, scores, adoption)
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        if threads == 1 || socs.len() < 1_000 {
            return socs.iter().map(draw).collect();
        }
        std::thread::scope(|scope| {
            let parts: Vec<_> = socs
                .chunks(socs.len().div_ceil(threads))
                .map(|part| scope.spawn(move || part.iter().map(draw).collect::<Vec<_>>()))
                .collect();
            parts.into_iter().flat_map(|part| part.join().expect("drawing does not fail")).collect()
        })
    }

    pub(super) fn table(&self, rows: &[Scored]) -> Table {
        let mut columns = BTreeMap::new();
        self.about(rows, &mut columns);
        self.scores_of(rows, &mut columns);
        for (at, item) in self.items.iter().enumerate() {
            let levels =
                rows.iter().map(|(row, ..)| Some(i32::from(row.levels[at])).filter(|level| *level > 0));
            columns.insert(format!("{ANSWER}{}", item.id), Column::wholes_of(levels));
        }
        self.ai(rows, &mut columns);
        Table::of(columns, rows.len()).expect("each column has a value a row")
    }

    fn about(&self, rows: &[Scored], columns: &mut BTreeMap<String, Column>) {
        let mut put = |name: &str, column| columns.insert(name.to_owned(), column);
        put(SOC, texts(rows.iter().map(|(row, ..)| Some(row.soc.as_str()))));
        put(DATE, texts(rows.iter().map(|(row, ..)| Some(row.date.as_str()))));
        put(QUICK, Column::Flag(rows.iter().map(|(row, ..)| Some(row.quick)).collect()));
        put(SIMULATED, Column::Flag(vec![Some(true); rows.len()]));
        put(VERSION, Column::Text(Texts::same(&self.versions[0], rows.len())));
        put("ai_version", Column::Text(Texts::same(&self.versions[1], rows.len())));
        put(METHOD, Column::Text(Texts::same(Method::Default.word(), rows.len())));
        for (at, (key, slugs)) in SEGMENTS.iter().zip(&self.segments).enumerate() {
            put(key, texts(rows.iter().map(|(row, ..)| Some(slugs[row.segments[at]?].as_str()))));
        }
    }

    fn scores_of(&self, rows: &[Scored], columns: &mut BTreeMap<String, Column>) {
        let mut put = |name: String, of: &dyn Fn(&Scores) -> Option<i64>| {
            let values = rows.iter().map(|(_, scores, _)| of(scores).map(|score| Rounded(score).to_f64()));
            columns.insert(name, Column::numbers_of(values));
        };
        put("overall".to_owned(), &|scores| scores.overall);
        put("headline".to_owned(), &|scores| scores.headline);
        for (at, domain) in self.domains.iter().enumerate() {
            put(format!("domain.{}", domain.id), &|scores| scores.domains[at][0]);
            put(format!("capability.domain.{}", domain.id), &|scores| scores.domains[at][1]);
        }
        for (at, aspect) in self.aspects.iter().enumerate() {
            put(format!("aspect.{}", aspect.id), &|scores| scores.aspects[at][0]);
            put(format!("capability.aspect.{}", aspect.id), &|scores| scores.aspects[at][1]);
        }
        for (at, domain) in self.domains.iter().enumerate() {
            let shares = rows.iter().map(|(_, scores, _)| Some(scores.coverage[at]));
            columns.insert(format!("{COVERAGE}{}", domain.id), Column::numbers_of(shares));
        }
        let shares = rows.iter().map(|(_, scores, _)| Some(scores.ai_coverage));
        columns.insert(AI_COVERAGE.to_owned(), Column::numbers_of(shares));
        // what no questionnaire asks has no column
        let asks =
            |aspect: usize, scale: Scale| self.items.iter().any(|i| i.aspect == aspect && i.scale == scale);
        for (at, aspect) in self.aspects.iter().enumerate() {
            if !asks(at, Scale::Maturity) {
                columns.remove(&format!("aspect.{}", aspect.id));
            }
            if !asks(at, Scale::Capability) {
                columns.remove(&format!("capability.aspect.{}", aspect.id));
            }
        }
        for (at, domain) in self.domains.iter().enumerate() {
            let mut aspects =
                (0..self.aspects.len()).filter(|aspect| self.aspects[*aspect].domain == Some(at));
            if !aspects.any(|aspect| asks(aspect, Scale::Capability)) {
                columns.remove(&format!("capability.domain.{}", domain.id));
            }
        }
    }

    fn ai(&self, rows: &[Scored], columns: &mut BTreeMap<String, Column>) {
        let mut put = |name: &str, column| columns.insert(format!("ai.{name}"), column);
        put("self_described", texts(rows.iter().map(|(row, ..)| Some(row.self_described.word()))));
        put("value", texts(rows.iter().map(|(row, ..)| Some(row.value?.word()))));
        put("declared", texts(rows.iter().map(|(.., adoption)| Some(adoption.declared?.word()))));
        put("archetype", texts(rows.iter().map(|(.., adoption)| Some(adoption.archetype?.word()))));
        put("wave", texts(rows.iter().map(|(.., adoption)| Some(adoption.wave.word()))));
        let blocker = |adoption: &Adoption| Some(self.aspects[adoption.blocker?].id.as_str());
        put("blocker", texts(rows.iter().map(|(.., adoption)| blocker(adoption))));
        let interfaces = rows.iter().map(|(row, ..)| i32::try_from(row.interfaces).ok());
        put("interfaces", Column::wholes_of(interfaces));
        for sourcing in Sourcing::ALL {
            let share = |row: &Row| Some(four_decimals(row.inventory?.share(*sourcing)?));
            let shares = rows.iter().map(|(row, ..)| share(row));
            put(&format!("mix.{}", sourcing.word()), Column::numbers_of(shares));
        }
    }
}

fn texts<'a>(values: impl Iterator<Item = Option<&'a str>>) -> Column {
    let mut texts = Texts::default();
    values.for_each(|value| texts.push(value));
    Column::Text(texts)
}
