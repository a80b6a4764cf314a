//! The one door to the solver: the plan as a mixed-integer programme in "done by the end of t" variables.
//!
//! The form is tight because a job is one column a quarter that only rises: needs are `y_b(t) <= y_a(t - lag)`, a step that
//! several jobs bring is `z(t) <= sum of their y(t)`, and what runs in a quarter is a difference of two columns.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, SolveOptions, SolveOutcome, Variable};

use super::problem::{Ends, Problem, ROLES, UNITS};

/// What is asked of the solver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// The objective, with every goal reached.
    Value,
    /// The same without whole numbers: a bound, and a hint of what goes where.
    Relaxed,
    /// As little short of the goals as can be.
    Goals,
}

/// How far the solver goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    pub nodes: u64,
    /// It stops as soon as the gap is not above this share of the bound.
    pub gap: f64,
}

/// What came out.
#[derive(Debug, Clone, PartialEq)]
pub enum Solved {
    /// No plan keeps every limit, which was proved.
    Impossible,
    Found {
        /// The best plan found, none where none was.
        ends: Option<Ends>,
        /// What no plan exceeds (for [`Aim::Goals`]: what no plan is less short than), none where that is not known.
        bound: Option<f64>,
        /// For each job how much of it is done by the end of each quarter from 1 on, 0..=1.
        done: Vec<Vec<f64>>,
    },
}

/// Whether a job is done by the end of a quarter.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cell {
    No,
    Yes,
    Open(Variable),
}

/// A sum of cells.
#[derive(Default)]
struct Sum {
    terms: Vec<(Variable, f64)>,
    constant: f64,
}

impl Sum {
    fn add(&mut self, cell: Cell, factor: f64) {
        match cell {
            Cell::No => {}
            Cell::Yes => self.constant += factor,
            Cell::Open(variable) => {
                match self.terms.iter_mut().rev().take(16).find(|(known, _)| *known == variable) {
                    Some((_, sum)) => *sum += factor,
                    None => self.terms.push((variable, factor)),
                }
            }
        }
    }

    fn of(cells: impl IntoIterator<Item = (Cell, f64)>) -> Self {
        let mut sum = Self::default();
        cells.into_iter().for_each(|(cell, factor)| sum.add(cell, factor));
        sum
    }

    fn constrain(mut self, model: &mut microlp::Problem, how: ComparisonOp, limit: f64) {
        self.terms.retain(|(_, factor)| *factor != 0.0);
        let limit = limit - self.constant;
        let nothing = self.terms.is_empty()
            && match how {
                ComparisonOp::Le => limit >= 0.0,
                ComparisonOp::Ge => limit <= 0.0,
                ComparisonOp::Eq => limit == 0.0,
            };
        if !nothing {
            model.add_constraint(self.terms, how, limit);
        }
    }
}

/// Solves with at most so many nodes.
#[must_use]
pub fn solve(problem: &Problem, aim: Aim, start: Option<&Ends>, effort: Effort) -> Solved {
    let Some(model) = Model::new(problem, aim) else { return Solved::Impossible };
    model.solve(start, effort)
}

struct Model<'a> {
    problem: &'a Problem,
    aim: Aim,
    inner: microlp::Problem,
    /// By job and quarter from 0 on.
    y: Vec<Vec<Cell>>,
    scale: f64,
    /// What is surely earned, scaled.
    sure: f64,
}

impl<'a> Model<'a> {
    /// None where what must be done has no place.
    fn new(problem: &'a Problem, aim: Aim) -> Option<Self> {
        let direction = match aim {
            Aim::Value | Aim::Relaxed => OptimizationDirection::Maximize,
            Aim::Goals => OptimizationDirection::Minimize,
        };
        // the largest value counts 100, so that every coefficient is of a size that the solver likes
        let largest = problem.steps.iter().map(|step| step.value).fold(0.0, f64::max);
        let scale = if largest > 0.0 { 100.0 / largest } else { 1.0 };
        let inner = microlp::Problem::new(direction);
        let mut model = Self { problem, aim, inner, y: Vec::new(), scale, sure: 0.0 };
        let groups = groups(problem);
        model.columns(&groups)?;
        model.needs();
        let shared = model.shared(&groups);
        model.limits();
        model.goals(&shared);
        Some(model)
    }

    /// What a value is worth to the aim when it is there at the end of a quarter.
    fn price(&self, value: f64, t: usize) -> f64 {
        match self.aim {
            Aim::Value | Aim::Relaxed => {
                self.scale * value * self.problem.discount.powi(i32::try_from(t).unwrap_or(i32::MAX) - 1)
            }
            Aim::Goals => 0.0,
        }
    }

