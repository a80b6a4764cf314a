//! Readings worked by hand, and the law that a better answer never makes a tool look worse.

use proptest::prelude::*;

use super::*;
use crate::model::assessment::{Answer, AnswerValue, Importance};
use crate::model::instrument::{Aspect, Domain, Item, ItemKind};
use crate::model::wiring::Handoff;

/// The shape of the shipped questionnaire: 2, 3, 2 and 5 questions.
const COUNTS: [(&str, usize); 4] =
    [("tool.lifecycle", 2), ("tool.knowledge", 3), ("tool.audit", 2), ("tool.security", 5)];

fn instrument() -> Instrument {
    let item = |id: String| Item {
        id,
        quick: false,
        question: String::new(),
        why: String::new(),
        kind: ItemKind::Maturity { anchors: Vec::new() },
        evidence: Vec::new(),
        crosswalk: Default::default(),
    };
    let aspects = COUNTS
        .iter()
        .map(|(id, count)| Aspect {
            id: (*id).to_owned(),
            name: (*id).to_owned(),
            about: String::new(),
            minutes: None,
            crosswalk: Default::default(),
            items: (0..*count).map(|number| item(format!("{id}.{number}"))).collect(),
        })
        .collect();
    let domain =
        Domain { id: "tool".to_owned(), name: String::new(), headline: false, about: String::new(), aspects };
    Instrument { id: "ai-tool".to_owned(), domains: vec![domain], ..Instrument::default() }
}

fn offer() -> Offer {
    Offer {
        name: "A".to_owned(),
        vendor: None,
        status: None,
        stages: None,
        answers: Default::default(),
        interfaces_added: None,
        interfaces_removed: None,
        handoffs_added: None,
        handoffs_removed: None,
        price: None,
        notes: None,
    }
}

/// Levels in the order of the questions; 0 leaves one open.
fn answered(levels: &[u8], importance: &[Importance]) -> Offer {
    let ids = COUNTS.iter().flat_map(|(id, count)| (0..*count).map(move |number| format!("{id}.{number}")));
    let answers = ids
        .zip(levels)
        .enumerate()
        .map(|(at, (id, level))| {
            let value = (*level > 0).then_some(AnswerValue::Level(*level));
            (id, Answer { value, importance: importance.get(at).copied(), ..Answer::default() })
        })
        .collect();
    Offer { answers, ..offer() }
}

fn judged(offer: &Offer) -> ToolFound {
    let offers = Offers { tools: vec![offer.clone()], ..Offers::default() };
    tools(&offers, &instrument(), Around::default()).tools.remove(0)
}

#[test]
fn exactly_three_is_second_wave_and_the_hundredth_below_is_not() {
    use Importance::{Critical, High, Normal};
    // lifecycle (3 · 4 and 5 · 1): 5 · (0.5 · 4 + 1) / 5 = 3.00; knowledge (3 · 2, 3 · 2, 5 · 1): 5 · (1 + 1 + 1) / 5 = 3.00
    // audit as lifecycle
    let levels = [3, 5, 3, 3, 5, 3, 5, 3, 3, 3, 4, 4];
    let weights = [Critical, Normal, High, High, Normal, Critical, Normal];
    let found = judged(&answered(&levels, &weights));
    let shown: Vec<String> = found
        .deciding
        .iter()
        .map(|criterion| criterion.score.as_ref().and_then(Score::rounded).expect("a score").to_string())
        .collect();
    assert_eq!(shown, ["3.00", "3.00", "3.00"]);
    assert_eq!(found.reading, Reading::Second);
    // security: 5 · (0.5 + 0.5 + 0.5 + 0.75 + 0.75) / 5 = 3.00
    assert_eq!(found.security.verdict, Verdict::Met);
    // security 3, 3, 3, 3, 4: 2.75
    let weaker = [3, 5, 3, 3, 5, 3, 5, 3, 3, 3, 3, 4];
    let found = judged(&answered(&weaker, &weights));
    assert_eq!((found.security.verdict, found.reading), (Verdict::Unmet, Reading::Second));
    // the same levels weighed alike: lifecycle 5 · (0.5 + 1) / 2 = 3.75, knowledge 5 · (0.5 + 0.5 + 1) / 3 = 3.33
    assert_eq!(judged(&answered(&levels, &[])).reading, Reading::Second);
    // knowledge 3, 3, 4: 5 · 1.75 / 3 = 2.92
    let found = judged(&answered(&[4, 4, 3, 3, 4, 4, 4], &[]));
    assert_eq!(found.reading, Reading::First);
    assert_eq!(found.reasons, ["tool.knowledge is at 2.92, below 3.00"]);
}

