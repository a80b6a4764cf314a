//! What became of a questionnaire's items from one version to the next.

use std::collections::{BTreeMap, BTreeSet};

/// One step of one questionnaire. Items that are not named keep their id and meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    pub instrument: String,
    pub from: String,
    pub to: String,
    /// One or two sentences for the user.
    pub summary: String,
    /// Old id to new id; the answer moves.
    pub renamed: BTreeMap<String, String>,
    /// Old id to the ids that ask in its place; the answer is not copied.
    pub split: BTreeMap<String, Vec<String>>,
    /// Old id to the reason why it is no longer asked.
    pub retired: BTreeMap<String, String>,
    /// Ids whose question or anchors were reworded: the answer stays, and is to be looked at again.
    pub reworded: Vec<String>,
}

impl Migration {
    /// What became of an id that was split: `was split into …`.
    #[must_use]
    pub fn split_into(new: &[String]) -> String {
        let new: Vec<String> = new.iter().map(|id| format!("`{id}`")).collect();
        format!("was split into {}; please answer those", new.join(", "))
    }

    /// What became of an id that was retired.
    #[must_use]
    pub fn no_longer_asked(why: &str) -> String {
        format!("is no longer asked: {why}")
    }
}

/// Several steps of one questionnaire as one: what became of the ids of the first version in the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward {
    pub instrument: String,
    pub from: String,
    pub to: String,
    fates: BTreeMap<String, Fate>,
    /// Ids of the last version.
    pub reworded: BTreeSet<String>,
}

/// What became of an id that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    Renamed(String),
    /// Nobody asks it any more; a part of a sentence says why.
    Gone(String),
}

impl Forward {
    /// Steps that follow on each other as one; none of none.
    #[must_use]
    pub fn along(steps: &[Migration]) -> Option<Self> {
        let (first, last) = (steps.first()?, steps.last()?);
        let mut forward = Self {
            instrument: first.instrument.clone(),
            from: first.from.clone(),
            to: last.to.clone(),
            fates: BTreeMap::new(),
            reworded: BTreeSet::new(),
        };
        for step in steps {
            forward.follow(step);
        }
        Some(forward)
    }

    fn follow(&mut self, step: &Migration) {
        let renamed = step.renamed.iter().map(|(old, new)| (old, Fate::Renamed(new.clone())));
        let split = step.split.iter().map(|(old, new)| (old, Fate::Gone(Migration::split_into(new))));
        let retired =
            step.retired.iter().map(|(old, why)| (old, Fate::Gone(Migration::no_longer_asked(why))));
        let fates: BTreeMap<&String, Fate> = renamed.chain(split).chain(retired).collect();
        for fate in self.fates.values_mut() {
            if let Fate::Renamed(now) = fate
                && let Some(next) = fates.get(now)
            {
                *fate = next.clone();
            }
        }
        let reworded = std::mem::take(&mut self.reworded).into_iter();
        self.reworded = reworded
            .filter_map(|id| match fates.get(&id) {
                None => Some(id),
                Some(Fate::Renamed(new)) => Some(new.clone()),
                Some(Fate::Gone(_)) => None,
            })
            .chain(step.reworded.iter().cloned())
            .collect();
        for (old, fate) in fates {
            self.fates.entry(old.clone()).or_insert(fate);
        }
    }

    /// What became of an id, or of the row of a list (`item#element`) with its item; none where it is what it was.
    #[must_use]
    pub fn fate(&self, id: &str) -> Option<Fate> {
        if let Some(fate) = self.fates.get(id) {
            return Some(fate.clone());
        }
        let (item, element) = id.split_once('#')?;
        Some(match self.fates.get(item)? {
            Fate::Renamed(new) => Fate::Renamed(format!("{new}#{element}")),
            Fate::Gone(why) => Fate::Gone(why.clone()),
        })
    }

    /// Whether the question of an id of the last version, or the list that it stands in, was reworded.
    #[must_use]
    pub fn is_reworded(&self, id: &str) -> bool {
        self.reworded.contains(id.split_once('#').map_or(id, |(item, _)| item))
    }
}

/// Each aspect with what follows in the ids of its items.
type Aspects<'a> = Vec<(&'a str, Vec<&'a str>)>;

