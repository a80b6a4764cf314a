//! What a pool holds as JSON, `socmark/pool-describe/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::pool::Description;

/// What a pool of SOCs holds, in counts that name nobody. Small counts are folded together, and null where they are too
/// small even so.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark pool describe")]
pub(crate) struct DescribeFile<'a> {
    schema: &'static str,
    /// Every row was generated: no SOC is behind it.
    simulated: bool,
    socs: u64,
    rows: u64,
    /// Under how many salts the rows stand; above 1, the same SOC may count more than once.
    salts: usize,
    /// Counts below this are not shown alone.
    smallest: u64,
    groups: Vec<GroupRow<'a>>,
    /// SOCs whose latest row enters the figures of a domain: no quick scan, and at least 75 percent answered.
    domains: Vec<DomainRow<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct GroupRow<'a> {
    /// `instrument`, `year`, `sector`, `region`, `model` or `size_fte`.
    key: &'a str,
    cells: Vec<CellRow<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct CellRow<'a> {
    /// Empty where rows say nothing; null where several values that are too few alone are counted together.
    value: Option<&'a str>,
    socs: Option<u64>,
}

#[derive(Serialize, JsonSchema)]
struct DomainRow<'a> {
    id: &'a str,
    socs: Option<u64>,
}

pub(crate) fn render(description: &Description) -> String {
    let groups = description.groups.iter().map(|group| GroupRow {
        key: &group.key,
        cells: group
            .cells
            .iter()
            .map(|cell| CellRow { value: cell.value.as_deref(), socs: cell.socs })
            .collect(),
    });
    let file = DescribeFile {
        schema: "socmark/pool-describe/1",
        simulated: description.simulated,
        socs: description.socs,
        rows: description.rows,
        salts: description.salts,
        smallest: description.smallest,
        groups: groups.collect(),
        domains: description.domains.iter().map(|(id, socs)| DomainRow { id, socs: *socs }).collect(),
    };
    serde_json::to_string_pretty(&file).expect("counts and names are JSON") + "\n"
}
