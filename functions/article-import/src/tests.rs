use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::{MOST_ITEMS, handle};

const ROUTE: &str = "/v1/articles/import";

async fn import(office: &Office, body: Value) -> Reply {
    let ask: Ask = office.lea.asks("POST", ROUTE).saying(body);
    handle(&office.shelf, ask.request()).await.into()
}

fn outcomes(report: &Value) -> Vec<&str> {
    let items = report["items"].as_array().unwrap();
    items
        .iter()
        .filter_map(|it| it["outcome"].as_str())
        .collect()
}

#[tokio::test]
async fn a_folder_comes_in_and_only_what_changed_comes_in_again() {
    let office = Office::open().await;
    let folder = |days: &str| {
        json!({"files": [
            {"path": "help/parcels.md", "text": format!("# Parcels\n\nIn {days} days.")},
            {"path": "help/empty.md", "text": ""},
            {"path": "help/returns.md", "text": "---\ntitle: Returns\n---\nSixty days."},
        ]})
    };
    let first = import(&office, folder("three")).await.ok(200);
    assert_eq!(outcomes(&first), ["created", "refused", "created"]);
    assert_eq!(first["items"][0]["source"], "help/parcels.md");
    assert_eq!(first["items"][0]["article"]["status"], "draft");
    assert!(
        first["items"][1]["error"]
            .as_str()
            .unwrap()
            .contains("title")
    );
    let second = import(&office, folder("two")).await.ok(200);
    assert_eq!(outcomes(&second), ["updated", "refused", "unchanged"]);
    assert_eq!(
        second["items"][0]["article"]["id"],
        first["items"][0]["article"]["id"]
    );
}

#[tokio::test]
async fn a_table_comes_in_and_is_published_where_asked() {
    let office = Office::open().await;
    let table = "title,body,locale\nHorario,De 9 a 19.,es\nNo body,,\n";
    let report = import(&office, json!({"csv": table, "publish": true}))
        .await
        .ok(200);
    assert_eq!(outcomes(&report), ["created", "refused"]);
    assert_eq!(report["items"][0]["article"]["status"], "published");
    assert_eq!(report["items"][0]["article"]["locale"], "es");
    assert_eq!(report["items"][1]["line"], 3);
}

#[tokio::test]
async fn what_is_no_import_is_named() {
    let office = Office::open().await;
    import(&office, json!({})).await.names("files");
    import(&office, json!({"csv": "a,b\n"})).await.names("csv");
    import(&office, json!({"csv": "title,body\n", "locale": "?"}))
        .await
        .names("locale");
    let nameless = json!({"files": [{"path": " ", "text": "x"}]});
    import(&office, nameless).await.names("files[0].path");
    let many = json!({"files": vec![json!({"path": "a", "text": "x"}); MOST_ITEMS + 1]});
    import(&office, many).await.names("files");
}

#[tokio::test]
async fn agents_and_strangers_bring_nothing() {
    let office = Office::open().await;
    let body = json!({"csv": "title,body\n"});
    let ask = office.ana.asks("POST", ROUTE).saying(body.clone());
    let reply = Reply::from(handle(&office.shelf, ask.request()).await);
    reply.problem(403, "forbidden");
    refuses_strangers(
        office.lea.asks("POST", ROUTE).saying(body),
        &office.zoe,
        async |request| handle(&office.shelf, request).await,
    )
    .await;
}
