//! A message, and what was said before it.

use crate::words::Words;

use super::fold::fold;
use super::language::{self, Language};
use super::lexicon::{self, Concept, Hit};

/// Something that was said before the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// Whether the customer said it; otherwise a bot or a person of the tenant's did.
    pub by_customer: bool,
    /// The words.
    pub text: &'a str,
}

/// A customer's message with what was said before it, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exchange<'a> {
    /// The message.
    pub message: &'a str,
    /// What was said before; the message is not among it.
    pub before: &'a [Said<'a>],
    /// The language's two-letter code, where the caller knows it.
    pub language: Option<&'a str>,
}

/// How many of the customer's turns before the message count.
const EARLIER_TURNS: usize = 3;

/// One text, looked at.
#[derive(Debug, Default)]
pub(super) struct Looked<'a> {
    pub(super) text: &'a str,
    pub(super) folded: String,
    pub(super) words: Words,
    pub(super) hits: Vec<Hit>,
}

impl<'a> Looked<'a> {
    fn at(text: &'a str) -> Self {
        let folded = fold(text);
        let hits = lexicon::hits(&folded);
        Self {
            text,
            words: Words::of(text),
            hits,
            folded,
        }
    }

    /// "Don't call me" holds "call me": what lies in an outright refusal stands for nothing else.
    fn let_refusals_win(&mut self) {
        let refusals: Vec<_> = self
            .hits
            .iter()
            .filter(|hit| hit.concept == Concept::Declined)
            .map(|hit| (hit.start, hit.start + hit.length))
            .collect();
        self.hits.retain(|hit| {
            let asks = matches!(
                hit.concept,
                Concept::Accepted | Concept::Callback | Concept::Contact | Concept::Yes
            );
            let end = hit.start + hit.length;
            !asks
                || !refusals
                    .iter()
                    .any(|(from, to)| *from <= hit.start && end <= *to)
        });
    }

    /// Whether any phrase of this concept stands here.
    pub(super) fn has(&self, concept: Concept) -> bool {
        self.hits.iter().any(|hit| hit.concept == concept)
    }

    /// Whether any phrase of one of these concepts stands here.
    pub(super) fn has_any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|concept| self.has(*concept))
    }

    /// Whether it begins with a phrase of this concept.
    pub(super) fn begins_with(&self, concept: Concept) -> bool {
        self.hits
            .iter()
            .any(|hit| hit.concept == concept && hit.start <= 1)
    }
}

/// An exchange, looked at.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) message: Looked<'a>,
    /// What the bot said last.
    pub(super) bot: Option<Looked<'a>>,
    /// What the bot said before that.
    pub(super) bot_before: Option<Looked<'a>>,
    /// The customer's last turns before the message, latest first.
    pub(super) earlier: Vec<Looked<'a>>,
    /// How many turns there were of the bot's and of the customer's.
    pub(super) turns: (usize, usize),
    /// Whether the last turn before the message was the bot's.
    pub(super) answers_bot: bool,
    pub(super) language: Language,
}

impl<'a> View<'a> {
    pub(super) fn of(exchange: &Exchange<'a>) -> Self {
        let by = |customer: bool| {
            exchange
                .before
                .iter()
                .rev()
                .filter(move |said| said.by_customer == customer)
                .map(|said| Looked::at(said.text))
        };
        let mut bots = by(false);
        let (bot, bot_before) = (bots.next(), bots.next());
        let customers = exchange
            .before
            .iter()
            .filter(|said| said.by_customer)
            .count();
        let mut view = Self {
            message: Looked::at(exchange.message),
            bot,
            bot_before,
            earlier: by(true).take(EARLIER_TURNS).collect(),
            turns: (exchange.before.len() - customers, customers),
            answers_bot: exchange.before.last().is_some_and(|said| !said.by_customer),
            language: Language::default(),
        };
        view.language = language::of(&view, exchange.language);
        let spoken = view.language.spoken;
        for looked in view.all_mut() {
            looked.hits.retain(|hit| spoken[hit.language]);
            looked.let_refusals_win();
        }
        view
    }

    /// The customer's last turns before the message as one text, oldest first.
    pub(super) fn earlier_text(&self) -> String {
        let texts: Vec<_> = self
            .earlier
            .iter()
            .rev()
            .map(|looked| looked.text)
            .collect();
        texts.join(" ")
    }

    /// The message and what stands around it, with how much each tells of the message's language.
    pub(super) fn weighed(&self) -> impl Iterator<Item = (&Looked<'a>, f32)> {
        std::iter::once((&self.message, 1.0))
            .chain(self.bot.iter().map(|looked| (looked, 0.5)))
            .chain(self.earlier.iter().map(|looked| (looked, 0.5)))
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Looked<'a>> {
        std::iter::once(&mut self.message)
            .chain(self.bot.as_mut())
            .chain(self.bot_before.as_mut())
            .chain(self.earlier.iter_mut())
    }
}
