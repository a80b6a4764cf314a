//! Several voices on a small questionnaire, worked by hand.

use super::*;
use crate::model::adoption::{AiCapability, AiFacts, AiType, PerceivedValue, Sourcing, Status};
use crate::model::assessment::{Confidence, EvidenceRef, EvidenceSource, Importance};
use crate::model::consensus::{NoAlpha, Rule};
use crate::model::instrument::{Aspect, Choice, Domain, ItemKind};
use proptest::prelude::*;

fn item(id: &str, kind: ItemKind) -> Item {
    Item {
        id: id.to_owned(),
        quick: false,
        question: format!("{id}?"),
        why: String::new(),
        kind,
        evidence: Vec::new(),
        crosswalk: Default::default(),
    }
}

/// Domain `people` with aspect `people.a` of twelve maturity items, a capability item and a list of parts, and aspect
/// `people.b` of one maturity item.
fn instrument() -> Instrument {
    let anchors = Vec::new;
    let aspect = |id: &str, items| Aspect {
        id: id.to_owned(),
        name: id.to_owned(),
        about: String::new(),
        minutes: None,
        crosswalk: Default::default(),
        items,
    };
    let mut items: Vec<Item> = (1..=12)
        .map(|n| item(&format!("people.a.m{n:02}"), ItemKind::Maturity { anchors: anchors() }))
        .collect();
    items.push(item("people.a.cap", ItemKind::Capability { anchors: anchors() }));
    let elements =
        ["one", "two", "three"].map(|id| Choice { id: id.to_owned(), label: id.to_owned() }).to_vec();
    items.push(item("people.a.parts", ItemKind::Elements { informs: None, elements }));
    let b = vec![item("people.b.only", ItemKind::Maturity { anchors: anchors() })];
    Instrument {
        id: "own".into(),
        version: "1".into(),
        domains: vec![Domain {
            id: "people".into(),
            name: "People".into(),
            headline: true,
            about: String::new(),
            aspects: vec![aspect("people.a", items), aspect("people.b", b)],
        }],
        ..Instrument::default()
    }
}

fn level(level: u8) -> Answer {
    value(AnswerValue::Level(level))
}

fn value(value: AnswerValue) -> Answer {
    Answer { value: Some(value), ..Answer::default() }
}

fn one(answers: &[(&str, Answer)]) -> Assessment {
    let answers = answers.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
    Assessment { answers, ..Assessment::default() }
}

fn together(assessments: &[Assessment]) -> Consensus {
    let files: Vec<String> = (0..assessments.len()).map(|n| format!("{n}.yaml")).collect();
    let voices: Vec<Voice<'_>> = files
        .iter()
        .zip(assessments)
        .map(|(file, assessment)| Voice { file, assessment, part: None })
        .collect();
    merge(&voices, &[instrument()])
}

/// What several say about one item comes to.
fn of(id: &str, answers: &[Answer]) -> (Answer, Vec<Settled>) {
    let all: Vec<Assessment> = answers.iter().map(|answer| one(&[(id, answer.clone())])).collect();
    let found = together(&all);
    (found.merged.answers[id].clone(), found.settled)
}

#[test]
fn levels_come_to_their_median_and_to_the_lower_of_two() {
    let id = "people.a.m01";
    assert_eq!(of(id, &[level(5), level(1), level(2)]).0, level(2));
    assert_eq!(of(id, &[level(4), level(1)]).0, level(1));
    assert_eq!(of(id, &[level(5), level(2), level(4), level(3)]).0, level(3));
    // who gives no answer has no vote
    let all = [one(&[(id, level(4))]), one(&[]), one(&[(id, level(4))])];
    assert_eq!(together(&all).merged.answers[id], level(4));
}

#[test]
fn whether_a_question_applies_is_what_most_say_and_a_tie_keeps_it() {
    let (not, id) = (value(AnswerValue::NotApplicable), "people.a.m01");
    let (kept, settled) = of(id, &[not.clone(), not.clone(), level(3)]);
    assert_eq!(kept, not);
    assert_eq!(settled[0].rule, Rule::Applies);
    let said = ["not_applicable", "not_applicable", "3"].map(|said| Some(said.to_owned()));
    assert_eq!(settled[0].said, said);
    // two of each: the lower of the two levels
    assert_eq!(of(id, &[not.clone(), level(3), level(4), not.clone()]).0, level(3));
    let without = value(AnswerValue::NotRequired);
    assert_eq!(of("people.a.cap", &[without.clone(), level(1)]).0, level(1));
    let (kept, settled) = of("people.a.cap", &[without.clone(), without.clone()]);
    assert_eq!((kept, settled), (without, vec![]), "nobody differs");
}

