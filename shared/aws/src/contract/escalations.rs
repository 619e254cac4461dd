//! Lists of escalations, and counts.

use baton_app::ports::{EscalationFilter, InvalidCursor, LiveCounts, Section, Sort};
use baton_domain::{
    Channel, Command, Escalation, EscalationStatus, GroupId, Reason, Topic, Urgency,
};
use ulid::Ulid;

use super::fixture::{Harness, Need, at};

fn all() -> EscalationFilter {
    EscalationFilter {
        limit: 100,
        ..EscalationFilter::default()
    }
}

fn urgent(urgency: Urgency) -> Need {
    Need {
        urgency,
        ..Need::default()
    }
}

/// The threads of a list, by number, with as many pages as it takes.
async fn threads(store: &Harness, filter: &EscalationFilter) -> Vec<u8> {
    listed(store, filter)
        .await
        .iter()
        .map(|escalation| escalation.contact.address.clone())
        .map(|address| {
            (1..=250)
                .find(|number| address.ends_with(&Harness::thread(*number).to_string()))
                .unwrap()
        })
        .collect()
}

async fn listed(store: &Harness, filter: &EscalationFilter) -> Vec<Escalation> {
    let mut filter = filter.clone();
    let mut found = vec![];
    for _ in 0..100 {
        let page = store
            .conversations
            .escalations(&store.tenant, &filter)
            .await
            .unwrap();
        assert!(page.items.len() <= filter.limit);
        found.extend(page.items);
        match page.next_cursor {
            None => return found,
            cursor => filter.cursor = cursor,
        }
    }
    panic!("a list without an end");
}

/// Six that wait: two of each urgency. The second of high urgency came last.
async fn six(store: &Harness) {
    use Urgency::{High, Low, Medium};
    for (number, urgency) in (1..).zip([Low, Medium, High, Low, Medium, High]) {
        store
            .queue(number, urgent(urgency), at(10 * i64::from(number)))
            .await;
    }
}

/// High before medium before low, and in each the longest wait first; open ones behind.
pub async fn the_queue_is_listed_by_urgency_then_wait(store: &Harness) {
    six(store).await;
    let (page, requests) = store
        .counted(store.conversations.escalations(
            &store.tenant,
            &EscalationFilter {
                status: Some(EscalationStatus::Queued),
                ..all()
            },
        ))
        .await;
    assert_eq!(page.unwrap().items.len(), 6);
    assert_eq!(requests, ["1 Query"]);
    assert_eq!(threads(store, &all()).await, [3, 6, 2, 5, 1, 4]);

    store.seed_agent(1, 0, 9).await;
    let first = listed(store, &all()).await.remove(0);
    store.take(first.id, 1, at(100)).await;
    let list = listed(store, &all()).await;
    assert_eq!(threads(store, &all()).await, [6, 2, 5, 1, 4, 3]);
    assert_eq!(list[5].status, EscalationStatus::Open);
    assert_eq!(
        Some(list[5].clone()),
        store.state(Harness::thread(3)).await.live
    );
}

/// The other two orders.
pub async fn the_queue_is_listed_by_wait_and_newest_first(store: &Harness) {
    six(store).await;
    let sorted = |sort| EscalationFilter { sort, ..all() };
    assert_eq!(
        threads(store, &sorted(Sort::Wait)).await,
        [1, 2, 3, 4, 5, 6]
    );
    assert_eq!(
        threads(store, &sorted(Sort::Newest)).await,
        [6, 5, 4, 3, 2, 1]
    );
}

