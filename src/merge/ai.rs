//! What the parts say about AI: the facts, and the inventory by name.

use crate::model::adoption::{AiCapability, AiFacts, Intent, Measured, Measurement, OutcomeMetric};
use crate::model::assessment::Assessment;

use super::settle::{Merger, ordered_union, quoted};

pub(super) fn merge(merger: &mut Merger<'_>) -> Option<AiFacts> {
    let parts: Vec<&AiFacts> = merger.parts.iter().filter_map(|part| part.ai.as_ref()).collect();
    if parts.is_empty() {
        return None;
    }
    let facts = |part: &Assessment| part.ai.clone();
    let names: Vec<Vec<String>> = parts
        .iter()
        .map(|facts| facts.capabilities.iter().map(|capability| capability.name.clone()).collect())
        .collect();
    Some(AiFacts {
        self_described: merger.field(
            "ai/self_described",
            |part| facts(part)?.self_described,
            |word| format!("`{}`", word.word()),
        ),
        value: merger.field("ai/value", |part| facts(part)?.value, |word| format!("`{}`", word.word())),
        challenges: merger.list("ai/challenges", |part| facts(part).map(|facts| facts.challenges)),
        interfaces: merger.field(
            "ai/interfaces",
            |part| facts(part)?.interfaces,
            |count| format!("`{count}`"),
        ),
        inventory_given: parts.iter().any(|facts| facts.inventory_given),
        capabilities: ordered_union(names.iter().map(Vec::as_slice))
            .into_iter()
            .filter_map(|name| Entry { merger: &mut *merger, name: &name }.merge())
            .collect(),
        measured: OutcomeMetric::ALL
            .iter()
            .filter_map(|metric| {
                let said = merger.said(|part| {
                    let list = &part.ai.as_ref()?.measured;
                    let at = list.iter().position(|measured| measured.metric == *metric)?;
                    Some((format!("ai/measured/{at}"), list[at].clone()))
                });
                let shown = |measured: &Measured| {
                    let value =
                        |side: Option<Measurement>| side.map_or("-".to_owned(), |it| it.value.to_string());
                    format!("{} to {}", value(measured.before), value(measured.after))
                };
                merger.settle(&format!("the outcome `{}`", metric.word()), &said, shown)
            })
            .collect(),
    })
}

/// One capability, wherever it stands in each part.
struct Entry<'m, 'a> {
    merger: &'m mut Merger<'a>,
    name: &'m str,
}

impl Entry<'_, '_> {
    fn merge(&mut self) -> Option<AiCapability> {
        let task = self.text("intent/task", |it| it.intent.as_ref()?.task.clone());
        let outcome = self.text("intent/outcome", |it| it.intent.as_ref()?.outcome.clone());
        let stop = self.text("intent/stop", |it| it.intent.as_ref()?.stop.clone());
        let intent = self.field("intent", |it| it.intent.as_ref().map(|_| ()), |()| String::new());
        Some(AiCapability {
            name: self.name.to_owned(),
            vendor: self.text("vendor", |it| it.vendor.clone()),
            kind: self.word("type", |it| Some(it.kind), |word| word.word())?,
            intent: intent.map(|()| Intent { task, outcome, stop }),
            sourcing: self.word("sourcing", |it| Some(it.sourcing), |word| word.word())?,
            status: self.word("status", |it| Some(it.status), |word| word.word())?,
            stages: self
                .field(
                    "stages",
                    |it| Some(it.stages.clone()).filter(|stages| !stages.is_empty()),
                    |stages| quoted(&stages.iter().map(|stage| stage.word()).collect::<Vec<_>>().join(", ")),
                )
                .unwrap_or_default(),
            autonomy: self.word("autonomy", |it| it.autonomy, |word| word.word()),
            grounded_in: self
                .field(
                    "grounded_in",
                    |it| Some(it.grounded_in.clone()).filter(|list| !list.is_empty()),
                    |list| quoted(&list.join(", ")),
                )
                .unwrap_or_default(),
            trace: self.field("trace", |it| it.trace, |yes| format!("`{yes}`")),
            data_leaving: self.text("data_leaving", |it| it.data_leaving.clone()),
            value: self.word("value", |it| it.value, |word| word.word()),
        })
    }

    fn text(&mut self, key: &str, get: impl Fn(&AiCapability) -> Option<String>) -> Option<String> {
        self.field(key, get, |text| quoted(text))
    }

    fn word<T: PartialEq + Copy>(
        &mut self,
        key: &str,
        get: impl Fn(&AiCapability) -> Option<T>,
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        self.field(key, get, |value| format!("`{}`", word(*value)))
    }

    fn field<T: PartialEq + Clone>(
        &mut self,
        key: &str,
        get: impl Fn(&AiCapability) -> Option<T>,
        shown: impl Fn(&T) -> String,
    ) -> Option<T> {
        let name = self.name;
        let said = self.merger.said(|part| {
            let list = &part.ai.as_ref()?.capabilities;
            let at = list.iter().position(|capability| capability.name == name)?;
            Some((format!("ai/capabilities/{at}/{key}"), get(&list[at])?))
        });
        self.merger.settle(&format!("`{key}` of the AI tool `{name}`"), &said, shown)
    }
}
