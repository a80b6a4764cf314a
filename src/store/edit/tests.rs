use proptest::prelude::*;

use super::super::answer::{self, AnswerEdit, Change};
use super::*;
use crate::model::assessment::{AnswerValue, Confidence, Importance};
use crate::model::instrument::{Aspect, Domain, Instrument, Item, ItemKind};

fn item(id: String) -> Item {
    Item {
        id,
        quick: false,
        question: String::new(),
        why: String::new(),
        kind: ItemKind::Maturity { anchors: Vec::new() },
        evidence: Vec::new(),
        crosswalk: Default::default(),
    }
}

/// Aspects `p.x` and `p.y` with items `p.x.a` to `p.x.d`, `p.y.a` to `p.y.d`.
fn instruments() -> Vec<Instrument> {
    let aspect = |id: &str| Aspect {
        id: id.to_owned(),
        name: String::new(),
        about: String::new(),
        minutes: None,
        crosswalk: Default::default(),
        items: ["a", "b", "c", "d"].iter().map(|last| item(format!("{id}.{last}"))).collect(),
    };
    let domain = Domain {
        id: "p".into(),
        name: String::new(),
        headline: true,
        about: String::new(),
        aspects: vec![aspect("p.x"), aspect("p.y")],
    };
    vec![Instrument { id: "i".into(), version: "1".into(), domains: vec![domain], ..Instrument::default() }]
}

const HEAD: &str = "schema: socmark/assessment/1\ninstruments: [i@1]\n";

fn level(id: &str, level: u8) -> AnswerEdit {
    AnswerEdit { value: Change::Set(AnswerValue::Level(level)), ..AnswerEdit::of(id) }
}

fn note(id: &str, note: &str) -> AnswerEdit {
    AnswerEdit { note: Change::Set(note.to_owned()), ..AnswerEdit::of(id) }
}

fn clear(id: &str) -> AnswerEdit {
    AnswerEdit {
        value: Change::Clear,
        importance: Change::Clear,
        confidence: Change::Clear,
        note: Change::Clear,
        ..AnswerEdit::of(id)
    }
}

/// The text below the head after an edit, on the text as it stands and with other line ends and a byte order mark.
#[track_caller]
fn becomes(edit: &AnswerEdit, body: &str, expected: &str) {
    for (mark, newline) in [("", "\n"), ("", "\r\n"), ("\u{feff}", "\n"), ("\u{feff}", "\r\n")] {
        let whole = |body: &str| format!("{mark}{HEAD}{body}").replace('\n', newline);
        let (text, read) = answer::edit(&whole(body), edit, &instruments())
            .unwrap_or_else(|error| panic!("{error:#}\n{body}"));
        assert_eq!(text, whole(expected), "\n{text}");
        assert_eq!(read.instruments.len(), 1);
    }
}

#[test]
fn an_open_key_takes_the_level_and_keeps_what_is_said_around_it() {
    becomes(
        &level("p.x.a", 3),
        "answers:\n  # why\n  p.x.a:\n  # next\n",
        "answers:\n  # why\n  p.x.a: 3\n  # next\n",
    );
    becomes(&level("p.x.a", 3), "answers:\n  p.x.a:   # later\n", "answers:\n  p.x.a: 3   # later\n");
    becomes(&level("p.x.a", 3), "answers:\n  p.x.a: ~ # later\n", "answers:\n  p.x.a: 3 # later\n");
    becomes(&level("p.x.a", 3), "answers:\n  p.x.a: null", "answers:\n  p.x.a: 3");
}

#[test]
fn a_level_is_replaced_where_it_stands() {
    becomes(
        &level("p.x.a", 3),
        "answers:\n    'p.x.a' :  2   # two\n\n",
        "answers:\n    'p.x.a' :  3   # two\n\n",
    );
    becomes(
        &level("p.x.a", 3),
        "answers:\n  p.x.a: {answer: 2, note: 'a, b'} # c\n",
        "answers:\n  p.x.a: {answer: 3, note: 'a, b'} # c\n",
    );
    becomes(
        &level("p.x.a", 3),
        "answers:\n  p.x.a:\n    # inner\n    note: |  # kept\n      two\n\n      lines # no comment\n    answer: 2 # two\n",
        "answers:\n  p.x.a:\n    # inner\n    note: |  # kept\n      two\n\n      lines # no comment\n    answer: 3 # two\n",
    );
    becomes(&level("p.x.a", 3), "answers: {p.x.a: 2,p.x.b: 1}\n", "answers: {p.x.a: 3,p.x.b: 1}\n");
    becomes(&level("p.x.a", 3), "answers: {\"p.x.a\":2}\n", "answers: {\"p.x.a\":3}\n");
}

