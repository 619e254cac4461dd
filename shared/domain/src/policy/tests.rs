use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;
use ulid::Ulid;

use super::*;
use crate::{
    ArticleId, Author, BotAttempt, Channel, Event, Message, Signal, Speaker, State, Topic, Turn,
    Urgency,
};

fn id(n: u64) -> TriggerId {
    TriggerId::from_ulid(Ulid::from_parts(n, 0))
}

fn words(n: u64, words: &[&str]) -> Trigger {
    Trigger::keywords(
        id(n),
        format!("words {n}"),
        words.iter().copied(),
        Urgency::High,
        Topic::Refund,
    )
}

fn signal(reason: Reason, score: f64) -> Signal {
    Signal {
        reason,
        rule: "heads".into(),
        score,
        threshold: 0.5,
    }
}

static NOBODY: BTreeMap<String, String> = BTreeMap::new();

fn says<'a>(text: &'a str, signals: &'a [Signal]) -> Facts<'a> {
    Facts {
        text,
        signals,
        confidence: Some(0.9),
        confidence_threshold: 0.45,
        failed_attempts: 0,
        negative_run: 0,
        bot_replies: 0,
        channel: Channel::Whatsapp,
        attributes: &NOBODY,
        // A Monday.
        at: "2026-03-02T09:30:00Z".parse().unwrap(),
    }
}

fn decided(policy: &Policy, facts: &Facts<'_>) -> Option<TriggerId> {
    policy.judge(facts).call.map(|call| call.by.id)
}

#[test]
fn whole_words_in_any_spelling() {
    let policy = Policy::with([words(100, &["refund", "devolución", "money back", "退款"])]);
    for (text, word) in [
        ("I want a REFUND!", Some("refund")),
        ("quiero la devolucion", Some("devolución")),
        ("my money,\nback", Some("money back")),
        ("我要退款", Some("退款")),
        ("is it refundable?", None),
        ("", None),
    ] {
        let call = policy.judge(&says(text, &[])).call;
        let what = call.as_ref().and_then(|call| call.by.what.as_deref());
        assert_eq!(what, word, "{text}");
    }
}

#[test]
fn the_first_that_holds_decides_and_all_are_recorded() {
    let policy = Policy::with([words(100, &["refund"]), words(101, &["manager", "refund"])]);
    let signals = [signal(Reason::CustomerRequest, 0.9)];
    let judgement = policy.judge(&says("a refund, or your manager", &signals));
    let names: Vec<_> = judgement.matches.iter().map(|held| held.id).collect();
    assert_eq!(names, [id(100), id(101), TriggerId::built_in(1)]);
    assert_eq!(judgement.call.unwrap().by.id, id(100));
}

#[test]
fn a_reason_has_its_own_threshold_and_can_be_switched_off() {
    let mut policy = Policy::built_in();
    let upset = [signal(Reason::Sentiment, 0.6)];
    assert_eq!(
        decided(&policy, &says("hm", &upset)),
        Some(TriggerId::built_in(3))
    );
    policy.triggers[2].when = Condition::Signal {
        reason: Reason::Sentiment,
        threshold: Some(0.7),
    };
    assert_eq!(decided(&policy, &says("hm", &upset)), None);
    policy.triggers[2].when = Condition::Signal {
        reason: Reason::Sentiment,
        threshold: None,
    };
    policy.triggers[2].enabled = false;
    assert_eq!(policy.check(), Ok(()));
    assert_eq!(decided(&policy, &says("hm", &upset)), None);
}

#[test]
fn the_way_to_a_person_never_closes() {
    let mut policy = Policy::built_in();
    policy.triggers[0].enabled = false;
    assert_eq!(policy.check().unwrap_err().field, "triggers[0].enabled");
    let asks = [signal(Reason::CustomerRequest, 0.8)];
    for policy in [policy, Policy { triggers: vec![] }] {
        assert!(policy.judge(&says("a person", &asks)).call.is_some());
    }
}

