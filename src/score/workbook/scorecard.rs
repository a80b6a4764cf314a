//! The workbook's cells as a scorecard.

use crate::model::assessment::Assessment;
use crate::model::rowmap::RowMap;
use crate::model::score::{
    AspectScore, Coverage, CsfCategory, CsfFunction, DomainScore, Exact, Method, Rounded, Scale, Score,
    Scorecard,
};

use super::inputs::Inputs;
use super::{AspectResult, Cell, DomainResult, FunctionResult, ScopeFlag, WorkbookResults, results};

/// Domains that make the headline of our own instrument; the workbook itself has none.
const HEADLINE: [&str; 3] = ["people", "process", "technology"];

/// The workbook's results as a scorecard; `names` gives the name of a domain or aspect id.
///
/// Each score is the cell that the workbook shows, 0.00 for an aspect out of scope included. Bounds are that cell with
/// every open question at 1 and at 5; since the workbook counts an open question below 1, a value can lie under its own
/// lower bound. There is no overall score and no headline.
#[must_use]
pub fn scorecard(rows: &RowMap, assessment: &Assessment, names: impl Fn(&str) -> String) -> Scorecard {
    let inputs = Inputs::read(rows, assessment);
    let all = Three {
        now: results(rows, &inputs),
        low: results(rows, &inputs.filled(1)),
        high: results(rows, &inputs.filled(5)),
    };
    let domains = (0..all.now.domains.len())
        .map(|d| {
            let DomainResult { id, .. } = &all.now.domains[d];
            let aspects: Vec<usize> =
                (0..all.now.aspects.len()).filter(|&a| all.now.aspects[a].domain == *id).collect();
            let targets = &assessment.targets;
            DomainScore {
                id: id.clone(),
                name: names(id),
                headline: HEADLINE.contains(&id.as_str()),
                maturity: all.domain(d, Scale::Maturity),
                capability: all.domain(d, Scale::Capability),
                target_maturity: targets.domains.get(id).copied().or(targets.overall).map(Rounded),
                target_capability: targets.capability.get(id).copied().map(Rounded),
                aspects: aspects.into_iter().map(|a| all.aspect(a, &names)).collect(),
            }
        })
        .collect();
    Scorecard {
        method: Method::Workbook,
        instrument: format!("soc-cmm@{}", rows.version),
        overall: None,
        headline: None,
        target_overall: None,
        domains,
        csf: (0..all.now.functions.len()).map(|f| all.function(f)).collect(),
    }
}

/// The results as they are and at both bounds; the three have the same shape.
struct Three {
    now: WorkbookResults,
    low: WorkbookResults,
    high: WorkbookResults,
}

impl Three {
    /// The same cell of all three, or `None` where the sheet has no such cell.
    fn score(
        &self,
        scale: Scale,
        coverage: Coverage,
        cell: impl Fn(&WorkbookResults) -> Option<Cell>,
    ) -> Option<Score> {
        let now = cell(&self.now)?;
        let bound = |results| {
            let cell = cell(results).filter(|_| coverage.in_scope > 0)?;
            cell.ok().map(Exact::hundredths)
        };
        Some(Score {
            scale,
            value: now.ok().map(Exact::hundredths),
            low: bound(&self.low),
            high: bound(&self.high),
            coverage,
            evidenced: None,
            error: now.err().map(|error| error.marker().to_owned()),
        })
    }

    fn aspect(&self, a: usize, names: &impl Fn(&str) -> String) -> AspectScore {
        let aspect = &self.now.aspects[a];
        let score = |scale| {
            let coverage = aspect.on(scale)?.coverage;
            self.score(scale, coverage, |results| results.aspects[a].on(scale).map(|result| result.score))
        };
        AspectScore {
            id: aspect.id.clone(),
            name: names(&aspect.id),
            in_scope: aspect.in_scope(),
            maturity: score(Scale::Maturity),
            capability: score(Scale::Capability),
            items: Vec::new(),
        }
    }

    fn domain(&self, d: usize, scale: Scale) -> Option<Score> {
        let counted =
            |aspect: &&AspectResult| aspect.domain == self.now.domains[d].id && aspect.flag != ScopeFlag::Out;
        let coverage = total(
            self.now.aspects.iter().filter(counted).filter_map(|aspect| Some(aspect.on(scale)?.coverage)),
        );
        self.score(scale, coverage, |results| match scale {
            Scale::Maturity => Some(results.domains[d].maturity),
            Scale::Capability => results.domains[d].capability,
        })
    }

    fn function(&self, f: usize) -> CsfFunction {
        let FunctionResult { id, categories, .. } = &self.now.functions[f];
        let function = |scale: Scale| {
            let coverage = total(categories.iter().filter_map(|category| {
                let result = if scale == Scale::Maturity { category.maturity } else { category.capability };
                Some(result?.coverage)
            }));
            self.score(scale, coverage, |results| match scale {
                Scale::Maturity => results.functions[f].maturity,
                Scale::Capability => results.functions[f].capability,
            })
        };
        CsfFunction {
            id: id.clone(),
            maturity: function(Scale::Maturity),
            capability: function(Scale::Capability),
            categories: (0..categories.len()).map(|c| self.category(f, c)).collect(),
        }
    }

    fn category(&self, f: usize, c: usize) -> CsfCategory {
        let score = |scale: Scale| {
            let result = |results: &WorkbookResults| {
                let category = &results.functions[f].categories[c];
                if scale == Scale::Maturity { category.maturity } else { category.capability }
            };
            let coverage = result(&self.now)?.coverage;
            self.score(scale, coverage, |results| result(results).map(|result| result.score))
        };
        CsfCategory {
            id: self.now.functions[f].categories[c].id.clone(),
            maturity: score(Scale::Maturity),
            capability: score(Scale::Capability),
        }
    }
}

fn total(parts: impl Iterator<Item = Coverage>) -> Coverage {
    parts.fold(Coverage::default(), Coverage::plus)
}