#[test]
fn a_new_answer_stands_in_the_order_of_the_questions() {
    becomes(
        &level("p.x.c", 3),
        "answers:\n  p.x.a: 1 # one\n  # on d\n  p.x.d: 4\n  p.y.a: 2\n",
        "answers:\n  p.x.a: 1 # one\n  p.x.c: 3\n  # on d\n  p.x.d: 4\n  p.y.a: 2\n",
    );
    // first of its aspect: above the comment that belongs to the next
    becomes(
        &level("p.x.a", 3),
        "answers:\n\n  # ===== x\n\n  # on b\n  p.x.b: 1\n",
        "answers:\n\n  # ===== x\n\n  p.x.a: 3\n  # on b\n  p.x.b: 1\n",
    );
    // the aspect counts, also where the file has an order of its own
    becomes(
        &level("p.x.b", 3),
        "answers:\n  p.y.a: 1\n  p.y.b: 1\n  p.x.a:\n    answer: 1\n    note: >-\n      long\n      note\n\n# end\nnotes: {}\n",
        "answers:\n  p.y.a: 1\n  p.y.b: 1\n  p.x.a:\n    answer: 1\n    note: >-\n      long\n      note\n  p.x.b: 3\n\n# end\nnotes: {}\n",
    );
    becomes(&level("p.y.a", 3), "answers:\n  p.x.a: 1", "answers:\n  p.x.a: 1\n  p.y.a: 3");
}

#[test]
fn flow_maps_stay_flow_maps() {
    becomes(
        &level("p.x.b", 3),
        "answers: {p.x.a: 1, p.x.c: 2} # c\n",
        "answers: {p.x.a: 1, p.x.b: 3, p.x.c: 2} # c\n",
    );
    becomes(&level("p.x.a", 3), "answers: {p.x.b: 1}\n", "answers: {p.x.a: 3, p.x.b: 1}\n");
    becomes(
        &level("p.x.b", 3),
        "answers: {\n  p.x.a: 1, # first\n  p.x.c: 2 # last\n}\n",
        "answers: {\n  p.x.a: 1, # first\n  p.x.b: 3,\n  p.x.c: 2 # last\n}\n",
    );
    becomes(
        &level("p.x.d", 3),
        "answers: {\n  p.x.a: 1, # first\n  p.x.c: 2 # last\n}\n",
        "answers: {\n  p.x.a: 1, # first\n  p.x.c: 2, # last\n  p.x.d: 3\n}\n",
    );
}

#[test]
fn answers_that_are_empty_null_or_absent_take_the_first_one() {
    becomes(
        &level("p.x.a", 3),
        "answers: {} # none\nnotes: {}\n",
        "answers: # none\n  p.x.a: 3\nnotes: {}\n",
    );
    becomes(&level("p.x.a", 3), "answers:\nnotes: {}\n", "answers:\n  p.x.a: 3\nnotes: {}\n");
    becomes(&level("p.x.a", 3), "answers: null\n", "answers:\n  p.x.a: 3\n");
    becomes(&level("p.x.a", 3), "answers:", "answers:\n  p.x.a: 3");
    becomes(
        &level("p.x.a", 3),
        "targets:\n    overall: 3.0 # t\n# end\n",
        "targets:\n    overall: 3.0 # t\nanswers:\n    p.x.a: 3\n# end\n",
    );
}

#[test]
fn a_note_makes_a_map_of_a_level() {
    becomes(
        &note("p.x.a", "by phone"),
        "answers:\n  p.x.a: 2 # two\n",
        "answers:\n  p.x.a: {answer: 2, note: by phone} # two\n",
    );
    becomes(
        &note("p.x.a", "a: b # c\nd"),
        "answers:\n  p.x.a: {answer: 2}\n",
        "answers:\n  p.x.a: {answer: 2, note: \"a: b # c\\nd\"}\n",
    );
    let long = "word ".repeat(20).trim_end().to_owned();
    becomes(
        &note("p.x.a", &long),
        "answers:\n  p.x.a: 2 # two\n",
        &format!("answers:\n  p.x.a: # two\n    answer: 2\n    note: {long}\n"),
    );
    becomes(
        &AnswerEdit { importance: Change::Set(Importance::High), ..note("p.x.a", "new") },
        "answers:\n  p.x.a:\n    answer: 2\n    note: |- # why\n      old\n      note\n  p.x.b: 1\n",
        "answers:\n  p.x.a:\n    answer: 2\n    importance: high\n    note: new # why\n  p.x.b: 1\n",
    );
}

