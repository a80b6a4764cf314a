//! `socmark roadmap FILE`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::adoption::{Archetype, Autonomy, Stage};
use crate::model::practice::Role;
use crate::model::roadmap::{Constraints, Goal, GoalOf};
use crate::model::score::Rounded;
use crate::{pipeline, render};

use super::console::Console;
use super::{Common, Exit, Format};

/// Longest plan: five years.
const MOST_QUARTERS: i64 = 20;

/// What to do next, in what order and why, within the people that you have
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    socmark roadmap assessment.yaml --capacity 60 --role lead=20       four quarters with 60 person-days each\n  \
    socmark roadmap assessment.yaml --quarters 8 --goal process=3.0@Q4 a goal as an expected score by a quarter\n  \
    socmark roadmap assessment.yaml --goal wave=second@Q6              all three AI separators at the second wave\n  \
    socmark roadmap assessment.yaml --goal archetype.investigation=shaper\n  \
    socmark roadmap assessment.yaml --why keep-a-rule-inventory        why it is in, why then, or what it would need\n\n\
    A practice that takes longer than a quarter stands in both; effort is spread evenly over them. Exit code 1: a goal\n\
    cannot be met.")]
pub(crate) struct RoadmapArgs {
    /// `assessment.yaml` or a filled sheet
    file: PathBuf,
    /// How many quarters to plan
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=MOST_QUARTERS))]
    quarters: Option<u8>,
    /// Person-days a quarter over all roles; worked out from the size of the team where not given
    #[arg(long, value_name = "DAYS", value_parser = days)]
    capacity: Option<Rounded>,
    /// Person-days a quarter of a role: analyst, engineer, lead, manager (may be repeated)
    #[arg(long, value_name = "ROLE=DAYS", value_parser = role)]
    role: Vec<(Role, Rounded)>,
    /// Most pieces of work at the same time
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..=50))]
    at_once: Option<u8>,
    /// What must be true by a quarter: people=3.0@Q3, wave=second@Q4, archetype.STAGE=shaper, autonomy.STAGE=in_the_loop
    #[arg(long, value_name = "GOAL[@Qn]", value_parser = goal)]
    goal: Vec<Goal>,
    /// Ends in exactly that quarter
    #[arg(long, value_name = "ID@Qn", value_parser = at_quarter)]
    pin: Vec<(String, usize)>,
    /// Begins in that quarter or later
    #[arg(long, value_name = "ID@Qn", value_parser = at_quarter)]
    earliest: Vec<(String, usize)>,
    /// Is part of the plan and ends by that quarter
    #[arg(long, value_name = "ID@Qn", value_parser = at_quarter)]
    latest: Vec<(String, usize)>,
    /// Is never part of the plan
    #[arg(long, value_name = "ID")]
    refuse: Vec<String>,
    /// Is done, though the answers do not show it yet
    #[arg(long, value_name = "ID")]
    done: Vec<String>,
    /// Has begun, with the percent that is done
    #[arg(long, value_name = "ID[=PERCENT]", value_parser = begun)]
    in_progress: Vec<(String, u32)>,
    /// Why a practice is where it is, or what it would need
    #[arg(long, value_name = "ID")]
    why: Option<String>,
    /// A pool of SOCs with the same questionnaire, whose medians pull too (may be repeated)
    #[arg(long, value_name = "POOL")]
    against: Vec<String>,
    /// The wiring that gates are held against; the `wiring.yaml` beside FILE where none is named
    #[arg(long, value_name = "FILE")]
    wiring: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &RoadmapArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let mut settings = args.common.settings(console);
    settings.gates = true;
    settings.texts = true;
    settings.wiring.clone_from(&args.wiring);
    settings.against.clone_from(&args.against);
    settings.compare = !args.against.is_empty();
    let constraints = constraints(args);
    if let Some(problem) = beyond(&constraints, args.quarters) {
        console.note(&problem);
        return Ok(Exit::Input);
    }
    let Some(outcome) = super::evaluate(&args.file, &settings, console) else { return Ok(Exit::Input) };
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let found =
        pipeline::roadmap(&outcome, &settings, &constraints, args.why.as_deref(), &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    if out.has_errors() {
        return Ok(Exit::Input);
    }
    let plan = match found {
        Ok(plan) => plan,
        Err(refused) => {
            console.note(&format!("error: {}\n  = help: {}", refused.message, refused.help));
            return Ok(Exit::Input);
        }
    };
    if let (Some(id), None) = (&args.why, &plan.why) {
        console.note(&format!(
            "`{id}` is no candidate: all that it raises is reached, done or out of scope. `socmark explain {id} {}` shows its steps",
            args.file.display()
        ));
        return Ok(Exit::Done);
    }
    console.print(&match args.format {
        Format::Text => render::roadmap::text::render(&plan, outcome.assessment.soc.name.as_deref()),
        Format::Json => render::roadmap::json::render(&plan),
    })?;
    Ok(if plan.goals.iter().all(|goal| goal.met) { Exit::Done } else { Exit::Findings })
}

