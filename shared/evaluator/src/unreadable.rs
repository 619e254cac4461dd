//! Content that holds no words for the bot to read.

use baton_domain::{Content, MessageKind};

/// What the bot cannot read in this content; none where there are words.
pub(crate) fn what(content: &Content) -> Option<&'static str> {
    let has_words = content
        .text
        .as_ref()
        .is_some_and(|text| !text.trim().is_empty());
    match content.kind {
        MessageKind::Text | MessageKind::Interactive | MessageKind::Button => {
            (!has_words).then_some("an empty message")
        }
        MessageKind::Image => (!has_words).then_some("a picture"),
        MessageKind::Video => (!has_words).then_some("a video"),
        MessageKind::Document => (!has_words).then_some("a document"),
        MessageKind::Audio => Some("an audio file"),
        MessageKind::Voice => Some("a voice message"),
        MessageKind::Sticker => Some("a sticker"),
        MessageKind::Location => Some("a location"),
        MessageKind::Contacts => Some("contact cards"),
        MessageKind::Order => Some("an order"),
        MessageKind::Reaction
        | MessageKind::System
        | MessageKind::Template
        | MessageKind::Note
        | MessageKind::Unsupported => Some("a message of a kind that is not supported"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_is_words_and_a_voice_message_never_is() {
        let of = |kind, text: Option<&str>| {
            what(&Content {
                kind,
                ..Content::text(text.unwrap_or_default())
            })
        };
        assert_eq!(
            of(MessageKind::Image, Some("is this the right part?")),
            None
        );
        assert_eq!(of(MessageKind::Image, None), Some("a picture"));
        assert_eq!(of(MessageKind::Voice, Some("x")), Some("a voice message"));
        assert_eq!(of(MessageKind::Text, Some("  ")), Some("an empty message"));
        assert_eq!(of(MessageKind::Button, Some("Track it")), None);
    }
}