#[test]
fn a_part_is_there_where_more_than_half_say_so() {
    let parts =
        |names: &[&str]| value(AnswerValue::Present(names.iter().map(|name| (*name).to_owned()).collect()));
    let id = "people.a.parts";
    // one: 3 of 4; two: 2 of 4, a tie; three: 1 of 4
    let said = [parts(&["one", "two"]), parts(&["two", "one"]), parts(&["three", "one"]), parts(&[])];
    let (kept, settled) = of(id, &said);
    assert_eq!(kept, parts(&["one"]));
    assert_eq!((settled[0].rule, settled.len()), (Rule::Present, 1));
    // in the order of the question, and another order is no difference
    let (kept, settled) = of(id, &[parts(&["three", "one"]), parts(&["one", "three"])]);
    assert_eq!((kept, settled), (parts(&["one", "three"]), vec![]));
}

#[test]
fn importance_is_the_median_and_confidence_the_lowest() {
    let with = |importance, confidence| Answer { importance, confidence, ..level(3) };
    let said = [
        with(Some(Importance::Critical), Some(Confidence::High)),
        with(Some(Importance::High), Some(Confidence::Medium)),
        with(None, None),
    ];
    // critical, high, normal (nothing said): high
    let (kept, settled) = of("people.a.m01", &said);
    assert_eq!(kept, with(Some(Importance::High), Some(Confidence::Medium)));
    assert_eq!(settled.len(), 1);
    assert_eq!(settled[0].subject, "answers.people.a.m01.importance");
    // two of four would take the question out of the score: it stays, with the lowest of the other weights
    let weight = |importance| with(Some(importance), None);
    let (none, high) = (weight(Importance::None), weight(Importance::High));
    let tie = [none.clone(), high.clone(), none.clone(), weight(Importance::Critical)];
    assert_eq!(of("people.a.m01", &tie).0, high);
    assert_eq!(of("people.a.m01", &[none.clone(), high, none.clone()]).0, none);
    assert_eq!(of("people.a.m01", &[level(2), level(2)]).0, level(2), "what nobody says is not written");
}

#[test]
fn notes_and_evidence_of_all_are_kept() {
    let noted = |note: &str| Answer { note: Some(note.to_owned()), ..level(3) };
    let (kept, _) = of("people.a.m01", &[noted("by phone"), noted("in the wiki\n"), noted("by phone ")]);
    assert_eq!(kept.note.as_deref(), Some("0.yaml and 2.yaml: by phone\n1.yaml: in the wiki"));
    assert_eq!(of("people.a.m01", &[noted("same"), level(3)]).0.note.as_deref(), Some("same"));
    let (kept, _) = of("people.a.m01", &[noted("none held"), level(4)]);
    assert_eq!(kept.note.as_deref(), Some("0.yaml: none held"), "levels differ, so it is said whose it is");
    let shown = |path: &str| EvidenceRef {
        source: EvidenceSource::Path(path.to_owned()),
        heading: None,
        attested: None,
    };
    let proved =
        |paths: &[&str]| Answer { evidence: paths.iter().map(|path| shown(path)).collect(), ..level(3) };
    let (kept, _) = of("people.a.m01", &[proved(&["a.md"]), proved(&["b.md", "a.md"])]);
    assert_eq!(kept.evidence, [shown("a.md"), shown("b.md")]);
}

#[test]
fn notes_are_signed_by_role_where_roles_tell_the_assessors_apart() {
    let by = |role: &str, note: &str| {
        let mut assessment = one(&[]);
        assessment.details.assessors = vec![role.to_owned()];
        assessment.notes.insert("people.a".into(), note.to_owned());
        assessment
    };
    let found = together(&[by("lead", "x"), by("analyst", "y")]);
    assert_eq!(found.merged.notes["people.a"], "lead: x\nanalyst: y");
    assert_eq!(found.merged.details.assessors, ["lead", "analyst"]);
    assert_eq!(found.merged.details.purpose.as_deref(), Some("consensus of 2 assessments"));
    let found = together(&[by("lead", "x"), by("lead", "y")]);
    assert_eq!(found.merged.notes["people.a"], "0.yaml: x\n1.yaml: y");
    assert_eq!(found.merged.details.assessors, ["lead"]);
}

