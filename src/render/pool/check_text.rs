//! What looking a pool over came to, for a terminal.

use std::fmt::Write;

use crate::model::exposure::{Checked, Combination, Exposure};

use super::text::several_salts;

/// Combinations that are shown of a kind; the others are in the JSON.
const SHOWN: usize = 8;

pub(crate) fn render(checked: &Checked, faults: usize) -> String {
    let mut text = String::new();
    let exposure = &checked.exposure;
    if checked.simulated {
        text.push_str("Simulated: no SOC is behind any row.\n");
    }
    let _ = writeln!(
        text,
        "{}, {}, {}",
        counted(exposure.socs, "SOC"),
        counted(exposure.rows, "row"),
        counted(checked.parts as u64, "part")
    );
    text.push_str(&several_salts(checked.salts));
    let faults = faults as u64;
    if faults == 0 {
        text.push_str("Files: whole, and nothing in them that socmark would not write.\n");
    } else {
        let _ = writeln!(text, "Files: {}, named below.", counted(faults, "problem"));
    }
    if exposure.socs == 0 {
        text.push_str("No row, so nobody to be singled out.\n");
        return text;
    }
    text.push_str(&verdict(exposure));
    if exposure.socs < exposure.smallest {
        return text;
    }
    let fewest = exposure.fewest();
    if let Some(first) = fewest.first() {
        let what = if first.alone > 0 { "stand alone" } else { "stand in small groups" };
        let keys = counted(first.keys.len() as u64, "key");
        let _ = writeln!(text, "\nThe fewest keys by which SOCs {what}: {keys}");
        text.push_str(&table(&fewest, exposure.smallest));
    }
    if let Some(all) = exposure.by_all() {
        text.push_str("\nBy every key together\n");
        text.push_str(&table(&[all], exposure.smallest));
        text.push_str(&coarser(exposure, all));
    }
    text.push_str(&uniform(exposure));
    text
}

fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn verdict(exposure: &Exposure) -> String {
    let smallest = exposure.smallest;
    if exposure.socs < smallest {
        return format!("\nFewer than {smallest} SOCs: each of them can be singled out.\n");
    }
    let alone = exposure.combinations.iter().map(|combination| combination.alone).max().unwrap_or_default();
    if alone > 0 {
        "\nSOCs can be singled out: who knows some of their keys finds their row.\n".to_owned()
    } else if exposure.singles_out() {
        format!("\nNo SOC stands alone, but some stand in groups of fewer than {smallest}.\n")
    } else {
        format!("\nNo SOC can be singled out: every group that was looked at has {smallest} or more.\n")
    }
}

fn table(combinations: &[&Combination], smallest: u64) -> String {
    let under = format!("under {smallest}");
    let mut text = format!("  {:>7}  {under:>9}  keys\n", "alone");
    for combination in combinations.iter().take(SHOWN) {
        let keys = combination.keys.join(", ");
        let _ = writeln!(text, "  {:>7}  {:>9}  {keys}", combination.alone, combination.small);
    }
    if combinations.len() > SHOWN {
        let _ = writeln!(text, "  and {} more combinations (--format json)", combinations.len() - SHOWN);
    }
    text
}

/// What leaving keys out would help.
fn coarser(exposure: &Exposure, all: &Combination) -> String {
    let mut text = String::new();
    let (mut alone, mut small) = (all.alone, all.small);
    for (number, step) in exposure.coarser.iter().enumerate() {
        let how = if number == 0 { "Leaving out" } else { "Then leaving out" };
        let _ = writeln!(
            text,
            "{how} `{}` brings the SOCs that stand alone from {alone} to {}, those in groups under {} from {small} to {}.",
            step.left_out, step.alone, exposure.smallest, step.small
        );
        (alone, small) = (step.alone, step.small);
    }
    text
}

fn uniform(exposure: &Exposure) -> String {
    let Some(fewest) = exposure.uniform.iter().map(|uniform| uniform.keys.len()).min() else {
        return String::new();
    };
    let mut text =
        "\nGroups of two SOCs or more that all say the same of `ai.value`: their keys give the answer away\n"
            .to_owned();
    for uniform in exposure.uniform.iter().filter(|uniform| uniform.keys.len() == fewest).take(SHOWN) {
        let _ = writeln!(text, "  {:>7}  {}", uniform.socs, uniform.keys.join(", "));
    }
    text
}
