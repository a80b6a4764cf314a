//! `roadmap.yaml` of a questionnaire -> [`RoadmapRules`].

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::practice::Role;
use crate::model::roadmap::RoadmapRules;
use crate::model::score::Rounded;

use super::builtin::Folder;
use super::reader::{Fields, Reader};
use super::yaml::{self, Node};

/// What the program ships.
///
/// # Panics
/// Never: a test reads it.
pub(crate) fn builtin() -> RoadmapRules {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    Folder::Questionnaires
        .text("soc-core/roadmap.yaml")
        .and_then(|(name, text)| read(&name, &text, &mut sources, &mut out))
        .expect("the shipped rules are read by a test")
}

fn read(name: &str, text: &str, sources: &mut Sources, out: &mut Diagnostics) -> Option<RoadmapRules> {
    let root = yaml::document(name, text, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "the rules of a roadmap")?;
    if !reader.schema(&mut fields, "roadmap-rules") {
        return None;
    }
    let version = fields.required_text("version", &mut reader);
    let coefficients = fields.required("coefficients", &mut reader)?;
    let mut inner = reader.fields(coefficients, "`coefficients`")?;
    let target = hundredths("target", &mut inner, &mut reader);
    let benchmark = hundredths("benchmark", &mut inner, &mut reader);
    let gate = hundredths("gate", &mut inner, &mut reader);
    inner.finish(&mut reader);
    let discount = hundredths("discount", &mut fields, &mut reader);
    let ai = fields.required("ai", &mut reader)?;
    let mut inner = reader.fields(ai, "`ai`")?;
    let ai_separators = hundredths("separators", &mut inner, &mut reader);
    let ai_other = hundredths("other", &mut inner, &mut reader);
    inner.finish(&mut reader);
    let quarters = count("quarters", &mut fields, &mut reader);
    let at_once = count("at_once", &mut fields, &mut reader);
    let capacity = fields.required("capacity", &mut reader)?;
    let mut inner = reader.fields(capacity, "`capacity`")?;
    let days_in_quarter = count("days_in_quarter", &mut inner, &mut reader);
    let share = hundredths("share", &mut inner, &mut reader);
    let people = inner.required("people", &mut reader)?;
    let people = reader
        .entries(people, "`people`")
        .into_iter()
        .filter_map(|(size, node)| Some((size.to_owned(), u32::try_from(reader.int(node)?).ok()?)))
        .collect();
    let people_otherwise = count("otherwise", &mut inner, &mut reader);
    inner.finish(&mut reader);
    let roles = fields.required("roles", &mut reader)?;
    let mut inner = reader.fields(roles, "`roles`")?;
    let mut shares = Vec::new();
    for role in Role::ALL {
        shares.push((*role, hundredths(role.word(), &mut inner, &mut reader)?));
    }
    inner.finish(&mut reader);
    fields.finish(&mut reader);
    Some(RoadmapRules {
        version,
        target: target?,
        benchmark: benchmark?,
        gate: gate?,
        discount: discount?,
        ai_separators: ai_separators?,
        ai_other: ai_other?,
        quarters: quarters? as usize,
        at_once: at_once? as usize,
        days_in_quarter: days_in_quarter?,
        share: share?,
        people,
        people_otherwise: people_otherwise?,
        roles: shares,
    })
}

fn hundredths(key: &'static str, fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<Rounded> {
    let node: &Node = fields.required(key, reader)?;
    reader.hundredths(node).map(Rounded)
}

fn count(key: &'static str, fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<u32> {
    let node: &Node = fields.required(key, reader)?;
    reader.int(node).and_then(|count| u32::try_from(count).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_rules_are_read_without_a_word() {
        let (name, text) = Folder::Questionnaires.text("soc-core/roadmap.yaml").expect("it is there");
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let rules = read(&name, &text, &mut sources, &mut out).expect("it is read");
        assert!(out.is_empty(), "{out:?}");
        assert_eq!((rules.target, rules.benchmark, rules.gate), (Rounded(100), Rounded(50), Rounded(100)));
        assert_eq!((rules.discount, rules.at_once), (Rounded(95), 6));
        assert!(rules.people.iter().any(|(size, people)| size == "10-50" && *people == 15));
    }
}
