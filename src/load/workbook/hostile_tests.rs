//! Files that nobody would send in good faith, and files that something happened to.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::tests::{changed, official, read_bytes};
use crate::diagnostic::Severity;

/// An archive of parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in parts {
        writer.start_file(*path, options).expect("memory");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of a few sheets that passes for an official one until its rows are looked at.
fn small(sheets: &[(&str, &str)], strings: &str) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = Vec::new();
    let (mut list, mut relations) = (String::new(), String::new());
    for (at, (name, data)) in sheets.iter().enumerate() {
        list += &format!(r#"<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>"#);
        relations +=
            &format!(r#"<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="s{at}.xml"/>"#);
        parts
            .push((format!("xl/s{at}.xml"), format!("<worksheet><sheetData>{data}</sheetData></worksheet>")));
    }
    relations +=
        &format!(r#"<Relationship Id="s" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>"#);
    let office =
        format!(r#"<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>"#);
    parts.push(("_rels/.rels".to_owned(), format!("<Relationships>{office}</Relationships>")));
    parts.push(("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{list}</sheets></workbook>")));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships>{relations}</Relationships>"),
    ));
    parts.push(("xl/sharedStrings.xml".to_owned(), strings.to_owned()));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    archive(&parts)
}

/// The same with the sheets that an official workbook has at least.
fn with_output(output: &str, strings: &str) -> Vec<u8> {
    let version = r#"<row r="23"><c r="G23" t="inlineStr"><is><t>2.4.2, basic</t></is></c></row>"#;
    small(
        &[
            ("Introduction - INT", version),
            ("_Output", output),
            ("General - PRO", ""),
            ("Business - BSD", ""),
        ],
        strings,
    )
}

/// The rules that a file is refused by.
fn refused(bytes: &[u8]) -> Vec<&'static str> {
    let (read, out) = read_bytes(bytes);
    assert!(read.is_none());
    assert!(out.iter().all(|diagnostic| diagnostic.help.is_some() && diagnostic.severity == Severity::Error));
    out.iter().map(|diagnostic| diagnostic.rule.id).collect()
}

