use std::sync::Arc;

use baton_app::evaluator_settings::{EvaluatorKind, KeptKeys, ToolSettings};
use baton_app::ports::{Clock, EvaluatorKeyring};
use baton_domain::AgentId;
use serde_json::json;
use ulid::Ulid;

use super::*;
use crate::config::scripted::Script;
use crate::in_process::Tables;

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}

fn tenant() -> TenantId {
    "acme".parse().unwrap()
}

fn secret(text: &str) -> (u16, String) {
    (
        200,
        json!({ "Name": "s", "SecretString": text }).to_string(),
    )
}

/// A change of this tenant's settings, by Zoe.
fn edited(version: u64, settings: EvaluatorSettings) -> (KeptEvaluator, EvaluatorEdit) {
    let zoe = AgentRef {
        id: AgentId::from_ulid(Ulid::nil()),
        name: "Zoe".into(),
    };
    let at = Timestamp::UNIX_EPOCH;
    let changed = EvaluatorSettings::default().changed(&settings);
    let after = KeptEvaluator {
        version: Version(version),
        edited_by: Some(zoe.clone()),
        edited_at: Some(at),
        settings,
    };
    let edit = EvaluatorEdit {
        version: Version(version),
        by: zoe,
        at,
        changed,
    };
    (after, edit)
}

fn says(words: &str) -> EvaluatorSettings {
    EvaluatorSettings {
        instructions: words.into(),
        ..EvaluatorSettings::default()
    }
}

async fn store() -> (Tables, EvaluatorTable) {
    let tables = Tables::start().await.unwrap();
    let table = EvaluatorTable::new(
        tables.client(),
        tables.names().directory,
        Script::new([(200, "{}")]).aws().secrets_manager(),
        "baton/test/evaluators/",
    );
    (tables, table)
}

#[tokio::test]
async fn settings_come_back_as_they_were_set() {
    let (_tables, table) = store().await;
    assert_eq!(
        table.settings(&tenant()).await.unwrap(),
        KeptEvaluator::default()
    );
    let settings = EvaluatorSettings {
        kind: EvaluatorKind::OpenaiCompatible,
        model: Some("m".into()),
        url: Some("https://models.example/".into()),
        temperature: Some(0.3),
        tools: vec![ToolSettings {
            name: "order".into(),
            description: "d".into(),
            parameters: json!({ "type": "object", "properties": { "n": { "type": "integer", "minimum": -1, "maximum": 1.5 } }, "required": [] }),
            url: "https://shop.example/".into(),
            timeout_ms: 1_000,
        }],
        keys: Some(KeptKeys {
            version: "1".into(),
            api_key: true,
            signing_key: false,
        }),
        ..EvaluatorSettings::default()
    };
    let (after, edit) = edited(1, settings);
    let written = table.put_settings(&tenant(), &after, &edit).await.unwrap();
    assert_eq!(written, SettingsOutcome::Changed);
    assert_eq!(table.settings(&tenant()).await.unwrap(), after);
    assert_eq!(table.history(&tenant()).await.unwrap(), [edit]);
    let other = "other".parse().unwrap();
    assert_eq!(
        table.settings(&other).await.unwrap(),
        KeptEvaluator::default()
    );
    assert_eq!(table.history(&other).await.unwrap(), []);
}

#[tokio::test]
async fn of_two_who_saw_the_same_settings_one_is_told_what_they_are_now() {
    let (_tables, table) = store().await;
    let tenant = tenant();
    let (one, one_edit) = edited(1, says("one"));
    let (other, other_edit) = edited(1, says("other"));
    let first = table.put_settings(&tenant, &one, &one_edit).await.unwrap();
    let second = table
        .put_settings(&tenant, &other, &other_edit)
        .await
        .unwrap();
    assert_eq!(
        [first, second],
        [SettingsOutcome::Changed, SettingsOutcome::Stale(Version(1))]
    );
    assert_eq!(table.settings(&tenant).await.unwrap(), one);
    let (next, next_edit) = edited(2, says("next"));
    table
        .put_settings(&tenant, &next, &next_edit)
        .await
        .unwrap();
    assert_eq!(
        table.history(&tenant).await.unwrap(),
        [one_edit, next_edit],
        "whoever changed nothing is not in it"
    );
}

