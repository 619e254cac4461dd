//! Whether the customer answers a question with no more than that they heard it.

use baton_app::ports::Question;
use baton_domain::Settings;

use crate::smalltalk::{self, SmallTalk};
use crate::words::Words;
use crate::{reading, unreadable};

/// Signs that stand for a question and nothing else: the Arabic, the wide, Greek's own, the Armenian and
/// the Ethiopic one, and two in one.
const SIGNS: &[char] = &[
    '؟', '？', '\u{37e}', '՞', '፧', '⁇', '⁈', '⁉', '‽', '﹖', '︖',
];

/// Whether "ok", "perfect" or thanks follow a question of the bot's, so that they may be a yes to it.
/// Who greets answers nothing, and the tenant's greeting asks nothing that a yes would answer.
pub(crate) fn is_acknowledged(question: &Question<'_>) -> bool {
    let text = reading::words_of(question.content);
    if unreadable::is(question.content)
        || !matches!(
            smalltalk::of(text, &Words::of(text)),
            Some(SmallTalk::Thanks(_))
        )
    {
        return false;
    }
    let before = reading::said_before(question.conversation);
    let last = before.iter().rev().find(|said| !said.by_customer);
    let greeting = question.knowledge.settings.greeting.trim();
    last.is_some_and(|last| {
        let said = last.text.trim();
        !said.is_empty() && !greeting.starts_with(said) && (is_cut(said) || asks(said))
    })
}

/// Questions that ask for nothing: who only thanks has answered them.
const CLOSINGS: &[&str] = &[
    // en
    "anything else",
    "something else",
    // de
    "sonst noch etwas",
    "sonst noch was",
    "noch etwas",
    // es
    "algo mas",
    // fr
    "autre chose",
    // it
    "altro",
    "qualcos altro",
    // nl
    "nog iets",
    "iets anders",
    // pt
    "mais alguma coisa",
    "algo mais",
    // pl
    "cos jeszcze",
    // tr
    "baska bir sey",
    // ru
    "что то еще",
    // ar
    "شيء اخر",
    // zh
    "还有",
];

/// Whether a model's words for who only acknowledged something want an answer.
pub(crate) fn wants_more(reply: &str) -> bool {
    asks(reply) && !Words::of(reply).contain_any(CLOSINGS)
}

/// Whether only the beginning of a text is remembered, and a question may have stood at its end.
fn is_cut(text: &str) -> bool {
    text.chars().count() >= Settings::KEPT_CHARS.saturating_sub(1)
}

/// Whether a text asks something. A sign in the middle of a word is an address's.
fn asks(text: &str) -> bool {
    let is_greek = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
    let ends = |sign: char| {
        text.match_indices(sign).any(|(at, sign)| {
            let behind = text.get(at + sign.len()..).unwrap_or_default();
            !behind.starts_with(char::is_alphanumeric)
        })
    };
    text.contains(SIGNS) || ends('?') || (text.contains(is_greek) && ends(';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_told_by_its_sign() {
        for text in [
            "Shall I?",
            "(Shall I?) It is quick.",
            "“Shall I?”",
            "Shall I?!",
            "要我查一下吗？谢谢",
            "هل أتحقق؟",
            "Να το δω;",
            "Να το δω\u{37e}",
            "Ստուգե՞մ",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in ["Which order is it?", "Sure. Welche Bestellung ist es?"] {
            assert!(wants_more(text), "{text}");
        }
        for text in [
            "You are welcome!",
            "Happy to help. Is there anything else?",
            "Gern! Kann ich sonst noch etwas tun?",
            "¡De nada! ¿Algo más?",
            "还有其他问题吗？",
        ] {
            assert!(!wants_more(text), "{text}");
        }
        for text in [
            "",
            "It is on its way.",
            "https://shop.example/?order=1",
            "Take it there; they send it back;",
        ] {
            assert!(!asks(text), "{text}");
        }
    }
}
