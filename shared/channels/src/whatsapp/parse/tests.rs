use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use baton_app::inbound::Update;
use baton_domain::MessageKind;
use proptest::prelude::*;
use serde_json::json;

use super::*;

const NUMBER: &str = "106540352242922";

fn received() -> Timestamp {
    Timestamp::from_second(1_770_000_000).unwrap()
}

fn read_value(body: &Value) -> Result<Webhook, Unreadable> {
    read(Some(NUMBER), &serde_json::to_vec(body).unwrap(), received())
}

fn change_with(key: &str, items: &Value) -> Value {
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": { "phone_number_id": NUMBER },
    });
    value[key] = items.clone();
    json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": value }] }],
    })
}

fn with_message(message: &Value) -> Webhook {
    read_value(&change_with("messages", &json!([message]))).unwrap()
}

fn content_of(webhook: &Webhook) -> &baton_domain::Content {
    match &webhook.updates[0].update {
        Update::Message { content, .. } => content,
        other => panic!("not a message: {other:?}"),
    }
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut fixtures: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read(&path).unwrap())
        })
        .collect();
    fixtures.sort();
    fixtures
}

#[test]
fn every_kind_of_webhook_is_read_as_recorded() {
    for (name, body) in fixtures() {
        let webhook = read(Some(NUMBER), &body, received()).unwrap();
        let updates: Vec<Value> = webhook
            .updates
            .iter()
            .map(|it| json!({ "address": it.address, "update": it.update }))
            .collect();
        let recorded = json!({ "ignored": webhook.ignored, "updates": updates });
        insta::with_settings!({ snapshot_suffix => name }, {
            insta::assert_json_snapshot!(recorded);
        });
    }
}

