use baton_app::ports::SocketOwner;
use baton_domain::{AgentId, ThreadKey};
use futures::future::join_all;
use ulid::Ulid;

use super::*;
use crate::in_process::Tables;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn tenant(name: &str) -> TenantId {
    name.parse().unwrap()
}

fn ticket() -> Ticket {
    Ticket {
        tenant_id: tenant("acme"),
        owner: SocketOwner::Agent {
            agent_id: AgentId::from_ulid(Ulid::from_parts(1, 2)),
        },
        expires_at: at("2026-01-01T00:01:00Z"),
    }
}

fn conversation() -> ConversationId {
    ConversationId::in_thread(ThreadKey::from_bytes([1; 10]), Timestamp::UNIX_EPOCH)
}

fn socket(connection_id: &str, tenant_id: &str) -> Socket {
    Socket {
        connection_id: connection_id.into(),
        tenant_id: tenant(tenant_id),
        owner: SocketOwner::Visitor {
            conversation_id: conversation(),
        },
        watching: None,
        opened_at: at("2026-01-01T00:00:00Z"),
    }
}

async fn store() -> (SocketStore, Tables) {
    let tables = Tables::start().await.unwrap();
    let store = SocketStore::new(tables.client(), tables.names().sockets);
    (store, tables)
}

#[tokio::test]
async fn a_ticket_opens_one_socket() {
    let (store, _tables) = store().await;
    store.issue("hush", &ticket()).await.unwrap();
    let now = at("2026-01-01T00:00:30Z");
    assert_eq!(store.redeem("hushed", now).await.unwrap(), None);
    assert_eq!(store.redeem("hush", now).await.unwrap(), Some(ticket()));
    assert_eq!(store.redeem("hush", now).await.unwrap(), None);
}

#[tokio::test]
async fn of_those_who_redeem_a_ticket_at_once_one_gets_it() {
    let (store, _tables) = store().await;
    store.issue("hush", &ticket()).await.unwrap();
    let now = at("2026-01-01T00:00:30Z");
    let redeemed = join_all((0..8).map(|_| store.redeem("hush", now))).await;
    let got = redeemed
        .into_iter()
        .filter(|r| r.as_ref().unwrap().is_some());
    assert_eq!(got.count(), 1);
}

#[tokio::test]
async fn an_expired_ticket_is_worth_nothing_even_while_its_row_stands() {
    let (store, _tables) = store().await;
    store.issue("hush", &ticket()).await.unwrap();
    let late = at("2026-01-01T00:01:00Z");
    assert_eq!(store.redeem("hush", late).await.unwrap(), None);
    let early = at("2026-01-01T00:00:00Z");
    assert_eq!(
        store.redeem("hush", early).await.unwrap(),
        None,
        "it is used up"
    );
}

#[tokio::test]
async fn neither_tickets_nor_strangers_are_among_a_tenants_sockets() {
    let (store, _tables) = store().await;
    store.issue("hush", &ticket()).await.unwrap();
    store.open(&socket("a", "acme")).await.unwrap();
    store.open(&socket("b", "acme")).await.unwrap();
    store.open(&socket("c", "other")).await.unwrap();
    assert_eq!(
        store.of_tenant(&tenant("acme")).await.unwrap(),
        [socket("a", "acme"), socket("b", "acme")]
    );
    assert_eq!(
        store.of_tenant(&tenant("other")).await.unwrap(),
        [socket("c", "other")]
    );
    assert_eq!(store.of_tenant(&tenant("nobody")).await.unwrap(), []);
}

#[tokio::test]
async fn a_socket_is_there_from_its_opening_to_its_closing() {
    let (store, tables) = store().await;
    assert_eq!(store.socket("a").await.unwrap(), None);
    store.open(&socket("a", "acme")).await.unwrap();
    assert_eq!(store.socket("a").await.unwrap(), Some(socket("a", "acme")));
    let row = tables
        .client()
        .get_item()
        .table_name(tables.names().sockets)
        .set_key(Some(SocketKey::socket("a").attributes()))
        .send()
        .await
        .unwrap()
        .item
        .unwrap();
    let expected = at("2026-01-01T02:10:00Z").as_second().to_string();
    assert_eq!(row[EXPIRES_AT], AttributeValue::N(expected));

    store.close("a").await.unwrap();
    store.close("a").await.unwrap();
    assert_eq!(store.socket("a").await.unwrap(), None);
}

#[tokio::test]
async fn a_socket_watches_one_conversation_or_none() {
    let (store, _tables) = store().await;
    store.open(&socket("a", "acme")).await.unwrap();
    store.watch("a", Some(conversation())).await.unwrap();
    let watching = async || store.socket("a").await.unwrap().unwrap().watching;
    assert_eq!(watching().await, Some(conversation()));
    store.watch("a", None).await.unwrap();
    assert_eq!(watching().await, None);
}

#[tokio::test]
async fn watching_does_not_bring_a_closed_socket_back() {
    let (store, _tables) = store().await;
    store.watch("a", Some(conversation())).await.unwrap();
    assert_eq!(store.socket("a").await.unwrap(), None);
}
