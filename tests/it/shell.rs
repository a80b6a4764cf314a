//! What a shell and a reader get: questionnaires at hand, completions, manual pages.

use crate::program::Program;

/// Names of the commands, from the help.
fn commands() -> Vec<String> {
    let help = Program::new().run(&["--help"]).stdout;
    let after = help.split_once("Commands:\n").expect("commands are listed").1;
    let lines = after.lines().take_while(|line| line.starts_with("  "));
    lines
        // a description that is too long for its line goes on further to the right
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .filter(|name| name != "help")
        .collect()
}

#[test]
fn the_built_in_questionnaires_are_counted() {
    let run = Program::new().run(&["instruments", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    let json = run.json();
    assert_eq!(json["schema"], "socmark/instruments/1");
    let rows = json["instruments"].as_array().expect("a list");
    let core = rows.iter().find(|row| row["id"] == "soc-core").expect("it is built in");
    // five domains; 5 business, 5 people, 7 process, 4 technology and 6 services aspects
    assert_eq!((&core["counts"]["domains"], &core["counts"]["aspects"]), (&5.into(), &27.into()));
    let quick = core["counts"]["quick"].as_u64().expect("a number");
    assert!((40..=50).contains(&quick), "{quick} quick questions");
    let text = Program::new().run(&["instruments"]);
    for row in rows {
        let reference = format!("{}@{}", row["id"].as_str().unwrap(), row["version"].as_str().unwrap());
        assert!(text.stdout.lines().any(|line| line.starts_with(&reference)), "{text}");
    }
}

#[test]
fn a_folder_that_holds_no_questionnaire_is_exit_2() {
    let run = Program::new().run(&["instruments", "--instruments", "nowhere"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    assert!(run.stderr.contains("nowhere"), "{run}");
}

#[test]
fn every_command_has_a_manual_page() {
    let main = Program::new().run(&["man"]);
    assert!(main.stdout.contains(".TH socmark 1"), "{main}");
    for command in commands() {
        assert!(
            main.stdout.contains(&format!("socmark\\-{command}(1)")),
            "{command} is not in the main page"
        );
        let page = Program::new().run(&["man", &command]);
        assert_eq!((page.code, page.stderr.as_str()), (0, ""), "{page}");
        assert!(page.stdout.contains(&format!(".TH socmark-{command} 1")), "{page}");
    }
    insta::assert_snapshot!(Program::new().run(&["man", "scor"]));
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = Program::new().run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        for command in commands() {
            assert!(run.stdout.contains(&command), "{shell} does not know {command}");
        }
    }
    assert_eq!(Program::new().run(&["completions", "dos"]).code, 2);
}
