//! One sitting: question, answer, saved, next.

use std::path::Path;

use crate::model::assessment::{Answer, AnswerValue, Assessment};
use crate::model::instrument::Instrument;
use crate::store;
use crate::store::answer::{AnswerEdit, Change};

use super::super::console::Console;
use super::page::{self, Screen};
use super::prompt::{self, Said};
use super::walk::{self, Asked, Key, Walk};

/// How a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// Whether anything was written.
    pub saved: bool,
    /// Whether the last answer could not be written.
    pub failed: bool,
    /// Left by Esc or Ctrl-C.
    pub interrupted: bool,
    pub open: usize,
}

pub(super) struct Session<'a> {
    file: &'a Path,
    instruments: &'a [Instrument],
    questions: Vec<Asked<'a>>,
    assessment: Assessment,
    walk: Walk,
    saved: bool,
    failed: bool,
}

/// What follows from one answer.
enum Turn {
    On,
    /// It could not be saved: the same question, with what was said still in sight.
    Stay,
    Leave {
        interrupted: bool,
    },
}

impl<'a> Session<'a> {
    pub(super) fn new(
        file: &'a Path,
        instruments: &'a [Instrument],
        assessment: Assessment,
        quick: bool,
    ) -> Self {
        let questions = walk::questions(instruments, &assessment, quick);
        let open = questions.iter().map(|asked| is_open(&assessment, asked)).collect();
        Self { file, instruments, questions, assessment, walk: Walk::over(open), saved: false, failed: false }
    }

    /// Asks until the end, or until it is left.
    pub(super) fn run(mut self, console: &mut Console) -> anyhow::Result<End> {
        self.greet(console);
        loop {
            let turn = match self.walk.at() {
                Some(at) => self.ask(at, console)?,
                None => self.at_the_end(console)?,
            };
            if let Turn::Leave { interrupted } = turn {
                let open = self.walk.all() - self.walk.answered();
                return Ok(End { saved: self.saved, failed: self.failed, interrupted, open });
            }
        }
    }

    fn greet(&self, console: &mut Console) {
        let bare = |instrument: &Instrument| {
            instrument.items().all(|(_, item)| item.why.is_empty() && item.kind.anchors().is_empty())
        };
        if self.instruments.iter().any(bare) {
            console.note(
                "Some questions show their number only: the texts belong to the official workbook.\nRead them out of one with `socmark import WORKBOOK.xlsx --instrument-out DIR`,\nthen call again with `--instruments DIR`.",
            );
        }
        let (answered, all) = (self.walk.answered(), self.walk.all());
        console.note(&match (answered, all) {
            (_, 0) => "There is no question to ask: nothing in scope is scored.".to_owned(),
            (0, _) => format!("{all} questions. Each answer is saved at once."),
            _ => format!("{answered} of {all} questions are answered. Each answer is saved at once."),
        });
    }

    fn ask(&mut self, at: usize, console: &mut Console) -> anyhow::Result<Turn> {
        let asked = self.questions[at];
        let (columns, rows) = console.screen();
        let screen = Screen { columns, rows };
        let answer = self.assessment.answers.get(&asked.item.id);
        let answered = !is_open(&self.assessment, &asked);
        let parts = page::parts(&asked, at + 1, self.walk.all(), answer, screen);
        let mut shown = 0;
        console.note(&parts[shown]);
        loop {
            let more = shown + 1 < parts.len();
            let help = page::keys(&asked, more, answered, screen);
            let Said::Line(line) = prompt::line("Answer:", &help, "", |_| Ok(()))? else {
                return Ok(Turn::Leave { interrupted: true });
            };
            match walk::key(&line) {
                Ok(Key::Pass) if more => shown += 1,
                Ok(Key::Again) => shown = 0,
                Ok(key) => match self.act(&asked, key, console)? {
                    Turn::Stay => continue,
                    turn => return Ok(turn),
                },
                // the line begins anew, so that nobody has to rub out what was wrong
                Err(why) => {
                    console.note(&why);
                    continue;
                }
            }
            console.note(&parts[shown]);
        }
    }

