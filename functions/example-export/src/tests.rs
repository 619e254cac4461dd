use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::marking::NewMark;
use baton_app::ports::MarkKind;
use baton_domain::{EscalationId, Seq};
use serde_json::{Value, json};

use super::{NEXT_CURSOR, handle};

const ROUTE: &str = "/v1/examples";

/// The lines, and where the next part begins.
async fn export(office: &Office, ask: Ask) -> (Vec<Value>, Option<String>) {
    let response = handle(&office.examples, ask.request()).await.unwrap();
    let header = |name: &str| {
        let found = response.headers.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.clone())
    };
    assert_eq!(header("content-type").unwrap(), "application/x-ndjson");
    let body = String::from_utf8(response.body.clone()).unwrap();
    let lines = body
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    (lines, header(NEXT_CURSOR))
}

async fn marked(office: &Office, escalation: EscalationId, mark: MarkKind, seq: Option<u64>) {
    let asked = office.ana.asks("PUT", "/").request().asked().unwrap();
    let new = NewMark {
        mark: Some(mark),
        seq: seq.map(Seq),
        note: None,
    };
    office.marks.mark(&asked, escalation, &new).await.unwrap();
    office.seconds_pass(1);
}

/// Rosa writes three times, the last time for a person; and so does Sam.
async fn two_escalations(office: &Office) -> [EscalationId; 2] {
    let mut escalations = vec![];
    for address in ["15550001", "15550002"] {
        for words in [
            "my number is +1 555 010 9999, mail rosa@example.com",
            "this is not right, call me",
        ] {
            office.customer_writes(address, words).await;
        }
        let urgency = baton_domain::Urgency::High;
        escalations.push(office.escalated(address, urgency).await);
    }
    [escalations[0], escalations[1]]
}

#[tokio::test]
async fn marks_become_examples_without_numbers_and_addresses() {
    let office = Office::open().await;
    let [first, second] = two_escalations(&office).await;
    marked(&office, first, MarkKind::ShouldNotHave, None).await;
    marked(&office, second, MarkKind::ShouldHaveComeEarlier, Some(2)).await;
    let (lines, next) = export(&office, office.lea.asks("GET", ROUTE)).await;
    assert_eq!(next, None);
    let before = json!({ "role": "customer", "text": "my number is [phone], mail [email]" });
    let complaint = json!({ "role": "customer", "text": "this is not right, call me" });
    assert_eq!(
        lines,
        [
            json!({
                "id": first.to_string(), "text": "I want a refund and a real person",
                "context": [before, complaint], "escalate": false, "reason": null,
                "type": "refund", "mark": "should_not_have",
                "marked_at": "2026-03-02T09:00:00Z",
            }),
            json!({
                "id": second.to_string(), "text": "this is not right, call me",
                "context": [before], "escalate": true, "reason": "customer_request",
                "type": "refund", "mark": "should_have_come_earlier",
                "marked_at": "2026-03-02T09:00:01Z",
            }),
        ]
    );
}

#[tokio::test]
async fn a_mark_without_a_message_makes_none_and_parts_follow_each_other() {
    let office = Office::open().await;
    let [first, second] = two_escalations(&office).await;
    marked(&office, first, MarkKind::ShouldHaveComeEarlier, None).await;
    marked(&office, second, MarkKind::ShouldNotHave, None).await;
    let ask = office.lea.asks("GET", ROUTE).with("limit", 1);
    let (lines, next) = export(&office, ask.clone()).await;
    assert!(lines.is_empty());
    let (lines, next) = export(&office, ask.clone().with("cursor", next.unwrap())).await;
    assert_eq!(lines[0]["id"], second.to_string());
    assert_eq!(next, None);
    let later = ask.with("since", "2026-03-02T09:00:01Z");
    let (lines, _) = export(&office, later).await;
    assert_eq!(lines.len(), 1);
    // An escalation that is marked anew is exported once, as it is marked now.
    marked(&office, second, MarkKind::ShouldHaveComeEarlier, Some(1)).await;
    let (lines, _) = export(&office, office.lea.asks("GET", ROUTE)).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["escalate"], true);
    let (theirs, _) = export(&office, office.zoe.asks("GET", ROUTE)).await;
    assert!(theirs.is_empty());
    // And not at all where what was said of it was taken back.
    let asked = office.ana.asks("PUT", "/").request().asked().unwrap();
    let nothing = NewMark {
        mark: None,
        seq: None,
        note: None,
    };
    let taken_back = office.marks.mark(&asked, second, &nothing);
    taken_back.await.unwrap();
    let (lines, _) = export(&office, office.lea.asks("GET", ROUTE)).await;
    assert!(lines.is_empty(), "{lines:?}");
}

#[tokio::test]
async fn agents_export_nothing_and_a_parameter_that_is_wrong_is_named() {
    let office = Office::open().await;
    let reply = async |ask: Ask| Reply::from(handle(&office.examples, ask.request()).await);
    reply(office.ana.asks("GET", ROUTE))
        .await
        .problem(403, "forbidden");
    for name in ["since", "limit", "cursor"] {
        let ask = office.lea.asks("GET", ROUTE).with(name, "!");
        reply(ask).await.names(name);
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office.lea.asks("GET", ROUTE);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.examples, request).await
    })
    .await;
}