fn constraints(args: &RoadmapArgs) -> Constraints {
    Constraints {
        quarters: args.quarters.map(usize::from),
        days: args.capacity,
        roles: args.role.clone(),
        at_once: args.at_once.map(usize::from),
        pinned: args.pin.clone(),
        earliest: args.earliest.clone(),
        latest: args.latest.clone(),
        refused: args.refuse.clone(),
        done: args.done.clone(),
        in_progress: args.in_progress.clone(),
        goals: args.goal.clone(),
    }
}

/// A quarter that is named and lies after the last one, where the number of quarters was given; a role that is named twice.
fn beyond(constraints: &Constraints, quarters: Option<u8>) -> Option<String> {
    let twice = constraints
        .roles
        .iter()
        .enumerate()
        .find(|(at, (role, _))| constraints.roles[..*at].iter().any(|(other, _)| other == role));
    if let Some((_, (role, _))) = twice {
        return Some(format!(
            "error: days of {} are given twice\n  = help: keep one of the two",
            role.word()
        ));
    }
    let last = usize::from(quarters?);
    let timed =
        constraints.pinned.iter().chain(&constraints.latest).map(|(id, quarter)| (id, Some(*quarter)));
    let goals = constraints.goals.iter().map(|goal| (&goal.text, goal.quarter));
    let (what, quarter) =
        timed.chain(goals).find_map(|(what, quarter)| Some((what, quarter.filter(|at| *at > last)?)))?;
    Some(format!(
        "error: `{what}` names Q{quarter}, and the plan has {last} quarters\n  = help: give `--quarters {quarter}`"
    ))
}

fn days(text: &str) -> Result<Rounded, String> {
    let days: f64 = text.parse().map_err(|_| "write a number of days, such as 60".to_owned())?;
    if !(0.0..=10_000.0).contains(&days) {
        return Err("0 to 10000 days".to_owned());
    }
    Ok(Rounded((days * 100.0).round() as i64))
}

fn role(text: &str) -> Result<(Role, Rounded), String> {
    let (name, amount) = text.split_once('=').ok_or("write it as ROLE=DAYS, such as lead=20")?;
    let role = Role::ALL.iter().find(|role| role.word() == name);
    let role = role.ok_or_else(|| {
        let all: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        format!("`{name}` is no role: {}", all.join(", "))
    })?;
    Ok((*role, days(amount)?))
}

fn quarter(text: &str) -> Result<usize, String> {
    let number = text.strip_prefix(['Q', 'q']).unwrap_or(text).parse::<usize>();
    match number {
        Ok(quarter) if (1..=MOST_QUARTERS as usize).contains(&quarter) => Ok(quarter),
        _ => Err(format!("`{text}` is no quarter: Q1 to Q{MOST_QUARTERS}")),
    }
}

fn at_quarter(text: &str) -> Result<(String, usize), String> {
    let (id, at) = text.split_once('@').ok_or("write it as ID@Qn, such as keep-a-rule-inventory@Q2")?;
    Ok((id.to_owned(), quarter(at)?))
}

fn begun(text: &str) -> Result<(String, u32), String> {
    let Some((id, percent)) = text.split_once('=') else { return Ok((text.to_owned(), 0)) };
    match percent.trim_end_matches('%').parse::<u32>() {
        Ok(percent) if percent < 100 => Ok((id.to_owned(), percent)),
        _ => Err("0 to 99 percent; what is finished is `--done`".to_owned()),
    }
}

fn goal(text: &str) -> Result<Goal, String> {
    let (body, at) = match text.split_once('@') {
        Some((body, at)) => (body, Some(quarter(at)?)),
        None => (text, None),
    };
    let (key, value) = body.split_once('=').ok_or("write it as WHAT=VALUE, such as people=3.0@Q3")?;
    let stage = |name: &str| {
        Stage::ALL.iter().copied().find(|stage| stage.word() == name).ok_or_else(|| {
            let all: Vec<&str> = Stage::ALL.iter().map(|stage| stage.word()).collect();
            format!("`{name}` is no stage: {}", all.join(", "))
        })
    };
    let what = if key == "wave" {
        if value != "second" {
            return Err("the wave to aim at is `second`".to_owned());
        }
        GoalOf::SecondWave
    } else if let Some(name) = key.strip_prefix("archetype.") {
        let aims = [Archetype::Taker, Archetype::Shaper, Archetype::Builder];
        let to = aims.into_iter().find(|label| label.word() == value);
        GoalOf::Archetype { stage: stage(name)?, to: to.ok_or("aim at taker, shaper or builder")? }
    } else if let Some(name) = key.strip_prefix("autonomy.") {
        let to =
            Autonomy::ALL.iter().copied().find(|level| level.word() == value && *level != Autonomy::None);
        let to = to.ok_or("aim at assisted, in_the_loop, on_the_loop or standing")?;
        GoalOf::Autonomy { stage: stage(name)?, to }
    } else if key == "fabric" {
        return Err(
            "a plan of practices moves answers, not the wiring, so it cannot aim at the fabric".to_owned()
        );
    } else {
        let score: f64 = value.parse().map_err(|_| format!("`{value}` is no score, such as 3.0"))?;
        if !(0.0..=5.0).contains(&score) {
            return Err("a maturity score is 0 to 5".to_owned());
        }
        GoalOf::Score { id: key.to_owned(), at_least: Rounded((score * 100.0).round() as i64) }
    };
    Ok(Goal { text: body.to_owned(), what, quarter: at })
}