#[test]
fn each_kind_that_customers_send_has_a_fixture() {
    let mut kinds: Vec<MessageKind> = vec![];
    for (_, body) in fixtures() {
        for it in read(Some(NUMBER), &body, received()).unwrap().updates {
            if let Update::Message { content, .. } = it.update {
                kinds.push(content.kind);
            }
        }
    }
    for kind in [
        MessageKind::Text,
        MessageKind::Image,
        MessageKind::Audio,
        MessageKind::Voice,
        MessageKind::Video,
        MessageKind::Document,
        MessageKind::Sticker,
        MessageKind::Location,
        MessageKind::Contacts,
        MessageKind::Interactive,
        MessageKind::Button,
        MessageKind::Reaction,
        MessageKind::Order,
        MessageKind::System,
        MessageKind::Unsupported,
    ] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[test]
fn what_cannot_be_read_is_kept_whole_and_unsupported() {
    for payload in [
        json!({ "type": "text" }),
        json!({ "type": "text", "text": "not an object" }),
        json!({ "type": "text", "text": { "body": 7.5e300 } , "text2": [] , "group_id": "g" }),
        json!({ "type": "text", "text": { "body": "" } }),
        json!({ "type": "image", "image": { "caption": "a picture without a file" } }),
        json!({ "type": "location", "location": { "name": "nowhere" } }),
        json!({ "type": "contacts", "contacts": {} }),
        json!({ "type": "interactive", "interactive": {} }),
        json!({ "type": "reaction", "reaction": { "emoji": "👍" } }),
        json!({ "type": "edit", "edit": { "original_message_id": "wamid.a" } }),
        json!({ "type": "edit", "edit": { "message": { "text": { "body": "b" } } } }),
        json!({ "type": "revoke", "revoke": {} }),
        json!({ "type": "from", "from_": 1 }),
        json!({ "type": ["text"], "text": { "body": "typed oddly" } }),
        json!({ "type": null }),
        json!({}),
    ] {
        let mut message = payload.clone();
        message["from"] = json!("15550000001");
        message["id"] = json!("wamid.odd");
        message["timestamp"] = json!("1760000000");
        let webhook = with_message(&message);
        assert_eq!(webhook.updates.len(), 1, "{payload}");
        let content = content_of(&webhook);
        assert_eq!(content.kind, MessageKind::Unsupported, "{payload}");
        let kept: Value = serde_json::from_str(content.raw.as_deref().unwrap()).unwrap();
        assert_eq!(kept, message, "{payload}");
    }
}

#[test]
fn a_message_without_an_id_is_kept_under_the_same_name_each_time() {
    let message = json!({ "from": "15550000001", "type": "text", "text": { "body": "hello" } });
    let other = json!({ "from": "15550000001", "type": "text", "text": { "body": "hello?" } });
    let name = |message| match with_message(message).updates.remove(0).update {
        Update::Message { provider_id, .. } => provider_id,
        update => panic!("not a message: {update:?}"),
    };
    assert!(name(&message).starts_with("sha256."));
    assert_eq!(name(&message), name(&message));
    assert_ne!(name(&message), name(&other));
}

#[test]
fn what_has_no_sender_has_no_place_and_is_counted() {
    let webhook = with_message(&json!({ "id": "wamid.a", "type": "text" }));
    assert_eq!(webhook.updates, []);
    assert_eq!(
        webhook.ignored,
        BTreeMap::from([("message_without_address".to_owned(), 1)])
    );
}

#[test]
fn a_name_belongs_to_its_own_sender_only() {
    let mut body = change_with(
        "messages",
        &json!([{ "from": "1", "id": "wamid.a", "type": "text", "text": { "body": "a" } }]),
    );
    body["entry"][0]["changes"][0]["value"]["contacts"] =
        json!([{ "wa_id": "2", "profile": { "name": "Somebody else" } }]);
    match &read_value(&body).unwrap().updates[0].update {
        Update::Message { profile_name, .. } => assert_eq!(*profile_name, None),
        update => panic!("not a message: {update:?}"),
    }
}

#[test]
fn an_envelope_that_is_not_metas_is_refused() {
    for body in [
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{}",
        r#"{"object":"whatsapp_business_account"}"#,
        r#"{"object":7,"entry":[]}"#,
        r#"{"object":"whatsapp_business_account","entry":{}}"#,
        r#"{"object":"whatsapp_business_account","entry":["a"]}"#,
        r#"{"object":"whatsapp_business_account","entry":[{"changes":{}}]}"#,
        r#"{"object":"whatsapp_business_account","entry":[{"changes":["a"]}]}"#,
    ] {
        assert!(
            read(Some(NUMBER), body.as_bytes(), received()).is_err(),
            "{body}"
        );
    }
    assert!(read(Some(NUMBER), &[0xff, 0xfe], received()).is_err());
    let deep = "[".repeat(100_000);
    assert!(read(Some(NUMBER), deep.as_bytes(), received()).is_err());
}

#[test]
fn odd_parts_are_counted_and_do_not_cost_the_rest() {
    let good = json!({ "from": "1", "id": "a", "type": "text", "text": { "body": "a" } });
    let mut body = change_with("messages", &json!([7, good, null]));
    let mut changes = vec![
        json!({ "field": "messages" }),
        json!({ "field": "messages", "value": { "metadata": {} } }),
        json!({ "field": "messages", "value": {
            "metadata": { "phone_number_id": NUMBER },
            "messages": {}, "statuses": [{}], "errors": [{ "code": 1 }],
        } }),
        json!({ "field": "<Odd Name>", "value": {} }),
        json!({ "value": {} }),
    ];
    body["entry"][0]["changes"]
        .as_array_mut()
        .unwrap()
        .append(&mut changes);
    let webhook = read_value(&body).unwrap();
    assert_eq!(webhook.updates.len(), 1);
    let expected = [
        ("account_error", 1),
        ("field:other", 2),
        ("foreign_number", 1),
        ("malformed", 5),
    ];
    assert_eq!(
        webhook.ignored,
        expected.map(|(name, n)| (name.to_owned(), n)).into()
    );
}

/// The queue takes 256 KiB at once, and control characters take six bytes each in JSON.
#[test]
fn the_largest_message_fits_the_queue() {
    let long = "\u{1}\"".repeat(100_000);
    let referral = ["source_type", "source_id", "source_url", "headline", "body"]
        .map(|key| (key.to_owned(), json!(long)));
    let rest = json!({
        "from": "15550000001", "id": "wamid.x", "context": { "id": "wamid.y" },
        "referral": Map::from_iter(referral),
    });
    for payload in [
        json!({ "type": "text", "text": { "body": long } }),
        json!({ "type": "interactive", "interactive": { "list_reply": { "title": long } } }),
        json!({ "type": "contacts", "contacts": vec![json!({ "name": { "first_name": long[..900] } }); 50] }),
        json!({ "type": "document", "document": {
            "id": "1", "caption": long, "filename": long, "mime_type": long, "sha256": long,
        } }),
        json!({ "type": "other", "other": long }),
    ] {
        let mut message = rest.clone();
        message
            .as_object_mut()
            .unwrap()
            .extend(payload.as_object().unwrap().clone());
        let webhook = with_message(&message);
        let size = serde_json::to_vec(&webhook.updates[0].update)
            .unwrap()
            .len();
        assert!(size < 250 * 1024, "{}: {size}", payload["type"]);
    }
}

#[test]
fn a_connection_without_a_number_takes_nothing() {
    let body = change_with("messages", &json!([{ "from": "1", "id": "a" }]));
    let webhook = read(None, body.to_string().as_bytes(), received()).unwrap();
    assert_eq!(webhook.updates, []);
}

#[test]
fn the_error_of_a_broken_body_does_not_quote_it() {
    let error = read(Some(NUMBER), br#"{"secret words": tru"#, received()).unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(known_key(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Mostly the names that the parser looks for, so that it gets far into what it reads.
fn known_key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "object",
            "entry",
            "changes",
            "field",
            "value",
            "metadata",
            "phone_number_id",
            "messages",
            "message_echoes",
            "statuses",
            "contacts",
            "errors",
            "from",
            "to",
            "id",
            "type",
            "timestamp",
            "text",
            "body",
            "image",
            "audio",
            "interactive",
            "list_reply",
            "title",
            "reaction",
            "message_id",
            "emoji",
            "edit",
            "revoke",
            "message",
            "context",
            "original_message_id",
            "referral",
            "profile",
            "name",
            "wa_id",
            "status",
            "code",
        ])
        .prop_map(str::to_owned),
        ".{0,8}",
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..256)) {
        let _ = read(Some(NUMBER), &body, received());
    }

    #[test]
    fn no_json_makes_it_panic(body in any_json()) {
        let _ = read_value(&body);
    }

    #[test]
    fn every_message_with_a_sender_and_an_id_comes_out(mut message in any_json(), key in 0..3usize) {
        if !message.is_object() {
            message = json!({ "odd": message });
        }
        message["from"] = json!("15550000001");
        message["to"] = json!("15550000001");
        message["id"] = json!("wamid.x");
        let key = ["messages", "message_echoes", "messages"][key];
        let webhook = read_value(&change_with(key, &json!([message]))).unwrap();
        prop_assert_eq!(webhook.updates.len(), 1);
        prop_assert_eq!(&webhook.updates[0].address, "15550000001");
    }
}
