//! What is written is read back the same, whatever it holds.

use std::collections::BTreeMap;

use super::*;
use crate::load::library::{self, Depth};
use crate::model::adoption::{
    AiCapability, AiFacts, AiType, Autonomy, Intent, Measured, Measurement, OutcomeMetric, PerceivedValue,
    SelfDescribed, Sourcing, Stage, Status,
};
use crate::model::assessment::{
    Answer, AnswerValue, Attestation, Confidence, Details, EvidenceRef, EvidenceSource, Importance,
    SocProfile, Targets,
};
use crate::model::date::Date;
use crate::model::instrument::ItemKind;
use crate::render::sheet::Input;

/// Numbers that look random and are the same on every machine (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn one<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }

    fn chance(&mut self, in_hundred: usize) -> bool {
        self.below(100) < in_hundred
    }

    fn some<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(50).then(|| value(self))
    }

    /// Texts that a spreadsheet, its XML or our notation could bend.
    fn text(&mut self) -> String {
        const PIECES: [&str; 40] = [
            "=1+1",
            "+49 30",
            "-5",
            "@SUM(A1)",
            "=HYPERLINK(\"http://x\")",
            "'quoted",
            "json:\"x\"",
            "json:",
            "a\nb",
            "a\r\nb",
            "\r",
            "\n",
            "\tx",
            " lead",
            "trail ",
            "   ",
            "_x000D_",
            "_x0041_",
            "<b>&amp;</b>",
            "]]>",
            "ünïcödé ∑ 漢字 🛡️",
            "\u{200d}\u{feff}",
            "\u{1}\u{1f}",
            "\u{fffe}",
            "3",
            "TRUE",
            "1e9",
            "2026-10-30",
            "10-50",
            "#REF!",
            "yes",
            "not applicable",
            " # ",
            " | attested by x on 2026-01-01",
            "; ",
            "\"",
            "\\n",
            "path:\"x\"",
            "https://example.org/a?b=c#d",
            "{{ x }}",
        ];
        let count = 1 + self.below(3);
        (0..count).map(|_| *self.one(&PIECES)).collect()
    }

    fn date(&mut self) -> Date {
        let year = 1850 + self.below(300) as i16;
        Date::new(year, 1 + self.below(12) as i8, 1 + self.below(28) as i8).expect("a day")
    }

    fn texts(&mut self) -> Vec<String> {
        (0..self.below(4)).map(|_| self.text()).collect()
    }

    fn evidence(&mut self) -> EvidenceRef {
        let text = self.text();
        EvidenceRef {
            source: if self.chance(50) { EvidenceSource::Path(text) } else { EvidenceSource::Url(text) },
            heading: self.some(Self::text),
            attested: self.some(|dice| Attestation { by: dice.text(), on: dice.date() }),
        }
    }

    fn assessment(&mut self, all: &[Instrument]) -> (Assessment, Vec<Instrument>) {
        let mut instruments: Vec<Instrument> = all.iter().filter(|_| self.chance(70)).cloned().collect();
        if instruments.is_empty() {
            instruments.push(all[0].clone());
        }
        let mut assessment = Assessment {
            instruments: instruments
                .iter()
                .map(|one| InstrumentRef { id: one.id.clone(), version: one.version.clone() })
                .collect(),
            soc: SocProfile {
                id: self.some(Self::text),
                name: self.some(Self::text),
                sector: self.some(Self::text),
                region: self.some(Self::text),
                model: self.some(Self::text),
                size_fte: self.some(Self::text),
                organisation_fte: self.some(Self::text),
                years: self.some(|dice| dice.below(800) as f64 / 4.0),
            },
            details: Details {
                date: self.some(Self::date),
                kind: self.some(Self::text),
                style: self.some(Self::text),
                assessors: self.texts(),
                purpose: self.some(Self::text),
            },
            targets: Targets::default(),
            ..Assessment::default()
        };
        let open = 10 + self.below(80);
        for instrument in &instruments {
            for domain in &instrument.domains {
                if self.chance(15) {
                    assessment.exclude.push(domain.id.clone());
                }
                if self.chance(15) {
                    assessment.notes.insert(domain.id.clone(), self.text());
                }
                for aspect in &domain.aspects {
                    if self.chance(15) {
                        assessment.exclude.push(aspect.id.clone());
                    }
                    if self.chance(30) {
                        assessment.notes.insert(aspect.id.clone(), self.text());
                    }
                    for item in aspect.items.iter() {
                        if self.chance(3) {
                            assessment.notes.insert(item.id.clone(), self.text());
                        }
                        let answer =
                            if self.chance(open) { self.answer(&item.kind) } else { Answer::default() };
                        if answer != Answer::default() {
                            assessment.answers.insert(item.id.clone(), answer);
                        }
                    }
                }
            }
        }
        // targets have a row where the domain has such questions, or where one is given
        if self.chance(50) {
            assessment.targets.overall = Some(self.below(501) as i64);
        }
        for domain in instruments.iter().flat_map(|one| &one.domains) {
            if self.chance(30) {
                assessment.targets.domains.insert(domain.id.clone(), self.below(501) as i64);
            }
            if self.chance(30) {
                assessment.targets.capability.insert(domain.id.clone(), self.below(301) as i64);
            }
        }
        assessment.ai = Some(self.ai()).filter(|ai| *ai != AiFacts::default());
        (assessment, instruments)
    }

    fn answer(&mut self, kind: &ItemKind) -> Answer {
        let value = match kind {
            ItemKind::Maturity { .. } | ItemKind::Capability { .. } if self.chance(70) => {
                Some(AnswerValue::Level(1 + self.below(5) as u8))
            }
            ItemKind::Maturity { .. } if self.chance(50) => Some(AnswerValue::NotApplicable),
            ItemKind::Capability { .. } if self.chance(50) => Some(AnswerValue::NotRequired),
            ItemKind::Elements { elements, .. } if self.chance(80) => {
                let there = elements.iter().filter(|_| self.chance(40));
                Some(AnswerValue::Present(there.map(|one| one.id.clone()).collect()))
            }
            _ => None,
        };
        let evidence = if self.chance(20) { 1 + self.below(3) } else { 0 };
        Answer {
            value,
            importance: if self.chance(20) { Some(*self.one(&Importance::ALL)) } else { None },
            confidence: if self.chance(20) { Some(*self.one(&Confidence::ALL)) } else { None },
            note: if self.chance(30) { Some(self.text()) } else { None },
            evidence: (0..evidence).map(|_| self.evidence()).collect(),
        }
    }

    fn measured(&mut self) -> Vec<Measured> {
        let outcomes: Vec<OutcomeMetric> =
            OutcomeMetric::ALL.iter().copied().filter(|_| self.chance(30)).collect();
        let mut measured = Vec::new();
        for metric in outcomes {
            let one = |dice: &mut Self| Measurement {
                value: dice.below(metric.most() as usize * 3 + 1) as f64 / 3.0,
                on: dice.some(Self::date),
            };
            let said = Measured {
                metric,
                before: self.some(one),
                after: self.some(one),
                source: self.some(Self::text),
            };
            if said.before.is_some() || said.after.is_some() || said.source.is_some() {
                measured.push(said);
            }
        }
        measured
    }

    fn ai(&mut self) -> AiFacts {
        let count = self.below(5);
        let capabilities: Vec<AiCapability> = (0..count)
            .map(|number| AiCapability {
                name: format!("{number} {}", self.text()).trim().to_owned(),
                vendor: self.some(Self::text),
                kind: *self.one(AiType::ALL),
                intent: self
                    .some(|dice| Intent {
                        task: dice.some(Self::text),
                        outcome: dice.some(Self::text),
                        stop: dice.some(Self::text),
                    })
                    .filter(|intent| *intent != Intent::default()),
                sourcing: *self.one(Sourcing::ALL),
                status: *self.one(Status::ALL),
                stages: Stage::ALL.iter().copied().filter(|_| self.chance(40)).collect(),
                autonomy: self.some(|dice| *dice.one(Autonomy::ALL)),
                grounded_in: self.texts(),
                trace: self.some(|dice| dice.chance(50)),
                data_leaving: self.some(Self::text),
                value: self.some(|dice| *dice.one(&PerceivedValue::ALL)),
            })
            .collect();
        AiFacts {
            self_described: self.some(|dice| *dice.one(&SelfDescribed::ALL)),
            value: self.some(|dice| *dice.one(&PerceivedValue::ALL)),
            challenges: self.texts(),
            interfaces: self.some(|dice| dice.below(1001) as u32),
            inventory_given: count > 0 || self.chance(30),
            capabilities,
            measured: self.measured(),
        }
    }
}

