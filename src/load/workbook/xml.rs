//! The small part of XML that a workbook's plumbing needs: elements in order, and their attributes.

use quick_xml::Reader;
use quick_xml::events::Event;

/// What a part's XML holds, in order.
pub(super) enum Piece<'e> {
    /// A start tag: local name, raw attributes, whether it closes itself.
    Start { name: &'e str, attributes: &'e str, closed: bool },
    /// An end tag's local name.
    End(&'e str),
    /// Text, still escaped.
    Text(&'e str),
}

/// Calls `see` for every piece until it returns an error or the text ends; an `Err` says what is wrong.
pub(super) fn pieces(xml: &[u8], mut see: impl FnMut(Piece<'_>) -> Result<(), String>) -> Result<(), String> {
    placed_pieces(xml, |piece, _| see(piece))
}

/// The same with the byte behind each piece.
pub(super) fn placed_pieces(
    xml: &[u8],
    mut see: impl FnMut(Piece<'_>, u64) -> Result<(), String>,
) -> Result<(), String> {
    let mut reader = Reader::from_reader(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    loop {
        let event = reader.read_event();
        let at = reader.buffer_position();
        match event {
            Ok(Event::Start(tag)) => see(
                Piece::Start {
                    name: tag.local_name().as_ref(),
                    attributes: tag.attributes_raw(),
                    closed: false,
                },
                at,
            )?,
            Ok(Event::Empty(tag)) => see(
                Piece::Start {
                    name: tag.local_name().as_ref(),
                    attributes: tag.attributes_raw(),
                    closed: true,
                },
                at,
            )?,
            Ok(Event::End(tag)) => see(Piece::End(tag.local_name().as_ref()), at)?,
            Ok(Event::Text(text)) => see(Piece::Text(text.as_ref()), at)?,
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// The attributes of a start tag, still escaped, by local name; reading ends at the first malformed one.
pub(super) fn attributes(raw: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_ascii_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after[1..].split_once(quote).unwrap_or((&after[1..], ""));
        rest = after;
        let key = key.trim_ascii();
        Some((key.rsplit_once(':').map_or(key, |(_, local)| local), value))
    })
}

/// The value of one attribute, unescaped.
pub(super) fn attribute(raw: &str, name: &str) -> Option<String> {
    attributes(raw).find(|(key, _)| *key == name).map(|(_, value)| unescape(value))
}

/// Text without its escapes; as it stands where they make no sense.
pub(super) fn unescape(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}
