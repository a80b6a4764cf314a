//! NIST CSF 2.0: functions and categories with their names.

use crate::model::score::Score;

use super::document::{Block, Cell, Part, Row, Section, Table};
use super::figures::{self, Entry};
use super::standing::Standing;
use super::words::{column, level, numeric, score, share, text, text_or_dash};

/// Names as in the framework (NIST CSWP 29, a work of the US government).
const NAMES: [(&str, &str); 28] = [
    ("GV", "Govern"),
    ("GV.OC", "Organizational Context"),
    ("GV.RM", "Risk Management Strategy"),
    ("GV.RR", "Roles, Responsibilities, and Authorities"),
    ("GV.PO", "Policy"),
    ("GV.OV", "Oversight"),
    ("GV.SC", "Cybersecurity Supply Chain Risk Management"),
    ("ID", "Identify"),
    ("ID.AM", "Asset Management"),
    ("ID.RA", "Risk Assessment"),
    ("ID.IM", "Improvement"),
    ("PR", "Protect"),
    ("PR.AA", "Identity Management, Authentication, and Access Control"),
    ("PR.AT", "Awareness and Training"),
    ("PR.DS", "Data Security"),
    ("PR.PS", "Platform Security"),
    ("PR.IR", "Technology Infrastructure Resilience"),
    ("DE", "Detect"),
    ("DE.CM", "Continuous Monitoring"),
    ("DE.AE", "Adverse Event Analysis"),
    ("RS", "Respond"),
    ("RS.MA", "Incident Management"),
    ("RS.AN", "Incident Analysis"),
    ("RS.CO", "Incident Response Reporting and Communication"),
    ("RS.MI", "Incident Mitigation"),
    ("RC", "Recover"),
    ("RC.RP", "Incident Recovery Plan Execution"),
    ("RC.CO", "Incident Recovery Communication"),
];

fn name(id: &str) -> String {
    NAMES
        .iter()
        .find(|(known, _)| *known == id)
        .map_or_else(|| id.to_owned(), |(_, name)| format!("{id} {name}"))
}

/// `None` where the questionnaire maps nothing to the framework.
pub(super) fn part(standing: &Standing<'_>) -> Option<Part> {
    let functions = &standing.main.csf;
    if functions.is_empty() {
        return None;
    }
    let mut rows = Vec::new();
    let mut entries = Vec::new();
    for function in functions {
        let cells = cells(standing, &function.id, function.maturity.as_ref(), function.capability.as_ref());
        rows.push(Row { head: true, cells });
        for category in &function.categories {
            let cells =
                self::cells(standing, &category.id, category.maturity.as_ref(), category.capability.as_ref());
            rows.push(Row { head: false, cells });
        }
        if let Some(maturity) = &function.maturity {
            entries.push(Entry {
                label: name(&function.id),
                score: standing.show(maturity),
                target: None,
                benchmark: None,
                named: true,
            });
        }
    }
    let mut blocks = Vec::new();
    if let Some(figure) =
        figures::bars("chart-csf", "Maturity of each function of NIST CSF 2.0", 5, &entries, "")
    {
        blocks.push(Block::Figures(
            figures::radar("chart-csf-radar", "Profile of the functions of NIST CSF 2.0", 5, &entries, "")
                .into_iter()
                .chain([figure])
                .collect(),
        ));
    }
    blocks.push(Block::Table(Table {
        id: "nist-csf".to_owned(),
        caption:
            "Functions and categories of NIST CSF 2.0; a dash means that nothing mapped to it was answered"
                .to_owned(),
        columns: vec![
            column("name", "Function or category"),
            numeric("maturity", "Maturity (of 5)"),
            column("level", "Level"),
            numeric("capability", "Capability (of 3)"),
            numeric("coverage", "Answered"),
            numeric("range", "Range"),
        ],
        rows,
    }));
    Some(Part {
        id: "nist-csf".to_owned(),
        title: "NIST CSF 2.0".to_owned(),
        lead: "The same answers seen through the framework: each answered question counts once in every category that it is mapped to. Categories to which no question is mapped are not shown."
            .to_owned(),
        sections: vec![Section { id: "nist-csf-table".to_owned(), title: None, fold: false, blocks }],
    })
}

fn cells(
    standing: &Standing<'_>,
    id: &str,
    maturity: Option<&Score>,
    capability: Option<&Score>,
) -> Vec<Cell> {
    let (maturity, capability) =
        (maturity.map(|score| standing.show(score)), capability.map(|score| standing.show(score)));
    vec![
        text(name(id)),
        score(maturity.as_ref()),
        level(maturity.as_ref()),
        score(capability.as_ref()),
        share(maturity.as_ref().and_then(|shown| shown.coverage)),
        text_or_dash(maturity.and_then(|shown| shown.range)),
    ]
}