/// Each filter for itself, in each order, and several together.
pub async fn every_filter_of_escalations_narrows_the_list(store: &Harness) {
    six(store).await;
    store.begin_on(7, Channel::Widget, at(70)).await;
    let need = Need {
        urgency: Urgency::Medium,
        topic: Topic::Refund,
        reason: Reason::Keyword,
    };
    store.escalate(Harness::thread(7), need, at(70)).await;
    let group = GroupId::from_ulid(Ulid::nil());
    let transfer = Command::Transfer {
        by: Harness::actor(1),
        group,
    };
    store.carry_out(Harness::thread(1), transfer, at(80)).await;

    for sort in [Sort::Urgency, Sort::Wait, Sort::Newest] {
        let all = EscalationFilter { sort, ..all() };
        let cases = [
            (
                EscalationFilter {
                    urgency: Some(Urgency::High),
                    ..all.clone()
                },
                vec![3, 6],
            ),
            (
                EscalationFilter {
                    topic: Some(Topic::Refund),
                    ..all.clone()
                },
                vec![7],
            ),
            (
                EscalationFilter {
                    channel: Some(Channel::Widget),
                    ..all.clone()
                },
                vec![7],
            ),
            (
                EscalationFilter {
                    reasons: vec![Reason::Keyword, Reason::BotTool],
                    ..all.clone()
                },
                vec![7],
            ),
            (
                EscalationFilter {
                    group: Some(group),
                    ..all.clone()
                },
                vec![1],
            ),
            (
                EscalationFilter {
                    waiting_since: Some(at(30)),
                    ..all.clone()
                },
                vec![1, 2, 3],
            ),
            (
                EscalationFilter {
                    waiting_since: Some(at(50)),
                    urgency: Some(Urgency::Low),
                    ..all.clone()
                },
                vec![1, 4],
            ),
            (
                EscalationFilter {
                    status: Some(EscalationStatus::Open),
                    ..all.clone()
                },
                vec![],
            ),
        ];
        for (filter, expected) in cases {
            let mut found = threads(store, &filter).await;
            found.sort_unstable();
            assert_eq!(found, expected, "{filter:?}");
            let paged = EscalationFilter { limit: 1, ..filter };
            let mut found = threads(store, &paged).await;
            found.sort_unstable();
            assert_eq!(found, expected, "one by one: {paged:?}");
        }
    }
}

/// Mine, those that wait, and others'; and those that ended.
pub async fn sections_part_mine_from_waiting_and_teammates(store: &Harness) {
    six(store).await;
    store.seed_agent(1, 0, 9).await;
    store.seed_agent(2, 0, 9).await;
    for (number, agent) in [(1, 1), (6, 1), (2, 2), (3, 2)] {
        let live = store.state(Harness::thread(number)).await.live.unwrap();
        store.take(live.id, agent, at(100)).await;
    }
    let me = Harness::agent_id(1);
    let section = |section, status| EscalationFilter {
        section: Some(section),
        status,
        ..all()
    };
    assert_eq!(
        threads(store, &section(Section::Mine(me), None)).await,
        [6, 1]
    );
    let by_wait = EscalationFilter {
        sort: Sort::Wait,
        ..section(Section::Mine(me), None)
    };
    assert_eq!(threads(store, &by_wait).await, [1, 6]);
    let urgent = EscalationFilter {
        urgency: Some(Urgency::Low),
        ..section(Section::Mine(me), None)
    };
    assert_eq!(threads(store, &urgent).await, [1]);
    assert_eq!(
        threads(store, &section(Section::Waiting, None)).await,
        [5, 4]
    );
    let teammates = section(Section::Teammates(me), None);
    assert_eq!(threads(store, &teammates).await, [3, 2]);

    for (number, close) in [(1, true), (2, false)] {
        let by = Harness::actor(1);
        let end = if close {
            Command::Close {
                by,
                seen: None,
                closing: None,
            }
        } else {
            Command::ReturnToBot { by, seen: None }
        };
        store.carry_out(Harness::thread(number), end, at(200)).await;
    }
    assert_eq!(threads(store, &section(Section::Mine(me), None)).await, [6]);
    let closed = Some(EscalationStatus::Closed);
    let resolved = Some(EscalationStatus::Resolved);
    assert_eq!(
        threads(store, &section(Section::Mine(me), closed)).await,
        [1]
    );
    assert!(
        threads(store, &section(Section::Mine(me), resolved))
            .await
            .is_empty()
    );
    assert_eq!(
        threads(store, &section(Section::Teammates(me), resolved)).await,
        [2]
    );
    assert!(
        threads(store, &section(Section::Waiting, closed))
            .await
            .is_empty()
    );
}

