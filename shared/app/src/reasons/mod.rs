//! Why a person is needed, in the words of seven languages, for the people who come.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod nl;
mod pt;

use baton_domain::MessageKind;

/// Why a person is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why<'a> {
    /// A trigger of the tenant's found words.
    Triggered {
        /// The trigger's name.
        trigger: &'a str,
        /// What it found.
        what: &'a str,
    },
    /// A trigger of the tenant's applies, whatever is said.
    Holds {
        /// The trigger's name.
        trigger: &'a str,
    },
    /// The customer takes the person who was offered.
    Accepts,
    /// The customer asks for a person.
    Request,
    /// The customer is upset.
    Upset,
    /// It is about what people decide.
    Policy,
    /// The bot has failed the customer.
    Failed,
    /// The bot is not sure enough.
    Unsure,
    /// The bot called a person.
    Called,
    /// The bot has no answer.
    NoAnswer,
    /// No article answers.
    NoArticle,
    /// The answer rests on no source.
    NotGrounded,
    /// The bot cannot read a message of this kind.
    Unreadable(MessageKind),
    /// The customer asks again what was answered twice.
    AskedTwice,
    /// The customer says that the answer did not help.
    NotHelped,
    /// The evaluator failed.
    Broken,
    /// The month's replies are used up.
    Quota,
    /// The bot's answer could not be delivered.
    Undelivered,
    /// Nobody answers from the business's phone.
    PhoneSilent,
    /// The customer has waited too long.
    Waited,
}

impl Why<'_> {
    /// In this language (BCP 47); in English where Baton has no words in it.
    #[must_use]
    pub fn in_language(self, tag: &str) -> String {
        let words = of(tag);
        let plain = match self {
            Self::Triggered { trigger, what } => {
                return filled(words.triggered, &[("{trigger}", trigger), ("{what}", what)]);
            }
            Self::Holds { trigger } => return filled(words.holds, &[("{trigger}", trigger)]),
            Self::Unreadable(kind) => {
                return filled(words.unreadable, &[("{what}", words.sent.of(kind))]);
            }
            Self::Accepts => words.accepts,
            Self::Request => words.request,
            Self::Upset => words.upset,
            Self::Policy => words.policy,
            Self::Failed => words.failed,
            Self::Unsure => words.unsure,
            Self::Called => words.called,
            Self::NoAnswer => words.no_answer,
            Self::NoArticle => words.no_article,
            Self::NotGrounded => words.not_grounded,
            Self::AskedTwice => words.asked_twice,
            Self::NotHelped => words.not_helped,
            Self::Broken => words.broken,
            Self::Quota => words.quota,
            Self::Undelivered => words.undelivered,
            Self::PhoneSilent => words.phone_silent,
            Self::Waited => words.waited,
        };
        plain.to_owned()
    }
}

/// A language's words.
struct Words {
    /// `{trigger}` found the word `{what}`.
    triggered: &'static str,
    /// A person was offered, and the customer takes them.
    accepts: &'static str,
    /// A person is asked for.
    request: &'static str,
    /// The mood.
    upset: &'static str,
    /// What is left to people.
    policy: &'static str,
    /// Answers that did not help.
    failed: &'static str,
    /// An answer below the threshold.
    unsure: &'static str,
    /// The bot itself called.
    called: &'static str,
    /// `{trigger}` applies, whatever is said.
    holds: &'static str,
    /// There is nothing to say.
    no_answer: &'static str,
    /// There is no article.
    no_article: &'static str,
    /// An answer without a source.
    not_grounded: &'static str,
    /// `{what}` has no words.
    unreadable: &'static str,
    /// The same question again.
    asked_twice: &'static str,
    /// The customer said so.
    not_helped: &'static str,
    /// The evaluator failed.
    broken: &'static str,
    /// Nothing is left of the month.
    quota: &'static str,
    /// The answer never arrived.
    undelivered: &'static str,
    /// The business's phone is silent.
    phone_silent: &'static str,
    /// The limit has passed.
    waited: &'static str,
    /// What a customer sent.
    sent: Sent,
}