    fn columns(&mut self, groups: &BTreeMap<Vec<usize>, Group>) -> Option<()> {
        let (problem, quarters) = (self.problem, self.problem.quarters);
        let soonest = problem.soonest();
        for (index, job) in problem.jobs.iter().enumerate() {
            let mut column = vec![Cell::No; quarters + 1];
            let last = job.last.min(quarters);
            let own = groups.get([index].as_slice()).map_or(0.0, |group| group.value);
            match soonest[index] {
                None if job.must => return None,
                None => {}
                Some(end) if job.must && end == last => {
                    column.iter_mut().skip(end).for_each(|cell| *cell = Cell::Yes);
                    self.sure += (end..=quarters).map(|t| self.price(own, t)).sum::<f64>();
                }
                Some(soonest) => {
                    for (t, cell) in column.iter_mut().enumerate().take(last + 1).skip(soonest) {
                        // what is done stays done: the last column stands for all later quarters too
                        let until = if t == last { quarters } else { t };
                        let worth = (t..=until).map(|t| self.price(own, t)).sum();
                        let variable = match self.aim {
                            Aim::Relaxed => self.inner.add_var(worth, (0.0, 1.0)),
                            Aim::Value | Aim::Goals => self.inner.add_binary_var(worth),
                        };
                        *cell = Cell::Open(variable);
                    }
                    let filled = column[last];
                    column.iter_mut().skip(last + 1).for_each(|cell| *cell = filled);
                    if job.must {
                        Sum::of([(filled, 1.0)]).constrain(&mut self.inner, ComparisonOp::Ge, 1.0);
                    }
                }
            }
            self.y.push(column);
        }
        Some(())
    }

    fn needs(&mut self) {
        for (index, job) in self.problem.jobs.iter().enumerate() {
            let y = &self.y;
            for t in 1..=job.last.min(self.problem.quarters) {
                let own = y[index][t];
                if own == Cell::No {
                    continue;
                }
                let rises = Sum::of([(y[index][t - 1], 1.0), (own, -1.0)]);
                rises.constrain(&mut self.inner, ComparisonOp::Le, 0.0);
                let done = |job: usize, lag: usize| y[job][t.saturating_sub(lag)];
                for before in &job.after {
                    let sum = Sum::of([(own, 1.0), (done(before.job, before.lag), -1.0)]);
                    sum.constrain(&mut self.inner, ComparisonOp::Le, 0.0);
                }
                for group in &job.after_any {
                    let others = group.iter().map(|before| (done(before.job, before.lag), -1.0));
                    let sum = Sum::of(std::iter::once((own, 1.0)).chain(others));
                    sum.constrain(&mut self.inner, ComparisonOp::Le, 0.0);
                }
            }
        }
    }

