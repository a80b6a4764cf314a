//! `socmark assess --terminal`: really asked, in a terminal, and saved as one answers.

use std::process::Command;

use crate::program::Program;
use crate::terminal::Terminal;

/// Six questions are in scope and scored; one is answered.
const SMALL: &str = "# ours\nschema: socmark/assessment/1\ninstruments: [small@1]\nscope: {exclude: [process.review]}\nanswers: # all\n\n  # kept\n  people.rest.breaks: 4 # four\n# end\n";

const CALL: [&str; 6] = ["assess", "--terminal", "a.yaml", "--instruments", "small", "--as-of=2026-11-02"];

fn small() -> Program {
    let mut program = Program::new().file("a.yaml", SMALL);
    let folder = "tests/fixtures/small-questionnaire";
    for file in
        ["instrument", "people/skills", "people/rest", "process/handover", "process/tools", "process/review"]
    {
        program = program.copy(&format!("{folder}/{file}.yaml"), &format!("small/{file}.yaml"));
    }
    program
}

#[test]
fn answers_are_saved_one_by_one_and_the_scores_come_at_the_end() {
    let program = small();
    let Some(mut terminal) = Terminal::open(&program, 80, 24, &CALL) else { return };
    terminal.wait("1 of 6 questions are answered").wait("== 1 of 6 == People").wait("q quit]").press("3\r");
    terminal.wait("== 2 of 6 ==").wait("q quit]");
    let expected = SMALL.replace("  # kept", "  people.skills.plan: 3\n  # kept");
    assert_eq!(program.read("a.yaml"), expected, "saved before the next question is asked");
    // what an editor saves meanwhile stays
    std::fs::write(program.path("a.yaml"), expected.replace("# ours", "# theirs")).unwrap();
    terminal.press("9\r").wait("No answer here").wait("q quit]").press("n\r");
    terminal.wait("Why is it not applicable?").wait("goes back]").press("one person\r");
    // the third is answered already: back to it, keep it, and on
    terminal.wait("== 4 of 6 ==").wait("q quit]").press("b\r");
    terminal.wait("== 3 of 6 ==").wait("Answer so far: 4").wait("Enter keep").press("\r");
    terminal.wait("== 4 of 6 ==").wait("q quit]").press("t\r").wait("Note:").press("ask: Mia # soon\r");
    terminal.wait("Note: ask: Mia # soon").wait("q quit]").press("\r");
    terminal.wait("== 5 of 6 ==").wait("q quit]").press("5\r");
    terminal.wait("== 6 of 6 ==").wait("n not required").wait("q quit]").press("n\r");
    terminal.wait("Why is it not required?").wait("goes back]").press("\r");
    terminal.wait("This was the last question; 1 is still open.").wait("goes back]");
    terminal.press("\r");
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    // people: 5 · (3-1)/4 = 2.5 and 5 · (4-1)/4 = 3.75, their mean 3.125; process: 5; the mean of both 4.0625
    assert!(shown.contains("Overall 4.06 from"), "{shown}");
    assert!(shown.contains("Next:"), "{shown}");
    assert_eq!(
        program.read("a.yaml"),
        "# theirs\nschema: socmark/assessment/1\ninstruments: [small@1]\nscope: {exclude: [process.review]}\nanswers: # all\n\n  people.skills.plan: 3\n  people.skills.test: {answer: not_applicable, note: one person}\n  # kept\n  people.rest.breaks: 4 # four\n  process.handover.talk: {note: \"ask: Mia # soon\"}\n  process.tools.cases: 5\n  process.tools.search: {answer: not_required}\n# end\n"
    );
}

#[test]
fn control_c_and_esc_leave_with_everything_saved() {
    for key in ["\u{3}", "\u{1b}"] {
        let program = small();
        let Some(mut terminal) = Terminal::open(&program, 60, 20, &CALL) else { return };
        terminal.wait("== 1 of 6 ==").wait("q quit]").press("2\r");
        terminal.wait("== 2 of 6 ==").wait("q quit]").press(key);
        terminal.wait("Everything answered is saved in a.yaml. 4 questions are open.");
        terminal.wait("socmark assess --terminal --instruments small a.yaml");
        assert_eq!(terminal.end().0, 0);
        assert!(program.read("a.yaml").contains("  people.skills.plan: 2\n"));
    }
}

