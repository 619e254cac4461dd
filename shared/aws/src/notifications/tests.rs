use baton_domain::{EscalationId, ThreadKey};
use jiff::Timestamp;
use ulid::Ulid;

use super::*;
use crate::in_process::Tables;

fn agent(n: u64) -> AgentId {
    AgentId::from_ulid(Ulid::from_parts(n, 1))
}

fn notification(for_agent: u64, n: u64) -> Notification {
    Notification {
        id: NotificationId::from_ulid(Ulid::from_parts(n, u128::from(for_agent))),
        agent_id: agent(for_agent),
        escalation_id: Some(EscalationId::in_thread(
            ThreadKey::from_bytes([1; 10]),
            Timestamp::UNIX_EPOCH,
        )),
        change: "opened".into(),
        title: format!("Ticket #{n}"),
        created_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        read_at: None,
    }
}

fn acme() -> TenantId {
    "acme".parse().unwrap()
}

async fn store() -> (NotificationStore, Tables) {
    let tables = Tables::start().await.unwrap();
    let store = NotificationStore::new(tables.client(), tables.names().conversations);
    (store, tables)
}

#[tokio::test]
async fn what_was_kept_before_stays_as_it_is_and_only_the_rest_is_new() {
    let (store, _tables) = store().await;
    let first = [notification(1, 1), notification(2, 1)];
    assert_eq!(store.keep(&acme(), &first).await.unwrap().len(), 2);

    let changed = Notification {
        title: "something else".into(),
        ..notification(1, 1)
    };
    let new = store
        .keep(&acme(), &[changed, notification(3, 1), notification(2, 1)])
        .await
        .unwrap();
    assert_eq!(new, [notification(3, 1).id]);
    let kept = store.of_agent(&acme(), agent(1), 10, None).await.unwrap();
    assert_eq!(kept.items, [notification(1, 1)]);
    assert_eq!(store.keep(&acme(), &first).await.unwrap(), []);
    assert_eq!(store.keep(&acme(), &[]).await.unwrap(), []);
}

#[tokio::test]
async fn the_same_one_twice_is_one() {
    let (store, _tables) = store().await;
    let twice = [notification(1, 1), notification(1, 1)];
    assert_eq!(
        store.keep(&acme(), &twice).await.unwrap(),
        [notification(1, 1).id]
    );
}

#[tokio::test]
async fn a_hundred_are_one_request_and_more_are_more() {
    let (store, tables) = store().await;
    let many: Vec<_> = (0..130).map(|n| notification(n, 1)).collect();
    assert_eq!(store.keep(&acme(), &many).await.unwrap().len(), 130);
    assert_eq!(tables.requests().total(), 2);
}

#[tokio::test]
async fn an_agent_reads_their_own_newest_first_page_by_page() {
    let (store, _tables) = store().await;
    let mine: Vec<_> = (1..=5).map(|n| notification(1, n)).collect();
    store.keep(&acme(), &mine).await.unwrap();
    store.keep(&acme(), &[notification(2, 9)]).await.unwrap();
    store
        .keep(&"other".parse().unwrap(), &[notification(1, 8)])
        .await
        .unwrap();

    let mut read = vec![];
    let mut cursor = None;
    let mut pages = 0;
    loop {
        let page = store
            .of_agent(&acme(), agent(1), 2, cursor.as_deref())
            .await
            .unwrap();
        read.extend(page.items);
        pages += 1;
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(pages, 3);
    let expected: Vec<_> = mine.into_iter().rev().collect();
    assert_eq!(read, expected);
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    let (store, _tables) = store().await;
    let error = store
        .of_agent(&acme(), agent(1), 2, Some("esc_1"))
        .await
        .unwrap_err();
    assert!(error.source.is::<InvalidCursor>());
}

#[tokio::test]
async fn however_many_there_are_all_up_to_that_one_are_read() {
    let (store, tables) = store().await;
    let all: Vec<_> = (1..=230).map(|n| notification(1, n)).collect();
    store.keep(&acme(), &all).await.unwrap();
    store.keep(&acme(), &[notification(2, 1)]).await.unwrap();
    let at: Timestamp = "2026-01-02T00:00:00Z".parse().unwrap();
    let mark = async |up_to: u64, at| {
        store
            .mark_read(&acme(), agent(1), notification(1, up_to).id, at)
            .await
            .unwrap();
    };
    mark(220, at).await;
    let read = async || {
        let page = store.of_agent(&acme(), agent(1), 300, None).await.unwrap();
        let times = page.items.iter().filter_map(|item| item.read_at);
        times.collect::<Vec<_>>()
    };
    assert_eq!(read().await, vec![at; 220]);

    tables.requests().reset();
    mark(220, Timestamp::UNIX_EPOCH).await;
    assert_eq!(
        tables.requests().total(),
        1,
        "nothing is read or written twice"
    );
    mark(221, Timestamp::UNIX_EPOCH).await;
    let mut expected = vec![at; 220];
    expected.insert(0, Timestamp::UNIX_EPOCH);
    assert_eq!(read().await, expected);
    let others = store.of_agent(&acme(), agent(2), 10, None).await.unwrap();
    assert_eq!(others.items, [notification(2, 1)]);
}
