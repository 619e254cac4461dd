//! What a conversation keeps of what was said: the last turns, the line for lists, what was
//! collected from the customer, what the bot tried. It ends with a long silence, and has no words
//! that their writer took back.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::{
    Author, BotAttempt, Content, Conversation, Message, MessageKind, Revision, Seq, Settings,
    Speaker, ToolUses, Turn, collected,
};

const PREVIEW_CHARS: usize = 140;

impl Conversation {
    /// After how long a silence the bot begins anew.
    ///
    /// As long as WhatsApp, Messenger and Instagram keep the customer's window open: they take an
    /// exchange for over by then. Whoever goes on the next morning with what they asked the evening
    /// before is still understood.
    pub const LONG_SILENCE: SignedDuration = SignedDuration::from_hours(24);

    /// Whether something that was written at this time comes after a long silence. The times are
    /// those at which things were said: what comes late broke no silence for that. Where the
    /// customer still waits for an answer, the silence was not theirs, and nothing is over.
    #[must_use]
    pub fn was_silent_until(&self, at: Timestamp) -> bool {
        let last = self.last_said_at.unwrap_or(self.last_activity_at);
        self.unanswered_since.is_none() && at.duration_since(last) >= Self::LONG_SILENCE
    }

    /// What the bot did counts from here on.
    pub(crate) fn begin_counting(&mut self) {
        self.attempts.clear();
        self.tool_calls = ToolUses::default();
        self.tokens = 0;
        self.cost_micros = 0;
        self.summary = None;
    }

    /// Forgets what was said before a long silence. The messages stay where they are.
    pub(crate) fn begin_anew(&mut self) {
        self.begin_counting();
        self.recent.clear();
        self.variables.clear();
        self.preview = None;
    }

    /// Remembers what was said.
    pub(crate) fn remember(&mut self, message: &Message) {
        if let Some(turn) = turn(message.seq, &message.author, &message.content) {
            self.recent.push(turn);
            self.forget_surplus();
        }
        if message.author == Author::Customer {
            self.variables.extend(found_in(&message.content));
        }
        if message.content.kind != MessageKind::Note {
            self.preview = preview(&message.content);
        }
    }

    /// Remembers a message as it has become: what it said goes, wherever it is kept.
    pub(crate) fn revise(&mut self, message: &Message, revision: &Revision) {
        let seq = message.seq;
        let Some(was) = message.current() else {
            return;
        };
        let now = match revision {
            Revision::Edited { content, .. } => Some(content),
            Revision::Deleted { .. } => None,
        };
        let is_last = self.recent.last().is_none_or(|turn| turn.seq <= seq);
        if is_last && message.is_for_customer() && self.preview == preview(was) {
            self.preview = now.and_then(preview);
        }
        // What a model told of it may have quoted it.
        if self.summary.as_ref().is_some_and(|it| it.reaches >= seq) {
            self.summary = None;
        }
        if message.author == Author::Customer {
            self.revise_attempts(seq, was, now);
        }
        self.revise_turn(message, now);
        if message.author == Author::Customer {
            self.revise_variables(seq, was, now);
        }
        if now.is_none() {
            // That a tool was called, and what it answered, is no word of the customer's.
            let asked = self.tool_calls.kept.iter_mut().filter(|it| it.seq == seq);
            asked.for_each(|it| "{}".clone_into(&mut it.arguments));
        }
    }

    /// What was tried at a message's question was tried at its new words, or at nothing. It stays in
    /// its place, because each attempt was one message of the bot's.
    fn revise_attempts(&mut self, seq: Seq, was: &Content, now: Option<&Content>) {
        let asked = words(was);
        if asked.is_empty() {
            return;
        }
        // Other messages may ask the same: theirs are as many of the first and of the last attempts.
        let remembered = clipped(asked, Settings::KEPT_CHARS);
        let same = |turn: &&Turn| turn.speaker == Speaker::Customer && turn.text == remembered;
        let earlier = |turn: &&Turn| turn.seq < seq;
        let later = |turn: &&Turn| turn.seq > seq;
        let before = self.recent.iter().filter(same).filter(earlier).count();
        let behind = self.recent.iter().filter(same).filter(later).count();
        let is_at_this = |it: &&mut BotAttempt| it.question.trim() == asked;
        let all = self.attempts.iter_mut().filter(is_at_this).count();
        let of_this = self
            .attempts
            .iter_mut()
            .filter(is_at_this)
            .skip(before)
            .take(all.saturating_sub(before + behind));
        let now = now.map(words).filter(|words| !words.is_empty());
        for attempt in of_this {
            if let Some(words) = now {
                words.clone_into(&mut attempt.question);
            } else {
                *attempt = BotAttempt {
                    question: String::new(),
                    article_id: None,
                    article_title: None,
                    tools: vec![],
                    score: attempt.score,
                };
            }
        }
    }

    fn revise_turn(&mut self, message: &Message, now: Option<&Content>) {
        let place = self.recent.partition_point(|turn| turn.seq < message.seq);
        let is_kept = self
            .recent
            .get(place)
            .is_some_and(|it| it.seq == message.seq);
        if is_kept {
            self.recent.remove(place);
        }
        // What was said before all that is remembered is forgotten, whatever becomes of it.
        if !is_kept && place == 0 {
            return;
        }
        if let Some(turn) = now.and_then(|now| turn(message.seq, &message.author, now)) {
            self.recent.insert(place, turn);
            self.forget_surplus();
        }
    }

    /// What was collected from the old words is gone, where nothing else that is remembered says the
    /// same; what the new ones tell is collected, where nothing later tells it too. What is no
    /// longer remembered tells nothing: others may have told it since, or a silence ended it.
    fn revise_variables(&mut self, seq: Seq, was: &Content, now: Option<&Content>) {
        let gone = found_in(was);
        self.variables
            .retain(|name, value| gone.get(name) != Some(value));
        let mut told = BTreeMap::new();
        let said = self.recent.iter();
        for turn in said.filter(|turn| turn.speaker == Speaker::Customer) {
            let found = match now.filter(|_| turn.seq == seq) {
                Some(now) => found_in(now),
                None => collected::variables(&turn.text),
            };
            let found = found.into_iter();
            told.extend(found.map(|(name, value)| (name, (turn.seq, value))));
        }
        for (name, (told_in, value)) in told {
            if told_in == seq {
                self.variables.insert(name, value);
            } else {
                self.variables.entry(name).or_insert(value);
            }
        }
    }

    fn forget_surplus(&mut self) {
        let surplus = self.recent.len().saturating_sub(Settings::KEPT_TURNS);
        self.recent.drain(..surplus);
    }
}

/// What the bot remembers of a message: nothing of notes, of its own notices and of what has no
/// words.
fn turn(seq: Seq, author: &Author, content: &Content) -> Option<Turn> {
    let speaker = match author {
        Author::Customer => Speaker::Customer,
        Author::Bot => Speaker::Bot,
        Author::Agent { .. } => Speaker::Agent,
        Author::System => return None,
    };
    let text = words(content);
    if text.is_empty() || content.kind == MessageKind::Note {
        return None;
    }
    Some(Turn {
        seq,
        speaker,
        text: clipped(text, Settings::KEPT_CHARS),
    })
}

fn words(content: &Content) -> &str {
    content.text.as_deref().unwrap_or_default().trim()
}

fn preview(content: &Content) -> Option<String> {
    let text = content.text.as_deref()?;
    Some(clipped(text, PREVIEW_CHARS))
}

fn clipped(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn found_in(content: &Content) -> BTreeMap<String, String> {
    content
        .text
        .as_deref()
        .map(collected::variables)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