#[test]
fn an_open_question_leaves_the_reading_open_only_where_it_could_decide() {
    // audit 4 and open: between 5 · 0.75 / 2 = 1.88 and 5 · 1.75 / 2 = 4.38
    let found = judged(&answered(&[4, 4, 4, 4, 4, 4, 0], &[]));
    assert_eq!(found.reading, Reading::Unknown);
    assert_eq!(found.reasons, ["tool.audit could end above or below 3.00: `tool.audit.1` is open"]);
    // 1 and open: at most 5 · 1 / 2 = 2.50
    let found = judged(&answered(&[4, 4, 4, 4, 4, 1, 0], &[]));
    assert_eq!(
        (found.reading, &found.reasons[..]),
        (Reading::First, &["tool.audit can reach 2.50 at most, below 3.00".to_owned()][..])
    );
    // knowledge 5, 5 and open: at least 5 · 2 / 3 = 3.33, whatever comes
    let found = judged(&answered(&[4, 4, 5, 5, 0, 4, 4, 1, 1, 1, 1, 1], &[]));
    assert_eq!(found.reading, Reading::Second);
    assert_eq!(found.missing, ["tool.knowledge.2"]);
    // one that cannot be reached decides, whatever else is open
    let found = judged(&answered(&[1, 1, 0, 0, 0, 0, 0], &[]));
    assert_eq!(found.reading, Reading::First);
    let found = judged(&offer());
    assert_eq!((found.reading, found.missing.len(), found.asked), (Reading::Unknown, 12, 12));
}

#[test]
fn an_aspect_of_which_nothing_counts_leaves_the_reading_open() {
    let mut tool = answered(&[4, 4, 4, 4, 4, 4, 4], &[]);
    for number in 0..2 {
        let answer = Answer { value: Some(AnswerValue::NotApplicable), ..Answer::default() };
        tool.answers.insert(format!("tool.audit.{number}"), answer);
    }
    let found = judged(&tool);
    assert_eq!((found.reading, found.asked), (Reading::Unknown, 10));
    assert_eq!(found.reasons, ["tool.audit has no score: nothing in it counts"]);
}

#[test]
fn interfaces_after_need_all_three_numbers_and_never_go_below_none() {
    let of = |today, adds, removes| {
        after(&Offer { interfaces_added: adds, interfaces_removed: removes, ..offer() }, today)
    };
    assert_eq!(of(Some(5), Some(1), Some(2)), After::So(4));
    assert_eq!(of(Some(2), Some(0), Some(2)), After::So(0));
    // the one that comes is not among those that go
    assert_eq!(of(Some(1), Some(3), Some(2)), After::Impossible);
    for (today, adds, removes) in
        [(None, Some(1), Some(1)), (Some(5), None, Some(1)), (Some(5), Some(1), None)]
    {
        assert_eq!(of(today, adds, removes), After::NotKnown);
    }
}

