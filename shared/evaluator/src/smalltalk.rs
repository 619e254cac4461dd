//! Greetings and thanks that ask nothing.

use crate::words::Words;

/// The longest message that is only small talk.
const LONGEST: usize = 8;

struct Language {
    greetings: &'static [&'static str],
    thanks: &'static [&'static str],
    /// What may stand beside them.
    filling: &'static [&'static str],
    /// What the bot answers to thanks.
    reply: &'static str,
}

const LANGUAGES: [Language; 7] = [
    Language {
        greetings: &[
            "hi",
            "hello",
            "hey",
            "hiya",
            "good morning",
            "good afternoon",
            "good evening",
            "greetings",
            "howdy",
            "how are you",
        ],
        thanks: &[
            "thanks",
            "thank you",
            "thx",
            "ty",
            "cheers",
            "bye",
            "goodbye",
            "see you",
            "great",
            "perfect",
            "awesome",
            "got it",
            "understood",
            "that helped",
            "that helps",
            "ok",
            "okay",
            "have a nice day",
            "much appreciated",
            "that did the trick",
            "cool",
        ],
        filling: &[
            "there",
            "so",
            "much",
            "very",
            "a",
            "lot",
            "all",
            "for",
            "your",
            "the",
            "help",
            "again",
            "that",
            "was",
            "everybody",
            "everyone",
            "team",
            "you",
            "no",
            "many",
            "today",
        ],
        reply: "Happy to help! Write again whenever you need something.",
    },
    Language {
        greetings: &[
            "hola",
            "buenas",
            "buenos dias",
            "buenas tardes",
            "buenas noches",
            "que tal",
        ],
        thanks: &[
            "gracias",
            "perfecto",
            "vale",
            "adios",
            "hasta luego",
            "genial",
            "entendido",
            "ok",
            "muy amable",
            "listo",
        ],
        filling: &[
            "muchas", "muy", "por", "la", "su", "tu", "ayuda", "todo", "mil", "a", "todos", "no",
        ],
        reply: "¡Con gusto! Escríbenos de nuevo cuando lo necesites.",
    },
    Language {
        greetings: &["ola", "oi", "bom dia", "boa tarde", "boa noite", "tudo bem"],
        thanks: &[
            "obrigado",
            "obrigada",
            "valeu",
            "perfeito",
            "tchau",
            "ate logo",
            "otimo",
            "entendido",
            "ok",
            "beleza",
            "ajudou bastante",
        ],
        filling: &[
            "muito", "pela", "a", "sua", "ajuda", "por", "tudo", "mesmo", "nao",
        ],
        reply: "De nada! Escreva de novo quando precisar.",
    },
    Language {
        greetings: &["bonjour", "bonsoir", "salut", "coucou", "ca va"],
        thanks: &[
            "merci",
            "parfait",
            "super",
            "au revoir",
            "bonne journee",
            "bonne soiree",
            "d accord",
            "entendu",
            "ok",
            "tres bien",
        ],
        filling: &[
            "beaucoup", "bien", "pour", "votre", "aide", "a", "vous", "tous", "non", "l",
        ],
        reply: "Avec plaisir ! Écrivez-nous quand vous le souhaitez.",
    },
    Language {
        greetings: &[
            "hallo",
            "guten tag",
            "guten morgen",
            "guten abend",
            "moin",
            "servus",
            "gruss gott",
            "wie geht es ihnen",
            "wie gehts",
        ],
        thanks: &[
            "danke",
            "dankeschon",
            "vielen dank",
            "perfekt",
            "super",
            "tschuss",
            "alles klar",
            "auf wiedersehen",
            "verstanden",
            "ok",
            "schonen tag",
            "prima",
        ],
        filling: &[
            "sehr", "schon", "fur", "die", "ihre", "hilfe", "schnelle", "zusammen", "tausend",
            "besten", "nein", "noch", "einen", "dank",
        ],
        reply: "Gern geschehen! Schreiben Sie uns jederzeit wieder.",
    },
    Language {
        greetings: &["ciao", "salve", "buongiorno", "buonasera", "come va"],
        thanks: &[
            "grazie",
            "perfetto",
            "arrivederci",
            "va bene",
            "ottimo",
            "capito",
            "ok",
            "gentilissimi",
        ],
        filling: &[
            "mille", "molte", "tante", "per", "l", "il", "aiuto", "vostro", "a", "tutti", "no",
            "di", "tutto",
        ],
        reply: "Con piacere! Scrivici di nuovo quando vuoi.",
    },
    Language {
        greetings: &[
            "hallo",
            "hoi",
            "goedemorgen",
            "goedemiddag",
            "goedenavond",
            "dag",
        ],
        thanks: &[
            "bedankt",
            "dank je",
            "dank u",
            "dankjewel",
            "dankuwel",
            "prima",
            "tot ziens",
            "begrepen",
            "oke",
            "top",
        ],
        filling: &[
            "wel",
            "heel",
            "erg",
            "voor",
            "de",
            "uw",
            "je",
            "hulp",
            "allemaal",
            "nee",
            "hartelijk",
            "veel",
        ],
        reply: "Graag gedaan! Schrijf gerust weer als je iets nodig hebt.",
    },
];

