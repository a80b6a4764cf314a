//! A plan for a terminal: quarter by quarter, with why.

use crate::model::practice::Role;
use crate::model::roadmap::{Expected, Plan, Quarter, StepValue, Why, Work};
use crate::model::score::Rounded;
use crate::render::wrap::wrapped;

/// The whole plan, or the answer about one practice where one was asked about.
pub(crate) fn render(plan: &Plan, name: Option<&str>) -> String {
    if let Some(why) = &plan.why {
        return self::why(why, plan);
    }
    let mut out = format!(
        "Roadmap{} over {} quarter{}\n\n",
        name.map_or_else(String::new, |name| format!(" of {name}")),
        plan.quarters.len(),
        if plan.quarters.len() == 1 { "" } else { "s" }
    );
    let roles: Vec<String> =
        plan.roles.iter().map(|(role, days)| format!("{} {days}", role.word())).collect();
    let of =
        if roles.is_empty() { String::new() } else { format!(", of a role at most: {}", roles.join(", ")) };
    out.push_str(&wrapped(
        &format!(
            "Capacity: {} person-days a quarter{of}; {} pieces of work at once.",
            plan.days, plan.at_once
        ),
        "",
    ));
    for assumed in &plan.assumed {
        out.push_str(&bullet(&format!("assumed: {assumed}")));
    }
    if plan.now.iter().any(|_| true) {
        out.push_str(&wrapped(
            &format!("Now, with open questions counted as 1: {}.", scores(&plan.now, None)),
            "",
        ));
    }
    for goal in &plan.goals {
        let verdict = if goal.met { "reached" } else { "not reached" };
        let beyond = if goal.beyond.is_empty() {
            String::new()
        } else {
            format!("; beyond any practice: {}", goal.beyond.join("; "))
        };
        out.push_str(&wrapped(
            &format!("Goal {} by Q{}: {verdict} ({}{beyond}).", goal.goal.text, goal.quarter, goal.reached),
            "",
        ));
    }
    let mut before = &plan.now;
    for quarter in &plan.quarters {
        out.push_str(&of_quarter(quarter, plan, before));
        before = &quarter.expected;
    }
    out.push_str(&left_out(plan));
    out.push_str(&worth(plan));
    out
}

fn of_quarter(quarter: &Quarter, plan: &Plan, before: &[Expected]) -> String {
    let roles: Vec<String> = quarter
        .roles
        .iter()
        .filter(|(_, days)| days.0 > 0)
        .map(|(role, days)| format!("{} {days}", role.word()))
        .collect();
    let title = format!("Q{}: {} of {} days", quarter.index, quarter.days, plan.days);
    let mut out = format!("\n{title}\n{}\n", "-".repeat(title.chars().count()));
    if quarter.works.is_empty() {
        out.push_str("Nothing.\n");
    } else {
        out.push_str(&wrapped(&format!("By role: {}.", roles.join(", ")), ""));
    }
    for work in &quarter.works {
        out.push_str(&of_work(work, quarter.index));
    }
    if !quarter.expected.is_empty() {
        out.push_str(&wrapped(
            &format!("Expected at the end: {}.", scores(&quarter.expected, Some(before))),
            "",
        ));
    }
    for flip in &quarter.flips {
        out.push_str(&wrapped(&format!("Then {flip}."), ""));
    }
    out
}

fn of_work(work: &Work, index: usize) -> String {
    let when = match (work.begins == index, work.ends == index) {
        (true, true) => String::new(),
        (true, false) => format!(", to Q{}", work.ends),
        (false, _) => format!(", since Q{}", work.begins),
    };
    let roles: Vec<String> = work.roles.iter().map(|(role, days)| days_of(*role, *days)).collect();
    let mut out = bullet(&format!("{} ({})", work.title, work.id));
    out.push_str(&wrapped(
        &format!("{} days here: {}; {} weeks{when}", work.days, roles.join(", "), work.weeks),
        "    ",
    ));
    // said once, where it begins
    if work.begins == index {
        out.push_str(&wrapped(&work.why, "    "));
    }
    out
}