    fn act(&mut self, asked: &Asked<'a>, key: Key, console: &mut Console) -> anyhow::Result<Turn> {
        let id = &asked.item.id;
        match key {
            Key::Pass | Key::Again => self.walk.pass(),
            Key::Back => self.walk.back(),
            Key::Quit => return Ok(Turn::Leave { interrupted: false }),
            Key::Level(level) => {
                let value = Change::Set(AnswerValue::Level(level));
                if !self.save(AnswerEdit { value, ..AnswerEdit::of(id) }, console) {
                    return Ok(Turn::Stay);
                }
                self.walk.next_open();
            }
            Key::Clear => {
                if !self.save(AnswerEdit { value: Change::Clear, ..AnswerEdit::of(id) }, console) {
                    return Ok(Turn::Stay);
                }
            }
            Key::NotNeeded => {
                let value = walk::not_needed(asked.item);
                let needs_reason = value == AnswerValue::NotApplicable;
                let question = format!("Why is it {}?", walk::not_needed_words(asked.item));
                let edit = AnswerEdit { value: Change::Set(value), ..AnswerEdit::of(id) };
                return self.with_note(asked, &question, needs_reason, edit, console);
            }
            Key::Note => {
                let edit = AnswerEdit::of(id);
                return self.with_note(asked, "Note:", false, edit, console);
            }
        }
        Ok(Turn::On)
    }

    /// Asks for a note and saves it with the rest of the edit; Esc goes back to the question with nothing changed.
    fn with_note(
        &mut self,
        asked: &Asked<'a>,
        message: &str,
        needed: bool,
        mut edit: AnswerEdit,
        console: &mut Console,
    ) -> anyhow::Result<Turn> {
        let note = self.assessment.answers.get(&asked.item.id).and_then(|answer| answer.note.clone());
        let answers = edit.value != Change::Keep;
        if note.as_ref().is_some_and(|note| note.contains(['\n', '\r'])) {
            // one line of a terminal cannot hold it
            if !answers {
                console.note("This note has several lines; edit it in the file.");
                return Ok(Turn::Stay);
            }
        } else {
            let check = move |typed: &str| match typed.trim() {
                "" if needed => Err("a few words, so that nobody has to guess later".to_owned()),
                _ => Ok(()),
            };
            let help = "Enter saves, Esc goes back";
            match prompt::line(message, help, note.as_deref().unwrap_or_default(), check)? {
                Said::Line(line) if line.trim().is_empty() => edit.note = Change::Clear,
                Said::Line(line) => edit.note = Change::Set(line.trim().to_owned()),
                Said::Cancelled => return Ok(Turn::Stay),
                Said::Interrupted => return Ok(Turn::Leave { interrupted: true }),
            }
        }
        if !self.save(edit, console) {
            return Ok(Turn::Stay);
        }
        if answers {
            self.walk.next_open();
        }
        Ok(Turn::On)
    }

    fn at_the_end(&mut self, console: &mut Console) -> anyhow::Result<Turn> {
        if self.walk.all() == 0 {
            return Ok(Turn::Leave { interrupted: false });
        }
        let open = self.walk.all() - self.walk.answered();
        console.note(&match open {
            0 => "\nThis was the last question; every one is answered.".to_owned(),
            1 => "\nThis was the last question; 1 is still open.".to_owned(),
            open => format!("\nThis was the last question; {open} are still open."),
        });
        let Said::Line(line) = prompt::line("Done?", "Enter shows the scores, b goes back", "", |_| Ok(()))?
        else {
            return Ok(Turn::Leave { interrupted: true });
        };
        match walk::key(&line) {
            Ok(Key::Pass | Key::Quit) => return Ok(Turn::Leave { interrupted: false }),
            Ok(Key::Back) => self.walk.back(),
            _ => console.note("No answer here: press Enter, or b."),
        }
        Ok(Turn::On)
    }

    /// Writes one edit into the file as it stands now, and goes on with what the file says then.
    fn save(&mut self, edit: AnswerEdit, console: &mut Console) -> bool {
        let instruments = self.instruments;
        let saved = store::save::edit_file(self.file, |text| store::answer::edit(text, &edit, instruments));
        self.failed = saved.is_err();
        match saved {
            Ok(assessment) => {
                self.assessment = assessment;
                self.saved = true;
                for (at, asked) in self.questions.iter().enumerate() {
                    self.walk.set_open(at, is_open(&self.assessment, asked));
                }
                true
            }
            Err(error) => {
                console.note(&format!("error: not saved: {error:#}"));
                false
            }
        }
    }
}

fn is_open(assessment: &Assessment, asked: &Asked<'_>) -> bool {
    let value = |answer: &Answer| answer.value.clone();
    assessment.answers.get(&asked.item.id).and_then(value).is_none()
}
