//! Every command that README shows is run as it stands there.

use crate::program::Program;

/// Lines of the shell blocks of README, in order.
fn shown() -> Vec<String> {
    let readme = include_str!("../../README.md");
    let blocks = readme.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let inline = readme
        .split("| `socmark ")
        .skip(1)
        .filter_map(|rest| rest.split('`').next())
        .map(|rest| format!("socmark {rest}"));
    blocks.flat_map(str::lines).map(str::to_owned).chain(inline).collect()
}

#[test]
fn every_command_of_the_readme_does_what_it_says() {
    let commands = shown();
    assert!(commands.len() >= 12, "{commands:?}");
    let workbook = std::env::var_os("SOCMARK_TEST_DATA").and_then(|data| {
        std::fs::read(std::path::Path::new(&data).join("soc-cmm/basic-realistic.xlsx")).ok()
    });
    let program = match &workbook {
        Some(bytes) => Program::new().file("client.xlsx", bytes),
        None => Program::new(),
    };
    let of = |role: &str| {
        format!(
            "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {{id: x}}\nassessment: {{date: 2026-11-02, assessors: [{role}]}}\n"
        )
    };
    let program = program.file("lead.yaml", of("lead")).file("analyst.yaml", of("analyst"));
    let mut run = 0;
    for command in &commands {
        // `cargo run -- X` is the program itself; `cargo test` is what runs this
        let arguments = match command.strip_prefix("cargo run -- ").or(command.strip_prefix("socmark ")) {
            Some(arguments) => arguments,
            None if command == "cargo test" => continue,
            None => panic!("README shows a command that nothing tests: {command}"),
        };
        if !cfg!(feature = "pool") && arguments.starts_with("pool ") {
            println!("skipped, since the program is built without pools: {command}");
            continue;
        }
        if workbook.is_none() && arguments.contains("client") {
            println!("skipped, since SOCMARK_TEST_DATA names no workbooks: {command}");
            continue;
        }
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let result = program.run(&arguments);
        assert_eq!(result.code, 0, "{command}\n{result}");
        assert!(!result.stdout.is_empty(), "{command} printed nothing");
        run += 1;
    }
    assert!(run >= 9, "{run} commands were run");
    let page = program.read("socmark-demo/report/report.html");
    assert!(page.contains("Northbank Mutual SOC"), "the demo's page is the sample's report");
}