#[test]
fn counts_and_confidence() {
    let policy = Policy::with([Trigger::new(
        id(100),
        "three times upset",
        Condition::SentimentRun { count: 3 },
    )]);
    let facts = says("hm", &[]);
    let with = |change: &dyn Fn(&mut Facts<'_>)| {
        let mut facts = facts;
        change(&mut facts);
        decided(&policy, &facts)
    };
    assert_eq!(with(&|f| f.negative_run = 2), None);
    assert_eq!(with(&|f| f.negative_run = 3), Some(id(100)));
    assert_eq!(with(&|f| f.failed_attempts = 1), None);
    assert_eq!(
        with(&|f| f.failed_attempts = 2),
        Some(TriggerId::built_in(5))
    );
    assert_eq!(
        with(&|f| f.confidence = Some(0.44)),
        Some(TriggerId::built_in(6))
    );
    assert_eq!(
        with(&|f| f.confidence = None),
        None,
        "small talk needs no article"
    );
}

#[test]
fn those_customers_on_that_channel_in_those_hours() {
    let mut trigger = Trigger::new(id(100), "gold", Condition::Always);
    trigger.only.attributes = [("plan".to_owned(), vec!["Gold".to_owned()])].into();
    trigger.only.channels = vec![Channel::Whatsapp];
    trigger.only.hours = Some(Hours {
        time_zone: "Europe/Madrid".into(),
        days: vec![Weekday::Monday],
        from: "09:00".into(),
        to: "18:00".into(),
        outside: false,
    });
    let policy = Policy::with([trigger]);
    assert_eq!(policy.check(), Ok(()));
    let gold = BTreeMap::from([("plan".to_owned(), "gold".to_owned())]);
    let facts = Facts {
        attributes: &gold,
        ..says("hello", &[])
    };
    assert_eq!(decided(&policy, &facts), Some(id(100)));
    assert_eq!(decided(&policy, &says("hello", &[])), None);
    let at = |at: &str| Facts {
        at: at.parse().unwrap(),
        ..facts
    };
    // 18:00 in Madrid, on Monday and at nine on Tuesday.
    for (time, holds) in [
        ("2026-03-02T08:00:00Z", true),
        ("2026-03-02T07:59:59Z", false),
        ("2026-03-02T17:00:00Z", false),
        ("2026-03-03T09:00:00Z", false),
    ] {
        assert_eq!(decided(&policy, &at(time)).is_some(), holds, "{time}");
    }
    let widget = Facts {
        channel: Channel::Widget,
        ..facts
    };
    assert_eq!(decided(&policy, &widget), None);
}

#[test]
fn hours_past_midnight_and_outside() {
    let night = |outside| Hours {
        time_zone: "UTC".into(),
        days: vec![Weekday::Friday],
        from: "22:00".into(),
        to: "06:00".into(),
        outside,
    };
    for (time, within) in [
        ("2026-03-06T23:00:00Z", true),
        ("2026-03-07T05:59:00Z", true),
        ("2026-03-07T06:00:00Z", false),
        ("2026-03-06T05:00:00Z", false),
    ] {
        let at: Timestamp = time.parse().unwrap();
        assert_eq!(night(false).hold(at), within, "{time}");
        assert_eq!(night(true).hold(at), !within, "{time}");
    }
    let unreadable = Hours {
        time_zone: "Mars".into(),
        ..night(false)
    };
    assert!(unreadable.hold(Timestamp::UNIX_EPOCH));
}

#[test]
fn a_match_whose_time_has_not_come_is_recorded_and_held_back() {
    let mut trigger = words(100, &["broken"]);
    trigger.timing = Timing::AfterBotReplies { count: 1 };
    let policy = Policy::with([trigger]);
    let first = policy.judge(&says("it is broken", &[]));
    assert!(first.call.is_none());
    assert!(first.matches[0].held_back);
    let facts = Facts {
        bot_replies: 1,
        ..says("still broken", &[])
    };
    assert_eq!(decided(&policy, &facts), Some(id(100)));
}

