//! JSON Schemas: the list for people; those of printed JSON are derived from the structs that print it.

/// A line a schema: its name and the first sentence of what it describes.
pub(crate) fn list(schemas: &[(String, std::borrow::Cow<'static, str>)]) -> String {
    let width = schemas.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for (name, schema) in schemas {
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap_or_default();
        let about = schema["description"].as_str().unwrap_or_default().replace('\n', " ");
        let sentence =
            about.split_once(". ").map_or(about.as_str(), |(first, _)| first).trim_end_matches('.');
        text.push_str(format!("{name:width$}  {sentence}").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use schemars::generate::SchemaSettings;
    use schemars::{JsonSchema, SchemaGenerator};

    use crate::render::{
        ai, benchmark, consensus_json, explain_json, instruments_json, report_json, roadmap, score_json,
    };

    /// Written by hand, since files are read key by key; held to the readers in `load::schemas`.
    const BY_HAND: &[&str] =
        &["ai-tools", "aspect", "assessment", "benchmark-source", "instrument", "practice", "wiring"];

    fn schema<T: JsonSchema>() -> String {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let schema = SchemaGenerator::new(settings).into_root_schema_for::<T>();
        serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
    }

    /// Every printed JSON: add a line here, then run the tests once with SOCMARK_BLESS=1.
    fn printed() -> Vec<(&'static str, String)> {
        let printed = vec![
            ("ai", schema::<ai::profile_json::ProfileFile<'static>>()),
            ("ai-gates", schema::<ai::gates_json::GatesFile<'static>>()),
            ("ai-autonomy", schema::<ai::autonomy_json::AutonomyFile<'static>>()),
            ("ai-tools-result", schema::<ai::tools_json::ToolsFile<'static>>()),
            ("benchmark", schema::<benchmark::json::BenchmarkFile>()),
            ("consensus", schema::<consensus_json::ConsensusFile>()),
            ("explain", schema::<explain_json::ExplainFile>()),
            ("instruments", schema::<instruments_json::InstrumentsFile>()),
            ("report", schema::<report_json::ReportFile<'static>>()),
            ("roadmap", schema::<roadmap::json::RoadmapFile<'static>>()),
            ("score", schema::<score_json::ScoreFile>()),
        ];
        #[cfg(feature = "pool")]
        let printed = [
            printed,
            vec![
                ("pool-check", schema::<crate::render::pool::check_json::CheckFile<'static>>()),
                ("pool-describe", schema::<crate::render::pool::json::DescribeFile<'static>>()),
                ("pool-drivers", schema::<crate::render::pool::drivers_json::DriversFile<'static>>()),
            ],
        ]
        .concat();
        printed
    }

    #[test]
    fn published_schemas_are_those_of_the_structs_that_print() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
        let bless = std::env::var_os("SOCMARK_BLESS").is_some();
        for (name, schema) in printed() {
            let path = folder.join(format!("{name}.json"));
            if bless {
                std::fs::write(&path, &schema).expect("the folder can be written");
            }
            let published = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                published == schema,
                "docs/schemas/{name}.json is old: run the tests with SOCMARK_BLESS=1"
            );
        }
        let known: BTreeSet<&str> =
            printed().iter().map(|(name, _)| *name).chain(BY_HAND.iter().copied()).collect();
        // built without it, the program has the schema of a file that it does not print
        let left_out: &[&str] =
            if cfg!(feature = "pool") { &[] } else { &["pool-check", "pool-describe", "pool-drivers"] };
        let known: BTreeSet<&str> = known.into_iter().chain(left_out.iter().copied()).collect();
        let published: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the folder is there")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
            .collect();
        assert_eq!(published.iter().map(String::as_str).collect::<BTreeSet<_>>(), known);
    }

    #[test]
    fn every_schema_says_what_it_describes() {
        for (name, schema) in crate::load::schemas::all() {
            let schema: serde_json::Value = serde_json::from_str(&schema).expect("a schema is JSON");
            assert!(schema["description"].as_str().is_some_and(|about| about.len() > 20), "{name}");
            assert!(schema["title"].as_str().is_some_and(|title| title.starts_with("socmark ")), "{name}");
        }
    }
}
