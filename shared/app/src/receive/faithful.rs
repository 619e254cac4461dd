//! Whether a model's words hold nothing but what stands in the conversation: every number, date,
//! address, quote and name; and whether every reference to a message leads to one that says so.
//!
//! The check would rather refuse a summary that is true than let one pass that is not: what is
//! refused costs a better wording, and what passes is read as fact by whoever answers the customer.

mod counted;
mod names;
mod numbers;
mod references;
mod time;
mod tokens;

use std::collections::BTreeSet;

use baton_domain::{Conversation, Handoff};

use self::numbers::Numbers;
use self::tokens::{Kind, Token};

/// What was not found in the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Invented {
    /// A number, in digits or in words.
    Number(String),
    /// A reference to a message that is not remembered, or that says something else.
    Reference(String),
    /// A month, a weekday, a time that is said from today; a half.
    Date(String),
    /// An email or web address.
    Address(String),
    /// Words in quotation marks.
    Quote(String),
    /// A word that is written like a name.
    Name(String),
}

impl Invented {
    /// What it is, without saying it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Reference(_) => "reference",
            Self::Date(_) => "date",
            Self::Address(_) => "address",
            Self::Quote(_) => "quote",
            Self::Name(_) => "name",
        }
    }
}

/// Everything that may be told of a conversation.
pub(super) struct Sources {
    /// Each source on one line, in lower case.
    texts: Vec<String>,
    /// The words of each, with a space around each word.
    spoken: Vec<String>,
    words: BTreeSet<String>,
    numbers: Numbers,
    /// What was said, by its place, in order.
    said: Vec<(u64, String)>,
    /// What is known of the customer beside what was said, whichever message is referred to.
    beside: Vec<String>,
}

impl Sources {
    /// What the conversation holds, with the packet that was put together from it: what was said,
    /// the contact's profile, what was collected, what tools answered, the articles tried.
    pub(super) fn of(conversation: &Conversation, packet: &Handoff) -> Self {
        let contact = &conversation.contact;
        let mut said: Vec<(u64, &str)> = conversation
            .recent
            .iter()
            .map(|turn| (turn.seq.0, turn.text.as_str()))
            .collect();
        said.extend(
            packet
                .evidence
                .iter()
                .map(|evidence| (evidence.seq.0, evidence.text.as_str())),
        );
        let mut beside: Vec<&str> = contact.name.as_deref().into_iter().collect();
        beside.push(&contact.address);
        for (name, value) in &contact.attributes {
            beside.extend([name.as_str(), value.as_str()]);
        }
        for (name, value) in &packet.variables {
            beside.push(name);
            // What was collected out of a message stands there and nowhere else.
            if !said.iter().any(|(_, text)| text.contains(value.as_str())) {
                beside.push(value);
            }
        }
        // What a tool was asked is the model's own, and may be invented.
        for call in &packet.tool_calls.kept {
            beside.push(&call.tool);
            beside.extend(call.result());
        }
        beside.extend(
            packet
                .tried
                .iter()
                .filter_map(|tried| tried.article_title.as_deref()),
        );
        let earlier: Vec<&str> = packet
            .tried
            .iter()
            .map(|tried| tried.question.as_str())
            .collect();
        Self::new(&said, &beside).and(&earlier)
    }

    /// What was said, by its place, and what is known beside it.
    fn new(said: &[(u64, &str)], beside: &[&str]) -> Self {
        let mut sources = Self {
            texts: vec![],
            spoken: vec![],
            words: BTreeSet::new(),
            numbers: Numbers::default(),
            said: said
                .iter()
                .map(|(seq, text)| (*seq, (*text).to_owned()))
                .collect(),
            beside: beside.iter().map(|text| (*text).to_owned()).collect(),
        };
        sources.said.sort_by_key(|(seq, _)| *seq);
        let said: Vec<&str> = said.iter().map(|(_, text)| *text).collect();
        sources.and(&said).and(beside)
    }

    fn and(mut self, texts: &[&str]) -> Self {
        for text in texts {
            let found = tokens::of(text);
            self.numbers.add(&found);
            for token in &found {
                self.words.extend(token.forms());
            }
            self.texts.push(plain(text));
            self.spoken.push(time::spoken(&found));
        }
        self
    }

    /// Whether everything in a text is found, and found where it refers to.
    pub(super) fn hold(&self, text: &str) -> Result<(), Invented> {
        self.find(text)?;
        references::hold(self, text)
    }

    /// Whether a text refers to a message.
    pub(super) fn is_referred_to_by(&self, text: &str) -> bool {
        tokens::of(text)
            .iter()
            .any(|token| token.kind == Kind::Reference && self.place_of(&token.lower()).is_some())
    }

    /// Where the message of this number stands among what was said.
    fn place_of(&self, number: &str) -> Option<usize> {
        let number: u64 = number.parse().ok()?;
        self.said.iter().position(|(seq, _)| *seq == number)
    }

