//! Calls that are wrong before any file is read.

use crate::program::Program;

#[test]
fn a_file_that_is_not_there_is_exit_2_and_names_the_one_that_is_meant() {
    let program = Program::new().file("assessment.yaml", "schema: socmark/assessment/1\ninstruments: []\n");
    insta::assert_snapshot!(program.run(&["score", "assesment.yaml"]));
}

#[test]
fn an_unknown_command_is_exit_2_with_nothing_on_stdout() {
    let run = Program::new().run(&["scroe"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("score"), "{run}");
}
