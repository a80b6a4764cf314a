//! What of a pool singles a SOC out: counts and names of keys, never a value.

/// What looking a pool over came to, but for what is wrong with its files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// The folder as it was named.
    pub pool: String,
    /// Files of rows that were found in their places.
    pub parts: usize,
    /// Every row was generated: no SOC is behind any.
    pub simulated: bool,
    /// Under how many salts the rows stand.
    pub salts: usize,
    /// Of the parts that can be read.
    pub exposure: Exposure,
}

/// How many SOCs stand in small groups by the keys that somebody outside may know of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exposure {
    pub socs: u64,
    pub rows: u64,
    /// A SOC that shares its combination with fewer than this, itself counted, stands in a small group.
    pub smallest: u64,
    /// The keys that tell SOCs of this pool apart: segments, questionnaire, year; those with one value only are left out.
    pub keys: Vec<String>,
    /// Every combination of [`Self::keys`] from one to all, then each word of the AI profile by itself and with one key.
    pub combinations: Vec<Combination>,
    /// Keys left out one after the other, each time the one that helps most; it ends where no small group is left.
    pub coarser: Vec<Coarser>,
    /// Combinations of which some group of two SOCs or more says the same of [`TELLS`] throughout: who knows that a SOC is
    /// in it knows its answer.
    pub uniform: Vec<Uniform>,
}

/// The answer that a group must not give away.
pub const TELLS: &str = "ai.value";

/// SOCs grouped by some keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    pub keys: Vec<String>,
    /// SOCs in groups of fewer than the smallest.
    pub small: u64,
    /// SOCs that share their combination with nobody.
    pub alone: u64,
}

/// What is left when a key is left out, beside those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coarser {
    pub left_out: String,
    /// By all keys that are left.
    pub small: u64,
    pub alone: u64,
}

/// SOCs whose group gives their answer away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uniform {
    pub keys: Vec<String>,
    pub socs: u64,
}

impl Exposure {
    /// Whether some combination has a group that is too small.
    #[must_use]
    pub fn singles_out(&self) -> bool {
        self.socs > 0
            && (self.socs < self.smallest
                || self.combinations.iter().any(|combination| combination.small > 0))
    }

    /// By all keys together; nothing where no key tells SOCs apart.
    #[must_use]
    pub fn by_all(&self) -> Option<&Combination> {
        self.combinations.iter().find(|combination| combination.keys == self.keys)
    }

    /// The combinations of the fewest keys in which SOCs stand alone or, where none does, in small groups; the worst first.
    #[must_use]
    pub fn fewest(&self) -> Vec<&Combination> {
        let worst = |count: fn(&Combination) -> u64| {
            let hit = || self.combinations.iter().filter(|combination| count(combination) > 0);
            let fewest = hit().map(|combination| combination.keys.len()).min();
            let mut of: Vec<&Combination> =
                hit().filter(|combination| Some(combination.keys.len()) == fewest).collect();
            of.sort_by_key(|combination| std::cmp::Reverse((combination.alone, combination.small)));
            of
        };
        let alone = worst(|combination| combination.alone);
        if alone.is_empty() { worst(|combination| combination.small) } else { alone }
    }
}
