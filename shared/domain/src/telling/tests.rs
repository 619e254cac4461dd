use jiff::SignedDuration;
use proptest::prelude::*;
use ulid::Ulid;

use super::*;
use crate::{AgentId, Channel, ConnectionId, ContactId, ConversationId, ThreadKey};

fn at(second: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second)
}

fn lea() -> AgentRef {
    AgentRef {
        id: AgentId::from_ulid(Ulid::from_parts(1, 1)),
        name: "Lea".into(),
    }
}

fn fresh() -> Conversation {
    let thread = ThreadKey::from_bytes([1; 10]);
    let contact = Contact {
        id: ContactId::in_thread(thread, at(0)),
        address: "15550001".into(),
        name: None,
        locale: None,
        attributes: [].into(),
        verified: [].into(),
    };
    Conversation::begun(
        ConversationId::in_thread(thread, at(0)),
        "acme".parse().unwrap(),
        ConnectionId::from_ulid(Ulid::nil()),
        Channel::Widget,
        contact,
        at(0),
    )
}

fn signed(name: &str, value: &str) -> BTreeMap<String, String> {
    [(name.to_owned(), value.to_owned())].into()
}

fn said(name: &str, value: Option<&str>) -> Saying {
    [(name.to_owned(), value.map(str::to_owned))].into()
}

#[test]
fn what_was_set_by_hand_outlives_the_signature_that_each_message_carries() {
    let mut conversation = fresh();
    conversation.learn_signed(&signed("tier", "silver"), at(1), at(1_000));
    conversation.describe(&lea(), &said("tier", Some("vip")), at(2));
    conversation.learn_signed(&signed("tier", "silver"), at(1), at(1_000));
    assert_eq!(conversation.contact.verified["tier"], "vip");
    conversation.describe(&lea(), &said("tier", None), at(3));
    conversation.learn_signed(&signed("tier", "silver"), at(1), at(1_000));
    assert_eq!(conversation.contact.verified.get("tier"), None);
    conversation.learn_signed(&signed("tier", "gold"), at(4), at(1_000));
    assert_eq!(conversation.contact.verified["tier"], "gold");
    assert_eq!(conversation.told["tier"].by, None);
}

#[test]
fn what_was_signed_does_not_speak_for_whoever_writes_without_it() {
    let mut conversation = fresh();
    let both: BTreeMap<String, String> = [("customer", "88"), ("tier", "silver")]
        .map(|(name, value)| (name.into(), value.into()))
        .into();
    conversation.learn_signed(&both, at(1), at(10));
    conversation.describe(&lea(), &said("tier", Some("vip")), at(20));
    let by_lea = signed("tier", "vip");

    conversation.learn_signed(&[].into(), at(0), at(30));
    assert_eq!(conversation.contact.verified, by_lea);
    assert_eq!(conversation.told_at, Some(at(30)));
    conversation.learn_signed(&[].into(), at(0), at(40));
    assert_eq!(conversation.told_at, Some(at(30)));

    conversation.learn_signed(&both, at(1), at(50));
    conversation.learn_signed(&signed("customer", "99"), at(2), at(60));
    assert_eq!(conversation.contact.verified["customer"], "99");
    assert_eq!(conversation.told_at, Some(at(60)));
    conversation.learn_signed(&signed("plan", "free"), at(3), at(70));
    assert_eq!(conversation.contact.verified.get("customer"), None);
}

#[test]
fn what_was_kept_before_there_were_tellings_gives_way_to_whatever_is_said() {
    let mut conversation = fresh();
    conversation.contact.verified = signed("tier", "silver");
    conversation.learn_signed(&signed("tier", "gold"), Timestamp::UNIX_EPOCH, at(1_000));
    assert_eq!(conversation.contact.verified["tier"], "gold");
}

#[test]
fn names_that_were_taken_away_are_forgotten_in_their_order_and_others_never() {
    let mut conversation = fresh();
    conversation.describe(&lea(), &said("tier", Some("vip")), at(0));
    for n in 1..=100 {
        conversation.describe(&lea(), &said(&format!("n{n}"), None), at(n));
    }
    assert_eq!(conversation.told.len(), MOST_TELLINGS);
    let has = |name: &str| conversation.told.contains_key(name);
    assert!(has("tier") && has("n100") && has("n38") && !has("n37"));
}

#[test]
fn what_is_too_much_is_left_out_and_what_is_there_still_changes() {
    let mut conversation = fresh();
    let many = |value: &str| -> BTreeMap<String, String> {
        (10..60).map(|n| (format!("n{n}"), value.into())).collect()
    };
    conversation.learn_signed(&many("a"), at(1), at(1_000));
    let verified = &conversation.contact.verified;
    assert_eq!(verified.len(), Contact::MOST_ATTRIBUTES);
    conversation.learn_signed(&many("b"), at(2), at(1_000));
    let verified = &conversation.contact.verified;
    assert_eq!(verified.len(), Contact::MOST_ATTRIBUTES);
    assert!(verified.values().all(|value| value == "b"));
}

/// Something that is said: by hand at its own time, or signed at a time and told whenever a
/// message brings it.
#[derive(Debug, Clone)]
enum Said {
    ByHand(usize, Option<&'static str>),
    Signed(usize, &'static str, i64),
}

fn sayings() -> impl Strategy<Value = Vec<Said>> {
    let value = prop_oneof![Just("a"), Just("b"), Just("c")];
    let one = prop_oneof![
        (0_usize..3, proptest::option::of(value.clone())).prop_map(|(n, v)| Said::ByHand(n, v)),
        (0_usize..3, value, 0_i64..30).prop_map(|(n, v, back)| Said::Signed(n, v, back)),
    ];
    proptest::collection::vec(one, 0..30)
}

proptest! {
    #[test]
    fn whatever_was_said_last_holds(sayings in sayings()) {
        const NAMES: [&str; 3] = ["tier", "plan", "region"];
        let mut conversation = fresh();
        // By name: when it was said last, what, and whether by hand.
        let mut last: BTreeMap<&str, (i64, Option<&str>, bool)> = BTreeMap::new();
        for (now, saying) in (100_i64..).zip(sayings) {
            let (name, value, when, by_hand) = match saying {
                Said::ByHand(n, value) => {
                    conversation.describe(&lea(), &said(NAMES[n], value), at(now));
                    (NAMES[n], value, now, true)
                }
                Said::Signed(n, value, back) => {
                    conversation.learn_signed(&signed(NAMES[n], value), at(now - back), at(1_000));
                    last.retain(|name, (_, _, by_hand)| *by_hand || *name == NAMES[n]);
                    (NAMES[n], Some(value), now - back, false)
                }
            };
            if last.get(name).is_none_or(|(before, ..)| *before < when) {
                last.insert(name, (when, value, by_hand));
            }
        }
        let expected: BTreeMap<String, String> = last
            .into_iter()
            .filter_map(|(name, (_, value, _))| Some((name.to_owned(), value?.to_owned())))
            .collect();
        prop_assert_eq!(conversation.contact.verified, expected);
    }
}
