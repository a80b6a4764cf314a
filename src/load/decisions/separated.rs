//! Decisions as CSV: the first row names the columns, in any order; comma, semicolon or tab.

use std::io::BufRead;
use std::sync::mpsc;

use csv::{ByteRecord, ReaderBuilder};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::model::autonomy::DecisionLog;

use super::row::{Collector, Fields};
use super::{FIELDS, Input, LONGEST, broken};

/// Rows that go from the thread that splits to the one that counts at once.
const BATCH: usize = 4096;

pub(super) fn read(
    name: &str,
    mut input: impl Input + BufRead,
    out: &mut Diagnostics,
) -> Option<DecisionLog> {
    let (header, before) = match header(&mut input) {
        Ok(found) => found,
        Err(error) => {
            broken(name, &error, out);
            return None;
        }
    };
    let delimiter = delimiter(&header);
    let places = columns(name, &header, delimiter, out)?;
    let width = header.split(|byte| *byte == delimiter).count();
    let absent =
        FIELDS.iter().zip(&places).filter(|(_, place)| place.is_none()).map(|(field, _)| *field).collect();
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(input);
    let log = std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Vec<(u64, ByteRecord)>>(8);
        let splitting = scope.spawn(move || split(reader, before, &send));
        let mut collector = Collector::default();
        for (line, record) in receive.into_iter().flatten() {
            count(&mut collector, line, &record, width, &places);
        }
        splitting
            .join()
            .map_err(|_| "the reading stopped".to_owned())
            .and_then(|read| read)
            .map(|()| collector)
    });
    match log {
        Ok(collector) if collector.too_many() => {
            super::too_many(name, out);
            None
        }
        Ok(collector) => Some(collector.finish(absent)),
        Err(error) => {
            broken(name, &error, out);
            None
        }
    }
}

/// The first line that is not blank, and how many lines it and those before it take.
fn header(input: &mut impl BufRead) -> std::io::Result<(Vec<u8>, u64)> {
    let mut lines = 0;
    loop {
        let mut line = Vec::new();
        // a file without line ends must not be read whole for its first line
        let length = std::io::Read::take(&mut *input, LONGEST as u64).read_until(b'\n', &mut line)?;
        lines += 1;
        let text = line.trim_ascii().to_vec();
        if !text.is_empty() || length == 0 {
            return Ok((text, lines));
        }
    }
}

fn delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: u8| header.iter().filter(|byte| **byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// Where each field stands; errors where a needed one is missing or one stands twice.
fn columns(name: &str, header: &[u8], delimiter: u8, out: &mut Diagnostics) -> Option<[Option<usize>; 10]> {
    let text = String::from_utf8_lossy(header);
    let names: Vec<String> = text
        .split(char::from(delimiter))
        .map(|name| name.trim().trim_matches('"').trim().to_ascii_lowercase().replace([' ', '-'], "_"))
        .collect();
    let mut places = [None; 10];
    let mut wrong = false;
    for (field, place) in FIELDS.iter().zip(&mut places) {
        let mut found = names.iter().enumerate().filter(|(_, name)| name == field).map(|(at, _)| at);
        *place = found.next();
        if found.next().is_some() {
            wrong = true;
            out.push(
                Diagnostic::new("DC004", Place::file(name), format!("two columns are called `{field}`"))
                    .help("keep one of them"),
            );
        }
        if place.is_none() && ["agent", "action", "time"].contains(field) {
            wrong = true;
            let help = match nearest(field, names.iter().map(String::as_str)) {
                Some(near) if !FIELDS.contains(&near) => format!("is it the one called `{near}`? rename it"),
                _ => format!("the first row names the columns: {}", FIELDS.join(", ")),
            };
            out.push(
                Diagnostic::new("DC004", Place::file(name), format!("there is no column `{field}`"))
                    .help(help),
            );
        }
    }
    (!wrong).then_some(places)
}

/// Line ends that a row may hold inside its quotes.
const MOST_LINES: u64 = 20;

/// Splits the input into rows with the line on which each begins.
fn split(
    mut reader: csv::Reader<impl Input>,
    before: u64,
    send: &mpsc::SyncSender<Vec<(u64, ByteRecord)>>,
) -> Result<(), String> {
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        let mut more = true;
        while batch.len() < BATCH {
            let mut record = ByteRecord::new();
            more = reader.read_byte_record(&mut record).map_err(|error| error.to_string())?;
            if !more {
                break;
            }
            let line = record.position().map_or(0, csv::Position::line) + before;
            batch.push((line, record));
        }
        if send.send(batch).is_err() || !more {
            return Ok(());
        }
    }
}

fn count(
    collector: &mut Collector,
    line: u64,
    record: &ByteRecord,
    width: usize,
    places: &[Option<usize>; 10],
) {
    if record.len() == 1 && record.get(0).is_some_and(|field| field.trim_ascii().is_empty()) {
        return;
    }
    let inside = record.as_slice().trim_ascii_end().iter().filter(|byte| **byte == b'\n').count() as u64;
    if inside > MOST_LINES || record.as_slice().len() > LONGEST {
        // every line that the quote swallowed was a row of somebody's
        let reason = "a quote is opened and not closed; the rows after it are lost".to_owned();
        return collector.lost(line, reason, inside + 1);
    }
    if record.len() != width {
        return collector.unreadable(line, "it has another number of fields than the first row".to_owned());
    }
    let mut fields: Fields<'_> = [""; 10];
    for (field, place) in fields.iter_mut().zip(places) {
        let bytes = place.and_then(|place| record.get(place)).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) => *field = text,
            Err(_) => return collector.unreadable(line, "it is not UTF-8".to_owned()),
        }
    }
    collector.row(line, &fields);
}