#[test]
fn facts_are_those_of_the_first_that_says_anything_and_differences_are_said() {
    let of = |sector: Option<&str>, value: Option<PerceivedValue>| {
        let mut assessment = one(&[]);
        assessment.soc.sector = sector.map(str::to_owned);
        assessment.ai = value.map(|value| AiFacts { value: Some(value), ..AiFacts::default() });
        assessment
    };
    let found = together(&[
        of(None, Some(PerceivedValue::Good)),
        of(Some("finance"), None),
        of(Some("energy"), Some(PerceivedValue::Some)),
    ]);
    assert_eq!(found.merged.soc.sector.as_deref(), Some("finance"));
    assert_eq!(found.merged.ai.and_then(|ai| ai.value), Some(PerceivedValue::Good));
    let subjects: Vec<&str> = found.settled.iter().map(|settled| settled.subject.as_str()).collect();
    assert_eq!(subjects, ["soc.sector", "ai.value"]);
    assert_eq!(found.settled[0].said, [None, Some("finance".to_owned()), Some("energy".to_owned())]);
}

#[test]
fn an_inventory_is_kept_whole_and_every_tool_on_which_it_differs_is_said() {
    let tool = |name: &str, sourcing| AiCapability {
        name: name.to_owned(),
        vendor: None,
        kind: AiType::Agent,
        intent: None,
        sourcing,
        status: Status::Pilot,
        stages: vec![],
        autonomy: None,
        grounded_in: vec![],
        trace: None,
        data_leaving: None,
        value: None,
    };
    let of = |given: bool, tools: &[AiCapability]| {
        let ai = AiFacts { inventory_given: given, capabilities: tools.to_vec(), ..AiFacts::default() };
        Assessment { ai: Some(ai), ..one(&[]) }
    };
    let both = [tool("Same", Sourcing::Taker), tool("Bought", Sourcing::Taker)];
    let other =
        [tool("Same", Sourcing::Taker), tool("Bought", Sourcing::Shaper), tool("More", Sourcing::Taker)];
    let mut with_vendor = both.clone();
    with_vendor[0].vendor = Some("V".into());
    let found = together(&[of(false, &[]), of(true, &both), of(true, &other)]);
    assert_eq!(found.merged.ai.map(|ai| ai.capabilities), Some(both.to_vec()));
    let subjects: Vec<&str> = found.settled.iter().map(|settled| settled.subject.as_str()).collect();
    assert_eq!(subjects, ["ai.capabilities.Bought", "ai.capabilities.More"]);
    let said = [None, Some("agent, taker, pilot".to_owned()), Some("agent, shaper, pilot".to_owned())];
    assert_eq!(found.settled[0].said, said);
    assert_eq!(found.settled[1].kept.as_deref(), Some("not listed"));
    let found = together(&[of(true, &both), of(true, &with_vendor)]);
    assert_eq!(found.settled[0].said[1].as_deref(), Some("agent, taker, pilot, other details"));
}

#[test]
fn out_of_scope_is_what_more_than_half_take_out() {
    let all_say = |exclude: [&str; 3]| {
        let of = |exclude: &&str| {
            let mut assessment = one(&[("people.b.only", level(5)), ("people.a.m01", level(1))]);
            assessment.exclude = if exclude.is_empty() { vec![] } else { vec![(*exclude).to_owned()] };
            assessment
        };
        together(&exclude.iter().map(of).collect::<Vec<_>>())
    };
    let found = all_say(["people.b", "people", ""]);
    assert_eq!(found.merged.exclude, ["people.b"]);
    assert_eq!(found.domains[0].assessors, 2, "the second takes out all of it");
    assert_eq!(found.domains[0].shared, 1, "people.b is out, the second's answer on people.a does not count");
    assert_eq!(found.merged.answers["people.b.only"], level(5), "nothing is lost");
    let found = all_say(["people.b", "", ""]);
    assert_eq!(found.merged.exclude, Vec::<String>::new());
    assert_eq!(found.settled[0].subject, "scope.people.b");
    assert_eq!(found.domains[0].shared, 2);
    assert_eq!(all_say(["people", "people", "people"]).merged.exclude, ["people"]);
    assert_eq!(all_say(["people", "people", ""]).merged.exclude, ["people"]);
}

fn with_levels(levels: &[u8]) -> Assessment {
    let ids: Vec<String> = (1..=levels.len()).map(|n| format!("people.a.m{n:02}")).collect();
    let answers: Vec<(&str, Answer)> =
        ids.iter().zip(levels).map(|(id, number)| (id.as_str(), level(*number))).collect();
    one(&answers)
}

