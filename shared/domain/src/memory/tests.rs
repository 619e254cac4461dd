use jiff::Timestamp;
use ulid::Ulid;

use super::*;
use crate::{
    BotWork, Channel, ConnectionId, Contact, ContactId, ConversationId, DeliveryStatus, Event,
    KeptSummary, MessageId, OwnerEpoch, State, ThreadKey, ToolOutcome, ToolUse,
};

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_000_000_000 + minutes * 60).unwrap()
}

fn attempt(question: &str) -> BotAttempt {
    BotAttempt {
        question: question.into(),
        article_id: Some(crate::ArticleId::from_ulid(Ulid::nil())),
        article_title: Some("Tracking".into()),
        tools: vec![],
        score: 0.9,
    }
}

/// A conversation, as it goes on minute by minute.
struct Talk(State);

impl Talk {
    fn begun() -> Self {
        let thread = ThreadKey::from_bytes([9; 10]);
        let contact = Contact {
            id: ContactId::in_thread(thread, at(0)),
            address: "15550001".into(),
            name: None,
            locale: None,
            attributes: [("plan".to_owned(), "gold".to_owned())].into(),
            verified: [].into(),
        };
        Self(State::new(Conversation::begun(
            ConversationId::in_thread(thread, at(0)),
            "demo".parse().unwrap(),
            ConnectionId::from_ulid(Ulid::nil()),
            Channel::Whatsapp,
            contact,
            at(0),
        )))
    }

    fn message(&self, author: Author, content: Content, minute: i64) -> Message {
        let seq = self.0.conversation.last_seq.next();
        Message {
            id: MessageId::from_ulid(Ulid::from_parts(seq.0, 1)),
            seq,
            author,
            content,
            status: DeliveryStatus::Received,
            epoch: OwnerEpoch(0),
            provider_id: None,
            error: None,
            revision: None,
            assessment: None,
            created_at: at(minute),
        }
    }

    fn says(&mut self, author: Author, content: Content, minute: i64) -> Message {
        let message = self.message(author, content, minute);
        self.happens(&[Event::MessageAdded(Box::new(message.clone()))]);
        message
    }

    /// The customer asks, and is given an answer.
    fn asks(&mut self, text: &str, minute: i64) -> Message {
        let asked = self.says(Author::Customer, Content::text(text), minute);
        self.says(Author::Bot, Content::text("An answer."), minute);
        let work = BotWork {
            tokens: 300,
            cost_micros: 7,
            tool_calls: vec![ToolUse {
                seq: asked.seq,
                tool: "look_up".into(),
                arguments: format!("{{\"q\":\"{text}\"}}"),
                outcome: ToolOutcome::Answered {
                    result: "\"sent\"".into(),
                },
            }],
            summary: Some(KeptSummary {
                text: format!("They asked: {text} (#{})", asked.seq.0),
                language: "en".into(),
                reaches: asked.seq,
            }),
            ..BotWork::default()
        };
        self.happens(&[
            Event::BotWorked(work),
            Event::AttemptRecorded(attempt(text)),
        ]);
        asked
    }

    fn happens(&mut self, events: &[Event]) {
        self.0 = self.0.after(events);
    }

    fn is_revised(&mut self, message: &Message, text: Option<&str>) {
        let at = at(100);
        let revision = match text {
            Some(text) => Revision::Edited {
                content: Content::text(text),
                at,
            },
            None => Revision::Deleted { at },
        };
        self.happens(&[Event::MessageRevised {
            message: Box::new(message.clone()),
            revision,
        }]);
    }

    fn questions(&self) -> Vec<&str> {
        let attempts = self.0.conversation.attempts.iter();
        attempts.map(|it| it.question.as_str()).collect()
    }

    fn said(&self) -> Vec<&str> {
        let turns = self.0.conversation.recent.iter();
        turns
            .filter(|turn| turn.speaker == Speaker::Customer)
            .map(|turn| turn.text.as_str())
            .collect()
    }

    fn order(&self) -> Option<&str> {
        let variables = &self.0.conversation.variables;
        variables.get("order_number").map(String::as_str)
    }
}

