//! What a language's lexicon holds.

use super::dutch::DUTCH;
use super::english::ENGLISH;
use super::french::FRENCH;
use super::german::GERMAN;
use super::italian::ITALIAN;
use super::portuguese::PORTUGUESE;
use super::spanish::SPANISH;

/// One language's phrases, folded as [`crate::words`] folds. A star lets any ending through.
pub(super) struct Lexicon {
    /// Verbs of conversation.
    pub(super) talk: &'static [&'static str],
    /// Being brought to somebody.
    pub(super) bring: &'static [&'static str],
    /// Wanting.
    pub(super) want: &'static [&'static str],
    /// Contact by some means.
    pub(super) reach: &'static [&'static str],
    /// A human being, as opposed to a machine.
    pub(super) human: &'static [&'static str],
    /// People by their work.
    pub(super) staff: &'static [&'static str],
    /// Somebody or other.
    pub(super) anyone: &'static [&'static str],
    /// Places where people work.
    pub(super) desk: &'static [&'static str],
    /// What is no human being.
    pub(super) machine: &'static [&'static str],
    /// Words that may stand between a verb and somebody.
    pub(super) between: &'static [&'static str],
    /// Words behind which a new thought begins.
    pub(super) barriers: &'static [&'static str],
    /// Subjects that begin a new thought.
    pub(super) subjects: &'static [&'static str],
    /// Words that make a look-alike of the somebody before them.
    pub(super) compound: &'static [&'static str],
    /// Refusals.
    pub(super) refusing: &'static [&'static str],
    /// Refusals in the thought before.
    pub(super) doubting: &'static [&'static str],
    /// Words that turn a refusal into a complaint that it is not possible.
    pub(super) complaining: &'static [&'static str],
    /// Refusals that follow.
    pub(super) declined: &'static [&'static str],
    /// Beginnings of questions that only sound like requests.
    pub(super) questions: &'static [&'static str],
    /// Phrases that make the message a question about times.
    pub(super) not_now: &'static [&'static str],
    /// Phrases that are a request wherever they stand.
    pub(super) direct: &'static [&'static str],
    /// Phrases that are a request where nothing else is said.
    pub(super) command: &'static [&'static str],
    /// What may surround a bare request.
    pub(super) courtesy: &'static [&'static str],
    /// How a bot offers somebody.
    pub(super) offering: &'static [&'static str],
    /// How an offer is accepted.
    pub(super) yes: &'static [&'static str],
    /// Whether the verb may come last.
    pub(super) person_first: bool,
}

pub(super) const LEXICONS: [&Lexicon; 7] = [
    &ENGLISH,
    &SPANISH,
    &PORTUGUESE,
    &FRENCH,
    &GERMAN,
    &ITALIAN,
    &DUTCH,
];

#[cfg(test)]
mod tests {
    use super::LEXICONS;
    use crate::words::Words;

    #[test]
    fn every_phrase_is_written_as_messages_are_read() {
        for l in LEXICONS {
            let lists = [
                l.talk,
                l.bring,
                l.want,
                l.reach,
                l.human,
                l.staff,
                l.anyone,
                l.desk,
                l.machine,
                l.between,
                l.barriers,
                l.subjects,
                l.compound,
                l.refusing,
                l.doubting,
                l.complaining,
                l.declined,
                l.questions,
                l.not_now,
                l.direct,
                l.command,
                l.courtesy,
                l.offering,
                l.yes,
            ];
            for phrase in lists.concat() {
                assert_eq!(Words::of(phrase).joined(), phrase.replace('*', ""));
            }
        }
    }
}