#[test]
fn as_many_and_as_long_keywords_as_there_may_be_are_fine() {
    let words = vec!["ü".repeat(Policy::LONGEST_KEYWORD); Policy::MOST_KEYWORDS];
    let trigger = Trigger {
        when: Condition::Keywords { words },
        ..self::words(100, &["refund"])
    };
    assert_eq!(Policy::with([trigger]).check(), Ok(()));
}

#[test]
fn what_is_wrong_is_named() {
    let wrong = |change: &dyn Fn(&mut Trigger)| {
        let mut trigger = words(100, &["refund"]);
        change(&mut trigger);
        Policy::with([trigger]).check().unwrap_err().field
    };
    assert_eq!(wrong(&|t| t.name = " ".into()), "triggers[0].name");
    assert_eq!(
        wrong(&|t| t.when = Condition::Keywords { words: vec![] }),
        "triggers[0].when.words"
    );
    for (count, length) in [(201, 6), (1, 101)] {
        let words = vec!["ü".repeat(length); count];
        let field = wrong(&|t| {
            t.when = Condition::Keywords {
                words: words.clone(),
            }
        });
        assert_eq!(field, "triggers[0].when.words");
    }
    assert_eq!(
        wrong(&|t| t.when = Condition::Signal {
            reason: Reason::Manual,
            threshold: None
        }),
        "triggers[0].when.reason"
    );
    assert_eq!(
        wrong(&|t| t.when = Condition::LowConfidence { below: Some(1.5) }),
        "triggers[0].when.below"
    );
    assert_eq!(wrong(&|t| t.when = Condition::Always), "triggers[0].only");
    assert_eq!(
        wrong(&|t| t.timing = Timing::AfterBotReplies { count: 0 }),
        "triggers[0].timing.count"
    );
    assert_eq!(wrong(&|t| t.id = TriggerId::built_in(1)), "triggers[1].id");
}

#[test]
fn a_scope_that_nobody_can_be_in_is_refused() {
    let wrong = |name: &str, values: &[&str]| {
        let mut trigger = Trigger::new(id(100), "vip", Condition::Always);
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        trigger.only.attributes = [(name.to_owned(), values)].into();
        Policy::with([trigger]).check().map_err(|error| error.field)
    };
    assert_eq!(wrong("tier", &["vip", "gold"]), Ok(()));
    let value = "triggers[0].only.attributes.tier";
    let long = "x".repeat(257);
    for values in [&[][..], &["vip", " "], &[&long], &["vip"; 21]] {
        assert_eq!(wrong("tier", values), Err(value.into()), "{values:?}");
    }
    for name in ["", "the tier", "tiér", &"x".repeat(65)] {
        let field = "triggers[0].only.attributes".to_owned();
        assert_eq!(wrong(name, &["vip"]), Err(field), "{name}");
    }
}

/// A conversation in which customer and bot have taken turns this often, ending with the customer.
fn after_turns(turns: u64) -> State {
    let at = "2026-03-02T09:30:00Z";
    let conversation = json!({
        "id": "cnv_01ARZ3NDEKTSV4RRFFQ69G5FAV", "tenant_id": "acme",
        "connection_id": "con_01ARZ3NDEKTSV4RRFFQ69G5FAV", "channel": "whatsapp",
        "contact": { "id": "ctc_01ARZ3NDEKTSV4RRFFQ69G5FAV", "address": "15550001" },
        "owner": { "kind": "bot" }, "epoch": 0, "version": 0, "last_seq": 0,
        "created_at": at, "last_activity_at": at,
    });
    let mut state = State::new(serde_json::from_value(conversation).unwrap());
    for seq in 1..turns * 2 {
        let author = if seq % 2 == 1 {
            Author::Customer
        } else {
            Author::Bot
        };
        let mut events = vec![Event::MessageAdded(Box::new(Message {
            id: crate::MessageId::from_ulid(Ulid::from_parts(seq, 1)),
            seq: crate::Seq(seq),
            author: author.clone(),
            content: crate::Content::text("the same"),
            status: crate::DeliveryStatus::Received,
            epoch: crate::OwnerEpoch(0),
            provider_id: None,
            error: None,
            revision: None,
            assessment: None,
            created_at: at.parse().unwrap(),
        }))];
        if author == Author::Bot {
            events.push(Event::AttemptRecorded(BotAttempt {
                question: "the same".into(),
                article_id: Some(ArticleId::from_ulid(Ulid::nil())),
                article_title: None,
                score: 1.0,
                tools: vec![],
            }));
        }
        state = state.after(&events);
    }
    state
}

