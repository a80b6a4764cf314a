//! The values by which SOCs are grouped: sector, region, size and so on, as slugs that cohorts can share.

/// Every grouping, in order of display.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segments {
    pub list: Vec<Segment>,
}

/// One grouping: `sector`, `region`, `model`, `size_fte`, `organisation_fte`, `style`, `kind`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub key: String,
    pub label: String,
    pub values: Vec<SegmentValue>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentValue {
    /// The value in files: `finance`, `10-50`.
    pub slug: String,
    pub label: String,
    /// Row of the same choice in column C of the sheet `_Input` of an official workbook.
    pub input_row: Option<u32>,
}

impl Segments {
    /// The slugs of a grouping, in order; none where there is no such grouping.
    #[must_use]
    pub fn slugs(&self, key: &str) -> Vec<&str> {
        self.values(key).iter().map(|value| value.slug.as_str()).collect()
    }

    /// Whether the slug is a value of the grouping.
    #[must_use]
    pub fn knows(&self, key: &str, slug: &str) -> bool {
        self.values(key).iter().any(|value| value.slug == slug)
    }

    /// What is shown for a slug.
    #[must_use]
    pub fn label(&self, key: &str, slug: &str) -> Option<&str> {
        self.values(key).iter().find(|value| value.slug == slug).map(|value| value.label.as_str())
    }

    /// The grouping and slug of a row of the workbook's list of choices.
    #[must_use]
    pub fn of_input_row(&self, row: u32) -> Option<(&str, &str)> {
        self.list.iter().find_map(|segment| {
            let value = segment.values.iter().find(|value| value.input_row == Some(row))?;
            Some((segment.key.as_str(), value.slug.as_str()))
        })
    }

    #[must_use]
    pub fn values(&self, key: &str) -> &[SegmentValue] {
        self.list.iter().find(|segment| segment.key == key).map_or(&[], |segment| &segment.values)
    }
}
