use std::sync::Mutex;

use async_trait::async_trait;
use baton_domain::{
    Assessment, BotAttempt, BotWork, Channel, Condition, Contact, ContactId, Content,
    ConversationId, DeliveryStatus, Facts, MessageId, Policy, Speaker, ThreadKey, Topic, Trigger,
    TriggerId, Urgency,
};
use ulid::Ulid;

use super::*;

/// Answers everything, unless a trigger of the policy's holds; remembers what it was shown.
#[derive(Default)]
struct ByTriggers(Mutex<Vec<Conversation>>);

#[async_trait]
impl Evaluator for ByTriggers {
    async fn evaluate(&self, question: Question<'_>) -> Result<Evaluation, PortError> {
        let text = question.content.text.as_deref().unwrap_or_default();
        let conversation = question.conversation;
        self.0.lock().unwrap().push(conversation.clone());
        let attempts = u32::try_from(conversation.attempts.len()).unwrap();
        let judgement = question.knowledge.policy.judge(&Facts {
            text,
            signals: &[],
            confidence: None,
            confidence_threshold: 0.5,
            failed_attempts: attempts,
            negative_run: 0,
            bot_replies: attempts,
            channel: conversation.channel,
            attributes: &conversation.contact.attributes,
            at: question.at,
        });
        let verdict = match judgement.call {
            Some(call) => Verdict::Escalate {
                reason: call.by.reason,
                reason_text: "because".into(),
                topic: Topic::General,
                urgency: Urgency::Medium,
                group: None,
                considered: None,
            },
            None => Verdict::Answer {
                text: "an answer".into(),
                attempt: BotAttempt {
                    question: text.to_owned(),
                    article_id: None,
                    article_title: None,
                    tools: vec![],
                    score: 1.0,
                },
            },
        };
        Ok(Evaluation {
            verdict,
            assessment: Assessment {
                matches: judgement.matches,
                ..Assessment::default()
            },
            work: BotWork::default(),
            brief: None,
        })
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_000_000 + second).unwrap()
}

fn message(seq: u64, epoch: u64, author: Author, text: &str) -> Message {
    Message {
        id: MessageId::from_ulid(Ulid::from_parts(seq, 1)),
        seq: Seq(seq),
        author,
        content: Content::text(text),
        status: DeliveryStatus::Received,
        epoch: OwnerEpoch(epoch),
        provider_id: None,
        error: None,
        revision: None,
        assessment: None,
        created_at: at(i64::try_from(seq).unwrap()),
    }
}

fn conversation() -> Conversation {
    let thread = ThreadKey::from_bytes([1; 10]);
    let contact = Contact {
        id: ContactId::in_thread(thread, at(0)),
        address: "15550001".into(),
        name: None,
        locale: None,
        attributes: [].into(),
        verified: [].into(),
    };
    Conversation {
        owner: Owner::Queue,
        epoch: OwnerEpoch(9),
        version: Version(20),
        last_seq: Seq(9),
        last_activity_at: at(9),
        last_said_at: None,
        last_customer_at: Some(at(9)),
        ..Conversation::begun(
            ConversationId::in_thread(thread, at(0)),
            "acme".parse().unwrap(),
            "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            Channel::Whatsapp,
            contact,
            at(0),
        )
    }
}

fn agent() -> Author {
    Author::Agent { agent: None }
}

/// The bot answers twice; an agent takes over and returns it; the bot answers once more.
fn history() -> Vec<Message> {
    use Author::{Bot, Customer, System};
    vec![
        message(1, 0, Customer, "where is my parcel?"),
        message(2, 0, Bot, "On its way."),
        message(3, 0, Customer, "refund me"),
        message(4, 1, System, "Connecting."),
        message(5, 2, agent(), "I am here."),
        message(6, 2, Customer, "a refund, as I said"),
        message(7, 3, Customer, "and my parcel?"),
        message(8, 3, Bot, "On its way."),
        message(9, 3, Customer, "broken"),
    ]
}

fn keyword(word: &str) -> Trigger {
    Trigger::keywords(
        TriggerId::from_ulid(Ulid::from_parts(1, 1)),
        format!("Says {word}"),
        [word],
        Urgency::High,
        Topic::General,
    )
}

const ALWAYS: Range = Range {
    from: Timestamp::MIN,
    to: Timestamp::MAX,
};

async fn replayed(
    triggers: Vec<Trigger>,
    messages: &[Message],
    range: Range,
) -> (Vec<Episode>, Vec<Conversation>) {
    let evaluator = ByTriggers::default();
    let knowledge = Knowledge {
        policy: Policy { triggers },
        ..Knowledge::default()
    };
    let conversation = conversation();
    let recorded = Recorded {
        conversation: &conversation,
        messages,
        evidence: &BTreeSet::from([Seq(3)]),
    };
    let episodes = replay(&recorded, &knowledge, &evaluator, range, &|| false)
        .await
        .unwrap();
    (episodes, evaluator.0.into_inner().unwrap())
}

fn decided(episodes: &[Episode]) -> Vec<(u64, Option<u64>, u64)> {
    let one = |episode: &Episode| {
        let called = match &episode.conclusion {
            Conclusion::Answer => None,
            Conclusion::Escalate { seq, .. } => Some(seq.0),
        };
        (episode.epoch.0, called, episode.messages)
    };
    episodes.iter().map(one).collect()
}