#[test]
fn what_was_taken_back_is_nowhere() {
    let mut talk = Talk::begun();
    let first = talk.asks("my order is 12345", 0);
    talk.is_revised(&first, None);
    let memory = format!("{:?}", talk.0.conversation);
    assert!(!memory.contains("12345"), "{memory}");
    let conversation = &talk.0.conversation;
    assert_eq!(talk.questions(), [""], "the bot did reply");
    assert_eq!(conversation.attempts[0].article_id, None);
    assert_eq!(conversation.tool_calls.kept[0].result(), Some("\"sent\""));
    assert_eq!(conversation.preview.as_deref(), Some("An answer."));
    assert_eq!(conversation.tokens, 300);
}

#[test]
fn what_was_edited_says_what_it_says_now() {
    let mut talk = Talk::begun();
    let first = talk.asks("my order is 12345", 0);
    talk.is_revised(&first, Some("my order is 54321"));
    assert_eq!(talk.said(), ["my order is 54321"]);
    assert_eq!(talk.order(), Some("54321"));
    assert_eq!(talk.questions(), ["my order is 54321"]);
    assert!(talk.0.conversation.attempts[0].article_id.is_some());
    assert_eq!(talk.0.conversation.summary, None);
}

#[test]
fn an_edit_tells_no_more_than_what_was_said_behind_it() {
    let mut talk = Talk::begun();
    let first = talk.asks("my order is 12345", 0);
    let second = talk.asks("no, my order is 54321", 1);
    talk.is_revised(&first, Some("my order is 11111"));
    assert_eq!(talk.order(), Some("54321"));
    talk.is_revised(&second, None);
    assert_eq!(talk.order(), Some("11111"));
    assert_eq!(talk.questions(), ["my order is 11111", ""]);
}

#[test]
fn what_another_message_says_too_stays() {
    let mut talk = Talk::begun();
    let first = talk.asks("my order is 12345", 0);
    talk.asks("my order is 12345", 1);
    talk.is_revised(&first, None);
    assert_eq!(talk.order(), Some("12345"));
    assert_eq!(talk.questions(), ["", "my order is 12345"]);
}

#[test]
fn a_message_that_is_no_longer_remembered_does_not_come_back() {
    let mut talk = Talk::begun();
    let first = talk.asks("my order is 12345", 0);
    for minute in 1..20 {
        talk.asks("and now?", minute);
    }
    talk.is_revised(&first, Some("my order is 54321"));
    assert!(!talk.said().contains(&"my order is 54321"));
    assert_eq!(talk.0.conversation.recent.len(), Settings::KEPT_TURNS);
    assert_eq!(talk.order(), None);
}

#[test]
fn lists_show_the_last_words_as_they_are_now() {
    let mut talk = Talk::begun();
    let shown = |talk: &Talk| talk.0.conversation.preview.clone();
    let first = talk.says(Author::Customer, Content::text("one"), 0);
    let note = Content::note("a regular");
    talk.says(Author::Agent { agent: None }, note, 1);
    talk.is_revised(&first, Some("two"));
    assert_eq!(shown(&talk).as_deref(), Some("two"), "a note is not shown");

    let again = talk.says(Author::Customer, Content::text("three"), 2);
    talk.says(Author::Customer, Content::text("three"), 3);
    talk.is_revised(&again, None);
    assert_eq!(shown(&talk).as_deref(), Some("three"), "another one");

    let last = talk.says(Author::Customer, Content::text("four"), 4);
    talk.is_revised(&last, None);
    assert_eq!(shown(&talk), None);
}

#[test]
fn what_was_changed_at_the_phone_is_no_word_of_the_customers() {
    let mut talk = Talk::begun();
    talk.asks("my order is 12345", 0);
    let phone = Author::Agent { agent: None };
    let said = talk.says(phone, Content::text("your order is 12345"), 1);
    talk.is_revised(&said, Some("your order is 54321"));
    assert_eq!(talk.order(), Some("12345"));
    assert_eq!(talk.questions(), ["my order is 12345"]);
    let last = talk.0.conversation.recent.last().unwrap();
    assert_eq!(last.text, "your order is 54321");
    assert_eq!(last.speaker, Speaker::Agent);
}