fn days_of(role: Role, days: Rounded) -> String {
    format!("{} {days}", role.word())
}

/// Scores, with what they gained where there is something to compare with.
fn scores(expected: &[Expected], before: Option<&[Expected]>) -> String {
    let one = |one: &Expected| {
        let old = before.and_then(|before| before.iter().find(|old| old.id == one.id));
        let gain = old.map_or(0, |old| one.score.0 - old.score.0);
        let gain = if gain == 0 { String::new() } else { format!(" ({})", Rounded(gain).signed()) };
        format!("{} {}{gain}", one.name, one.score)
    };
    expected.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// How many of those that are left out are shown.
const SHOWN: usize = 12;

fn left_out(plan: &Plan) -> String {
    if plan.left_out.is_empty() {
        return "\nNothing that is open is left out.\n".to_owned();
    }
    let title = format!("Left out: {}", plan.left_out.len());
    let mut out = format!("\n{title}\n{}\n", "-".repeat(title.chars().count()));
    for one in plan.left_out.iter().take(SHOWN) {
        out.push_str(&bullet(&format!("{} ({}): {}", one.title, one.id, one.reason)));
    }
    if plan.left_out.len() > SHOWN {
        out.push_str(&wrapped(
            &format!(
                "And {} more, in `--format json`. `--why ID` says what one of them would need.",
                plan.left_out.len() - SHOWN
            ),
            "",
        ));
    }
    out
}

fn worth(plan: &Plan) -> String {
    let proof = if plan.optimal() {
        "no plan under these limits is worth more, which was proved".to_owned()
    } else {
        format!(
            "no plan under these limits is worth more than {:.4}, so at most {:.2}% is missing",
            plan.bound,
            (plan.gap * 10_000.0).ceil() / 100.0
        )
    };
    let greedy = plan.greedy_objective.map_or_else(String::new, |greedy| {
        format!(" Taking the most worthwhile work first, again and again, would come to {greedy:.4}.")
    });
    let rules = &plan.rules;
    format!(
        "\n{}{}",
        wrapped(&format!("The plan is worth {:.4}; {proof}.{greedy}", plan.objective), ""),
        wrapped(
            &format!(
                "A step is worth what it adds to the overall score, times 1 + {} x distance to the target + {} x distance to a comparable median + {} x asked for by a gate that is aimed at; a quarter later it is worth {} of that. AI separators count as {} domains, other AI aspects as {}. Effort is the likely one, and scores are expected, not promised: an assessment tells.",
                rules.target,
                rules.benchmark,
                rules.gate,
                rules.discount,
                rules.ai_separators,
                rules.ai_other
            ),
            ""
        )
    )
}

fn why(why: &Why, plan: &Plan) -> String {
    let when = match why.planned {
        Some((begins, ends)) if begins == ends => format!("in Q{ends}"),
        Some((begins, ends)) => format!("from Q{begins} to Q{ends}"),
        None => format!("not within {} quarters", plan.quarters.len()),
    };
    let mut out = format!("{} ({}): {when}\n\n", why.title, why.id);
    for said in &why.says {
        out.push_str(&wrapped(said, ""));
    }
    if !why.steps.is_empty() {
        out.push_str("\nWhat it can bring:\n");
    }
    for step in &why.steps {
        out.push_str(&bullet(&of_step(step, plan)));
    }
    out
}

fn of_step(step: &StepValue, plan: &Plan) -> String {
    let open = if step.assumed { ", not answered, so 1 is assumed" } else { "" };
    format!(
        "{} from {} to {}{open}: {:.4} = {:.4} x (1 + {} x {:.2} target + {} x {:.2} benchmark + {} x {:.0} gate)",
        step.item,
        step.from,
        step.from + 1,
        step.value,
        step.adds,
        plan.rules.target,
        step.target,
        plan.rules.benchmark,
        step.benchmark,
        plan.rules.gate,
        step.gate
    )
}

fn bullet(said: &str) -> String {
    format!("  - {}", wrapped(said, "    ").trim_start())
}