#[test]
fn stages_are_joined_by_what_flows_and_by_what_the_tool_adds() {
    use crate::model::tools::AddedHandoff;
    use Stage::{Detection, Hunting, Intel, Investigation, Remediation};
    let handoff = |from, to, state| Handoff {
        id: "h".to_owned(),
        from,
        to,
        state,
        payload: None,
        trigger: None,
        by: None,
        target: None,
        ttl: None,
        owner: None,
        fallback: None,
        seen: None,
        context: None,
        gate: Default::default(),
        data: None,
    };
    let register = vec![
        handoff(Detection, Investigation, State::Wired),
        handoff(Intel, Hunting, State::Documented),
        // inside one stage, so it joins it with no other
        handoff(Remediation, Remediation, State::Exercised),
    ];
    let wiring = Wiring { handoffs: Some(register), ..Wiring::default() };
    let of = |stages: &[Stage], adds: &[(Stage, Stage)], removes: &[(Stage, Stage)]| {
        let added = adds.iter().map(|(from, to)| AddedHandoff { from: *from, to: *to, by: None });
        let tool = Offer {
            stages: Some(stages.to_vec()),
            handoffs_added: Some(added.collect()),
            handoffs_removed: Some(removes.to_vec()),
            ..offer()
        };
        let offers = Offers { tools: vec![tool], ..Offers::default() };
        tools(&offers, &instrument(), Around { wiring: Some(&wiring), interfaces: None }).tools.remove(0)
    };
    let all = [Intel, Hunting, Detection, Investigation, Remediation];
    assert_eq!(of(&all, &[], &[]).unconnected, Some(vec![Intel, Hunting, Remediation]));
    let found = of(&all, &[(Intel, Hunting), (Detection, Investigation)], &[(Hunting, Detection)]);
    assert_eq!(found.unconnected, Some(vec![Remediation]));
    let now: Vec<(bool, bool)> =
        found.added.iter().map(|pair| (pair.now.is_live(), pair.now.is_open())).collect();
    assert_eq!(now, [(false, true), (true, false)]);
    assert_eq!(found.removed[0].now, PairNow::Absent);
    // what it removes joins nothing any more
    assert_eq!(of(&[Detection], &[], &[(Detection, Investigation)]).unconnected, Some(vec![Detection]));
    // what is not said is neither yes nor no
    let silent = Offer { stages: Some(vec![Intel]), ..offer() };
    let offers = Offers { tools: vec![silent], ..Offers::default() };
    let found =
        tools(&offers, &instrument(), Around { wiring: Some(&wiring), interfaces: None }).tools.remove(0);
    assert_eq!(found.unconnected, None);
    // without a register nothing is known of any pair
    let bare = Wiring::default();
    let report = tools(&offers, &instrument(), Around { wiring: Some(&bare), interfaces: None });
    assert!(!report.has_wiring);
}

/// Not known between the two: an answer may settle it either way, but one that is raised may only lift.
fn rank(reading: Reading) -> u8 {
    match reading {
        Reading::First => 0,
        Reading::Unknown => 1,
        Reading::Second => 2,
    }
}

proptest! {
    #[test]
    fn raising_an_answer_never_lowers_the_reading(
        levels in proptest::collection::vec(0_u8..=5, 12),
        weights in proptest::collection::vec(0_usize..5, 12),
        at in 0_usize..12,
        by in 1_u8..=4,
    ) {
        let weights: Vec<Importance> = weights.into_iter().map(|at| Importance::ALL[at]).collect();
        let mut raised = levels.clone();
        // an open question may be anything yet, so that answering it can settle the reading downwards as well
        prop_assume!(levels[at] > 0);
        raised[at] = (levels[at] + by).min(5);
        let (before, after) = (judged(&answered(&levels, &weights)), judged(&answered(&raised, &weights)));
        prop_assert!(rank(after.reading) >= rank(before.reading), "{:?} to {:?}", before.reasons, after.reasons);
        prop_assert!(after.security.verdict >= before.security.verdict);
    }

    #[test]
    fn answering_what_is_open_never_overturns_a_reading(
        levels in proptest::collection::vec(0_u8..=5, 12),
        answers in proptest::collection::vec(1_u8..=5, 12),
    ) {
        let filled: Vec<u8> =
            levels.iter().zip(&answers).map(|(level, answer)| if *level == 0 { *answer } else { *level }).collect();
        let (before, after) = (judged(&answered(&levels, &[])), judged(&answered(&filled, &[])));
        prop_assert_ne!(after.reading, Reading::Unknown);
        if before.reading != Reading::Unknown {
            prop_assert_eq!(before.reading, after.reading);
        }
    }
}
