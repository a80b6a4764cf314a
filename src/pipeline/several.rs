//! The flow for several assessors of one SOC and date.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::assessment::Assessment;
use crate::model::consensus::Consensus;
use crate::model::instrument::Instrument;
use crate::{check, consensus};

use super::{Settings, load};

/// What several files of one SOC and date come to.
#[derive(Debug, Default)]
pub struct Gathered {
    /// None where something keeps them from being made into one, which the diagnostics say.
    pub consensus: Option<Consensus>,
    pub instruments: Vec<Instrument>,
    pub diagnostics: Diagnostics,
    pub sources: Sources,
}

/// One of the files.
struct Read {
    name: String,
    /// Where it really stands.
    stands: Option<PathBuf>,
    assessment: Assessment,
    part: Option<Vec<String>>,
}

/// Reads assessments of several assessors and makes one of them, to be written into the folder `to`.
#[must_use]
pub fn consensus(files: &[PathBuf], to: &Path, settings: &Settings) -> Gathered {
    let mut all = Gathered::default();
    let mut read: Vec<Read> = Vec::new();
    for file in files {
        let loaded = load(file, settings);
        all.diagnostics.extend(loaded.diagnostics);
        all.sources.extend(loaded.sources);
        let Some(mut assessment) = loaded.assessment else { continue };
        // a workbook brings the texts of its questions, of which the built-in rows know none
        if read.is_empty() || loaded.is_workbook {
            all.instruments = loaded.instruments;
        }
        let folder = file.parent().and_then(|folder| std::path::absolute(Path::new(".").join(folder)).ok());
        if let (Some(from), Ok(to)) = (folder, std::path::absolute(to)) {
            consensus::moved(&mut assessment, &from, &to);
        }
        let stands = file.canonicalize().ok();
        read.push(Read { name: loaded.name, stands, assessment, part: loaded.part });
    }
    let given: Vec<check::consensus::Given<'_>> = read
        .iter()
        .map(|file| check::consensus::Given {
            name: &file.name,
            stands: file.stands.as_deref(),
            assessment: &file.assessment,
        })
        .collect();
    all.diagnostics.extend(check::consensus::check(&given));
    if !all.diagnostics.has_errors() && !read.is_empty() {
        let voices: Vec<consensus::Voice<'_>> = read
            .iter()
            .map(|file| consensus::Voice {
                file: &file.name,
                assessment: &file.assessment,
                part: file.part.as_deref(),
            })
            .collect();
        all.consensus = Some(consensus::merge(&voices, &all.instruments));
    }
    all
}