    /// Columns of steps that several jobs bring.
    fn shared<'g>(&mut self, groups: &'g BTreeMap<Vec<usize>, Group>) -> BTreeMap<&'g [usize], Vec<Cell>> {
        let wanted: Vec<usize> =
            self.problem.goals.iter().flat_map(|row| row.terms.iter().map(|(step, _)| *step)).collect();
        let mut shared = BTreeMap::new();
        for (by, group) in groups.iter().filter(|(by, _)| by.len() > 1) {
            let matters = group.value > 0.0 || group.steps.iter().any(|step| wanted.contains(step));
            let mut column = vec![Cell::No; self.problem.quarters + 1];
            for (t, cell) in column.iter_mut().enumerate().skip(1).filter(|_| matters) {
                let brought: Vec<Cell> =
                    by.iter().map(|job| self.y[*job][t]).filter(|cell| *cell != Cell::No).collect();
                let price = self.price(group.value, t);
                if brought.is_empty() {
                    continue;
                }
                if brought.contains(&Cell::Yes) {
                    *cell = Cell::Yes;
                    self.sure += price;
                    continue;
                }
                let there = Cell::Open(self.inner.add_var(price, (0.0, 1.0)));
                let sum = Sum::of(
                    std::iter::once((there, 1.0)).chain(brought.into_iter().map(|cell| (cell, -1.0))),
                );
                sum.constrain(&mut self.inner, ComparisonOp::Le, 0.0);
                *cell = there;
            }
            shared.insert(by.as_slice(), column);
        }
        shared
    }

    /// Days, days of each role, and pieces of work in each quarter.
    fn limits(&mut self) {
        let problem = self.problem;
        let days = |units: i64| units as f64 / UNITS as f64;
        for t in 1..=problem.quarters {
            let running = |amount: &dyn Fn(usize) -> f64| {
                let mut sum = Sum::default();
                for (index, job) in problem.jobs.iter().enumerate() {
                    let amount = amount(index);
                    if amount > 0.0 {
                        sum.add(self.y[index][(t + job.length - 1).min(problem.quarters)], amount);
                        sum.add(self.y[index][t - 1], -amount);
                    }
                }
                sum
            };
            let limits = &problem.limits;
            let mut rows = Vec::new();
            if let Some(most) = limits.days {
                rows.push((running(&|job| days(problem.jobs[job].share())), days(most)));
            }
            for role in 0..ROLES {
                if let Some(most) = limits.roles[role] {
                    rows.push((running(&|job| days(problem.jobs[job].days[role])), days(most)));
                }
            }
            if let Some(most) = limits.at_once {
                rows.push((running(&|_| 1.0), most as f64));
            }
            for (sum, most) in rows {
                sum.constrain(&mut self.inner, ComparisonOp::Le, most);
            }
        }
    }

    fn goals(&mut self, shared: &BTreeMap<&[usize], Vec<Cell>>) {
        for row in self.problem.goals.iter().filter(|row| row.at_least > 0.0) {
            // in thousandths of the scale, so that small parts of a mean are no dust to the solver
            let factor = 1000.0;
            let there = |step: usize| {
                let by = sorted(&self.problem.steps[step].by);
                match by.as_slice() {
                    [job] => self.y[*job][row.quarter],
                    by => shared.get(by).map_or(Cell::No, |column| column[row.quarter]),
                }
            };
            let mut sum = Sum::default();
            for (step, adds) in &row.terms {
                match there(*step) {
                    // a shared column may stand far back in the sum
                    Cell::Open(variable) => {
                        match sum.terms.iter_mut().find(|(known, _)| *known == variable) {
                            Some((_, known)) => *known += adds * factor,
                            None => sum.terms.push((variable, adds * factor)),
                        }
                    }
                    cell => sum.add(cell, adds * factor),
                }
            }
            if self.aim == Aim::Goals {
                sum.terms.push((self.inner.add_var(1.0, (0.0, f64::INFINITY)), factor));
            }
            sum.constrain(&mut self.inner, ComparisonOp::Ge, row.at_least * factor);
        }
    }

    fn solve(&self, start: Option<&Ends>, effort: Effort) -> Solved {
        let mut options = SolveOptions::default();
        options.node_limit = Some(effort.nodes);
        options.mip_gap = effort.gap;
        options.warm_start = start.map(|ends| self.hint(ends));
        let outcome = match self.inner.solve_with(options) {
            Err(microlp::Error::Infeasible) => return Solved::Impossible,
            // a failure in numbers costs the proof, not the plan
            Err(_) => return Solved::Found { ends: None, bound: None, done: Vec::new() },
            Ok(outcome) => outcome,
        };
        let scale = match self.aim {
            Aim::Value | Aim::Relaxed => self.scale,
            Aim::Goals => 1.0,
        };
        let bound = outcome.stats().best_bound.map(|bound| (bound + self.sure) / scale);
        let done = match &outcome {
            SolveOutcome::Solution(solution) => self.read(|variable| solution.var_value(variable)),
            SolveOutcome::Interrupted(_) => Vec::new(),
        };
        let whole = self.aim != Aim::Relaxed && !done.is_empty();
        let ends = whole.then(|| rounded(&done)).filter(|ends| self.problem.broken(ends).is_none());
        Solved::Found { ends, bound, done }
    }

    fn hint(&self, ends: &Ends) -> Vec<(Variable, f64)> {
        let mut hint: BTreeMap<usize, (Variable, f64)> = BTreeMap::new();
        for (column, end) in self.y.iter().zip(ends) {
            for (t, cell) in column.iter().enumerate() {
                if let Cell::Open(variable) = cell {
                    let done = end.is_some_and(|end| end <= t);
                    hint.insert(variable.idx(), (*variable, f64::from(u8::from(done))));
                }
            }
        }
        hint.into_values().collect()
    }

    fn read(&self, value: impl Fn(Variable) -> f64) -> Vec<Vec<f64>> {
        let cell = |cell: &Cell| match cell {
            Cell::No => 0.0,
            Cell::Yes => 1.0,
            Cell::Open(variable) => value(*variable).clamp(0.0, 1.0),
        };
        self.y.iter().map(|column| column.iter().skip(1).map(cell).collect()).collect()
    }
}

/// Steps that the same jobs bring, counted together.
struct Group {
    value: f64,
    steps: Vec<usize>,
}

fn groups(problem: &Problem) -> BTreeMap<Vec<usize>, Group> {
    let mut groups: BTreeMap<Vec<usize>, Group> = BTreeMap::new();
    for (index, step) in problem.steps.iter().enumerate() {
        let group = groups.entry(sorted(&step.by)).or_insert(Group { value: 0.0, steps: Vec::new() });
        group.value += step.value;
        group.steps.push(index);
    }
    groups
}

fn sorted(by: &[usize]) -> Vec<usize> {
    let mut by = by.to_vec();
    by.sort_unstable();
    by.dedup();
    by
}

fn rounded(done: &[Vec<f64>]) -> Ends {
    done.iter().map(|column| column.iter().position(|done| *done > 0.5).map(|at| at + 1)).collect()
}