/// Signs that say thanks without words.
const THANKFUL_SIGNS: &[char] = &[
    '\u{1f44d}',
    '\u{1f64f}',
    '\u{2764}',
    '\u{1f60a}',
    '\u{1f642}',
    '\u{1f44c}',
    '\u{1f600}',
    '\u{1f603}',
    '\u{1f604}',
    '\u{1f601}',
    '\u{1f970}',
    '\u{1f60d}',
    '\u{1f44f}',
    '\u{2705}',
];

/// Small talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SmallTalk {
    /// A greeting.
    Greeting,
    /// Thanks or a farewell, with the answer in its language.
    Thanks(&'static str),
}

/// Whether a message is small talk and nothing else.
pub(crate) fn of(text: &str, words: &Words) -> Option<SmallTalk> {
    if words.is_empty() {
        let thankful =
            text.chars().any(|c| THANKFUL_SIGNS.contains(&c)) && !text.chars().any(|c| c == '?');
        return thankful.then_some(SmallTalk::Thanks(LANGUAGES[0].reply));
    }
    if words.len() > LONGEST {
        return None;
    }
    LANGUAGES.iter().find_map(|language| language.hear(words))
}

impl Language {
    fn hear(&self, words: &Words) -> Option<SmallTalk> {
        let (mut greets, mut thanks) = (false, false);
        let mut index = 0;
        while index < words.len() {
            let greeting = words.any_at(index, self.greetings);
            let thanking = words.any_at(index, self.thanks);
            greets |= greeting.is_some();
            thanks |= thanking.is_some();
            index += greeting
                .max(thanking)
                .or_else(|| words.any_at(index, self.filling))?;
        }
        match (greets, thanks) {
            (_, true) => Some(SmallTalk::Thanks(self.reply)),
            (true, false) => Some(SmallTalk::Greeting),
            (false, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hear(text: &str) -> Option<SmallTalk> {
        of(text, &Words::of(text))
    }

    #[test]
    fn greetings() {
        for text in [
            "Hi",
            "hello there!",
            "¡Hola, buenos días!",
            "olá",
            "Bonjour",
            "Guten Tag",
            "ciao",
            "hoi",
        ] {
            assert_eq!(hear(text), Some(SmallTalk::Greeting), "{text}");
        }
    }

    #[test]
    fn thanks_are_answered_in_their_language() {
        for (text, begin) in [
            ("thank you so much, have a nice day", "Happy"),
            ("no thanks", "Happy"),
            ("muchas gracias, muy amable", "¡Con"),
            ("muito obrigado, ajudou bastante", "De nada"),
            ("merci beaucoup, bonne journée", "Avec"),
            ("vielen Dank für die schnelle Hilfe", "Gern"),
            ("grazie mille, gentilissimi", "Con piacere"),
            ("hartelijk bedankt voor de hulp", "Graag"),
            ("\u{1f44d}\u{1f3fd}", "Happy"),
        ] {
            let Some(SmallTalk::Thanks(reply)) = hear(text) else {
                panic!("{text}");
            };
            assert!(reply.starts_with(begin), "{text}");
        }
    }

    #[test]
    fn a_question_behind_a_greeting_is_none() {
        for text in [
            "hi, where is my parcel?",
            "thanks but it does not work",
            "no",
            "",
            "???",
            "hola, ¿dónde está mi pedido?",
            "help",
            "merci de me rembourser",
        ] {
            assert_eq!(hear(text), None, "{text}");
        }
    }
}
