//! The one door to the YAML writer: maps in the order in which they are written, and texts that read back to the byte.

use anyhow::Context;
use serde::ser::{Serialize, SerializeMap, Serializer};
pub(super) use serde_saphyr::{FlowMap, FlowSeq};

/// The text of a document, in block scalars where they hold every text to the byte, else in quotes; `reads_back` decides.
///
/// # Errors
/// Where neither reads back, which no input should bring about: nothing is written then.
pub(super) fn text(document: &impl Serialize, reads_back: impl Fn(&str) -> bool) -> anyhow::Result<String> {
    // block scalars are what people like to read
    for block in [true, false] {
        let options = serde_saphyr::ser_options! { prefer_block_scalars: block };
        let text = serde_saphyr::to_string_with_options(document, options).context("cannot write YAML")?;
        if reads_back(&text) {
            return Ok(text);
        }
    }
    anyhow::bail!("the file would not read back as it was meant, so it is not written")
}

/// Writes the entries whose value is there; the order is the order of the calls.
pub(super) struct Entries<M>(pub(super) M);

impl<M: SerializeMap> Entries<M> {
    pub(super) fn some<T: Serialize>(&mut self, key: &str, value: Option<T>) -> Result<(), M::Error> {
        match value {
            Some(value) => self.0.serialize_entry(key, &value),
            None => Ok(()),
        }
    }

    pub(super) fn list<T: Serialize>(&mut self, key: &str, list: Vec<T>) -> Result<(), M::Error> {
        if list.is_empty() { Ok(()) } else { self.0.serialize_entry(key, &FlowSeq(list)) }
    }

    pub(super) fn map<V: Serialize>(&mut self, key: &str, map: Vec<(String, V)>) -> Result<(), M::Error> {
        if map.is_empty() { Ok(()) } else { self.0.serialize_entry(key, &Pairs(map)) }
    }
}

/// A map in the order given.
pub(super) struct Pairs<V>(pub(super) Vec<(String, V)>);

impl<V: Serialize> Serialize for Pairs<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
