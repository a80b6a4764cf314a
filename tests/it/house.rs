//! The house rules: layers point down only, and each dependency has one door. Test code is exempt.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Top modules by layer; a module may use those of lower layers, and of its own layer what `SAME_LAYER` allows.
const LAYERS: &[(&str, u8)] = &[
    ("model", 0),
    ("stats", 0),
    ("diagnostic", 0),
    ("frame", 1),
    ("load", 1),
    ("score", 1),
    ("adoption", 1),
    ("benchmark", 1),
    ("consensus", 1),
    ("merge", 1),
    ("pool", 1),
    ("roadmap", 1),
    ("wiring", 1),
    ("check", 2),
    ("chart", 2),
    ("report", 2),
    ("render", 2),
    ("store", 2),
    ("pipeline", 2),
    ("cli", 3),
];

/// Inside a layer, who may use whom: the stages form one chain, `load` and the stages do not know each other.
const SAME_LAYER: &[(&str, &[&str])] = &[
    ("stats", &[]),
    ("diagnostic", &["model"]),
    ("adoption", &["score", "wiring"]),
    ("benchmark", &["score", "adoption"]),
    ("frame", &["pool"]),
    ("pool", &["benchmark"]),
    ("report", &["pipeline"]),
    ("chart", &["report"]),
    ("render", &["report", "chart"]),
    ("pipeline", &["check"]),
];

/// Renderers show and never decide: they see nothing of layer 1.
const SEES_NO_STAGE: &[&str] = &["render", "chart"];

