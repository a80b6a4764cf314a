//! The only door to tera: page templates filled with what renderers prepared.

use anyhow::Context as _;
use serde::Serialize;

const PAGE: &str = "report.html";
const BLOCKS: &str = "blocks.html";
const STYLE: &str = include_str!("../../templates/report/report.css");

/// The report's page. Everything is escaped unless the template says that it is markup of ours.
///
/// # Errors
/// Where the template asks for something that the view does not have.
pub(super) fn report(view: &impl Serialize) -> anyhow::Result<String> {
    let mut tera = tera::Tera::default();
    tera.autoescape_on([".html"]);
    tera.add_raw_templates([
        (BLOCKS, include_str!("../../templates/report/blocks.html")),
        (PAGE, include_str!("../../templates/report/report.html")),
    ])
    .context("the template of the report cannot be read")?;
    let mut context = tera::Context::new();
    context.insert("report", view);
    context.insert("style", STYLE);
    tera.render(PAGE, &context).context("the template of the report cannot be filled")
}