/// Ids on one line a domain, in the order given: each id where they fit, with the domain said once where that makes them
/// fit, else how many there are in each aspect.
#[must_use]
pub fn lines_by_domain<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    const WIDEST: usize = 100;
    // domain, and its aspects with what follows in their ids
    let mut domains: Vec<(&str, Aspects<'_>)> = Vec::new();
    for id in ids {
        let (domain, rest) = id.split_once('.').unwrap_or((id, ""));
        let (aspect, item) = rest.split_once('.').unwrap_or((rest, ""));
        let at = domains.iter().position(|(other, _)| *other == domain).unwrap_or_else(|| {
            domains.push((domain, Vec::new()));
            domains.len() - 1
        });
        let aspects = &mut domains[at].1;
        match aspects.iter_mut().find(|(other, _)| *other == aspect) {
            Some((_, items)) => items.push(item),
            None => aspects.push((aspect, vec![item])),
        }
    }
    domains
        .into_iter()
        .map(|(domain, aspects)| {
            let each: Vec<String> = aspects
                .iter()
                .flat_map(|(aspect, items)| items.iter().map(move |item| format!("{domain}.{aspect}.{item}")))
                .map(|id| id.trim_end_matches('.').to_owned())
                .collect();
            let below = each.iter().map(|id| id.strip_prefix(domain).unwrap_or(id).trim_start_matches('.'));
            let below = format!("{domain}: {}", below.collect::<Vec<_>>().join(", "));
            if let Some(fits) = [each.join(", "), below].into_iter().find(|it| it.chars().count() <= WIDEST) {
                return fits;
            }
            let counted: Vec<String> =
                aspects.iter().map(|(aspect, items)| format!("{aspect} ({})", items.len())).collect();
            format!("{domain}: {}", counted.join(", "))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(from: &str, to: &str) -> Migration {
        Migration {
            instrument: "own".into(),
            from: from.into(),
            to: to.into(),
            summary: String::new(),
            renamed: BTreeMap::new(),
            split: BTreeMap::new(),
            retired: BTreeMap::new(),
            reworded: Vec::new(),
        }
    }

    #[test]
    fn a_chain_follows_each_id_to_its_end() {
        let mut first = step("1", "2");
        first.renamed = [("a.b.one".to_owned(), "a.b.two".to_owned())].into();
        first.retired = [("a.b.old".to_owned(), "nobody knew".to_owned())].into();
        first.reworded = vec!["a.b.two".into(), "a.b.four".into()];
        let mut second = step("2", "3");
        second.renamed = [("a.b.two".to_owned(), "a.b.three".to_owned())].into();
        second.split = [("a.b.four".to_owned(), vec!["a.b.five".to_owned(), "a.b.six".to_owned()])].into();
        let forward = Forward::along(&[first, second]).expect("two steps");
        assert_eq!((forward.from.as_str(), forward.to.as_str()), ("1", "3"));
        assert_eq!(forward.fate("a.b.one"), Some(Fate::Renamed("a.b.three".into())));
        assert_eq!(forward.fate("a.b.one#x"), Some(Fate::Renamed("a.b.three#x".into())));
        assert_eq!(forward.fate("a.b.old"), Some(Fate::Gone("is no longer asked: nobody knew".into())));
        let split = "was split into `a.b.five`, `a.b.six`; please answer those";
        assert_eq!(forward.fate("a.b.four"), Some(Fate::Gone(split.into())));
        assert_eq!(forward.fate("a.b.same"), None);
        // reworded under its earlier name, and gone since
        assert_eq!(forward.reworded, BTreeSet::from(["a.b.three".to_owned()]));
        assert!(forward.is_reworded("a.b.three#x") && !forward.is_reworded("a.b.two"));
    }

    #[test]
    fn ids_stand_on_one_line_a_domain_however_many_they_are() {
        assert_eq!(lines_by_domain(["a.b.c", "a.b.d", "e.f.g"]), ["a.b.c, a.b.d", "e.f.g"]);
        let several =
            ["a-domain.with.a-long-question", "a-domain.with.another-one", "a-domain.of.one-item-more"];
        let again = [&several[..], &["a-domain.of.the-last-one"]].concat();
        assert_eq!(
            lines_by_domain(again),
            ["a-domain: with.a-long-question, with.another-one, of.one-item-more, of.the-last-one"]
        );
        let many: Vec<String> = (0..30).map(|number| format!("people.training.number-{number}")).collect();
        let ids = many.iter().map(String::as_str).chain(["people.roles.cover", "people.training.last"]);
        assert_eq!(lines_by_domain(ids), ["people: training (31), roles (1)"]);
    }
}