#[test]
fn what_is_no_workbook_is_named_for_what_it_is() {
    let ole = |stream: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.resize(600, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(refused(b"%PDF-1.7"), ["WB001"]);
    assert_eq!(refused(b"a,b,c\n1,2,3\n"), ["WB001"]);
    assert_eq!(refused(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), ["WB001"]);
    assert_eq!(refused(&ole("Workbook")), ["WB001"]);
    assert_eq!(refused(&ole("EncryptedPackage")), ["WB002"]);
    assert_eq!(refused(&archive(&[("mimetype", b"x"), ("content.xml", b"<x/>")])), ["WB001"]);
    assert_eq!(refused(&archive(&[("readme.txt", b"hello")])), ["WB001"]);
    assert_eq!(refused(&archive(&[("xl/workbook.xml", b"<x/>"), ("xl/vbaProject.bin", b"x")])), ["WB005"]);
    assert_eq!(refused(&archive(&[("_rels/.rels", b"<x/>"), ("xl/workbook.bin", b"x")])), ["WB001"]);
    assert_eq!(refused(&archive(&[("word/document.xml", b"<x/>"), ("_rels/.rels", b"<x/>")])), ["WB003"]);
    assert_eq!(refused(&small(&[("Sheet1", "")], "<sst/>")), ["WB006"]);
}

#[test]
fn a_version_whose_layout_cannot_be_read_is_refused() {
    assert_eq!(refused(&with_output("", "<sst/>")), ["WB007"]);
}

#[test]
fn cells_out_of_all_bounds_reserve_nothing() {
    for (output, strings) in [
        (r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#, "<sst><si><t>one</t></si></sst>"),
        (r#"<row r="99999999999999999999"/>"#, "<sst/>"),
        (r#"<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>"#, "<sst/>"),
        (r#"<row r="1"><c r="ZZZZZZZZZ1"><v>1</v></c></row>"#, "<sst/>"),
        (r#"<row r="1"><c r="A1" t="zz"><v>1</v></c></row>"#, "<sst/>"),
        (r#"<row r="1"><c r="A1" t="e"><v>#WHAT?</v></c></row>"#, "<sst/>"),
        (r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#, r#"<sst uniqueCount="4000000000000000000"/>"#),
        (r#"<row r="1"><c r="A1"><v>1</v></row>"#, "<sst/>"),
        (r#"<row r="1"><c r="A1"><f t="shared" si="4000000000" ref="A1:A2">A2</f></c></row>"#, "<sst/>"),
        (r#"<row r="1"><c r="D1"><f t="shared" si="0" ref="A9:A1">A2</f></c></row>"#, "<sst/>"),
    ] {
        let rules = refused(&with_output(output, strings));
        assert_eq!(rules, ["WB003"], "{output}");
    }
}

#[test]
fn a_lone_cell_in_the_last_corner_costs_nothing() {
    let Some(bytes) = official("soc-cmm-2.4.2-basic.xlsx") else { return };
    let far = changed(&bytes, |_, part| {
        let Ok(text) = String::from_utf8(part.clone()) else { return Some(part) };
        let cell = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#;
        Some(text.replace("</sheetData>", cell).into_bytes())
    });
    let (read, out) = read_bytes(&far);
    assert!(out.is_empty(), "{out:?}");
    assert_eq!(read, read_bytes(&bytes).0);
}

#[test]
fn a_part_that_unpacks_without_end_is_refused() {
    // 70 MiB of spaces pack to less than 1 MiB
    let spaces = " ".repeat(70 * 1024 * 1024);
    let bomb = small(&[("Introduction - INT", ""), ("_Output", &spaces), ("General - PRO", "")], "<sst/>");
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(refused(&bomb), ["WB004"]);
}

#[test]
fn a_file_that_was_cut_off_is_damaged() {
    let Some(bytes) = official("soc-cmm-2.4.2-basic.xlsx") else { return };
    for share in [1, 10, 50, 90, 99] {
        assert_eq!(refused(&bytes[..bytes.len() * share / 100]), ["WB003"], "{share} %");
    }
}

#[test]
fn a_missing_part_is_named() {
    let Some(bytes) = official("soc-cmm-2.4.2-basic.xlsx") else { return };
    for gone in ["xl/workbook.xml", "xl/worksheets/sheet39.xml", "xl/worksheets/sheet7.xml"] {
        let (read, out) = read_bytes(&changed(&bytes, |path, part| (path != gone).then_some(part)));
        assert!(read.is_none());
        let said: Vec<_> =
            out.iter().map(|diagnostic| (diagnostic.rule.id, diagnostic.message.clone())).collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].0 == "WB003" && said[0].1.contains(gone), "{said:?}");
    }
    // without its texts it is no official workbook; without pictures and controls nothing is missing
    let strings = changed(&bytes, |path, part| (path != "xl/sharedStrings.xml").then_some(part));
    assert_eq!(refused(&strings), ["WB003"]);
    let bare = changed(&bytes, |path, part| {
        (!path.contains("drawing") && !path.contains("ctrlProps") && !path.contains("media")).then_some(part)
    });
    assert_eq!(read_bytes(&bare).0, read_bytes(&bytes).0);
}

/// A small generator of numbers, so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }
}

/// One change inside a text: a byte flipped, a stretch cut out, doubled, or replaced by something rude.
fn mutate(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    const RUDE: [&[u8]; 8] = [
        b"\"",
        b"<",
        b"</sheetData>",
        b"&#x0;",
        b"r=\"A99999999999\"",
        b"\xff\xfe",
        b"<![CDATA[",
        b"si=\"99999999\"",
    ];
    let at = numbers.below(bytes.len());
    let end = (at + 1 + numbers.below(200)).min(bytes.len());
    match numbers.below(5) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << numbers.below(8);
            }
        }
        1 => drop(bytes.drain(at..end)),
        2 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(end..end, again);
        }
        3 => {
            bytes.splice(at..at, RUDE[numbers.below(RUDE.len())].iter().copied());
        }
        _ => bytes.truncate(at),
    }
}

#[test]
fn no_change_to_a_file_makes_the_program_fall() {
    let rounds = std::env::var("SOCMARK_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(6);
    let Some(bytes) = official("advanced-weighted.xlsx") else { return };
    let mut numbers = Numbers(2026);
    for round in 0..rounds {
        // first the file itself, then a part inside it
        let mut flipped = bytes.clone();
        mutate(&mut flipped, &mut numbers);
        let _ = read_bytes(&flipped);
        let paths = [
            "xl/sharedStrings.xml",
            "xl/worksheets/sheet39.xml",
            "xl/worksheets/sheet2.xml",
            "xl/worksheets/sheet5.xml",
            "xl/worksheets/sheet10.xml",
            "xl/worksheets/sheet29.xml",
            "xl/worksheets/sheet34.xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "_rels/.rels",
        ];
        let target = paths[round % paths.len()];
        let numbers = std::cell::RefCell::new(&mut numbers);
        let mutated = changed(&bytes, |path, mut part| {
            if path == target {
                mutate(&mut part, &mut numbers.borrow_mut());
            }
            Some(part)
        });
        let (read, out) = read_bytes(&mutated);
        assert!(read.is_some() || out.has_errors(), "round {round}: nothing was said");
        let rows = crate::load::rowmap::soc_cmm_2_4_2();
        let mut out = crate::diagnostic::Diagnostics::default();
        let texts = super::questionnaire("book.xlsx", &mutated, &rows, &mut out);
        assert!(texts.is_some() || out.has_errors(), "round {round}: nothing was said");
        // and once more by structure
        let mut out = crate::diagnostic::Diagnostics::default();
        let segments = crate::load::benchmark::segments();
        let read = super::read("book.xlsx", &mutated, &[], &segments, &mut out);
        assert!(read.is_some() || out.has_errors(), "round {round}: nothing was said");
    }
}
