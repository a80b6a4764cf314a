//! `benchmarks/segments.yaml` -> [`Segments`].

use crate::diagnostic::{Diagnostics, Sources};
use crate::load::builtin::Folder;
use crate::load::reader::Reader;
use crate::load::yaml::{self, Node};
use crate::model::segment::{Segment, SegmentValue, Segments};

/// The groupings built in. They are tested to load without a diagnostic.
pub(crate) fn segments() -> Segments {
    read(&mut Sources::placeless(), &mut Diagnostics::default()).unwrap_or_default()
}

fn read(sources: &mut Sources, out: &mut Diagnostics) -> Option<Segments> {
    let (name, text) = Folder::Benchmarks.text("segments.yaml")?;
    let root = yaml::document(&name, &text, sources, out)?;
    let mut reader = Reader { file: &name, out };
    let mut fields = reader.fields(&root, "a list of segments")?;
    if !reader.schema(&mut fields, "segments") {
        return None;
    }
    let list = fields.required("segments", &mut reader)?;
    let list = reader.list(list).iter().filter_map(|node| segment(&mut reader, node)).collect();
    fields.finish(&mut reader);
    Some(Segments { list })
}

fn segment(reader: &mut Reader<'_>, node: &Node) -> Option<Segment> {
    let mut fields = reader.fields(node, "a segment")?;
    let key = fields.required_text("key", reader);
    let label = fields.required_text("label", reader);
    let values = fields.required("values", reader)?;
    let values = reader.list(values).iter().filter_map(|node| value(reader, node)).collect();
    fields.finish(reader);
    Some(Segment { key, label, values })
}

fn value(reader: &mut Reader<'_>, node: &Node) -> Option<SegmentValue> {
    let mut fields = reader.fields(node, "a segment's value")?;
    let value = SegmentValue {
        slug: fields.required_text("slug", reader),
        label: fields.required_text("label", reader),
        input_row: fields
            .optional("input_row")
            .and_then(|node| reader.int(node))
            .and_then(|row| u32::try_from(row).ok()),
    };
    fields.finish(reader);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grouping_of_the_official_profile_has_its_values() {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let segments = read(&mut sources, &mut out).expect("shipped");
        assert!(out.is_empty(), "{out:?}");
        let counts: Vec<_> =
            segments.list.iter().map(|segment| (segment.key.as_str(), segment.values.len())).collect();
        // the official lists have 20, 8, 8, 5, 7, 3, 4 values; region and model have our `other` besides
        let expected = [
            ("sector", 20),
            ("region", 9),
            ("model", 9),
            ("size_fte", 5),
            ("organisation_fte", 7),
            ("style", 3),
            ("kind", 4),
        ];
        assert_eq!(counts, expected);
        let mut rows: Vec<u32> =
            segments.list.iter().flat_map(|s| &s.values).filter_map(|v| v.input_row).collect();
        rows.sort_unstable();
        let official: Vec<u32> = [51..=54, 56..=58, 60..=66, 68..=87, 89..=93, 95..=102, 104..=111]
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(rows, official, "each row of the lists once");
        assert_eq!(segments.of_input_row(79), Some(("sector", "finance")));
        assert!(segments.knows("size_fte", "100+") && !segments.knows("size_fte", "finance"));
        assert_eq!(segments.label("style", "third-party"), Some("A third party"));
    }
}
