//! The label: from the weighted inventory (declared), and held against practice (archetype).

use crate::model::adoption::{AiCapability, AiType, Archetype, Mix, Sourcing, Stage, Status};
use crate::model::instrument::AdoptionRules;
use crate::model::score::Rounded;

/// Weighted counts over the AI in use; static automation is listed in inventories but is no AI.
pub(super) fn mix_of(rules: &AdoptionRules, capabilities: &[AiCapability], stage: Option<Stage>) -> Mix {
    let mut mix = Mix::default();
    for capability in capabilities {
        if capability.kind == AiType::Automation
            || stage.is_some_and(|stage| !capability.stages.contains(&stage))
        {
            continue;
        }
        let weight = match capability.status {
            Status::Production => rules.production_weight,
            Status::Pilot => rules.pilot_weight,
            Status::Evaluating | Status::Retired => 0,
        };
        match capability.sourcing {
            Sourcing::Taker => mix.taker += weight,
            Sourcing::Shaper => mix.shaper += weight,
            Sourcing::Builder => mix.builder += weight,
        }
    }
    mix
}

/// The label that the mix alone gives: builder from a third of the weight built, shaper from a third built or shaped.
pub(super) fn declared(rules: &AdoptionRules, mix: Mix) -> Archetype {
    let total = mix.total();
    if total == 0 {
        Archetype::None
    } else if rules.share_divisor * mix.builder >= total {
        Archetype::Builder
    } else if rules.share_divisor * (mix.builder + mix.shaper) >= total {
        Archetype::Shaper
    } else {
        Archetype::Taker
    }
}

/// The highest label not above the declared one whose practice conditions hold; unknown where a score that decides is
/// missing. The sentences say which number decided.
pub(super) fn backed(
    rules: &AdoptionRules,
    declared: Archetype,
    customisation: Option<Rounded>,
    data: Option<Rounded>,
) -> (Archetype, Vec<String>) {
    let shaper = |score: Rounded| {
        let holds = score.0 >= rules.shaper_practice;
        let sentence = sentence("customisation practice", score, "shaper", rules.shaper_practice, holds);
        (holds, sentence)
    };
    if !matches!(declared, Archetype::Shaper | Archetype::Builder) {
        return (declared, Vec::new());
    }
    let Some(customisation) = customisation else {
        return (
            Archetype::Unknown,
            vec!["customisation practice is not answered, so the label cannot be backed".to_owned()],
        );
    };
    let (holds, why) = shaper(customisation);
    let mut reasons = vec![why];
    if !holds {
        return (Archetype::Taker, reasons);
    }
    if declared == Archetype::Shaper {
        return (Archetype::Shaper, reasons);
    }
    let Some(data) = data else {
        reasons
            .push("data and evaluation practice is not answered, so the label cannot be backed".to_owned());
        return (Archetype::Unknown, reasons);
    };
    let holds = data.0 >= rules.builder_practice;
    reasons.push(sentence("data and evaluation practice", data, "builder", rules.builder_practice, holds));
    (if holds { Archetype::Builder } else { Archetype::Shaper }, reasons)
}

fn sentence(what: &str, score: Rounded, label: &str, threshold: i64, holds: bool) -> String {
    let verdict = if holds { "reaches" } else { "is below" };
    format!("{what} at {score} {verdict} the {} that a {label} needs", Rounded(threshold))
}

/// A number of points in words.
fn worth(points: u32, more: &str) -> String {
    format!("{points}{more} point{}", if points == 1 { "" } else { "s" })
}

/// What would flip the declared label, in whole capabilities and weights.
pub(super) fn flips(rules: &AdoptionRules, declared: Archetype, mix: Mix) -> Vec<String> {
    let total = mix.total();
    let third = total.div_ceil(rules.share_divisor.max(1));
    let points = format!("(production counts {}, a pilot {})", rules.production_weight, rules.pilot_weight);
    match declared {
        Archetype::Taker => {
            let missing = third - (mix.shaper + mix.builder);
            vec![format!(
                "the inventory would say shaper if capabilities worth at least {missing} of the {} used as bought were customised or built on own data {points}",
                worth(mix.taker, "")
            )]
        }
        Archetype::Shaper => {
            let missing = third - mix.builder;
            let spare = (mix.shaper + mix.builder) - third;
            vec![
                format!(
                    "the inventory would say builder if capabilities worth at least {} were built on own data {points}",
                    worth(missing, " more")
                ),
                format!(
                    "the inventory would say taker if customised or built capabilities worth more than {} went back to use as bought",
                    worth(spare, "")
                ),
            ]
        }
        Archetype::Builder => {
            let spare = mix.builder - third;
            vec![format!(
                "the inventory would no longer say builder if built capabilities worth more than {} were only customised or used as bought {points}",
                worth(spare, "")
            )]
        }
        Archetype::None => {
            vec!["no AI is in pilot or production, so there is no label; the first capability in use gives one".to_owned()]
        }
        Archetype::Unknown => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> AdoptionRules {
        AdoptionRules {
            lifecycle: "l".into(),
            knowledge: "k".into(),
            governance: "g".into(),
            practice: vec![],
            customisation: "c".into(),
            data_and_evaluation: "d".into(),
            outcomes: "o".into(),
            production_weight: 2,
            pilot_weight: 1,
            share_divisor: 3,
            shaper_practice: 250,
            builder_practice: 250,
            second_wave: 300,
            ahead_of_maturity: 100,
            outcome_change: 10,
            outcomes_needed: 3,
        }
    }

    fn of(taker: u32, shaper: u32, builder: u32) -> Archetype {
        declared(&rules(), Mix { taker, shaper, builder })
    }

    #[test]
    fn a_third_of_the_weight_gives_the_label() {
        assert_eq!(of(0, 0, 0), Archetype::None);
        assert_eq!(of(6, 0, 0), Archetype::Taker);
        assert_eq!(of(4, 2, 0), Archetype::Shaper); // 3·2 = 6
        assert_eq!(of(5, 2, 0), Archetype::Taker); // 3·2 < 7
        assert_eq!(of(4, 0, 2), Archetype::Builder);
        assert_eq!(of(4, 1, 1), Archetype::Shaper); // 3·1 < 6, 3·2 = 6
    }

    #[test]
    fn practice_decides_whether_a_label_is_backed() {
        let backed = |declared, c, d| backed(&rules(), declared, c, d).0;
        let at = |hundredths| Some(Rounded(hundredths));
        assert_eq!(backed(Archetype::Builder, at(250), at(250)), Archetype::Builder);
        assert_eq!(backed(Archetype::Builder, at(250), at(249)), Archetype::Shaper);
        assert_eq!(backed(Archetype::Builder, at(249), at(500)), Archetype::Taker);
        assert_eq!(backed(Archetype::Builder, at(249), None), Archetype::Taker);
        assert_eq!(backed(Archetype::Builder, at(300), None), Archetype::Unknown);
        assert_eq!(backed(Archetype::Shaper, None, at(500)), Archetype::Unknown);
        assert_eq!(backed(Archetype::Shaper, at(300), None), Archetype::Shaper);
        assert_eq!(backed(Archetype::Taker, None, None), Archetype::Taker);
        assert_eq!(backed(Archetype::None, None, None), Archetype::None);
    }

    #[test]
    fn what_would_flip_the_label_is_counted_in_weight() {
        // total 9, a third is 3, 1 is shaped: 2 more are needed
        let flips = flips(&rules(), Archetype::Taker, Mix { taker: 8, shaper: 1, builder: 0 });
        assert!(flips[0].contains("at least 2 of the 8 points"), "{flips:?}");
    }
}
