//! The sample SOC that the binary holds.

use std::borrow::Cow;

use super::builtin::Folder;

/// The folder of templates that holds it.
const FOLDER: &str = "demo/";

/// Its files in order: path below the folder that they are written to, and text.
pub(crate) fn files() -> Vec<(String, Cow<'static, str>)> {
    Folder::Templates
        .paths()
        .into_iter()
        .filter_map(|path| {
            let below = path.strip_prefix(FOLDER)?.to_owned();
            Some((below, Folder::Templates.text(&path)?.1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Sources};
    use crate::load;
    use crate::model::assessment::{AnswerValue, EvidenceSource};

    #[test]
    fn every_document_that_the_sample_names_as_evidence_is_part_of_it() {
        let files = files();
        let (_, text) =
            files.iter().find(|(path, _)| path == "assessment.yaml").expect("it has an assessment");
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let sample = load::assessment::read("sample", text, &mut sources, &mut out).expect("it reads");
        assert!(out.is_empty(), "{out:?}");
        let mut named = 0;
        for (id, answer) in &sample.answers {
            for evidence in &answer.evidence {
                named += 1;
                let EvidenceSource::Path(path) = &evidence.source else { continue };
                let (_, document) =
                    files.iter().find(|(file, _)| file == path).unwrap_or_else(|| panic!("{id}: {path}"));
                if let Some(heading) = &evidence.heading {
                    let stands = document.lines().any(|line| line.trim_start_matches('#').trim() == heading);
                    assert!(stands, "{id}: {path} has no heading `{heading}`");
                }
            }
        }
        assert!(named >= 8, "evidence stands at {named} answers only");
    }

    #[test]
    fn the_sample_shows_every_kind_of_answer() {
        let files = files();
        let (_, text) =
            files.iter().find(|(path, _)| path == "assessment.yaml").expect("it has an assessment");
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let sample = load::assessment::read("sample", text, &mut sources, &mut out).expect("it reads");
        let any = |fits: fn(&AnswerValue) -> bool| {
            sample.answers.values().any(|answer| answer.value.as_ref().is_some_and(fits))
        };
        assert!(any(|value| matches!(value, AnswerValue::NotApplicable)));
        assert!(any(|value| matches!(value, AnswerValue::Present(_))));
        assert!((1..=5).all(|level| level == 5
            || sample.answers.values().any(|answer| answer.value == Some(AnswerValue::Level(level)))));
        let ai = sample.ai.expect("it has AI");
        assert_eq!(ai.capabilities.len(), 6);
        assert_eq!(ai.capabilities.iter().filter(|capability| capability.intent.is_none()).count(), 1);
    }
}
