//! Who the others are, and how far they can be relied on.

use crate::model::cohort::OwnRows;
use crate::report::document::{Block, Fact, Section, Tone};
use crate::report::words::{self, fact, said};

use super::{View, pictures};

pub(super) fn section(view: &View<'_>) -> Section {
    let cohort = view.cohort;
    let mut blocks = Vec::new();
    if cohort.simulated {
        blocks.push(note(
            Tone::Caution,
            "This cohort is simulated: every row was generated, and no SOC is behind any figure. It shows what a comparison looks like and says nothing about anybody.",
        ));
    }
    if let Some(reason) = &cohort.refused {
        blocks.push(note(Tone::Caution, &format!("Nothing is shown of this cohort. {}", sentence(reason))));
        if let Some((segment, socs)) = &cohort.proposed {
            blocks.push(note(
                Tone::Info,
                &format!("A segment that holds: {} ({socs} SOCs).", view.segment(segment)),
            ));
        }
    } else if cohort.weak {
        blocks.push(note(
            Tone::Caution,
            "Fewer than 30 SOCs: every figure of this cohort is weak. A few others would change it, as the width of the intervals shows.",
        ));
    }
    blocks.push(Block::Facts(facts(view)));
    if cohort.refused.is_none() {
        blocks.push(Block::Text(
            "A percentile is the share of the other SOCs that score lower, with half of those that score the same. Its 95% interval says how far that may be off for the wider circle that these SOCs stand for, as if they had been drawn from it by chance; it knows nothing of who chose to take part."
                .to_owned(),
        ));
        let figures = pictures::standing(view);
        if !figures.is_empty() {
            blocks.push(Block::Figures(figures));
        }
    }
    Section {
        id: format!("cohort-{}", view.key),
        title: Some(format!("Cohort “{}”{}", view.name, if cohort.simulated { " (simulated)" } else { "" })),
        fold: false,
        blocks,
    }
}

fn facts(view: &View<'_>) -> Vec<Fact> {
    let cohort = view.cohort;
    let socs = cohort.socs.map_or_else(
        || format!("fewer than {}, too few to be told", cohort.smallest),
        |socs| {
            if cohort.simulated { format!("{socs} that were made up") } else { format!("{socs} other SOCs") }
        },
    );
    let own = match cohort.own {
        _ if cohort.simulated => "none: no SOC is in a simulated pool",
        OwnRows::LeftOut => "this SOC's own rows are left out",
        OwnRows::None => "this SOC is not in the pool",
        OwnRows::Unknown => {
            "not known: without the salt or an id this SOC cannot be found, so it may be among the others"
        }
    };
    let mut facts = vec![
        fact("socs", "SOCs", socs),
        fact("segment", "Segment", view.segment(&cohort.segment)),
        fact("own", "Own rows", own),
    ];
    if let Some((first, last)) = cohort.years {
        let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
        facts.push(fact("years", "Assessed in", years));
    }
    facts.push(fact("smallest", "Not shown", format!("groups of fewer than {} SOCs", cohort.smallest)));
    for (key, label, values) in
        [("left_out", "Left out", &cohort.left_out), ("caveats", "To be known", &cohort.caveats)]
    {
        if !values.is_empty() {
            let values = values.iter().map(|text| sentence(text)).collect();
            facts.push(Fact { key, label: label.to_owned(), values });
        }
    }
    facts
}

fn sentence(text: &str) -> String {
    words::sentence(&said(text))
}

fn note(tone: Tone, text: &str) -> Block {
    Block::Note(tone, text.to_owned())
}
