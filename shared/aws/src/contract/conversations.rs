//! Lists of conversations and messages, look-ups, timers.

use baton_app::ports::{ConversationFilter, EscalationFilter, Load, MessageRange, Page};
use baton_domain::{Channel, Command, Conversation, EscalationStatus, Message, Mode, Seq};

use super::fixture::{CONNECTION, Harness, Need, at};

fn all() -> ConversationFilter {
    ConversationFilter {
        limit: 100,
        ..ConversationFilter::default()
    }
}

async fn listed(store: &Harness, filter: &ConversationFilter) -> Vec<Conversation> {
    let mut filter = filter.clone();
    let mut found = vec![];
    for _ in 0..100 {
        let page = store
            .conversations
            .conversations(&store.tenant, &filter)
            .await
            .unwrap();
        found.extend(page.items);
        match page.next_cursor {
            None => return found,
            cursor => filter.cursor = cursor,
        }
    }
    panic!("a list without an end");
}

async fn threads(store: &Harness, filter: &ConversationFilter) -> Vec<u8> {
    listed(store, filter)
        .await
        .iter()
        .map(|conversation| {
            (1..=250)
                .find(|number| conversation.id.thread() == Harness::thread(*number))
                .unwrap()
        })
        .collect()
}

/// By part of the contact's name or address, and by who has them; a take leaves both as they were.
pub async fn conversations_are_found_by_contact_and_by_agent(store: &Harness) {
    store.seed_agent(1, 0, 9).await;
    store.begin(1, at(10)).await;
    let taken = store.queue(2, Need::default(), at(20)).await;
    store.take(taken.id, 1, at(30)).await;
    let searched = |search: &str| ConversationFilter {
        search: Some(search.into()),
        ..all()
    };
    let of_agent = |number| ConversationFilter {
        agent: Some(Harness::agent_id(number)),
        ..all()
    };
    let address = format!("Address-{}", Harness::thread(2));
    for (filter, expected) in [
        (searched("AN"), vec![2, 1]),
        (searched("Ben"), vec![]),
        (searched(&address), vec![2]),
        (of_agent(1), vec![2]),
        (of_agent(2), vec![]),
    ] {
        assert_eq!(threads(store, &filter).await, expected, "{filter:?}");
    }
    let back = Command::ReturnToBot {
        by: Harness::actor(1),
        seen: None,
    };
    store.carry_out(Harness::thread(2), back, at(40)).await;
    assert_eq!(threads(store, &of_agent(1)).await, Vec::<u8>::new());
    assert_eq!(threads(store, &searched(&address)).await, [2]);
}

/// By last activity, with every filter, in pages of any size.
pub async fn conversations_are_listed_last_active_first(store: &Harness) {
    store.seed_agent(1, 0, 9).await;
    store.begin(1, at(10)).await;
    store.begin_on(2, Channel::Widget, at(20)).await;
    let queued = store.queue(3, Need::default(), at(30)).await;
    let open = store.queue(4, Need::default(), at(40)).await;
    store.take(open.id, 1, at(41)).await;
    assert_eq!(threads(store, &all()).await, [4, 3, 2, 1]);
    store
        .carry_out(Harness::thread(1), store.customer(at(50)), at(50))
        .await;
    assert_eq!(threads(store, &all()).await, [1, 4, 3, 2]);
    for limit in 1..=5 {
        let paged = ConversationFilter { limit, ..all() };
        assert_eq!(threads(store, &paged).await, [1, 4, 3, 2], "{limit}");
    }
    // A take is something that happened too.
    store.take(queued.id, 1, at(60)).await;
    let cases = [
        (all(), vec![3, 1, 4, 2]),
        (
            ConversationFilter {
                mode: Some(Mode::Human),
                ..all()
            },
            vec![3, 4],
        ),
        (
            ConversationFilter {
                status: Some(EscalationStatus::Open),
                ..all()
            },
            vec![3, 4],
        ),
        (
            ConversationFilter {
                status: Some(EscalationStatus::Queued),
                ..all()
            },
            vec![],
        ),
        (
            ConversationFilter {
                channel: Some(Channel::Widget),
                ..all()
            },
            vec![2],
        ),
        (
            ConversationFilter {
                from: Some(at(41)),
                to: Some(at(60)),
                ..all()
            },
            vec![1, 4],
        ),
        (
            ConversationFilter {
                from: Some(at(50)),
                ..all()
            },
            vec![3, 1],
        ),
        (
            ConversationFilter {
                to: Some(at(41)),
                ..all()
            },
            vec![2],
        ),
        (
            ConversationFilter {
                from: Some(at(60)),
                to: Some(at(50)),
                ..all()
            },
            vec![],
        ),
    ];
    for (filter, expected) in cases {
        assert_eq!(threads(store, &filter).await, expected, "{filter:?}");
    }
    let back = Command::ReturnToBot {
        by: Harness::actor(1),
        seen: None,
    };
    store.carry_out(Harness::thread(3), back, at(70)).await;
    let open = ConversationFilter {
        status: Some(EscalationStatus::Open),
        ..all()
    };
    assert_eq!(threads(store, &open).await, [4]);
    let found = listed(store, &all()).await;
    assert_eq!(found[0], store.state(Harness::thread(3)).await.conversation);
}

