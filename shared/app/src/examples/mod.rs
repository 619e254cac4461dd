//! What agents marked, as examples that an evaluator can be trained and tested on.

mod masking;

use std::sync::Arc;

use baton_domain::{Author, EscalationId, Message, Reason, Seq, TenantId, Topic};
use jiff::Timestamp;

use crate::ports::{Conversations, Mark, MarkKind, Marks, MessageRange, Page, PortError};
use crate::precision::was_read;

pub use masking::masked;

/// How much of what was said before goes with an example.
const TURNS: usize = 6;
/// How many messages are read for those turns: notes and notices are among them.
const LOOKED_AT: usize = 24;

/// Who said something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The customer.
    Customer,
    /// The bot.
    Bot,
}

/// A message with what was said before it, and whether a person should have been called. Phone
/// numbers and email addresses are masked.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The escalation that was marked.
    pub id: EscalationId,
    /// The customer's words.
    pub text: String,
    /// What customer and bot said before, oldest first.
    pub context: Vec<(Speaker, String)>,
    /// Whether a person should have been called.
    pub escalate: bool,
    /// Why; none where nobody should have been called, or what called was no evaluator's reading.
    pub reason: Option<Reason>,
    /// What it is about.
    pub topic: Topic,
    /// The customer's language, where the channel told it.
    pub lang: Option<String>,
    /// What the agent said.
    pub mark: MarkKind,
    /// When.
    pub marked_at: Timestamp,
}

/// Where examples come from.
#[derive(Clone)]
pub struct ExampleSource {
    /// What agents marked.
    pub marks: Arc<dyn Marks>,
    /// What was said.
    pub conversations: Arc<dyn Conversations>,
}

impl ExampleSource {
    /// Examples in the order in which they were marked. A mark that names no message makes none,
    /// nor does one that was taken back, or one of a message without words, or that its writer edited
    /// or took back.
    ///
    /// # Errors
    ///
    /// The [`PortError`] that kept them from being read.
    pub async fn examples(
        &self,
        tenant: &TenantId,
        since: Timestamp,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Example>, PortError> {
        let page = self.marks.marks(tenant, since, limit, cursor).await?;
        let mut items = vec![];
        for mark in page.items {
            items.extend(self.example(tenant, mark).await?);
        }
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    }

    async fn example(&self, tenant: &TenantId, mark: Mark) -> Result<Option<Example>, PortError> {
        let (Some(kind), Some(seq)) = (mark.mark, mark.seq) else {
            return Ok(None);
        };
        let range = MessageRange {
            before: Some(seq.next()),
            limit: LOOKED_AT,
            ..MessageRange::default()
        };
        let thread = mark.escalation_id.thread();
        let said = self.conversations.messages(tenant, thread, range).await?;
        Ok(made_of(mark, kind, seq, &said.items))
    }
}

/// What a mark about this place makes of what was said until there.
fn made_of(mark: Mark, kind: MarkKind, seq: Seq, said: &[Message]) -> Option<Example> {
    let text = spoken_at(said, seq)?;
    let escalate = kind == MarkKind::ShouldHaveComeEarlier;
    // What a person said or a limit was is no reason that could be read in these words.
    let read = escalate && was_read(&mark.evaluator, &mark.rule);
    Some(Example {
        id: mark.escalation_id,
        text,
        context: context(said, seq),
        escalate,
        reason: read.then_some(mark.reason),
        topic: mark.topic,
        lang: mark.lang,
        mark: kind,
        marked_at: mark.at,
    })
}

fn spoken_at(said: &[Message], seq: Seq) -> Option<String> {
    said.iter()
        .find(|message| message.seq == seq)
        .and_then(words)
}

fn context(said: &[Message], seq: Seq) -> Vec<(Speaker, String)> {
    let mut turns: Vec<_> = said
        .iter()
        .filter(|message| message.seq < seq)
        .filter_map(|message| {
            let speaker = match message.author {
                Author::Customer => Speaker::Customer,
                Author::Bot => Speaker::Bot,
                Author::Agent { .. } | Author::System => return None,
            };
            Some((speaker, words(message)?))
        })
        .collect();
    let surplus = turns.len().saturating_sub(TURNS);
    turns.drain(..surplus);
    turns
}

/// What a message says, masked; nothing of one that was edited or taken back. The decision was about
/// the words as they were written, so those of an edit would stand under a label that was never
/// theirs; and the words that its writer replaced are not ours to give out.
fn words(message: &Message) -> Option<String> {
    if message.revision.is_some() {
        return None;
    }
    let text = message.content.text.as_deref()?.trim();
    (!text.is_empty() && message.is_for_customer()).then(|| masked(text))
}

#[cfg(test)]
mod tests;
