//! A simulated cohort over the built-in questionnaires.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::load;
use crate::load::library::Depth;
use crate::model::instrument::Instrument;
use crate::model::segment::Segments;
use crate::pool::simulate::{Plan, Unfit, Wanted};

/// The questionnaire, the one on AI, and the segments that the binary holds.
#[must_use]
pub(crate) fn built_in() -> Option<(Instrument, Instrument, Segments)> {
    let mut quiet = Diagnostics::default();
    let mut read = |id| load::library::builtin(id, Depth::Outline, &mut Sources::placeless(), &mut quiet);
    Some((read("soc-core")?, read("soc-ai")?, load::benchmark::segments()))
}

/// What is to be generated, or nothing where it cannot be, which is said.
///
/// # Errors
/// Where the questionnaires in the binary cannot be read.
pub(crate) fn plan(wanted: Wanted, out: &mut Diagnostics) -> anyhow::Result<Option<Plan>> {
    let built_in = built_in().and_then(|(main, ai, segments)| {
        let rules = ai.adoption.clone()?;
        Some((main, ai, rules, segments))
    });
    let Some((main, ai, rules, segments)) = built_in else {
        anyhow::bail!("the questionnaires in the program cannot be read");
    };
    match Plan::new(wanted, &main, &ai, &rules, &segments) {
        Ok(plan) => Ok(Some(plan)),
        Err(unfit) => {
            let help = match &unfit {
                Unfit::NoSuchItem(item) => {
                    let items = main.items().chain(ai.items()).filter(|(_, item)| item.kind.is_scored());
                    let ids: Vec<&str> = items.map(|(_, item)| item.id.as_str()).collect();
                    crate::diagnostic::did_you_mean(item, &ids)
                }
                Unfit::Delta(_) => "write it as ITEM=DELTA, such as people.training.plan=0.5".to_owned(),
                Unfit::Twice(_) => "name each question once".to_owned(),
            };
            out.push(Diagnostic::new("PL041", Place::file("--effect"), unfit.to_string()).help(help));
            Ok(None)
        }
    }
}