fn builtin() -> Vec<Instrument> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let ids = library::builtin_ids().into_iter().filter(|id| *id != crate::load::official::ID);
    let read = |id: String| library::builtin(&id, Depth::Full, &mut sources, &mut out).expect("built in");
    ids.map(read).collect()
}

fn written(assessment: &Assessment, instruments: &[Instrument]) -> Vec<u8> {
    let cards: Vec<_> = instruments.iter().map(|one| crate::score::score(one, assessment)).collect();
    let segments = crate::load::benchmark::segments();
    let input = Input { assessment, instruments, cards: &cards, segments: &segments, part: &[] };
    crate::render::sheet::render(&input).expect("it can be written")
}

fn read_back(bytes: &[u8], instruments: &[Instrument]) -> (Option<Assessment>, Diagnostics, Sources) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let read = Sheet::open("s.xlsx", bytes, &mut sources, &mut out)
        .and_then(|sheet| sheet.read(instruments, &mut sources, &mut out));
    (read, out, sources)
}

#[test]
fn whatever_an_assessment_holds_comes_back_from_its_sheet() {
    let all = builtin();
    let mut dice = Dice(0x5eed_50c0_3a7c_0001);
    for number in 0..6 {
        let (assessment, instruments) = dice.assessment(&all);
        let bytes = written(&assessment, &instruments);
        assert!(is_one("s.xlsx", &bytes));
        let (read, out, _) = read_back(&bytes, &instruments);
        assert!(out.is_empty(), "{number}: {:?}", out.iter().next());
        let read = read.expect("it was read");
        // field by field, so that a difference can be seen
        assert_eq!(read.soc, assessment.soc, "{number}");
        assert_eq!(read.details, assessment.details, "{number}");
        assert_eq!(read.targets, assessment.targets, "{number}");
        assert_eq!(read.exclude, assessment.exclude, "{number}");
        assert_eq!(read.notes, assessment.notes, "{number}");
        for (id, answer) in &assessment.answers {
            assert_eq!(read.answers.get(id), Some(answer), "{number} {id}");
        }
        assert_eq!(read.ai, assessment.ai, "{number}");
        assert_eq!(read, assessment, "{number}");
    }
}