/// What a customer sent that has no words.
struct Sent {
    empty: &'static str,
    picture: &'static str,
    video: &'static str,
    document: &'static str,
    audio: &'static str,
    voice: &'static str,
    sticker: &'static str,
    location: &'static str,
    contacts: &'static str,
    order: &'static str,
    unsupported: &'static str,
}

impl Sent {
    fn of(&self, kind: MessageKind) -> &'static str {
        match kind {
            MessageKind::Text | MessageKind::Interactive | MessageKind::Button => self.empty,
            MessageKind::Image => self.picture,
            MessageKind::Video => self.video,
            MessageKind::Document => self.document,
            MessageKind::Audio => self.audio,
            MessageKind::Voice => self.voice,
            MessageKind::Sticker => self.sticker,
            MessageKind::Location => self.location,
            MessageKind::Contacts => self.contacts,
            MessageKind::Order => self.order,
            MessageKind::Reaction
            | MessageKind::System
            | MessageKind::Template
            | MessageKind::Note
            | MessageKind::Unsupported => self.unsupported,
        }
    }
}

/// A template with its gaps filled in at once, so that what fills one is never looked through for
/// another.
fn filled(template: &str, gaps: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((at, name, value)) = gaps
        .iter()
        .filter_map(|(name, value)| rest.find(name).map(|at| (at, name, value)))
        .min_by_key(|(at, _, _)| *at)
    {
        let (before, behind) = rest.split_at(at);
        text.push_str(before);
        text.push_str(value);
        rest = behind.get(name.len()..).unwrap_or_default();
    }
    text + rest
}

fn of(tag: &str) -> &'static Words {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    match primary.to_ascii_lowercase().as_str() {
        "es" => &es::SPANISH,
        "pt" => &pt::PORTUGUESE,
        "fr" => &fr::FRENCH,
        "de" => &de::GERMAN,
        "it" => &it::ITALIAN,
        "nl" => &nl::DUTCH,
        _ => &en::ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_why_in_their_language() {
        let hits = Why::Triggered {
            trigger: "{what}",
            what: "Anwalt",
        };
        for (tag, said, found) in [
            (
                "en",
                "The customer asks for a person.",
                "The trigger “{what}” matched “Anwalt”.",
            ),
            (
                "es-MX",
                "El cliente pide hablar con una persona.",
                "La regla “{what}” ha encontrado “Anwalt”.",
            ),
            (
                "pt_BR",
                "O cliente pede para falar com uma pessoa.",
                "A regra “{what}” encontrou “Anwalt”.",
            ),
            (
                "FR",
                "Le client demande à parler à une personne.",
                "La règle “{what}” a trouvé “Anwalt”.",
            ),
            (
                "de",
                "Der Kunde möchte mit einem Menschen sprechen.",
                "Die Regel “{what}” hat “Anwalt” gefunden.",
            ),
            (
                "it",
                "Il cliente chiede di parlare con una persona.",
                "La regola “{what}” ha trovato “Anwalt”.",
            ),
            (
                "nl",
                "De klant vraagt om een mens.",
                "De regel “{what}” heeft “Anwalt” gevonden.",
            ),
            (
                "ja",
                "The customer asks for a person.",
                "The trigger “{what}” matched “Anwalt”.",
            ),
        ] {
            assert_eq!(Why::Request.in_language(tag), said);
            assert_eq!(hits.in_language(tag), found);
        }
    }

    #[test]
    fn no_gap_stays_open_in_any_language() {
        for tag in baton_domain::Settings::AGENT_LANGUAGES {
            for why in [
                Why::Triggered {
                    trigger: "a",
                    what: "b",
                },
                Why::Holds { trigger: "a" },
                Why::Unreadable(MessageKind::Voice),
                Why::Unreadable(MessageKind::Reaction),
                Why::Quota,
                Why::Waited,
            ] {
                let text = why.in_language(tag);
                assert!(
                    !text.contains(['{', '}']) && text.ends_with('.'),
                    "{tag}: {text}"
                );
            }
            let words = of(tag);
            assert!(words.triggered.contains("{trigger}") && words.triggered.contains("{what}"));
            assert!(words.holds.contains("{trigger}") && words.unreadable.contains("{what}"));
        }
    }
}