/// What happened in one conversation: the live one, and those before it, the last one first.
pub async fn the_episodes_of_a_thread_are_listed_newest_first(store: &Harness) {
    store.seed_agent(1, 0, 9).await;
    store.queue(2, Need::default(), at(5)).await;
    let thread = Harness::thread(1);
    let by = || Harness::actor(1);
    let first = store.queue(1, Need::default(), at(10)).await;
    store.take(first.id, 1, at(20)).await;
    let end = Command::ReturnToBot {
        by: by(),
        seen: None,
    };
    store.carry_out(thread, end, at(30)).await;
    let second = store.escalate(thread, urgent(Urgency::High), at(40)).await;
    store.take(second.id, 1, at(50)).await;
    let end = Command::ReturnToBot {
        by: by(),
        seen: None,
    };
    store.carry_out(thread, end, at(60)).await;
    let third = store.escalate(thread, Need::default(), at(70)).await;

    let episodes = EscalationFilter {
        thread: Some(thread),
        ..all()
    };
    let ids = |list: Vec<Escalation>| list.iter().map(|one| one.id).collect::<Vec<_>>();
    let listed_ids = ids(listed(store, &episodes).await);
    assert_eq!(listed_ids, [third.id, second.id, first.id]);
    let by_page = EscalationFilter {
        limit: 1,
        ..episodes.clone()
    };
    assert_eq!(ids(listed(store, &by_page).await), listed_ids);
    for (filter, found) in [
        (
            EscalationFilter {
                status: Some(EscalationStatus::Queued),
                ..episodes.clone()
            },
            vec![third.id],
        ),
        (
            EscalationFilter {
                status: Some(EscalationStatus::Closed),
                ..episodes.clone()
            },
            vec![],
        ),
        (
            EscalationFilter {
                urgency: Some(Urgency::High),
                ..episodes
            },
            vec![second.id],
        ),
    ] {
        assert_eq!(ids(listed(store, &filter).await), found, "{filter:?}");
    }
}

/// Pages of any size give the same list, and a cursor leads nowhere else.
pub async fn a_cursor_goes_on_where_the_page_ended_and_fits_no_other_list(store: &Harness) {
    six(store).await;
    store.seed_agent(1, 0, 9).await;
    for number in [2, 4] {
        let live = store.state(Harness::thread(number)).await.live.unwrap();
        store.take(live.id, 1, at(100)).await;
    }
    for sort in [Sort::Urgency, Sort::Wait, Sort::Newest] {
        let whole = threads(store, &EscalationFilter { sort, ..all() }).await;
        assert_eq!(whole.len(), 6);
        for limit in 1..=7 {
            let paged = EscalationFilter {
                sort,
                limit,
                ..all()
            };
            assert_eq!(threads(store, &paged).await, whole, "{sort:?}, {limit}");
        }
    }

    let first = EscalationFilter { limit: 2, ..all() };
    let page = store
        .conversations
        .escalations(&store.tenant, &first)
        .await
        .unwrap();
    let cursor = page.next_cursor.unwrap();
    let with = |filter: EscalationFilter| EscalationFilter {
        cursor: Some(cursor.clone()),
        ..filter
    };
    let by_wait = EscalationFilter {
        sort: Sort::Wait,
        ..all()
    };
    let refused = store
        .conversations
        .escalations(&store.tenant, &with(by_wait))
        .await
        .unwrap_err();
    assert!(InvalidCursor::caused(&refused), "{refused:?}");
    let refused = store
        .conversations
        .escalations(&store.foreign(), &with(all()))
        .await
        .unwrap_err();
    assert!(InvalidCursor::caused(&refused), "{refused:?}");
}

/// The numbers of the live figures.
pub async fn counts_tell_how_many_stand_where(store: &Harness) {
    let none = store
        .conversations
        .live_counts(&store.tenant, at(0))
        .await
        .unwrap();
    assert_eq!(none, LiveCounts::default());
    six(store).await;
    store.seed_agent(1, 0, 9).await;
    for (number, close) in [(1, Some(true)), (2, Some(false)), (3, None)] {
        let thread = Harness::thread(number);
        let live = store.state(thread).await.live.unwrap();
        store.take(live.id, 1, at(100)).await;
        let by = Harness::actor(1);
        let end = match close {
            Some(true) => Command::Close {
                by,
                seen: None,
                closing: None,
            },
            Some(false) => Command::ReturnToBot { by, seen: None },
            None => continue,
        };
        store
            .carry_out(thread, end, at(100 + i64::from(number)))
            .await;
    }
    let counts = store
        .conversations
        .live_counts(&store.tenant, at(102))
        .await
        .unwrap();
    assert_eq!(
        counts,
        LiveCounts {
            queued: 3,
            open: 1,
            resolved: 1,
            closed: 0,
            oldest_queued_at: Some(at(40)),
        }
    );
}