/// What belongs to one tenant is as absent to another as what never was.
pub async fn a_foreign_tenant_sees_nothing(store: &Harness) {
    let escalation = store.queue(1, Need::default(), at(0)).await;
    let thread = Harness::thread(1);
    let provider_id = store.message(thread, Seq(1)).await.provider_id.unwrap();
    let foreign = store.foreign();
    let there = &store.conversations;
    let load = Load {
        escalation: Some(escalation.id),
        ticket: true,
        ..Load::default()
    };
    let loaded = there.load(&foreign, thread, load).await.unwrap();
    assert!(loaded.state.is_none() && loaded.escalation.is_none());
    assert_eq!(loaded.last_ticket.0, 0);
    let escalations = EscalationFilter {
        limit: 10,
        ..EscalationFilter::default()
    };
    let page = there.escalations(&foreign, &escalations).await.unwrap();
    assert!(page.items.is_empty() && page.next_cursor.is_none());
    let page = there.conversations(&foreign, &all()).await.unwrap();
    assert!(page.items.is_empty() && page.next_cursor.is_none());
    let range = MessageRange {
        limit: 10,
        ..MessageRange::default()
    };
    let page = there.messages(&foreign, thread, range).await.unwrap();
    assert!(page.items.is_empty() && page.next_cursor.is_none());
    assert_eq!(there.message(&foreign, thread, Seq(1)).await.unwrap(), None);
    let found = there
        .find_by_provider_id(&foreign, CONNECTION, &provider_id)
        .await
        .unwrap();
    assert_eq!(found, None);
    assert!(
        there
            .due(&foreign, at(1_000_000), 10)
            .await
            .unwrap()
            .is_empty()
    );
    let counts = there.live_counts(&foreign, at(0)).await.unwrap();
    assert_eq!(counts, baton_app::ports::LiveCounts::default());
}

/// The last ones, those before a place, those after one; oldest first, and whether there is more.
pub async fn messages_are_read_in_ranges(store: &Harness) {
    store.begin(1, at(0)).await;
    let thread = Harness::thread(1);
    for second in 1..12 {
        store
            .carry_out(thread, store.customer(at(second)), at(second))
            .await;
    }
    let read = async |before: Option<u64>, after: Option<u64>, limit| {
        let range = MessageRange {
            before: before.map(Seq),
            after: after.map(Seq),
            limit,
        };
        let page: Page<Message> = store
            .conversations
            .messages(&store.tenant, thread, range)
            .await
            .unwrap();
        let seqs: Vec<u64> = page.items.iter().map(|message| message.seq.0).collect();
        (seqs, page.next_cursor)
    };
    let more = |cursor: &str| Some(cursor.to_owned());
    assert_eq!(read(None, None, 3).await, (vec![10, 11, 12], more("10")));
    assert_eq!(read(Some(10), None, 3).await, (vec![7, 8, 9], more("7")));
    assert_eq!(read(Some(4), None, 3).await, (vec![1, 2, 3], None));
    assert_eq!(read(Some(1), None, 3).await, (vec![], None));
    assert_eq!(read(None, Some(0), 3).await, (vec![1, 2, 3], more("3")));
    assert_eq!(read(None, Some(9), 3).await, (vec![10, 11, 12], None));
    assert_eq!(read(None, Some(12), 3).await, (vec![], None));
    assert_eq!(read(Some(8), Some(5), 9).await, (vec![6, 7], None));
    assert_eq!(read(Some(5), Some(8), 9).await, (vec![], None));
    assert_eq!(read(None, None, 50).await.0, (1..=12).collect::<Vec<_>>());
    assert_eq!(read(None, Some(u64::MAX), 3).await, (vec![], None));
}

/// By the id that the provider gave it, on its connection only.
pub async fn a_message_is_found_by_its_providers_id(store: &Harness) {
    let state = store.begin(1, at(0)).await;
    let message = store.message(Harness::thread(1), Seq(1)).await;
    let provider_id = message.provider_id.clone().unwrap();
    let find = async |connection, provider_id: &str| {
        store
            .conversations
            .find_by_provider_id(&store.tenant, connection, provider_id)
            .await
            .unwrap()
    };
    assert_eq!(
        find(CONNECTION, &provider_id).await,
        Some((state.conversation.id, message))
    );
    assert_eq!(find(CONNECTION, "wamid.other").await, None);
    let other = baton_domain::ConnectionId::from_ulid(ulid::Ulid::from_parts(1, 1));
    assert_eq!(find(other, &provider_id).await, None);
}

/// Longest ago first, and no longer once nobody waits.
pub async fn a_timer_is_listed_once_it_rang(store: &Harness) {
    let one = store.begin(1, at(60)).await.conversation;
    let two = store.begin(2, at(0)).await.conversation;
    let due = async |at, limit| {
        store
            .conversations
            .due(&store.tenant, at, limit)
            .await
            .unwrap()
    };
    let (first, second) = (two.due_at.unwrap(), one.due_at.unwrap());
    assert!(first < second);
    let moment = jiff::SignedDuration::from_millis(1);
    assert!(due(first - moment, 10).await.is_empty());
    assert_eq!(due(first, 10).await, [two.id]);
    assert_eq!(due(second, 10).await, [two.id, one.id]);
    assert_eq!(due(second, 1).await, [two.id]);
    store.seed_agent(1, 0, 9).await;
    let escalation = store
        .escalate(Harness::thread(2), Need::default(), at(61))
        .await;
    store.take(escalation.id, 1, at(62)).await;
    let close = Command::Close {
        by: Harness::actor(1),
        seen: None,
        closing: None,
    };
    store.carry_out(Harness::thread(2), close, at(63)).await;
    assert_eq!(due(at(1_000_000), 10).await, [one.id]);
}
