//! `socmark roadmap`: plans of the sample SOC, as its users get them.

use serde_json::Value;

use crate::program::{Program, Run};

fn sample() -> Program {
    Program::new().copy("templates/demo/assessment.yaml", "assessment.yaml")
}

/// A small plan, so that the tests stay quick, with more arguments.
fn plan(more: &[&str]) -> Run {
    let base = ["roadmap", "assessment.yaml", "--quarters", "2", "--capacity", "90", "--format", "json"];
    sample().run(&[&base[..], more].concat())
}

fn practices(plan: &Value) -> Vec<(usize, Value)> {
    let quarters = plan["quarters"].as_array().expect("quarters");
    quarters
        .iter()
        .flat_map(|quarter| {
            let index = usize::try_from(quarter["index"].as_u64().expect("a number")).expect("small");
            quarter["practices"].as_array().expect("a list").iter().map(move |one| (index, one.clone()))
        })
        .collect()
}

fn ids(plan: &Value) -> Vec<String> {
    let mut ids: Vec<String> =
        practices(plan).iter().map(|(_, one)| one["id"].as_str().expect("an id").to_owned()).collect();
    ids.dedup();
    ids
}

#[test]
fn a_plan_keeps_its_limits_and_says_how_good_it_is() {
    let run = plan(&["--role", "lead=10", "--at-once", "3"]);
    assert_eq!(run.code, 0, "{run}");
    let plan = run.json();
    let mut ends = std::collections::BTreeMap::new();
    for quarter in plan["quarters"].as_array().expect("quarters") {
        let list = quarter["practices"].as_array().expect("a list");
        assert!(!list.is_empty() && list.len() <= 3, "{run}");
        let days: f64 = list.iter().map(|one| one["effort_days"].as_f64().expect("days")).sum();
        let lead: f64 = list.iter().filter_map(|one| one["effort_by_role"]["lead"].as_f64()).sum();
        assert!((days - quarter["capacity_used"].as_f64().expect("days")).abs() < 1e-6);
        assert!(days <= 90.0 && lead <= 10.0, "{days} {lead}");
        for one in list {
            ends.insert(
                one["id"].as_str().expect("an id").to_owned(),
                one["ends"].as_u64().expect("a quarter"),
            );
        }
    }
    for (_, one) in practices(&plan) {
        for before in one["builds_on"].as_array().expect("a list") {
            assert!(ends[before.as_str().expect("an id")] <= one["ends"].as_u64().expect("a quarter"));
        }
        assert!(one["why"].as_str().is_some_and(|why| why.len() > 10));
    }
    let (objective, bound) = (plan["objective"].as_f64().unwrap(), plan["bound"].as_f64().unwrap());
    assert!(objective <= bound && plan["gap"].as_f64().unwrap() >= (bound - objective) / bound - 1e-5);
    assert!(plan["greedy_objective"].as_f64().unwrap() <= objective);
    let first = |key: &str| plan["quarters"][0]["expected"][key].as_f64().unwrap();
    assert!(first("overall") >= plan["now"]["overall"].as_f64().unwrap());
    assert!(plan["now"]["governance"].is_number() && plan["now"]["people"].is_number());
    assert!(plan["left_out"].as_array().unwrap().iter().all(|one| one["reason"].as_str().unwrap().len() > 5));
    assert_eq!(sample().run(&[]).code, 2);
}

#[test]
fn pinned_refused_done_and_begun_work_is_honoured() {
    let usual = plan(&[]).json();
    let chosen = ids(&usual);
    let (refused, done) = (chosen[0].as_str(), chosen[1].as_str());
    let run = plan(&[
        "--refuse",
        refused,
        "--done",
        done,
        "--pin",
        "keep-people-by-plan@Q2",
        "--in-progress",
        "map-network-visibility=50",
    ]);
    assert_eq!(run.code, 0, "{run}");
    let plan = run.json();
    let now = ids(&plan);
    assert!(!now.iter().any(|id| id == refused || id == done), "{now:?}");
    let of = |id: &str| practices(&plan).into_iter().find(|(_, one)| one["id"] == id).expect("it is planned");
    let (_, pinned) = of("keep-people-by-plan");
    assert_eq!((pinned["ends"].as_u64(), pinned["pinned"].as_bool()), (Some(2), Some(true)));
    let (quarter, begun) = of("map-network-visibility");
    assert_eq!((quarter, begun["in_progress"].as_bool()), (1, Some(true)));
    // 15 days are likely, half of them are done
    assert_eq!(begun["total_days"].as_f64(), Some(7.5));
    let left =
        plan["left_out"].as_array().unwrap().iter().find(|one| one["id"] == refused).expect("it is named");
    assert_eq!(left["reason"], "refused");
    assert!(
        !plan["left_out"].as_array().unwrap().iter().any(|one| one["id"] == done),
        "what is done never returns"
    );
}

