use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::{MOST_ITEMS, handle};

const ROUTE: &str = "/v1/articles/import";

async fn import(office: &Office, body: Value) -> Reply {
    let ask: Ask = office.lea.asks("POST", ROUTE).saying(body);
    handle(&office.shelf, ask.request(), None).await.into()
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
    let empty = &first["items"][1];
    assert!(empty["error"].as_str().unwrap().contains("title"));
    let fault = json!({ "part": "title", "code": "missing" });
    assert_eq!(empty["fault"], fault);
    assert!(first["items"][0]["fault"].is_null());
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
async fn a_piece_of_a_table_tells_the_lines_of_the_whole() {
    let office = Office::open().await;
    let piece = "title,body\nHours,\"Nine\n\nto seven.\"\nNo body,\nHours,Eight.\n";
    let body = json!({"csv": piece, "first_line": 402});
    let report = import(&office, body).await.ok(200);
    assert_eq!(outcomes(&report), ["created", "refused", "refused"]);
    let lines: Vec<_> = (0..3)
        .map(|at| report["items"][at]["line"].clone())
        .collect();
    assert_eq!(lines, [402, 405, 406]);
    let why = report["items"][2]["error"].as_str().unwrap();
    assert!(why.contains("lines 402 and 406"), "{why}");
    let fault = json!({ "part": null, "code": "same_row", "first": 402 });
    assert_eq!(report["items"][2]["fault"], fault);
    for wrong in [json!(1), json!("402")] {
        let body = json!({"csv": piece, "first_line": wrong});
        import(&office, body).await.names("first_line");
    }
    let files = json!({"files": [], "first_line": 402});
    import(&office, files).await.names("first_line");
}

#[tokio::test]
async fn what_the_time_does_not_suffice_for_is_not_reached() {
    let office = Office::open().await;
    let table = "title,body\nParcels,Three days.\nReturns,Sixty days.\nReturns,Ten.\n";
    let ask = office.lea.asks("POST", ROUTE).saying(json!({"csv": table}));
    let until = Some(office.desk.clock.now());
    let reply = Reply::from(handle(&office.shelf, ask.request(), until).await);
    let report = reply.ok(200);
    assert_eq!(outcomes(&report), ["created", "not_reached", "refused"]);
    let second = &report["items"][1];
    assert!(
        second["article"].is_null() && second["error"].is_null(),
        "{second}"
    );
}

#[tokio::test]
async fn what_is_no_import_is_named() {
    let office = Office::open().await;
    import(&office, json!({}))
        .await
        .refuses(&[("files", "exactly_one")]);
    let body = import(&office, json!({"csv": "a,b\n"}))
        .await
        .refuses(&[("csv", "missing_columns")]);
    assert_eq!(body["errors"][0]["options"], json!(["title", "body"]));
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
    let reply = Reply::from(handle(&office.shelf, ask.request(), None).await);
    reply.problem(403, "forbidden");
    refuses_strangers(
        office.lea.asks("POST", ROUTE).saying(body),
        &office.zoe,
        async |request| handle(&office.shelf, request, None).await,
    )
    .await;
}
