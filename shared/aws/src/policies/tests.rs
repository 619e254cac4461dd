use std::sync::Arc;

use baton_app::commit::Outcome;
use baton_app::ports::{InvalidCursor, PolicyAction};
use baton_domain::{AgentId, AgentRef, Condition, Reason, Topic, Trigger, TriggerId, Urgency};
use jiff::Timestamp;
use ulid::Ulid;

use super::*;
use crate::in_process::Tables;

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        "2026-03-01T09:00:00Z".parse().unwrap()
    }
}

fn acme() -> TenantId {
    "acme".parse().unwrap()
}

fn lea() -> AgentRef {
    AgentRef {
        id: AgentId::from_ulid(Ulid::from_parts(1, 1)),
        name: "Lea".into(),
    }
}

fn id(n: u64) -> PolicyId {
    PolicyId::from_ulid(Ulid::from_parts(n, 7))
}

fn refunds() -> Policy {
    let mut policy = Policy::with([Trigger::keywords(
        TriggerId::from_ulid(Ulid::from_parts(1, 1)),
        "Money back",
        ["refund"],
        Urgency::High,
        Topic::Refund,
    )]);
    if let Some(trigger) = policy
        .triggers
        .iter_mut()
        .find(|trigger| trigger.reason() == Reason::Sentiment)
    {
        trigger.when = Condition::Signal {
            reason: Reason::Sentiment,
            threshold: Some(1.0),
        };
    }
    policy
}

fn draft(n: u64) -> PolicyVersion {
    PolicyVersion {
        id: id(n),
        number: None,
        status: PolicyStatus::Draft,
        version: Version(1),
        replaces: Some(PolicyVersion::ORIGINAL),
        notes: "Refunds are for people.".into(),
        author: Some(lea()),
        created_at: Some(Fixed.now()),
        ..PolicyVersion::original(refunds())
    }
}

fn change(of: &PolicyVersion, action: PolicyAction) -> PolicyChange {
    PolicyChange {
        policy_id: of.id,
        version: of.version,
        action,
        by: lea(),
        at: Fixed.now(),
        notes: of.notes.clone(),
        other: None,
    }
}

fn publication(draft: &PolicyVersion, live: &PolicyVersion) -> Publication {
    let published = PolicyVersion {
        status: PolicyStatus::Live,
        version: draft.version.next(),
        number: Some(live.number.unwrap_or_default() + 1),
        ..draft.clone()
    };
    let retired = PolicyVersion {
        status: PolicyStatus::Retired,
        version: live.version.next(),
        ..live.clone()
    };
    Publication {
        changes: [
            change(&published, PolicyAction::Published),
            change(&retired, PolicyAction::Retired),
        ],
        live: published,
        retired,
    }
}

async fn store() -> (PolicyStore, Tables) {
    let tables = Tables::start().await.unwrap();
    let store = PolicyStore::new(tables.client(), tables.names(), Arc::new(Fixed));
    (store, tables)
}

async fn begun(store: &PolicyStore, n: u64) -> PolicyVersion {
    let draft = draft(n);
    let written = store
        .create(
            &acme(),
            &draft,
            &change(&draft, PolicyAction::Created),
            None,
        )
        .await;
    assert_eq!(written.unwrap(), Creation::Created);
    draft
}

#[tokio::test]
async fn before_anything_is_published_the_built_in_triggers_are_live() {
    let (store, _tables) = store().await;
    let live = store.live(&acme()).await.unwrap();
    assert_eq!(live, PolicyVersion::original(Policy::built_in()));
    let found = store.policy(&acme(), live.id).await.unwrap();
    assert_eq!(found, Some(live));
    assert_eq!(store.policy(&acme(), id(1)).await.unwrap(), None);
}

#[tokio::test]
async fn triggers_that_were_put_there_by_hand_are_live_and_kept_when_they_give_way() {
    let (store, tables) = store().await;
    let row = to_row(&Key::live_policy(&acme()), &refunds()).unwrap();
    tables
        .client()
        .put_item()
        .table_name(tables.names().directory)
        .set_item(Some(row))
        .send()
        .await
        .unwrap();
    let live = store.live(&acme()).await.unwrap();
    assert_eq!(live, PolicyVersion::original(refunds()));

    let draft = begun(&store, 1).await;
    let publication = publication(&draft, &live);
    assert!(store.publish(&acme(), &publication).await.unwrap());
    let kept = store
        .policy(&acme(), PolicyVersion::ORIGINAL)
        .await
        .unwrap();
    assert_eq!(kept.as_ref(), Some(&publication.retired));
    assert_eq!(store.live(&acme()).await.unwrap(), publication.live);
}

#[tokio::test]
async fn a_version_is_in_one_place_from_draft_to_past_and_its_changes_are_kept() {
    let (store, _tables) = store().await;
    let first = begun(&store, 1).await;
    assert_eq!(
        store.policy(&acme(), id(1)).await.unwrap(),
        Some(first.clone())
    );

    let edited = PolicyVersion {
        version: Version(2),
        policy: Policy::built_in(),
        ..first.clone()
    };
    let edit = change(&edited, PolicyAction::Edited);
    assert!(store.replace(&acme(), &edited, &edit).await.unwrap());
    assert!(
        !store.replace(&acme(), &edited, &edit).await.unwrap(),
        "the version before is gone"
    );

    let original = store.live(&acme()).await.unwrap();
    let stale = publication(&first, &original);
    assert!(!store.publish(&acme(), &stale).await.unwrap());
    let publication = publication(&edited, &original);
    assert!(store.publish(&acme(), &publication).await.unwrap());
    assert!(
        !store.publish(&acme(), &publication).await.unwrap(),
        "it is no draft any more"
    );
    assert!(!store.replace(&acme(), &edited, &edit).await.unwrap());
    let found = store.policy(&acme(), id(1)).await.unwrap().unwrap();
    assert_eq!(found, publication.live);
    let history = store.history(&acme(), id(1)).await.unwrap();
    let actions: Vec<_> = history.iter().map(|change| change.action).collect();
    let expected = [
        PolicyAction::Created,
        PolicyAction::Edited,
        PolicyAction::Published,
    ];
    assert_eq!(actions, expected);
}