#[test]
fn a_killed_program_loses_nothing_that_was_answered() {
    let program = small();
    let Some(mut terminal) = Terminal::open(&program, 80, 24, &CALL) else { return };
    let pid = terminal.pid();
    terminal
        .wait("== 1 of 6 ==")
        .wait("q quit]")
        .press("2\r")
        .wait("== 2 of 6 ==")
        .wait("q quit]")
        .press("5");
    assert!(Command::new("kill").args(["-9", &pid]).status().is_ok_and(|status| status.success()));
    terminal.end();
    assert_eq!(program.read("a.yaml"), SMALL.replace("  # kept", "  people.skills.plan: 2\n  # kept"));
    assert!(program.files().iter().all(|file| !file.contains("lock") && !file.contains(".socmark")));
    // and the next sitting goes on there
    let Some(mut terminal) = Terminal::open(&program, 80, 24, &CALL) else { return };
    terminal.wait("2 of 6 questions are answered").wait("== 2 of 6 ==").wait("q quit]").press("q\r");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn two_sittings_at_once_lose_no_answer() {
    let program = small();
    let Some(mut one) = Terminal::open(&program, 80, 24, &CALL) else { return };
    let Some(mut other) = Terminal::open(&program, 80, 24, &CALL) else { return };
    one.wait("== 1 of 6 ==").wait("q quit]");
    other.wait("== 1 of 6 ==").wait("q quit]").press("\r").wait("== 2 of 6 ==").wait("q quit]").press("2\r");
    other.wait("== 4 of 6 ==").wait("q quit]").press("q\r");
    assert_eq!(other.end().0, 0);
    // the second question was answered in the other terminal, so the next one is the fourth
    one.press("5\r").wait("== 4 of 6 ==").wait("q quit]").press("q\r");
    assert_eq!(one.end().0, 0);
    let both = "  people.skills.plan: 5\n  people.skills.test: 2\n  # kept";
    assert_eq!(program.read("a.yaml"), SMALL.replace("  # kept", both));
}

#[test]
fn an_answer_that_cannot_be_saved_is_said_and_can_be_given_again() {
    let program = small();
    let Some(mut terminal) = Terminal::open(&program, 80, 24, &CALL) else { return };
    terminal.wait("== 1 of 6 ==").wait("q quit]");
    let broken = SMALL.replace("# end", "notes: [");
    std::fs::write(program.path("a.yaml"), &broken).unwrap();
    terminal.press("3\r").wait("error: not saved").wait("socmark validate").wait("q quit]");
    assert_eq!(program.read("a.yaml"), broken);
    std::fs::write(program.path("a.yaml"), SMALL).unwrap();
    terminal.press("3\r").wait("== 2 of 6 ==").wait("q quit]");
    assert!(program.read("a.yaml").contains("people.skills.plan: 3\n"));
    std::fs::remove_file(program.path("a.yaml")).unwrap();
    terminal.press("3\r").wait("error: not saved").wait("q quit]").press("q\r");
    terminal.wait("error: the last answer could not be saved in a.yaml");
    assert_eq!(terminal.end().0, 3);
}

#[test]
fn a_file_that_does_not_exist_is_made_as_init_makes_it() {
    let program = Program::new();
    let call = ["assess", "--terminal", "--quick", "a.yaml", "--as-of", "2026-11-02"];
    let Some(mut terminal) = Terminal::open(&program, 80, 24, &call) else { return };
    terminal.wait("a.yaml does not exist yet").wait("(Y/n)").press("n\r").wait("Nothing was made.");
    assert_eq!(terminal.end().0, 0);
    assert!(program.files().is_empty());
    let Some(mut terminal) = Terminal::open(&program, 80, 24, &call) else { return };
    terminal.wait("(Y/n)").press("\r").wait("== 1 of 73 ==").wait("q quit]").press("4\r");
    terminal.wait("== 2 of 73 ==").wait("q quit]").press("q\r");
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("An estimate: only questions of the quick scan are answered."), "{shown}");
    assert!(shown.contains("% of the questionnaire by weight;"), "{shown}");
    program.run(&["init", "other", "--as-of", "2026-11-02"]);
    let (made, init) = (program.read("a.yaml"), program.read("other/assessment.yaml"));
    let changed: Vec<(&str, &str)> = init.lines().zip(made.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(changed, [("  business.drivers.service-link:", "  business.drivers.service-link: 4")]);
    assert_eq!(init.lines().count(), made.lines().count());
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let program = small();
    insta::assert_snapshot!(program.run(&CALL));
    assert_eq!(program.read("a.yaml"), SMALL);
}

#[test]
fn the_page_that_is_not_built_yet_is_said_so() {
    insta::assert_snapshot!(Program::new().run(&["assess", "my soc/a.yaml"]));
}

#[test]
fn a_file_with_errors_and_a_workbook_are_not_written_to() {
    let broken = SMALL.replace("4 # four", "9");
    let program = small().file("a.yaml", &broken);
    let Some(mut terminal) = Terminal::open(&program, 80, 24, &CALL) else { return };
    terminal.wait("AS003");
    assert_eq!(terminal.end().0, 2);
    assert_eq!(program.read("a.yaml"), broken);
    let Some(terminal) = Terminal::open(&program, 80, 24, &["assess", "--terminal", "none.xlsx"]) else {
        return;
    };
    let (code, shown) = terminal.end();
    assert_eq!(code, 2, "{shown}");
    assert!(shown.contains("there is no such file"), "{shown}");
}
