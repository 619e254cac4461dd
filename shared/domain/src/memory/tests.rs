use jiff::Timestamp;
use ulid::Ulid;

use super::*;
use crate::{
    BotWork, Channel, Command, ConnectionId, Contact, ContactId, ConversationId, DeliveryStatus,
    Event, KeptSummary, MessageId, NewMessage, Owner, OwnerEpoch, State, ThreadKey, ToolOutcome,
    ToolUse, decide,
};

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_000_000_000 + minutes * 60).unwrap()
}

const DAY: i64 = 24 * 60;

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

    /// What the state machine makes of a customer's message that comes at another time than it was
    /// written.
    fn hears(&mut self, text: &str, written: i64, now: i64) -> Vec<Event> {
        let command = Command::CustomerMessage(NewMessage {
            id: MessageId::from_ulid(Ulid::from_parts(9, 9)),
            content: Content::text(text),
            provider_id: None,
            at: at(written),
        });
        let events = decide(&self.0, &command.into(), &Settings::default(), at(now)).unwrap();
        self.happens(&events);
        events
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
fn a_day_of_silence_ends_what_the_bot_remembers_and_nothing_else() {
    let mut talk = Talk::begun();
    talk.asks("where is order 12345?", 0);
    let before = talk.0.conversation.clone();
    let events = talk.hears("where is order 67890?", DAY, DAY);
    assert!(events.contains(&Event::BegunAnew));
    let conversation = &talk.0.conversation;
    assert_eq!(talk.said(), ["where is order 67890?"]);
    assert_eq!(conversation.recent.len(), 1);
    assert_eq!(talk.order(), Some("67890"));
    assert!(conversation.attempts.is_empty() && conversation.tool_calls.is_empty());
    assert_eq!((conversation.tokens, conversation.cost_micros), (0, 0));
    assert_eq!(conversation.summary, None);
    assert_eq!(conversation.contact, before.contact);
    assert_eq!(conversation.epoch, before.epoch);
    assert_eq!(conversation.last_seq, before.last_seq.next());
}

#[test]
fn less_than_a_day_is_no_silence() {
    let mut talk = Talk::begun();
    talk.asks("where is order 12345?", 0);
    let events = talk.hears("where is it?", DAY - 1, DAY - 1);
    assert!(!events.contains(&Event::BegunAnew));
    assert_eq!(talk.said().len(), 2);
    assert_eq!(talk.order(), Some("12345"));
    assert_eq!(talk.0.conversation.tokens, 300);
}

#[test]
fn what_comes_late_is_as_old_as_it_is() {
    let mut talk = Talk::begun();
    talk.asks("where is order 12345?", 0);
    for written in [10, -10] {
        let events = talk.hears("please hurry", written, 30 * DAY);
        assert!(!events.contains(&Event::BegunAnew), "{written}");
    }
    assert_eq!(talk.order(), Some("12345"));
}

#[test]
fn of_a_burst_the_first_to_come_begins_anew() {
    let mut talk = Talk::begun();
    talk.asks("where is order 12345?", 0);
    let begun: Vec<bool> = [30 * DAY + 1, 30 * DAY, 30 * DAY + 2]
        .map(|written| {
            let events = talk.hears("hello", written, 30 * DAY + 3);
            events.contains(&Event::BegunAnew)
        })
        .into();
    assert_eq!(begun, [true, false, false]);
    assert_eq!(talk.said().len(), 3);
}

#[test]
fn a_note_breaks_no_silence() {
    let mut talk = Talk::begun();
    talk.asks("where is order 12345?", 0);
    let note = Content::note("a regular");
    talk.says(Author::Agent { agent: None }, note, 30 * DAY);
    let events = talk.hears("where is it?", 30 * DAY + 1, 30 * DAY + 1);
    assert!(events.contains(&Event::BegunAnew));
    assert_eq!(talk.order(), None);
}

#[test]
fn whoever_still_waits_for_an_answer_was_not_the_silent_one() {
    let mut talk = Talk::begun();
    talk.hears("where is order 12345?", 0, 0);
    let events = talk.hears("hello?", 2 * DAY, 2 * DAY);
    assert!(!events.contains(&Event::BegunAnew));
    assert_eq!(talk.said().len(), 2);
}

#[test]
fn people_have_no_silence_and_a_conversation_that_was_closed_has() {
    for (owner, begins) in [
        (Owner::Queue, false),
        (Owner::Nobody, true),
        (Owner::Phone { until: at(60) }, true),
        (
            Owner::Phone {
                until: at(90 * DAY),
            },
            false,
        ),
    ] {
        let mut talk = Talk::begun();
        talk.asks("where is order 12345?", 0);
        let epoch = OwnerEpoch(1);
        let is_whose = format!("{owner:?}");
        talk.happens(&[Event::OwnerChanged { owner, epoch }]);
        let events = talk.hears("hello", 30 * DAY, 30 * DAY);
        assert_eq!(events.contains(&Event::BegunAnew), begins, "{is_whose}");
        assert_eq!(talk.order().is_none(), begins, "{is_whose}");
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
fn what_is_edited_behind_a_long_silence_is_as_far_away_as_it_was() {
    let mut talk = Talk::begun();
    let first = talk.asks("my order is 12345", 0);
    talk.hears("hello", 30 * DAY, 30 * DAY);
    talk.is_revised(&first, Some("my order is 54321"));
    assert_eq!(talk.said(), ["hello"]);
    assert_eq!(talk.order(), None);
    assert_eq!(talk.0.conversation.preview.as_deref(), Some("hello"));
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