#[tokio::test]
async fn a_draft_is_thrown_away_as_it_was_seen_and_what_was_done_is_kept() {
    let (store, tables) = store().await;
    let draft = begun(&store, 1).await;
    begun(&store, 2).await;
    let gone = |version| PolicyVersion {
        status: PolicyStatus::Discarded,
        version: Version(version),
        ..draft.clone()
    };
    let discard = async |tenant: &TenantId, version| {
        let gone = gone(version);
        let change = change(&gone, PolicyAction::Discarded);
        store.discard(tenant, &gone, &change).await.unwrap()
    };
    assert!(!discard(&acme(), 3).await);
    let globex = "globex".parse().unwrap();
    assert!(!discard(&globex, 2).await);
    assert_eq!(
        store.policy(&acme(), id(1)).await.unwrap(),
        Some(draft.clone())
    );

    tables.requests().reset();
    assert!(discard(&acme(), 2).await);
    assert_eq!(tables.requests().total(), 1);
    let kept = store.policy(&acme(), id(1)).await.unwrap();
    assert_eq!(kept, Some(gone(2)), "as it was");
    assert_eq!(store.policy(&globex, id(1)).await.unwrap(), None);
    let listed = store.policies(&acme(), 10, None).await.unwrap().items;
    let listed: Vec<_> = listed.iter().map(|version| version.id).collect();
    assert_eq!(listed, [PolicyVersion::ORIGINAL, id(2)]);
    assert!(store.policy(&acme(), id(2)).await.unwrap().is_some());
    assert!(!discard(&acme(), 2).await, "once");
    let edited = PolicyVersion {
        version: Version(3),
        ..draft.clone()
    };
    let edit = change(&edited, PolicyAction::Edited);
    assert!(!store.replace(&acme(), &edited, &edit).await.unwrap());
    let original = store.live(&acme()).await.unwrap();
    let late = publication(&draft, &original);
    assert!(!store.publish(&acme(), &late).await.unwrap());
    let history = store.history(&acme(), id(1)).await.unwrap();
    let actions: Vec<_> = history.iter().map(|change| change.action).collect();
    assert_eq!(actions, [PolicyAction::Created, PolicyAction::Discarded]);
}

#[tokio::test]
async fn of_two_drafts_for_one_place_one_goes_live() {
    let (store, _tables) = store().await;
    let original = store.live(&acme()).await.unwrap();
    let drafts = [begun(&store, 1).await, begun(&store, 2).await];
    let publications = drafts.map(|draft| publication(&draft, &original));
    let tenant = acme();
    let (first, second) = tokio::join!(
        store.publish(&tenant, &publications[0]),
        store.publish(&tenant, &publications[1]),
    );
    let (first, second) = (first.unwrap(), second.unwrap());
    assert!(first != second, "{first} {second}");
    let winner = &publications[usize::from(second)].live;
    assert_eq!(&store.live(&acme()).await.unwrap(), winner);
    let loser = &publications[usize::from(first)].live;
    let left = store.policy(&acme(), loser.id).await.unwrap().unwrap();
    assert_eq!(left.status, PolicyStatus::Draft);
}

#[tokio::test]
async fn the_live_one_is_listed_before_drafts_and_those_before_the_past_newest_first() {
    let (store, _tables) = store().await;
    for n in 1..=4 {
        begun(&store, n).await;
    }
    for n in [2, 1] {
        let live = store.live(&acme()).await.unwrap();
        assert!(
            store
                .publish(&acme(), &publication(&draft(n), &live))
                .await
                .unwrap()
        );
    }
    let expected = [id(1), id(4), id(3), id(2), PolicyVersion::ORIGINAL];
    for limit in 1..=6 {
        let mut found = vec![];
        let mut cursor = None;
        loop {
            let page = store
                .policies(&acme(), limit, cursor.as_deref())
                .await
                .unwrap();
            assert!(page.items.len() <= limit);
            found.extend(page.items.into_iter().map(|version| version.id));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(found, expected, "in parts of {limit}");
    }
    let globex = "globex".parse().unwrap();
    let other = store.policies(&globex, 10, None).await.unwrap();
    assert_eq!(other.items.len(), 1, "but for what is built in, nothing");
    for nonsense in ["", "%", "ZHJhZnQj", "cG9saWN5"] {
        let error = store.policies(&acme(), 10, Some(nonsense)).await;
        assert!(InvalidCursor::caused(&error.unwrap_err()), "{nonsense}");
    }
}

#[tokio::test]
async fn a_request_that_is_repeated_begins_one_draft() {
    let (store, _tables) = store().await;
    let outcome = Outcome {
        fingerprint: "what was asked".into(),
        status: 201,
        body: "{}".into(),
    };
    let receipt = Some((ReceiptKey("once".into()), outcome.clone()));
    for (n, expected) in [
        (1, Creation::Created),
        (2, Creation::Repeated(Some(outcome))),
    ] {
        let draft = draft(n);
        let made = change(&draft, PolicyAction::Created);
        let written = store.create(&acme(), &draft, &made, receipt.clone()).await;
        assert_eq!(written.unwrap(), expected);
    }
    assert_eq!(store.policy(&acme(), id(2)).await.unwrap(), None);
}