#[test]
fn as_much_is_remembered_as_a_trigger_may_count() {
    let most = usize::try_from(Policy::MOST_COUNTED).unwrap();
    let state = after_turns(30);
    let of_customer = |turn: &&Turn| turn.speaker == Speaker::Customer;
    let recent = &state.conversation.recent;
    assert!(recent.iter().filter(of_customer).count() >= most);
    assert!(state.conversation.attempts.len() >= most);
    for when in [
        Condition::SentimentRun {
            count: Policy::MOST_COUNTED,
        },
        Condition::FailedAttempts {
            count: Policy::MOST_COUNTED,
        },
    ] {
        let mut trigger = Trigger::new(id(100), "at its most", when);
        trigger.timing = Timing::AfterBotReplies {
            count: Policy::MOST_COUNTED,
        };
        let policy = Policy {
            triggers: vec![trigger],
        };
        assert_eq!(policy.check(), Ok(()));
        let count = |length: usize| u32::try_from(length).unwrap();
        let facts = Facts {
            negative_run: count(recent.iter().filter(of_customer).count()),
            failed_attempts: count(state.conversation.attempts.len()),
            bot_replies: count(state.conversation.attempts.len()),
            ..says("the same", &[])
        };
        assert_eq!(decided(&policy, &facts), Some(id(100)));
    }
}

#[test]
fn what_is_seeded_are_the_built_in_triggers() {
    let seeded = include_str!("../../../../scripts/lib/seeding/built_in.json");
    let seeded: Vec<Trigger> = serde_json::from_str(seeded).unwrap();
    assert_eq!(seeded, Policy::built_in().triggers);
    assert_eq!(Policy::built_in().check(), Ok(()));
}

#[test]
fn the_wire_format() {
    let mut trigger = words(100, &["refund"]);
    trigger.only.channels = vec![Channel::Widget];
    let told = serde_json::to_value(&trigger).unwrap();
    assert_eq!(
        told,
        json!({
            "id": id(100).to_string(),
            "name": "words 100",
            "enabled": true,
            "when": { "kind": "keywords", "words": ["refund"] },
            "only": { "channels": ["widget"] },
            "urgency": "high",
            "type": "refund",
            "timing": { "kind": "immediately" },
        })
    );
    let short = json!({ "id": id(100).to_string(), "name": "n", "when": { "kind": "always" } });
    let trigger: Trigger = serde_json::from_value(short).unwrap();
    assert!(trigger.enabled);
}

proptest! {
    #[test]
    fn a_request_for_a_person_calls_one_under_every_policy(
        order in Just(Policy::built_in().triggers).prop_shuffle(),
        switched in proptest::collection::vec(any::<bool>(), 6),
        score in 0.5f64..=1.0,
    ) {
        let mut policy = Policy { triggers: order };
        for (trigger, enabled) in policy.triggers.iter_mut().zip(switched) {
            trigger.enabled = enabled;
        }
        let asks = [signal(Reason::CustomerRequest, score)];
        prop_assert!(policy.judge(&says("a person", &asks)).call.is_some());
    }
}