#[test]
fn clearing_leaves_the_open_key_and_every_comment() {
    becomes(
        &clear("p.x.a"),
        "answers:\n  # q\n  p.x.a: 3 # three\n  p.x.b: 1\n",
        "answers:\n  # q\n  p.x.a: # three\n  p.x.b: 1\n",
    );
    becomes(&clear("p.x.a"), "answers: {p.x.a: 3, p.x.b: 1}\n", "answers: {p.x.a: null, p.x.b: 1}\n");
    becomes(
        &clear("p.x.a"),
        "answers:\n  p.x.a:\n    answer: 3 # three\n    # inner\n    note: x # why\n  p.x.b: 1\n",
        "answers:\n  p.x.a:\n    # three\n    # inner\n    # why\n  p.x.b: 1\n",
    );
    becomes(
        &AnswerEdit { value: Change::Clear, ..AnswerEdit::of("p.x.a") },
        "answers:\n  p.x.a: {answer: 3, importance: high, note: x}\n",
        "answers:\n  p.x.a: {importance: high, note: x}\n",
    );
    becomes(
        &AnswerEdit { note: Change::Clear, ..AnswerEdit::of("p.x.a") },
        "answers:\n  p.x.a:\n    answer: 3\n    evidence:\n      - {path: a.md}\n    note: x",
        "answers:\n  p.x.a:\n    answer: 3\n    evidence:\n      - {path: a.md}",
    );
}

#[test]
fn json_is_edited_as_json() {
    let text =
        "{\"schema\": \"socmark/assessment/1\", \"instruments\": [\"i@1\"], \"answers\": {\"p.x.a\": 1}}\n";
    let (edited, _) = answer::edit(text, &level("p.x.b", 4), &instruments()).expect("it can be edited");
    assert_eq!(edited, text.replace(": 1}", ": 1, p.x.b: 4}"));
}

#[test]
fn what_cannot_be_edited_in_place_is_refused() {
    let shared = format!("{HEAD}answers:\n  p.x.a: &same {{answer: 2}}\n  p.x.b: *same\n");
    let broken = format!("{HEAD}answers:\n  p.x.a: 9\n");
    for text in [shared, broken] {
        assert!(answer::edit(&text, &level("p.x.a", 3), &instruments()).is_err(), "{text}");
    }
}

#[test]
fn lists_of_other_files_are_edited_too() {
    let edited = |text: &str, path: &[&str], value: Yaml| {
        let path = path.iter().map(|key| (*key).to_owned()).collect();
        apply(text, &Edit { path, value: Some(value), slots: Vec::new() }).expect("it can be edited")
    };
    let text =
        "handoffs:\n  - id: a # first\n    records:\n      - {date: x}\n\n  # second\n  - id: b\nend: 1\n";
    let record = Yaml::Map(vec![("date".into(), Yaml::Text("2026-11-02".into()))]);
    assert_eq!(
        edited(text, &["handoffs", "0", "records", "-"], record.clone()),
        text.replace("{date: x}\n", "{date: x}\n      - {date: \"2026-11-02\"}\n")
    );
    assert_eq!(
        edited(text, &["handoffs", "1", "records", "-"], record.clone()),
        text.replace("- id: b\n", "- id: b\n    records: [{date: \"2026-11-02\"}]\n")
    );
    assert_eq!(
        edited(text, &["handoffs", "0", "id"], Yaml::Text("c".into())),
        text.replace("id: a", "id: c")
    );
    assert_eq!(edited("a: [1, 2] # c\n", &["a", "-"], Yaml::Int(3)), "a: [1, 2, 3] # c\n");
    assert_eq!(edited("a: [] # c\n", &["a", "-"], Yaml::Int(3)), "a: [3] # c\n");
    assert_eq!(edited("a:\n- |\n  t\n# c\n", &["a", "-"], Yaml::Int(3)), "a:\n- |\n  t\n- 3\n# c\n");
}

#[test]
fn any_text_is_written_so_that_it_reads_back() {
    for text in [
        "",
        " ",
        "null",
        "No",
        "4.10",
        "a: b",
        "a #b",
        "- x",
        "{x}",
        "x, y",
        "tab\t",
        "two\nlines",
        "\r\n",
        "\"'\\",
        "日本語",
        "\u{85}\u{2028}\u{feff}",
        "\u{7}",
        "trailing ",
        "!t",
        "&a",
        "*a",
        "@",
        "`",
        "%",
        "? x",
        "---",
        "2026-01-01",
        "=",
    ] {
        let edited = answer::edit(&format!("{HEAD}answers: {{}}\n"), &note("p.x.a", text), &instruments());
        let (_, read) = edited.unwrap_or_else(|error| panic!("{text:?}: {error:#}"));
        assert_eq!(read.answers["p.x.a"].note.as_deref(), Some(text));
    }
}

