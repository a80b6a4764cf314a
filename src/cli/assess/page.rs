//! A question as lines that fit the terminal, in as many parts as its height needs.

use crate::model::assessment::Answer;
use crate::render::wrap;

use super::walk::{self, Asked};

/// Columns and rows of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Screen {
    pub columns: usize,
    pub rows: usize,
}

/// Widest lines that are read with ease.
const WIDEST: usize = 100;
/// Rows that the prompt takes: itself, what the keys mean, and a word about what was typed.
const PROMPT: usize = 4;

impl Screen {
    fn width(self) -> usize {
        // the last column makes some terminals break the line
        self.columns.saturating_sub(1).clamp(20, WIDEST)
    }

    fn height(self) -> usize {
        self.rows.saturating_sub(PROMPT).max(5)
    }
}

/// The question with its reason, its levels and the present answer. Each part fits the screen above the prompt.
pub(super) fn parts(
    asked: &Asked<'_>,
    number: usize,
    all: usize,
    answer: Option<&Answer>,
    screen: Screen,
) -> Vec<String> {
    let width = screen.width();
    let wrapped = |text: &str, first: &str, rest: &str| wrap::hanging(text, first, rest, width);
    let where_it_is = format!("== {number} of {all} == {} / {}", asked.domain, asked.aspect);
    let head = [
        [vec![String::new()], wrapped(&where_it_is, "", "")].concat(),
        wrapped(&asked.item.question, "", ""),
        wrapped(&asked.item.why, "Why: ", "     "),
    ];
    let mut blocks = Vec::new();
    for (level, anchor) in asked.item.kind.anchors().iter().enumerate() {
        blocks.push(wrapped(anchor, &format!("  {}  ", level + 1), "     "));
    }
    blocks.push(present(answer, width));
    // with air between its parts where there is room
    let roomy: Vec<Vec<String>> = head
        .iter()
        .chain(&blocks)
        .filter(|block| !block.is_empty())
        .map(|block| [block.as_slice(), &[String::new()]].concat())
        .collect();
    if roomy.iter().map(Vec::len).sum::<usize>() <= screen.height() {
        return packed(roomy, screen.height());
    }
    packed([vec![head.concat()], blocks].concat(), screen.height())
}

/// The answer that stands, and its note.
fn present(answer: Option<&Answer>, width: usize) -> Vec<String> {
    let words = answer.and_then(walk::in_words);
    let mut lines = vec![match words {
        Some(words) => format!("Answer so far: {words}"),
        None => "Not answered yet.".to_owned(),
    }];
    if let Some(note) = answer.and_then(|answer| answer.note.as_deref()) {
        lines.extend(wrap::hanging(note, "Note: ", "      ", width));
    }
    lines
}

/// Blocks on as few screens as hold them; a block is broken only where it is higher than a screen.
fn packed(blocks: Vec<Vec<String>>, height: usize) -> Vec<String> {
    let mut parts: Vec<Vec<String>> = vec![Vec::new()];
    for block in blocks {
        let last = parts.last().map_or(0, Vec::len);
        if last > 0 && last + block.len() > height {
            parts.push(Vec::new());
        }
        for line in block {
            if parts.last().is_some_and(|part| part.len() >= height) {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push(line);
            }
        }
    }
    parts.into_iter().map(|lines| lines.join("\n")).collect()
}

/// What the keys mean, on one line of the terminal.
pub(super) fn keys(asked: &Asked<'_>, more: bool, answered: bool, screen: Screen) -> String {
    let enter = match (more, answered) {
        (true, _) => "Enter read on",
        (false, true) => "Enter keep",
        (false, false) => "Enter skip",
    };
    let not_needed = walk::not_needed_words(asked.item);
    let long = format!("1-5, n {not_needed}, t note, c clear, {enter}, b back, q quit");
    let short = format!("1-5, n/a, t note, {enter}, b back, q quit");
    // brackets and a blank stand around it
    if long.len() + 4 <= screen.width() { long } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::assessment::AnswerValue;
    use crate::pipeline;

    const SCREENS: [Screen; 3] = [
        Screen { columns: 80, rows: 24 },
        Screen { columns: 120, rows: 40 },
        Screen { columns: 60, rows: 20 },
    ];

    #[test]
    fn every_built_in_question_fits_the_screen_with_nothing_cut_off() {
        let (instruments, ..) = pipeline::questionnaires(&pipeline::Settings::default());
        let answer = Answer {
            value: Some(AnswerValue::Level(3)),
            note: Some("a note of some length ".repeat(9)),
            ..Answer::default()
        };
        let asked = walk::questions(&instruments, &Default::default(), false);
        assert!(asked.len() > 300, "{}", asked.len());
        for screen in SCREENS {
            for one in &asked {
                let parts = parts(one, 300, 338, Some(&answer), screen);
                for part in &parts {
                    assert!(part.lines().count() <= screen.rows - PROMPT, "{screen:?}\n{part}");
                    assert!(part.lines().all(|line| line.chars().count() < screen.columns), "{part}");
                }
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let whole = words(&parts.join("\n"));
                let texts = [&one.item.question, &one.item.why].into_iter().chain(one.item.kind.anchors());
                for text in texts {
                    assert!(whole.contains(&words(text)), "{}: {text}", one.item.id);
                }
                assert!(keys(one, true, true, screen).len() + 4 < screen.columns);
            }
        }
    }

    #[test]
    fn an_ordinary_terminal_shows_most_questions_at_once() {
        let (instruments, ..) = pipeline::questionnaires(&pipeline::Settings::default());
        let asked = walk::questions(&instruments, &Default::default(), false);
        let whole = |screen| asked.iter().filter(|one| parts(one, 1, 338, None, screen).len() == 1).count();
        assert!(whole(SCREENS[0]) * 10 >= asked.len() * 9, "{} of {}", whole(SCREENS[0]), asked.len());
        assert_eq!(whole(SCREENS[1]), asked.len());
    }

    #[test]
    fn a_level_is_never_torn_where_a_screen_holds_it() {
        let block = |lines: usize| (0..lines).map(|line| line.to_string()).collect::<Vec<_>>();
        // 5 + 3 fill eight rows; 4 begin the next; 9 are higher than any screen
        let parts = packed(vec![block(5), block(3), block(4), block(9)], 8);
        let heights: Vec<usize> = parts.iter().map(|part| part.lines().count()).collect();
        assert_eq!(heights, [8, 4, 8, 1]);
    }
}
