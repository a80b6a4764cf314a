//! A workbook whose cells are changed the way another program, or a slip, would change them.
#![allow(dead_code, reason = "a builder serves modules that need more or less of it")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

/// The parts of a workbook, by path.
#[derive(Clone)]
pub struct Book {
    parts: BTreeMap<String, Vec<u8>>,
}

impl Book {
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let path = part.name().expect("a name in UTF-8").into_owned();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("the part unpacks");
            parts.insert(path, bytes);
        }
        Self { parts }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &self.parts {
            writer.start_file(path, zip::write::SimpleFileOptions::default()).expect("a new part");
            writer.write_all(bytes).expect("written");
        }
        writer.finish().expect("a whole archive").into_inner()
    }

    /// The text of a part, changed.
    pub fn part(&mut self, path: &str, change: impl Fn(&str) -> String) {
        let part = self.parts.get_mut(path).unwrap_or_else(|| panic!("no part {path}"));
        let text = std::str::from_utf8(part).expect("UTF-8");
        let changed = change(text);
        assert_ne!(changed, text, "{path} stays as it was");
        *part = changed.into_bytes();
    }

    /// The path of a page, pages counted in their order.
    fn path(&self, page: &str) -> String {
        let workbook = std::str::from_utf8(&self.parts["xl/workbook.xml"]).expect("UTF-8");
        let names = workbook.split("<sheet name=\"").skip(1);
        let at = names.map(|rest| rest.split('"').next().unwrap()).position(|name| name == page);
        format!("xl/worksheets/sheet{}.xml", at.unwrap_or_else(|| panic!("no page {page}")) + 1)
    }

    /// A page under another name.
    pub fn rename(mut self, page: &str, name: &str) -> Self {
        let (from, to) = (format!("<sheet name=\"{page}\""), format!("<sheet name=\"{name}\""));
        self.part("xl/workbook.xml", |xml| xml.replace(&from, &to));
        self
    }

    /// Without a page.
    pub fn without(mut self, page: &str) -> Self {
        self.part("xl/workbook.xml", |xml| {
            let start = xml.find(&format!("<sheet name=\"{page}\"")).expect("the page");
            let end = start + xml[start..].find("/>").expect("its end") + 2;
            format!("{}{}", &xml[..start], &xml[end..])
        });
        self
    }

    /// A cell with other attributes and other contents; it is made where it is not there.
    pub fn cell(mut self, page: &str, cell: &str, attributes: &str, inner: &str) -> Self {
        let path = self.path(page);
        let row: String = cell.chars().filter(char::is_ascii_digit).collect();
        let new = format!("<c r=\"{cell}\" {attributes}>{inner}</c>");
        self.part(&path, |xml| match span(xml, "<c ", "</c>", &format!("<c r=\"{cell}\"")) {
            Some((start, end)) => format!("{}{new}{}", &xml[..start], &xml[end..]),
            None => match span(xml, "<row ", "</row>", &format!("<row r=\"{row}\"")) {
                Some((_, end)) => {
                    let end = end - "</row>".len();
                    format!("{}{new}{}", &xml[..end], &xml[end..])
                }
                None => xml.replace("</sheetData>", &format!("<row r=\"{row}\">{new}</row></sheetData>")),
            },
        });
        self
    }

    /// A cell with a text, written into the cell itself.
    pub fn text(self, page: &str, cell: &str, text: &str) -> Self {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let inner = format!("<is><t xml:space=\"preserve\">{text}</t></is>");
        self.cell(page, cell, "t=\"inlineStr\"", &inner)
    }

    /// A cell with a number.
    pub fn number(self, page: &str, cell: &str, number: &str) -> Self {
        self.cell(page, cell, "", &format!("<v>{number}</v>"))
    }

    /// The texts of a page, row by row, of cells that point to the list of texts.
    pub fn rows(&self, page: &str) -> Vec<Vec<String>> {
        let part = |path: &str| std::str::from_utf8(&self.parts[path]).expect("UTF-8");
        let texts: Vec<&str> = part("xl/sharedStrings.xml")
            .split("<si>")
            .skip(1)
            .map(|text| text.split_once("<t>").map_or("", |(_, text)| text.split("</t>").next().unwrap()))
            .collect();
        let cell = |cell: &str| {
            let value = cell.split_once("<v>")?.1.split("</v>").next()?;
            texts.get(value.parse::<usize>().ok()?).map(|text| (*text).to_owned())
        };
        let rows = part(&self.path(page)).split("<row ").skip(1);
        rows.map(|row| row.split("<c ").skip(1).filter_map(cell).collect()).collect()
    }

    /// A page without one of its rows.
    pub fn without_row(mut self, page: &str, row: u32) -> Self {
        let path = self.path(page);
        self.part(&path, |xml| {
            let (start, end) =
                span(xml, "<row ", "</row>", &format!("<row r=\"{row}\"")).expect("the row is there");
            format!("{}{}", &xml[..start], &xml[end..])
        });
        self
    }
}

/// Start and end of the element that starts so, closed by itself or by an end tag.
fn span(xml: &str, open: &str, close: &str, start: &str) -> Option<(usize, usize)> {
    assert!(start.starts_with(open));
    let from = xml.find(start)?;
    let tag = from + xml[from..].find('>').expect("a tag ends");
    let to = if xml[..tag].ends_with('/') { tag + 1 } else { tag + xml[tag..].find(close)? + close.len() };
    Some((from, to))
}
