//! Question by question: how many of the others do it, and how many of those assessed twice began to.

use crate::model::cohort::{ItemFrequency, Mover, Told};
use crate::model::pool::{ANSWER, Table};

use super::choose::Chosen;
use super::metrics::{Admits, coverage_of};
use super::{Names, Own};

/// From this level on, a SOC does what the question asks.
const DOES: f64 = 4.0;
/// Columns that are held at a time.
const BATCH: usize = 40;
/// Movers that are told.
const MOVERS: usize = 10;

/// A question as a column.
struct Asked<'a> {
    item: &'a str,
    question: &'a str,
    aspect: &'a str,
    column: String,
    admits: Admits,
}

/// Frequencies in order of the questionnaires, and the questions that most SOCs began to do between two assessments.
pub(super) fn frequencies(
    own: Own<'_>,
    smallest: u64,
    names: Names<'_>,
    keys: &Table,
    chosen: &Chosen,
    read: &mut dyn FnMut(&[&str]) -> Table,
) -> (Vec<ItemFrequency>, Vec<Mover>) {
    let pairs = super::change::pairs(keys, chosen);
    let mut frequencies = Vec::new();
    let mut movers: Vec<(u64, Mover)> = Vec::new();
    for batch in asked(names).chunks(BATCH) {
        let wanted: Vec<&str> = batch.iter().map(|asked| asked.column.as_str()).collect();
        let table = read(&wanted);
        for asked in batch {
            let (values, admitted) = (table.numbers(&asked.column), asked.admits.over(keys));
            let level = |row: usize| {
                values.as_ref().map(|levels| levels[row]).filter(|l| !l.is_nan() && admitted.takes(row))
            };
            let (mut of, mut does) = (0, 0);
            for level in chosen.latest.iter().filter_map(|row| level(*row)) {
                of += 1;
                does += u64::from(level >= DOES);
            }
            if of >= smallest {
                frequencies.push(ItemFrequency {
                    item: asked.item.to_owned(),
                    question: asked.question.to_owned(),
                    aspect: asked.aspect.to_owned(),
                    own: own.level(&asked.column),
                    does: Told::of(does, of),
                    of,
                });
            }
            movers.extend(mover(asked, &pairs, smallest, level));
        }
    }
    movers.sort_by(|(began, a), (other, b)| other.cmp(began).then_with(|| a.item.cmp(&b.item)));
    (frequencies, movers.into_iter().take(MOVERS).map(|(_, mover)| mover).collect())
}

fn asked<'a>(names: Names<'a>) -> Vec<Asked<'a>> {
    let mut all = Vec::new();
    for instrument in names.instruments {
        for domain in &instrument.domains {
            let admits = Admits::Domains(vec![coverage_of(instrument, &domain.id)]);
            for aspect in &domain.aspects {
                for item in aspect.items.iter().filter(|item| item.kind.is_scored()) {
                    all.push(Asked {
                        item: &item.id,
                        question: &item.question,
                        aspect: &aspect.id,
                        column: format!("{ANSWER}{}", item.id),
                        admits: admits.clone(),
                    });
                }
            }
        }
    }
    all
}

/// A question that enough SOCs began to do; fewer would single them out.
fn mover(
    asked: &Asked<'_>,
    pairs: &[(usize, usize)],
    smallest: u64,
    level: impl Fn(usize) -> Option<f64>,
) -> Option<(u64, Mover)> {
    let (mut of, mut began, mut stopped) = (0, 0, 0);
    for (earlier, latest) in pairs {
        let (Some(earlier), Some(latest)) = (level(*earlier), level(*latest)) else { continue };
        of += 1;
        began += u64::from(earlier < DOES && latest >= DOES);
        stopped += u64::from(earlier >= DOES && latest < DOES);
    }
    let told = Told::of(began, of);
    (of >= smallest && told != Told::Few && began > stopped).then(|| {
        let mover = Mover {
            item: asked.item.to_owned(),
            question: asked.question.to_owned(),
            began: told,
            stopped: Told::of(stopped, of),
            of,
        };
        (began, mover)
    })
}