/// An entry of `answers:` in one of the styles that people use; `c` makes its comments unlike all others.
fn entry(id: &str, style: usize, level: u8, c: usize, indent: &str) -> String {
    let i2 = format!("{indent}{indent}");
    let i3 = format!("{i2}{indent}");
    match style {
        0 => format!("{indent}{id}: {level}\n"),
        1 => format!("{indent}# above {c}.\n{indent}{id}: {level}   # behind {c}.\n"),
        2 => format!("{indent}# open {c}.\n{indent}{id}:\n\n"),
        3 => format!("{indent}\"{id}\":  {{answer: {level}, note: 'it''s # {c}, yes'}}  # flow {c}.\n"),
        4 => format!(
            "{indent}{id}:   # head {c}.\n{i2}answer: {level}\n{i2}# inner {c}.\n{i2}note: two words # why {c}.\n{i2}importance: high\n"
        ),
        5 => {
            format!("{indent}{id}:\n{i2}note: |  # text {c}.\n{i3}one\n\n{i3}# two\n{i2}answer: {level}\n\n")
        }
        6 => format!("{indent}'{id}': {{\n{i3}confidence: low, # multi {c}.\n{i3}answer: {level}\n{i2}}}\n"),
        7 => format!(
            "{indent}{id}:\n{i2}answer: {level}\n{i2}evidence:\n{i3}- {{path: a.md}} # path {c}.\n{i3}- url: https://x.y/#z\n{indent}# end {c}.\n"
        ),
        8 => format!("{indent}{id}: ~ # null {c}.\n"),
        _ => format!(
            "{indent}{id}:\n{i2}answer: {level}\n{i2}note: \"quoted\n{i3}over two # lines\"\n{i2}confidence: high\n"
        ),
    }
}

const IDS: [&str; 8] = ["p.x.a", "p.x.b", "p.x.c", "p.x.d", "p.y.a", "p.y.b", "p.y.c", "p.y.d"];