#[test]
fn every_value_has_its_cell() {
    let all = builtin();
    let (assessment, instruments) = Dice(7).assessment(&all);
    let (_, _, sources) = read_back(&written(&assessment, &instruments), &instruments);
    let mut paths: Vec<String> = assessment.answers.keys().map(|id| format!("answers/{id}/note")).collect();
    paths.extend(assessment.notes.keys().map(|id| format!("notes/{id}")));
    paths.extend((0..assessment.exclude.len()).map(|number| format!("scope/exclude/{number}")));
    paths.extend(assessment.targets.capability.keys().map(|id| format!("targets/capability/{id}")));
    paths.extend(["soc/sector", "assessment/type", "instruments/0"].map(str::to_owned));
    let cells: BTreeMap<&str, _> = paths
        .iter()
        .map(|path| {
            let place = Place::value("s.xlsx", path);
            let (sheet, cell) = sources.cell(&place).unwrap_or_else(|| panic!("{path} has no cell"));
            (path.as_str(), (sheet.to_owned(), cell.to_owned()))
        })
        .collect();
    let different: std::collections::BTreeSet<_> = cells.values().collect();
    assert_eq!(different.len(), cells.len(), "no two stand in one cell");
}

/// The workbook with some bytes of its sheets and texts changed.
fn bent(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    const SNIPPETS: [&str; 14] = [
        "<v>99</v>",
        "t=\"e\"",
        "t=\"b\"",
        "t=\"s\"",
        "t=\"d\"",
        "<f>A1</f>",
        "r=\"A1\"",
        "r=\"XFD1048576\"",
        "</row>",
        "<c/>",
        "&#0;",
        "-1",
        "1e308",
        "NaN",
    ];
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let path = part.name().expect("a name").into_owned();
        let mut xml = Vec::new();
        part.read_to_end(&mut xml).expect("it unpacks");
        if path.contains("sheet") || path.contains("sharedStrings") {
            let digits: Vec<usize> = (0..xml.len()).filter(|at| xml[*at].is_ascii_digit()).collect();
            if dice.chance(40) && !digits.is_empty() {
                xml[*dice.one(&digits)] = b'0' + dice.below(10) as u8;
            }
            if dice.chance(8) {
                let from = dice.below(xml.len());
                let to = (from + dice.below(12)).min(xml.len());
                xml.splice(from..to, dice.one(&SNIPPETS).bytes());
            }
        }
        writer.start_file(path, stored).expect("a new part");
        writer.write_all(&xml).expect("written");
    }
    writer.finish().expect("a whole archive").into_inner()
}

#[test]
fn a_bent_sheet_is_read_or_refused_and_never_breaks_the_program() {
    let all = builtin();
    let tool: Vec<Instrument> = all.into_iter().filter(|one| one.id == "ai-tool").collect();
    let mut dice = Dice(0xbe47);
    let (assessment, instruments) = dice.assessment(&tool);
    let bytes = written(&assessment, &instruments);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..120 {
        let (found, out, _) = read_back(&bent(&bytes, &mut dice), &instruments);
        assert!(found.is_some() || out.has_errors(), "what cannot be read says why");
        if found.is_some() { read += 1 } else { refused += 1 }
    }
    assert!(read > 10 && refused > 10, "both happen: {read} read, {refused} refused");
}
