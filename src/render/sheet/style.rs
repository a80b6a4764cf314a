//! How cells look: one place for fonts and colours.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// A font that every spreadsheet program has, or has a twin of with the same widths.
const FONT: &str = "Arial";
const INK: &str = "#1F2933";
const GREY: &str = "#7B8794";
const LINE: &str = "#CBD2D9";
const BAND: &str = "#E4ECF4";
const DARK: &str = "#243B53";
const INPUT: &str = "#FFFFFF";
const PAPER: &str = "#F5F7FA";

/// Fill of the chosen anchor, by level: from red over yellow to green, light enough to print black on.
pub(super) const LEVELS: [&str; 5] = ["#F9D6D5", "#FCE3C8", "#FFF3BF", "#DCEFD2", "#BFE3C6"];
/// Fill of the id of a question that is answered.
pub(super) const ANSWERED: &str = "#E8F5E4";

/// What goes with the font of cells without a look of their own, whose digits are 7 pixels wide.
pub(super) const ROW_PIXELS: u32 = 17;
pub(super) const COLUMN_PIXELS: u32 = 64;

pub(super) struct Style {
    /// Of cells without a look of their own; the widths of columns are counted in its digits.
    pub everywhere: Format,
    pub title: Format,
    /// A line of explanation without a border.
    pub help: Format,
    pub heading: Format,
    /// Machine keys and ids.
    pub id: Format,
    /// The same on one line, in smaller letters where it is longer than its column.
    pub key: Format,
    pub band_id: Format,
    pub band: Format,
    pub band_scope: Format,
    pub band_note: Format,
    pub maturity: Format,
    pub capability: Format,
    pub maturity_left: Format,
    pub text: Format,
    pub anchor: Format,
    pub level: Format,
    pub level_locked: Format,
    pub input: Format,
    pub input_centre: Format,
    pub number: Format,
    pub date: Format,
    pub score: Format,
    pub score_bold: Format,
    pub percent: Format,
    pub count: Format,
    pub strong: Format,
    pub link: Format,
    /// Parts of rich text.
    pub plain_part: Format,
    pub strong_part: Format,
    pub why_part: Format,
    pub chosen: Vec<Format>,
    pub answered: Format,
    pub out_of_scope: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let font = || Format::new().set_font_name(FONT).set_font_size(9).set_font_color(INK);
        let boxed = || {
            font()
                .set_border(FormatBorder::Thin)
                .set_border_color(LINE)
                .set_align(FormatAlign::Top)
                .set_text_wrap()
        };
        let input = || boxed().set_background_color(INPUT).set_unlocked();
        let band = || boxed().set_background_color(BAND);
        let score = || boxed().set_align(FormatAlign::Right).set_num_format("0.00");
        let id = || font().set_font_size(7).set_font_color(GREY).set_align(FormatAlign::Top).set_text_wrap();
        Self {
            everywhere: Format::new().set_font_name(FONT).set_font_size(10),
            title: font()
                .set_font_size(16)
                .set_bold()
                .set_font_color(DARK)
                .set_align(FormatAlign::VerticalCenter),
            help: font().set_font_color(GREY).set_align(FormatAlign::Top).set_text_wrap(),
            heading: boxed()
                .set_bold()
                .set_font_color("#FFFFFF")
                .set_background_color(DARK)
                .set_align(FormatAlign::VerticalCenter),
            id: id(),
            key: id().unset_text_wrap().set_shrink(),
            band_id: id().set_background_color(BAND),
            band: band().set_bold(),
            band_scope: input().set_align(FormatAlign::Center),
            band_note: input().set_num_format("@"),
            maturity: band()
                .set_bold()
                .set_align(FormatAlign::Left)
                .set_num_format("\"Maturity \"0.00;;\"Maturity \"0.00;\"Maturity \"@"),
            capability: band()
                .set_bold()
                .set_align(FormatAlign::Left)
                .set_num_format("\"Capability \"0.00;;\"Capability \"0.00;\"Capability \"@"),
            maturity_left: boxed()
                .set_background_color(PAPER)
                .set_align(FormatAlign::Left)
                .set_num_format("0.00"),
            text: boxed().set_background_color(PAPER),
            anchor: boxed().set_background_color(PAPER),
            level: input().set_bold().set_font_size(11).set_align(FormatAlign::Center),
            level_locked: boxed()
                .set_font_color(GREY)
                .set_background_color(PAPER)
                .set_align(FormatAlign::Center),
            input: input().set_num_format("@"),
            input_centre: input().set_align(FormatAlign::Center),
            number: input().set_align(FormatAlign::Left),
            date: input().set_align(FormatAlign::Left).set_num_format("yyyy-mm-dd"),
            score: score(),
            score_bold: score().set_bold().set_background_color(BAND),
            percent: boxed().set_align(FormatAlign::Right).set_num_format("0%"),
            count: boxed().set_align(FormatAlign::Right),
            strong: boxed().set_bold().set_background_color(BAND),
            link: boxed().set_font_color("#1D4ED8").set_underline(rust_xlsxwriter::FormatUnderline::Single),
            plain_part: font(),
            strong_part: font().set_bold(),
            why_part: font().set_italic().set_font_color(GREY),
            chosen: LEVELS.iter().map(|fill| Format::new().set_background_color(*fill).set_bold()).collect(),
            answered: Format::new().set_background_color(ANSWERED),
            out_of_scope: Format::new().set_font_color("#9AA5B1").set_background_color("#E4E7EB"),
        }
    }
}