/// Sets, clears or keeps each part.
fn any_edit() -> impl Strategy<Value = AnswerEdit> {
    fn part<T: Clone + std::fmt::Debug + 'static>(values: Vec<T>) -> impl Strategy<Value = Change<T>> {
        (0..3_usize, proptest::sample::select(values)).prop_map(|(what, value)| match what {
            0 => Change::Keep,
            1 => Change::Clear,
            _ => Change::Set(value),
        })
    }
    let values = vec![AnswerValue::Level(1), AnswerValue::Level(5), AnswerValue::NotApplicable];
    let notes =
        vec!["short".to_owned(), "a: b, {c} # d".to_owned(), "many words ".repeat(12) + "\nand lines"];
    (0..IDS.len(), part(values), part(Importance::ALL.to_vec()), part(Confidence::ALL.to_vec()), part(notes))
        .prop_map(|(id, value, importance, confidence, note)| AnswerEdit {
            id: IDS[id].to_owned(),
            value,
            importance,
            confidence,
            note,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn only_the_meant_answer_changes(
        styles in proptest::collection::vec((any::<bool>(), 0..10_usize, 1..=5_u8), IDS.len()),
        order in Just((0..IDS.len()).collect::<Vec<_>>()).prop_shuffle(),
        shuffled in any::<bool>(),
        wide in any::<bool>(),
        crlf in any::<bool>(),
        bom in any::<bool>(),
        cut in any::<bool>(),
        tail in proptest::sample::select(vec!["", "\n# tail.\n", "notes:\n  p.x: about\n# tail.\n"]),
        edit in any_edit(),
    ) {
        let indent = if wide { "    " } else { "  " };
        let order: Vec<usize> = if shuffled { order } else { (0..IDS.len()).collect() };
        let end = |text: String| if crlf { text.replace('\n', "\r\n") } else { text };
        let chunks: Vec<(usize, String)> = order
            .into_iter()
            .filter(|at| styles[*at].0)
            .map(|at| (at, end(entry(IDS[at], styles[at].1, styles[at].2, at, indent))))
            .collect();
        let head = end(format!("{}{HEAD}# ours.\nanswers: # all.\n", if bom { "\u{feff}" } else { "" }));
        let mut text = head.clone() + &chunks.iter().map(|(_, chunk)| chunk.as_str()).collect::<String>() + &end(tail.to_owned());
        if cut {
            text = text.trim_end().to_owned();
        }
        let (edited, read) = answer::edit(&text, &edit, &instruments()).map_err(|error| TestCaseError::fail(format!("{error:#}\n{text}")))?;

        // every comment is still there: each ends with a full stop and is unlike all others
        for line in text.lines() {
            if let Some(at) = line.rfind("# ").filter(|_| line.ends_with('.')) {
                prop_assert!(edited.contains(&line[at..]), "lost {:?}\n{text}\n=>\n{edited}", &line[at..]);
            }
        }
        // what stands before and after the entry is the same to the byte
        let (mut before, mut after) = (head.len(), 0);
        match chunks.iter().position(|(at, _)| IDS[*at] == edit.id) {
            Some(own) => {
                before += chunks[..own].iter().map(|(_, chunk)| chunk.len()).sum::<usize>();
                after = text.len().saturating_sub(before + chunks[own].1.len());
            }
            None => {
                // an insertion: what is the same before and what is the same after are together the whole text
                before = text.bytes().zip(edited.bytes()).take_while(|(a, b)| a == b).count();
                after = after.max(text.len() - before);
            }
        }
        prop_assert_eq!(&edited.as_bytes()[..before.min(text.len())], &text.as_bytes()[..before.min(text.len())]);
        prop_assert!(edited.as_bytes().ends_with(&text.as_bytes()[text.len() - after..]), "{}\n=>\n{}", text, edited);
        prop_assert_eq!(edited.contains("\r\n"), text.contains("\r\n"));
        prop_assert_eq!(edited.matches('\n').count() - edited.matches("\r\n").count(), if crlf { 0 } else { edited.matches('\n').count() });
        // the answer is what was meant
        let answer = read.answers.get(&edit.id).cloned().unwrap_or_default();
        if let Change::Set(value) = &edit.value { prop_assert_eq!(answer.value.as_ref(), Some(value)); }
        if let Change::Set(note) = &edit.note { prop_assert_eq!(answer.note.as_ref(), Some(note)); }
        if edit.value == Change::Clear { prop_assert_eq!(answer.value, None); }
    }
}

#[test]
fn the_form_to_start_from_takes_answers_everywhere_and_changes_nowhere_else() {
    let (found, ..) = crate::pipeline::questionnaires(&crate::pipeline::Settings::default());
    let asked: Vec<&Instrument> =
        found.iter().filter(|one| one.items().any(|(_, item)| item.quick)).collect();
    let segments = crate::pipeline::segments();
    let form = crate::render::questionnaire_yaml::render(&asked, &segments, None, true);
    let scored = asked.iter().flat_map(|one| one.items()).filter(|(_, item)| item.kind.is_scored());
    let ids: Vec<&str> = scored.map(|(_, item)| item.id.as_str()).collect();
    assert!(ids.len() > 300, "{}", ids.len());
    let (mut text, mut expected) = (form.clone(), form);
    // first, last, and some on the way
    for id in ids.iter().step_by(40).chain(ids.last()) {
        text = answer::edit(&text, &level(id, 3), &found).unwrap_or_else(|error| panic!("{id}: {error:#}")).0;
        expected = expected.replace(&format!("\n  {id}:\n"), &format!("\n  {id}: 3\n"));
    }
    assert_eq!(text, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What people break by hand is refused or edited right; the rest of the file stays in both cases.
    #[test]
    fn a_mutilated_text_is_refused_or_edited_right(
        styles in proptest::collection::vec((0..10_usize, 1..=5_u8), IDS.len()),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0..4_usize, "[-:#{}\\[\\]'\"|>&*!?, \\nxé\\t]{0,3}"), 1..4),
        edit in any_edit(),
    ) {
        let mut text = format!("{HEAD}answers:\n");
        for (at, (style, level)) in styles.iter().enumerate() {
            text.push_str(&entry(IDS[at], *style, *level, at, "  "));
        }
        for (index, length, new) in cuts {
            let mut chars: Vec<char> = text.chars().collect();
            let at = index.index(chars.len());
            let end = (at + length).min(chars.len());
            chars.splice(at..end, new.chars());
            text = chars.into_iter().collect();
        }
        let Ok((edited, read)) = answer::edit(&text, &edit, &instruments()) else { return Ok(()) };
        let (again, unchanged) = answer::edit(&edited, &AnswerEdit::of(&edit.id), &instruments())
            .map_err(|error| TestCaseError::fail(format!("{error:#}\n{edited}")))?;
        prop_assert_eq!(&again, &edited);
        prop_assert_eq!(&unchanged, &read);
        if let Change::Set(value) = &edit.value {
            prop_assert_eq!(read.answers[&edit.id].value.as_ref(), Some(value));
        }
    }
}
