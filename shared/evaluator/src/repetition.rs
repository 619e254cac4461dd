//! Whether the bot goes in circles.

use baton_domain::{BotAttempt, Conversation};

use crate::retrieval::{Found, Index};
use crate::words::Words;

/// How alike two questions are that are the same one.
const SAME: f64 = 0.6;

/// After how many failures of the same question a person is needed.
pub(crate) const FAILURES: usize = 2;

/// What customers say of an answer that was none. Folded; a star lets any ending through.
pub(crate) const UNHELPFUL: &[&str] = &[
    // en
    "didnt help",
    "doesnt help",
    "did not help",
    "does not help",
    "not helpful",
    "unhelpful",
    "didnt answer",
    "doesnt answer",
    "did not answer",
    "does not answer",
    "not what i asked",
    "isnt what i asked",
    "wasnt my question",
    "not my question",
    "already did that",
    "already tried that",
    "tried that already",
    "thats wrong",
    "that is wrong",
    "wrong answer",
    "still not working",
    "still doesnt work",
    "same thing",
    "same answer",
    "keep saying",
    "keep sending",
    "you already said",
    "you dont understand",
    "you didnt understand",
    "no use",
    "not helping",
    "that didnt work",
    "that doesnt work",
    // es
    "no me ayuda",
    "no me ayudo",
    "no ayuda",
    "no me sirve",
    "no me sirvio",
    "no sirve",
    "no responde*",
    "no es lo que pregunte",
    "no era mi pregunta",
    "ya lo hice",
    "ya lo intente",
    "no me entiendes",
    "no entiendes",
    "lo mismo",
    "respuesta incorrecta",
    // pt
    "nao ajudou",
    "nao ajuda",
    "nao resolveu",
    "nao resolve",
    "nao respondeu",
    "nao responde",
    "nao foi o que perguntei",
    "nao e o que perguntei",
    "ja fiz isso",
    "ja tentei",
    "nao entendeu",
    "a mesma coisa",
    "mesma resposta",
    // fr
    "ne m aide pas",
    "m aide pas",
    "n aide pas",
    "ne m a pas aide",
    "ne repond pas",
    "repond pas",
    "pas ma question",
    "pas ce que je demande",
    "pas ce que j ai demande",
    "deja essaye",
    "deja fait",
    "pas compris",
    "la meme chose",
    "meme reponse",
    "ne sert a rien",
    // de
    "hilft nicht",
    "hilft mir nicht",
    "hat nicht geholfen",
    "nicht geholfen",
    "nicht meine frage",
    "nicht beantwortet",
    "beantwortet nicht",
    "beantwortet meine frage nicht",
    "schon versucht",
    "schon probiert",
    "schon gemacht",
    "verstehst mich nicht",
    "verstehen mich nicht",
    "dasselbe",
    "gleiche antwort",
    "falsche antwort",
    // it
    "non aiuta",
    "non mi aiuta",
    "non mi ha aiutato",
    "non risponde",
    "non hai risposto",
    "non era la mia domanda",
    "non e quello che ho chiesto",
    "gia fatto",
    "gia provato",
    "non hai capito",
    "la stessa cosa",
    // nl
    "helpt niet",
    "helpt me niet",
    "niet geholpen",
    "niet mijn vraag",
    "geen antwoord op",
    "al geprobeerd",
    "al gedaan",
    "je begrijpt me niet",
    "hetzelfde",
];

/// What the bot has tried with the question that the customer is at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct History<'a> {
    /// The attempts at this question, without a break, latest first.
    pub(crate) failed: Vec<&'a BotAttempt>,
    /// Whether the customer says that the last answer was none.
    pub(crate) says_so: bool,
}

impl<'a> History<'a> {
    /// Looks back from this message, whose own best find is `found`.
    pub(crate) fn of(
        conversation: &'a Conversation,
        text: &str,
        words: &Words,
        found: Option<&Found>,
        index: &Index,
    ) -> Self {
        let mut before = conversation
            .attempts
            .iter()
            .rev()
            .filter(|attempt| attempt.article_id.is_some())
            .peekable();
        let says_so = before.peek().is_some() && words.contain_any(UNHELPFUL);
        let last = before.peek().copied();
        let failed = before
            .take_while(|attempt| match last {
                Some(last) if says_so => same_question(index, attempt, &last.question, None),
                _ => same_question(index, attempt, text, found),
            })
            .collect();
        Self { failed, says_so }
    }

    /// How often the bot failed with this question.
    pub(crate) fn failures(&self) -> usize {
        self.failed.len()
    }
}

/// Whether an attempt was at this question: alike in words, or led to the same passage.
fn same_question(index: &Index, attempt: &BotAttempt, text: &str, found: Option<&Found>) -> bool {
    if index.likeness(&attempt.question, text) >= SAME {
        return true;
    }
    found.is_some_and(|found| {
        attempt.article_id == Some(found.article_id)
            && index
                .search(attempt.question.as_str(), None)
                .iter()
                .any(|then| then.article_id == found.article_id && then.passage == found.passage)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_heard_in_each_language() {
        for text in [
            "that didn't help",
            "this doesn't answer my question",
            "I already did that and it didn't help",
            "eso no me ayuda",
            "isso não ajudou",
            "ça ne répond pas à ma question",
            "das hilft mir nicht",
            "non mi aiuta",
            "dat helpt niet",
        ] {
            assert!(Words::of(text).contain_any(UNHELPFUL), "{text}");
        }
        for text in ["that helped", "gracias, me ayudó", "can you help me?"] {
            assert!(!Words::of(text).contain_any(UNHELPFUL), "{text}");
        }
    }
}