#[tokio::test]
async fn only_what_the_bot_was_asked_is_decided_anew() {
    let (episodes, seen) = replayed(vec![keyword("refund")], &history(), ALWAYS).await;
    assert_eq!(decided(&episodes), [(0, Some(3), 2), (3, None, 2)]);
    let Conclusion::Escalate {
        trigger, reason, ..
    } = &episodes[0].conclusion
    else {
        panic!("{episodes:?}");
    };
    assert_eq!(trigger, "Says refund");
    assert_eq!(*reason, Reason::Keyword);
    let places: Vec<u64> = seen.iter().map(|shown| shown.last_seq.0).collect();
    assert_eq!(places, [1, 3, 7, 9], "not what was written to the agent");
}

#[tokio::test]
async fn an_episode_ends_with_the_first_call() {
    let (episodes, seen) = replayed(vec![keyword("parcel")], &history(), ALWAYS).await;
    assert_eq!(decided(&episodes), [(0, Some(1), 1), (3, Some(7), 1)]);
    assert_eq!(seen.len(), 2);
}

#[tokio::test]
async fn the_bot_sees_what_it_saw_then() {
    let (_, seen) = replayed(vec![], &history(), ALWAYS).await;
    let second = &seen[1];
    assert_eq!(second.owner, Owner::Bot);
    assert_eq!(second.preview.as_deref(), Some("On its way."));
    assert_eq!(second.attempts.len(), 1, "what it answered to the first");
    let turns: Vec<_> = second.recent.iter().map(|turn| turn.speaker).collect();
    assert_eq!(turns, [Speaker::Customer, Speaker::Bot, Speaker::Customer]);

    let third = &seen[2];
    assert!(third.attempts.is_empty(), "it came back with nothing tried");
    assert_eq!(third.recent.len(), 6, "and remembers what was said");
    assert_eq!(seen[3].attempts.len(), 1);
}

#[tokio::test]
async fn an_attempt_counts_towards_the_next_decision() {
    let failed = Trigger::new(
        TriggerId::from_ulid(Ulid::from_parts(2, 1)),
        "Failed",
        Condition::FailedAttempts { count: 1 },
    );
    let (episodes, _) = replayed(vec![failed], &history(), ALWAYS).await;
    assert_eq!(decided(&episodes), [(0, Some(3), 2), (3, Some(9), 2)]);
}

#[tokio::test]
async fn a_long_silence_ends_what_the_bot_remembers_there_too() {
    let later = |seq: u64, author: Author, text: &str| Message {
        created_at: at(30 * 24 * 3_600 + i64::try_from(seq).unwrap()),
        ..message(seq, 0, author, text)
    };
    let messages = [
        message(1, 0, Author::Customer, "where is order 12345?"),
        message(2, 0, Author::Bot, "On its way."),
        later(3, Author::Customer, "where is order 67890?"),
        later(4, Author::Bot, "On its way."),
        later(5, Author::Customer, "hello?"),
    ];
    let (_, seen) = replayed(vec![], &messages, ALWAYS).await;
    let remembered: Vec<_> = seen
        .iter()
        .map(|shown| (shown.attempts.len(), shown.recent.len()))
        .collect();
    assert_eq!(remembered, [(0, 1), (0, 1), (1, 3)]);
    let order = |shown: &Conversation| shown.variables["order_number"].clone();
    assert_eq!(
        seen.iter().map(order).collect::<Vec<_>>(),
        ["12345", "67890", "67890"]
    );
    assert_eq!(seen[1].preview, None, "nothing that they reply to");
}

#[tokio::test]
async fn what_lies_outside_the_range_prepares_and_does_not_count() {
    let range = Range {
        from: at(3),
        to: at(9),
    };
    let (episodes, seen) = replayed(vec![], &history(), range).await;
    assert_eq!(decided(&episodes), [(0, None, 1), (3, None, 1)]);
    assert_eq!(seen.len(), 3, "what came after it is not decided at all");
    let (episodes, _) = replayed(vec![keyword("parcel")], &history(), range).await;
    assert_eq!(
        decided(&episodes),
        [(3, Some(7), 1)],
        "somebody was called before the range began"
    );
}

#[tokio::test]
async fn an_episode_that_was_over_before_the_range_is_remembered_and_not_decided() {
    let range = Range {
        from: at(7),
        to: at(10),
    };
    let (episodes, seen) = replayed(vec![], &history(), range).await;
    assert_eq!(decided(&episodes), [(3, None, 2)]);
    let places: Vec<u64> = seen.iter().map(|shown| shown.last_seq.0).collect();
    assert_eq!(places, [7, 9]);
    assert_eq!(
        seen[0].recent.len(),
        6,
        "what was said before is remembered"
    );
}

#[tokio::test]
async fn time_is_looked_at_before_each_decision() {
    let evaluator = ByTriggers::default();
    let (conversation, messages) = (conversation(), history());
    let recorded = Recorded {
        conversation: &conversation,
        messages: &messages,
        evidence: &BTreeSet::new(),
    };
    let late = || evaluator.0.lock().unwrap().len() == 2;
    let knowledge = Knowledge::default();
    let ended = replay(&recorded, &knowledge, &evaluator, ALWAYS, &late).await;
    assert!(matches!(ended, Err(ReplayError::Late)));
    assert_eq!(evaluator.0.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn what_was_taken_back_is_decided_as_it_was_written() {
    let mut messages = history();
    messages[2].revision = Some(baton_domain::Revision::Deleted { at: at(20) });
    let (episodes, _) = replayed(vec![keyword("refund")], &messages, ALWAYS).await;
    assert_eq!(decided(&episodes)[0], (0, Some(3), 2));
}