#[tokio::test]
async fn settings_from_before_they_had_versions_are_changed_as_those_that_never_were() {
    let (tables, table) = store().await;
    let row = to_row(&Key::evaluator(&tenant()), &says("by hand")).unwrap();
    tables
        .client()
        .put_item()
        .table_name(tables.names().directory)
        .set_item(Some(row))
        .send()
        .await
        .unwrap();
    let kept = table.settings(&tenant()).await.unwrap();
    assert_eq!((kept.version, kept.settings), (Version(0), says("by hand")));
    let (after, edit) = edited(1, says("over the API"));
    let written = table.put_settings(&tenant(), &after, &edit).await.unwrap();
    assert_eq!(written, SettingsOutcome::Changed);
}

#[tokio::test]
async fn keys_are_made_where_there_are_none_and_are_named_after_their_tenant() {
    let missing = json!({ "__type": "ResourceNotFoundException", "Message": "no" }).to_string();
    let script = Script::new([
        (400, missing.clone()),
        (200, "{}".into()),
        (400, missing.clone()),
        (400, missing),
    ]);
    let secrets = script.aws().secrets_manager();
    let tables = Tables::start().await.unwrap();
    let table = EvaluatorTable::new(tables.client(), "t", secrets, "baton/test/evaluators/");
    let keys = EvaluatorKeys {
        api_key: "k".into(),
        signing_key: "s".into(),
        ..EvaluatorKeys::default()
    };
    table.put_keys(&tenant(), "v1", &keys).await.unwrap();
    let requests = script.json_requests();
    assert_eq!(requests[0]["SecretId"], "baton/test/evaluators/acme");
    assert_eq!(requests[1]["Name"], "baton/test/evaluators/acme");
    assert_eq!(requests[1]["ClientRequestToken"], "v1");
    assert_eq!(table.keys(&tenant(), "v1").await.unwrap(), None);
}

#[tokio::test]
async fn two_who_set_the_first_keys_at_once_both_succeed() {
    let problem = |name: &str| json!({ "__type": name, "Message": "no" }).to_string();
    let script = Script::new([
        (400, problem("ResourceNotFoundException")),
        (400, problem("ResourceExistsException")),
        (200, "{}".into()),
    ]);
    let secrets = script.aws().secrets_manager();
    let tables = Tables::start().await.unwrap();
    let table = EvaluatorTable::new(tables.client(), "t", secrets, "baton/test/evaluators/");
    let keys = EvaluatorKeys {
        api_key: "k".into(),
        signing_key: "s".into(),
        ..EvaluatorKeys::default()
    };
    table.put_keys(&tenant(), "v1", &keys).await.unwrap();
    let requests = script.json_requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[2]["SecretId"], "baton/test/evaluators/acme");
    assert_eq!(requests[2]["SecretString"], requests[1]["SecretString"]);
}

#[tokio::test]
async fn settings_get_the_keys_that_they_name_and_not_those_that_came_later() {
    let missing = json!({ "__type": "ResourceNotFoundException", "Message": "no" }).to_string();
    let script = Script::new([
        secret(r#"{"api_key":"k1"}"#),
        (400, missing),
        secret(r#"{"api_key":"k2","api_origin":"https://new.example"}"#),
    ]);
    let keyring = Keyring::new(script.aws().secrets_manager(), "p/", Arc::new(Still));
    assert_eq!(keyring.keys(&tenant(), "1").await.unwrap().api_key, "k1");
    let later = keyring.keys(&tenant(), "gone").await.unwrap();
    let requests = script.json_requests();
    assert_eq!(requests[0]["VersionId"], "1");
    assert_eq!(requests[1]["VersionId"], "gone");
    assert_eq!(requests[2].get("VersionId"), None);
    assert!(later.may_go_to("https://new.example/v1"));
    assert!(!later.may_go_to("https://old.example/v1"));
}

#[tokio::test]
async fn a_version_of_keys_is_read_once_and_never_quoted() {
    let script = Script::new([
        secret(r#"{"api_key":"k1"}"#),
        secret(r#"{"api_key":"k2"}"#),
        secret(r#"{"api_key":["hush"]}"#),
    ]);
    let keyring = Keyring::new(script.aws().secrets_manager(), "p/", Arc::new(Still));
    for (version, key) in [("1", "k1"), ("1", "k1"), ("2", "k2"), ("1", "k1")] {
        assert_eq!(keyring.keys(&tenant(), version).await.unwrap().api_key, key);
    }
    let error = keyring.keys(&tenant(), "3").await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hush"));
    let keys = EvaluatorKeys {
        api_key: "hush".into(),
        ..EvaluatorKeys::default()
    };
    assert!(!format!("{keys:?}").contains("hush"));
}
