use std::sync::Arc;

use baton_api::testing::{Office, Reply, refuses_strangers};
use baton_evaluator::Library;
use serde_json::{Value, json};

use super::{Deps, handle};

const ROUTE: &str = "/v1/articles/ask";

fn deps(office: &Office) -> Deps {
    Deps {
        directory: office.real_directory(),
        library: Arc::new(Library::new(None)),
    }
}

async fn ask(office: &Office, body: Value) -> Reply {
    let ask = office.ana.asks("POST", ROUTE).saying(body);
    handle(&deps(office), ask.request()).await.into()
}

#[tokio::test]
async fn what_is_published_is_found_and_told_with_its_score() {
    let office = Office::open().await;
    for (title, body) in [
        ("Parcels", "Your parcel takes **three** days."),
        (
            "Parcel shops",
            "Every parcel shop takes parcels until eight.",
        ),
        ("Opening hours", "From nine to seven."),
    ] {
        let id = office.article(title, body).await;
        office.shelf.publish(&office.writer(), id).await.unwrap();
    }
    office
        .article("Parcel days", "A draft of three parcel days.")
        .await;

    let question = json!({"question": "how many days does a parcel take?"});
    let answer = ask(&office, question).await.ok(200);
    assert_eq!(answer["best"]["title"], "Parcels");
    assert_eq!(answer["best"]["passage"], "Your parcel takes three days.");
    let (score, threshold) = (&answer["best"]["score"], &answer["threshold"]);
    assert_eq!(answer["would_answer"], score.as_f64() >= threshold.as_f64());
    assert_eq!(answer["best"]["meaning"], Value::Null);
    assert!(answer["runners_up"].to_string().contains("Parcel shops"));
    assert!(!answer.to_string().contains("draft"));

    let nothing = ask(&office, json!({"question": "purple elephants"}))
        .await
        .ok(200);
    assert_eq!(
        (&nothing["best"], &nothing["would_answer"]),
        (&Value::Null, &json!(false))
    );
}

#[tokio::test]
async fn a_question_without_words_is_none() {
    let office = Office::open().await;
    ask(&office, json!({"question": " "}))
        .await
        .names("question");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let deps = deps(&office);
    refuses_strangers(
        office
            .ana
            .asks("POST", ROUTE)
            .saying(json!({"question": "x"})),
        &office.zoe,
        async |request| handle(&deps, request).await,
    )
    .await;
}
