//! What a SOC is compared with, for every command that compares.

use std::path::PathBuf;

use clap::Args;

use crate::pipeline::{CohortsWanted, Settings};

/// Published sources and pools.
#[derive(Args, Debug, Clone, Default)]
pub(super) struct Against {
    /// Compare with this source or the folder of a pool only (may be repeated); `published` is every published source
    #[arg(long, value_name = "SOURCE|POOL")]
    pub against: Vec<String>,
    /// Only SOCs of a pool for which this holds, such as `sector=finance`; a key alone takes your own value (may be repeated)
    #[arg(long, value_name = "KEY[=VALUE]", requires = "against")]
    segment: Vec<String>,
    /// Groups of a pool side by side, such as `region`
    #[arg(long, value_name = "KEY", requires = "against")]
    by: Option<String>,
    /// Show no cohort with fewer SOCs than this; 10 where nothing is said, never below 5
    #[cfg(feature = "pool")]
    #[arg(long, value_name = "N", requires = "against", value_parser = super::pool::smallest)]
    smallest: Option<u64>,
    /// The secret behind the pseudonyms of a pool, by which your own rows are left out; POOL.salt where none is named
    #[arg(long, value_name = "FILE", requires = "against")]
    salt_file: Option<PathBuf>,
    /// The id of your SOC in a pool, where the file has none
    #[arg(long, value_name = "ID", requires = "against")]
    soc_id: Option<String>,
}

impl Against {
    /// Puts what was asked into the settings.
    pub fn put(&self, settings: &mut Settings) {
        settings.against.clone_from(&self.against);
        settings.cohorts = CohortsWanted {
            segment: self.segment.clone(),
            by: self.by.clone(),
            #[cfg(feature = "pool")]
            smallest: self.smallest,
            salt_file: self.salt_file.clone(),
            soc_id: self.soc_id.clone(),
            #[cfg(not(feature = "pool"))]
            smallest: None,
        };
        // what many others do is told in the words of the question
        settings.texts |= !settings.pools().is_empty();
    }
}