#[test]
fn agreement_of_a_domain_is_a_number_or_a_reason() {
    let of = |all: &[Assessment]| together(all).domains[0].clone();
    let a = with_levels(&[1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    let b = with_levels(&[1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    assert_eq!(of(&[a.clone(), b]).alpha, Ok(1.0));
    assert_eq!(of(std::slice::from_ref(&a)).alpha, Err(NoAlpha::OneAssessor));
    assert_eq!(of(&[a.clone(), one(&[])]).alpha, Err(NoAlpha::OneAssessor));
    assert_eq!(of(&[one(&[]), one(&[])]).alpha, Err(NoAlpha::FewShared));
    let nine = of(&[a.clone(), with_levels(&[1, 1, 2, 2, 3, 3, 4, 4, 5])]);
    assert_eq!((nine.shared, nine.alpha), (9, Err(NoAlpha::FewShared)));
    let same = with_levels(&[3; 12]);
    assert_eq!(of(&[same.clone(), same.clone()]).alpha, Err(NoAlpha::NoExpectedDisagreement));
    // ten items at 1 and 5, wherever the other stands at the other end: counts 10 and 10 of 20, two values, so ordinal is
    // nominal: 1 - 19 * 10 / (10 * 10) = -0.9
    let low = with_levels(&[1, 5, 1, 5, 1, 5, 1, 5, 1, 5]);
    let high = with_levels(&[5, 1, 5, 1, 5, 1, 5, 1, 5, 1]);
    let apart = of(&[low, high]);
    assert!((apart.alpha.expect("a number") + 0.9).abs() < 1e-12, "{apart:?}");
    assert_eq!((apart.unanimous, apart.far_apart), (0, 10));
}

#[test]
fn the_workshop_starts_with_the_widest() {
    let found = together(&[with_levels(&[1, 2, 5, 1, 3]), with_levels(&[3, 3, 1, 4, 5])]);
    let listed: Vec<(&str, u8)> = found.workshop.iter().map(|far| (far.item.as_str(), far.spread)).collect();
    // spreads 2, 1, 4, 3, 2
    let expected = [("people.a.m03", 4), ("people.a.m04", 3), ("people.a.m01", 2), ("people.a.m05", 2)];
    assert_eq!(listed, expected);
    assert_eq!(found.workshop[0].kept, Some(AnswerValue::Level(1)));
}

#[test]
fn one_assessment_stays_as_it_is() {
    let mut alone = with_levels(&[1, 2]);
    alone.details.purpose = Some("yearly".into());
    let parts = AnswerValue::Present(vec!["three".into(), "one".into()]);
    alone.answers.insert("people.a.parts".into(), value(parts));
    let found = together(std::slice::from_ref(&alone));
    assert_eq!((found.merged, found.settled), (alone, vec![]));
}

#[test]
fn letters_run_on_after_z() {
    assert_eq!([0, 25, 26, 51, 52, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "AAA"]);
}

fn answer() -> impl Strategy<Value = Option<Answer>> {
    prop_oneof![
        1 => Just(None),
        6 => (1_u8..=5).prop_map(|number| Some(level(number))),
        1 => Just(Some(value(AnswerValue::NotApplicable))),
    ]
}

fn assessment() -> impl Strategy<Value = Assessment> {
    prop::collection::vec(answer(), 12).prop_map(|answers| {
        let ids = (1..=12).map(|n| format!("people.a.m{n:02}"));
        let answers = ids.zip(answers).filter_map(|(id, answer)| Some((id, answer?))).collect();
        Assessment { answers, ..Assessment::default() }
    })
}

proptest! {
    #[test]
    fn the_order_of_the_assessors_changes_no_answer_and_no_alpha(
        all in prop::collection::vec(assessment(), 1..6),
        turn in 0_usize..6,
    ) {
        let mut other = all.clone();
        other.rotate_left(turn % all.len());
        other.reverse();
        let (one, two) = (together(&all), together(&other));
        prop_assert_eq!(one.merged.answers, two.merged.answers);
        prop_assert_eq!(one.domains, two.domains);
    }

    #[test]
    fn a_consensus_lies_between_the_lowest_and_the_highest(all in prop::collection::vec(assessment(), 2..6)) {
        let found = together(&all);
        for (id, answer) in &found.merged.answers {
            let Some(AnswerValue::Level(kept)) = answer.value else { continue };
            let given: Vec<u8> =
                all.iter().filter_map(|one| super::level(one.answers.get(id)?.value.as_ref())).collect();
            prop_assert!(given.contains(&kept), "{} of {:?}", kept, given);
            prop_assert!(2 * given.iter().filter(|level| **level <= kept).count() >= given.len());
            prop_assert!(2 * given.iter().filter(|level| **level < kept).count() < given.len());
        }
    }

    #[test]
    fn assessors_who_say_the_same_come_to_what_they_say(one in assessment(), count in 2_usize..5) {
        let found = together(&vec![one.clone(); count]);
        prop_assert_eq!(found.merged.answers, one.answers);
        prop_assert!(found.settled.is_empty() && found.workshop.is_empty());
    }
}