#[test]
fn a_goal_is_reached_or_the_nearest_is_shown() {
    let run = plan(&["--goal", "process=1.96@Q2"]);
    assert_eq!(run.code, 0, "{run}");
    let goals = run.json()["goals"].clone();
    assert_eq!((goals[0]["met"].as_bool(), goals[0]["quarter"].as_u64()), (Some(true), Some(2)), "{goals}");
    let run = plan(&["--goal", "people=5.0@Q1"]);
    assert_eq!(run.code, 1, "{run}");
    let plan = run.json();
    assert_eq!(plan["goals"][0]["met"].as_bool(), Some(false));
    let reached = plan["goals"][0]["reached"].as_str().unwrap();
    assert!(reached.starts_with("people 2.") && reached.contains("of 5.00"), "{reached}");
    let people = |at: &str| plan[at].clone();
    let first = people("quarters")[0]["expected"]["people"].as_f64().unwrap();
    assert!(first > people("now")["people"].as_f64().unwrap(), "the plan serves the goal");
}

#[test]
fn why_says_what_decides() {
    let run = sample().run(&[
        "roadmap",
        "assessment.yaml",
        "--quarters",
        "2",
        "--capacity",
        "90",
        "--why",
        "clear-the-causes-of-waiting",
    ]);
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.stdout.contains("not within 2 quarters") && run.stdout.contains("What it can bring:"),
        "{run}"
    );
    let chosen = ids(&plan(&[]).json())[0].clone();
    let run = plan(&["--why", &chosen]);
    let why = run.json()["why"].clone();
    assert_eq!(why["id"], chosen.as_str());
    let says: String = why["says"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert!(says.contains("In the plan: raises") && says.contains("displaced"), "{says}");
}

#[test]
fn what_cannot_be_planned_is_said_with_what_to_do() {
    let calls: &[(&[&str], &str)] = &[
        (&["--refuse", "keep-poeple-by-plan"], "keep-people-by-plan"),
        (&["--why", "nothing"], "there is no practice `nothing`"),
        (&["--goal", "peple=3"], "did you mean `people`"),
        (&["--goal", "fabric=3"], "moves answers, not the wiring"),
        (&["--goal", "archetype.triage=shaper"], "is no stage"),
        (&["--role", "boss=3"], "is no role"),
        (&["--role", "lead=3", "--role", "lead=4"], "given twice"),
        (&["--pin", "keep-people-by-plan@Q3"], "the plan has 2 quarters"),
        (&["--pin", "measure-intelligence-use@Q1"], "takes 2 quarters"),
        (&["--done", "keep-people-by-plan", "--refuse", "keep-people-by-plan"], "something else too"),
        (&["--pin", "keep-people-by-plan@Q1", "--role", "manager=1"], "no plan keeps these limits"),
    ];
    for (more, says) in calls {
        let run = plan(more);
        assert_eq!(run.code, 2, "{more:?}: {run}");
        assert!(run.stderr.contains(says) && run.stdout.is_empty(), "{more:?}: {run}");
    }
}

#[test]
fn an_official_workbook_is_told_what_a_plan_needs() {
    let file = "schema: socmark/assessment/1\ninstruments: [soc-cmm@2.4.2]\nanswers: {}\n";
    let run = Program::new().file("a.yaml", file).run(&["roadmap", "a.yaml"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("a plan needs answers to `soc-core`"), "{run}");
}
