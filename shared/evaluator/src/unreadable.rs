//! Content that holds no words for the bot to read.

use baton_domain::{Content, MessageKind};

/// Whether the bot cannot read this content.
pub(crate) fn is(content: &Content) -> bool {
    let has_words = content
        .text
        .as_ref()
        .is_some_and(|text| !text.trim().is_empty());
    match content.kind {
        MessageKind::Text
        | MessageKind::Interactive
        | MessageKind::Button
        | MessageKind::Image
        | MessageKind::Video
        | MessageKind::Document => !has_words,
        MessageKind::Audio
        | MessageKind::Voice
        | MessageKind::Sticker
        | MessageKind::Location
        | MessageKind::Contacts
        | MessageKind::Order
        | MessageKind::Reaction
        | MessageKind::System
        | MessageKind::Template
        | MessageKind::Note
        | MessageKind::Unsupported => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_is_words_and_a_voice_message_never_is() {
        let cannot_be_read = |kind, text: Option<&str>| {
            is(&Content {
                kind,
                ..Content::text(text.unwrap_or_default())
            })
        };
        let caption = Some("is this the right part?");
        assert!(!cannot_be_read(MessageKind::Image, caption));
        assert!(cannot_be_read(MessageKind::Image, None));
        assert!(cannot_be_read(MessageKind::Voice, Some("x")));
        assert!(cannot_be_read(MessageKind::Text, Some("  ")));
        assert!(!cannot_be_read(MessageKind::Button, Some("Track it")));
    }
}