/// Where a dependency may be used: files, or folders with a slash at the end.
const DOORS: &[(&str, &[&str])] = &[
    ("anstream", &["cli/console.rs"]),
    ("annotate_snippets", &["render/diagnostics.rs"]),
    ("calamine", &["load/workbook/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/completions.rs"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("comfy_table", &["render/section_text.rs"]),
    ("csv", &["load/decisions/separated.rs", "render/csv.rs"]),
    ("getrandom", &["store/salt.rs"]),
    ("hmac", &["pool/key.rs"]),
    ("inquire", &["cli/assess/prompt.rs"]),
    ("jiff", &["model/date.rs", "cli/console.rs"]),
    ("microlp", &["roadmap/solver.rs"]),
    ("num_bigint", &["model/score.rs"]),
    ("num_rational", &["model/score.rs"]),
    ("num_traits", &["model/score.rs"]),
    ("plotters", &["chart.rs", "chart/"]),
    ("polars", &["frame.rs", "frame/"]),
    ("quick_xml", &["load/workbook/"]),
    ("rust_embed", &["load/builtin.rs"]),
    ("rust_xlsxwriter", &["render/sheet/"]),
    ("schemars", &["render/"]),
    ("serde_json", &["render/", "load/decisions/jsonl.rs"]),
    ("serde_saphyr", &["load/yaml.rs", "store/yaml.rs"]),
    ("sha2", &["pool/"]),
    ("strsim", &["diagnostic/mod.rs"]),
    ("tempfile", &["store/mod.rs"]),
    ("tera", &["render/templates.rs"]),
    ("terminal_size", &["cli/console.rs"]),
    ("thiserror", &["load/"]),
    ("zip", &["load/workbook/", "render/sheet/structure.rs"]),
];

/// Where the tests of a file begin.
const INLINE_TESTS: &str = "#[cfg(test)]\nmod tests {";

/// Used anywhere: no foreign type of them shows in a signature of the model.
const EVERYWHERE: &[&str] = &["anyhow", "serde"];

#[test]
fn layers_point_down_only() {
    let mut broken = Vec::new();
    for (path, number, line) in code() {
        let Some(own) = top_module(&path) else { continue };
        for used in used_modules(&line) {
            if used != own && !allowed(&own, &used) {
                broken.push(format!("src/{path}:{number}: `{own}` uses `{used}`: {}", line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn each_dependency_has_one_door() {
    let mut broken = Vec::new();
    for (path, number, line) in code() {
        for (crate_name, doors) in DOORS {
            let through_a_door =
                doors.iter().any(|door| path == *door || (door.ends_with('/') && path.starts_with(door)));
            if uses_crate(&line, crate_name) && !through_a_door {
                broken.push(format!(
                    "src/{path}:{number}: `{crate_name}` has its door in {}: {}",
                    doors.join(", "),
                    line.trim()
                ));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_dependency_is_on_the_list_of_doors_and_has_a_reason() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("dependencies");
    for line in section.lines().filter(|line| line.contains('=')) {
        let name = line.split(['=', ' ']).next().expect("a name").replace('-', "_");
        let listed = DOORS.iter().any(|(door, _)| *door == name) || EVERYWHERE.contains(&name.as_str());
        assert!(listed, "`{name}` has no door: add it to the list in this test");
        assert!(
            line.contains("} # ") || line.contains("\" # "),
            "`{name}` has no one-line reason in Cargo.toml"
        );
    }
}

#[test]
fn every_top_module_has_a_layer() {
    let modules: BTreeSet<String> = sources().iter().filter_map(|path| top_module(path)).collect();
    for module in modules {
        assert!(
            LAYERS.iter().any(|(name, _)| *name == module),
            "`{module}` has no layer: add it to the list in this test"
        );
    }
}

/// The letters of an id such as `LD009` or `WIR001`: two or three, with three digits after them.
fn family(id: &str) -> Option<&str> {
    let (family, number) = id.split_at_checked(id.len().checked_sub(3)?)?;
    let fits = (2..=3).contains(&family.len())
        && family.bytes().all(|b| b.is_ascii_uppercase())
        && number.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(family)
}

/// Ids of rules in quotes.
fn rule_ids(text: &str) -> BTreeSet<String> {
    text.split('"').filter(|part| family(part).is_some()).map(str::to_owned).collect()
}

#[test]
fn ids_of_rules_are_told_from_other_words() {
    let text = r#"("LD009", "WIR001") + "LD09" + "LDX01" + "WIRE001" + "W0001" + "wir001" + LD010"#;
    assert_eq!(rule_ids(text).into_iter().collect::<Vec<_>>(), ["LD009", "WIR001"]);
    let odd: Vec<&str> =
        socmark::diagnostic::RULES.iter().map(|rule| rule.id).filter(|id| family(id).is_none()).collect();
    assert!(odd.is_empty(), "the tests below would not see {odd:?}");
}

#[test]
fn every_rule_is_fired_by_code_and_named_by_a_test() {
    let table: BTreeSet<String> = socmark::diagnostic::RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(table.len(), socmark::diagnostic::RULES.len(), "an id stands twice");
    let product: String = code()
        .into_iter()
        .filter(|(path, ..)| path != "diagnostic/rules.rs")
        .map(|(.., line)| line + "\n")
        .collect();
    let fired: BTreeSet<String> = rule_ids(&product)
        .into_iter()
        .filter(|id| table.iter().any(|known| family(known) == family(id)))
        .collect();
    assert_eq!(fired, table, "the rules that code names are those of the table");
    let mut tests = String::new();
    for folder in ["src", "tests/it"] {
        for path in every_file(&root().join(folder)) {
            let name = path.to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            if name.contains("/tests/it/") || name.ends_with("tests.rs") {
                tests.push_str(&text);
            } else if let Some((_, inline)) = text.split_once(INLINE_TESTS) {
                tests.push_str(inline);
            }
        }
    }
    let untested: Vec<&String> = table.iter().filter(|id| !tests.contains(id.as_str())).collect();
    assert!(untested.is_empty(), "no test fires {untested:?}");
}

fn allowed(own: &str, used: &str) -> bool {
    let layer = |name: &str| LAYERS.iter().find(|(module, _)| *module == name).map(|(_, layer)| *layer);
    let (Some(own_layer), Some(used_layer)) = (layer(own), layer(used)) else { return true };
    if SEES_NO_STAGE.contains(&own) && used_layer == 1 {
        return false;
    }
    if own_layer == used_layer {
        return SAME_LAYER.iter().any(|(module, may)| *module == own && may.contains(&used));
    }
    used_layer < own_layer
}

/// Modules named after `crate::`, braces included: `crate::{adoption, score}`.
fn used_modules(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let module: String =
                name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            found.push(module);
        }
    }
    found
}

fn uses_crate(line: &str, name: &str) -> bool {
    line.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_' && c != ':')
    })
}

fn top_module(path: &str) -> Option<String> {
    let first = path.split('/').next()?;
    let module = first.strip_suffix(".rs").unwrap_or(first);
    (!["main", "lib"].contains(&module)).then(|| module.to_owned())
}

/// Every line of product code: path below `src`, line number, text without its comment.
fn code() -> Vec<(String, usize, String)> {
    let mut lines = Vec::new();
    for path in sources() {
        let text = std::fs::read_to_string(root().join("src").join(&path)).expect("a source file");
        // inline test modules stand at the end of their file
        let product = text.split(INLINE_TESTS).next().unwrap_or_default();
        for (number, line) in product.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            lines.push((path.clone(), number + 1, line.to_owned()));
        }
    }
    lines
}

fn sources() -> Vec<String> {
    let src = root().join("src");
    let mut found: Vec<String> = every_file(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/"))
        .filter(|below| !below.ends_with("tests.rs") && !below.contains("/tests/"))
        .collect();
    found.sort();
    assert!(found.len() > 20, "the sources were not found");
    found
}

fn every_file(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
