//! LibreOffice without a window, in a profile of its own, told to compute every file anew.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Opens every sheet and saves it into the folder `to`, below `folder`.
pub fn save_all(folder: &Path, names: &[String], to: &str) {
    let profile = folder.join("profile");
    std::fs::create_dir_all(profile.join("user")).expect("a folder");
    std::fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS).expect("a file");
    let run = Command::new("soffice")
        .current_dir(folder)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", to])
        .args(names)
        .output()
        .expect("`soffice` starts: install libreoffice-calc");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for name in names {
        assert!(folder.join(to).join(name).is_file(), "LibreOffice did not save {name}");
    }
}

/// The same workbook with a wrong figure as the stored result of every formula: only who computes sees the right ones.
pub fn with_wrong_results(workbook: &[u8]) -> (Vec<u8>, usize) {
    let mut read = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut write = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut wrong = 0;
    for number in 0..read.len() {
        let mut part = read.by_index(number).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it unpacks");
        let name = part.name().expect("a name").into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(bytes).expect("XML is text");
            let mut parts = text.split("</f><v>");
            let mut changed = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let rest = &part[part.find("</v>").expect("a result ends")..];
                changed.push_str("</f><v>77");
                changed.push_str(rest);
                wrong += 1;
            }
            bytes = changed.into_bytes();
        }
        write.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        write.write_all(&bytes).expect("a part");
    }
    (write.finish().expect("a workbook").into_inner(), wrong)
}
