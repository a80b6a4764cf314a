//! The order and names of the sheets are locked, without a password: a page that is renamed or removed cannot be read back.
//! The writer has no switch for that, so its one part is changed in the finished file.

use std::io::{Cursor, Read, Write};

use anyhow::Context;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

const PART: &str = "xl/workbook.xml";
/// The element that the lock stands in front of.
const NEXT: &str = "<bookViews>";
const LOCK: &str = "<workbookProtection lockStructure=\"1\"/>";

/// The same workbook with its structure locked; every other part is copied as it is.
pub(super) fn lock(workbook: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut read = ZipArchive::new(Cursor::new(workbook))?;
    let mut write = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len() + LOCK.len())));
    for number in 0..read.len() {
        let part = read.by_index_raw(number)?;
        if part.name()? != PART {
            write.raw_copy_file(part)?;
            continue;
        }
        drop(part);
        let mut text = String::new();
        read.by_index(number)?.read_to_string(&mut text)?;
        let at = text.find(NEXT).context("the workbook that was written has no view")?;
        text.insert_str(at, LOCK);
        // a fixed time: the clock would change the bytes of every export
        write.start_file(PART, SimpleFileOptions::default().last_modified_time(DateTime::default()))?;
        write.write_all(text.as_bytes())?;
    }
    Ok(write.finish()?.into_inner())
}
