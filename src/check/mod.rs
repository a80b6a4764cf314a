//! Layer 2: rules over what was loaded.

pub(crate) mod assessment;
pub(crate) mod consensus;
pub(crate) mod sheet;
pub(crate) mod tools;
pub(crate) mod workbook;