    fn find(&self, text: &str) -> Result<(), Invented> {
        for quote in tokens::quotes(text) {
            let said = plain(quote);
            let said = said.trim_matches(|c: char| !c.is_alphanumeric());
            if !said.is_empty() && !self.texts.iter().any(|source| source.contains(said)) {
                return Err(Invented::Quote(quote.to_owned()));
            }
        }
        let found = tokens::of(text);
        if let Some(time) = time::unsaid(&time::spoken(&found), &self.spoken) {
            return Err(Invented::Date(time.to_owned()));
        }
        let mut place = 0;
        while let Some(token) = found.get(place) {
            if token.kind == Kind::Number {
                place += self.hold_numbers(&found, place)?;
            } else {
                self.hold_token(token)?;
                let before = place.checked_sub(1).and_then(|place| found.get(place));
                if before.is_some_and(names::announces_one) {
                    self.hold_name(token)?;
                }
                place += 1;
            }
        }
        Ok(())
    }

    fn hold_token(&self, token: &Token) -> Result<(), Invented> {
        let text = || token.text.clone();
        let lower = token.lower();
        match token.kind {
            Kind::Address => self
                .texts
                .iter()
                .any(|source| source.contains(&lower))
                .then_some(())
                .ok_or_else(|| Invented::Address(text())),
            Kind::Reference => (self.place_of(&lower).is_some() || self.numbers.has(&lower))
                .then_some(())
                .ok_or_else(|| Invented::Reference(text())),
            Kind::Mixed => {
                let (digits, unit) = numbers::with_unit(&lower);
                let is_measure = (1..=3).contains(&unit.chars().count())
                    && unit.chars().all(char::is_alphabetic)
                    && self.numbers.has(digits);
                (self.words.contains(&lower) || is_measure)
                    .then_some(())
                    .ok_or_else(|| Invented::Number(text()))
            }
            Kind::Word => self.hold_word(token, &lower),
            // Numbers are looked at in runs.
            Kind::Number => Ok(()),
        }
    }

    fn hold_word(&self, token: &Token, lower: &str) -> Result<(), Invented> {
        if token.forms().all(|form| self.words.contains(&form)) {
            return Ok(());
        }
        if let Some(value) = numbers::in_words(lower) {
            let same = numbers::words_for(value).any(|word| self.words.contains(word));
            if !same && !self.numbers.has(&value.to_string()) {
                return Err(Invented::Number(token.text.clone()));
            }
            return Ok(());
        }
        if let Some(date) = time::named(lower, token) {
            let same = date.words().any(|word| self.words.contains(word));
            if !same
                && !date
                    .month()
                    .is_some_and(|month| self.numbers.has_part(&month))
            {
                return Err(Invented::Date(token.text.clone()));
            }
            return Ok(());
        }
        let looks = names::looks_like_one(token, lower) || names::is_known_as_one(lower);
        if looks && !self.knows_parts(token) {
            return Err(Invented::Name(token.text.clone()));
        }
        Ok(())
    }

    /// Whether a word that stands where a name does is known, or one of any sentence.
    fn hold_name(&self, token: &Token) -> Result<(), Invented> {
        let is_known = token.forms().all(|form| self.words.contains(&form));
        if token.kind != Kind::Word || is_known || names::is_no_name(&token.lower()) {
            return Ok(());
        }
        Err(Invented::Name(token.text.clone()))
    }

    /// Whether each part of a word with a hyphen or an apostrophe is known or no name.
    fn knows_parts(&self, token: &Token) -> bool {
        let parts: Vec<String> = token.parts().collect();
        parts.len() > 1
            && parts.iter().all(|part| {
                part.chars().next().is_none_or(char::is_lowercase)
                    || self.words.contains(&part.to_lowercase())
            })
    }

    /// Looks at a run of numbers with nothing but a space between them, which may be one number.
    /// Answers how many there are.
    fn hold_numbers(&self, tokens: &[Token], from: usize) -> Result<usize, Invented> {
        let run: Vec<&Token> = numbers::run(tokens, from);
        let each = run.iter().zip(from..).find(|(token, place)| {
            let number = token.lower();
            let of_date = self.numbers.has_part(&number) && is_of_date(tokens, *place);
            !of_date && !self.numbers.has(&number)
        });
        if let Some((unknown, _)) = each {
            let whole: String = run.iter().map(|token| token.lower()).collect();
            if run.len() < 2 || !self.numbers.has_digits(&whole) {
                return Err(Invented::Number(unknown.text.clone()));
            }
        }
        Ok(run.len())
    }
}

/// Whether a number stands with the name of a month: `12 March 2026`, `12 de marzo de 2026`.
fn is_of_date(tokens: &[Token], place: usize) -> bool {
    let near = place.saturating_sub(2)..=place + 2;
    near.filter_map(|near| tokens.get(near))
        .any(|token| time::named(&token.lower(), token).is_some_and(|date| date.month().is_some()))
}

/// A text on one line in lower case.
fn plain(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests;
