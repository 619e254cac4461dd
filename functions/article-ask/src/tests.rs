use std::sync::Arc;

use async_trait::async_trait;
use baton_api::testing::{Office, Reply, refuses_strangers};
use baton_app::ports::{Connection, Directory, Knowledge, Passage, PassageSource, PortError};
use baton_domain::{ConnectionId, KnowledgeBase, Settings, TenantId};
use baton_evaluator::Lookup;
use serde_json::{Value, json};

use super::{Deps, handle};

const ROUTE: &str = "/v1/articles/ask";

/// A knowledge base that finds this, or does not answer.
struct Base(Option<Vec<Passage>>);

#[async_trait]
impl PassageSource for Base {
    async fn passages(&self, base: &str, _: &str) -> Result<Vec<Passage>, PortError> {
        assert_eq!(base, "KB1");
        let found = self.0.clone();
        found.ok_or_else(|| PortError::new("searching", "no answer"))
    }
}

/// The office's directory, where the tenant's articles stand elsewhere.
struct Elsewhere(Arc<dyn Directory>);

#[async_trait]
impl Directory for Elsewhere {
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        self.0.connection(id).await
    }

    async fn settings(&self, tenant: &TenantId) -> Result<Arc<Settings>, PortError> {
        self.0.settings(tenant).await
    }

    async fn knowledge(&self, tenant: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        let mut knowledge = self.0.knowledge(tenant).await?.as_ref().clone();
        knowledge.settings.knowledge_base = KnowledgeBase::Bedrock { id: "KB1".into() };
        Ok(Arc::new(knowledge))
    }

    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        self.0.tenants().await
    }
}

fn deps(office: &Office) -> Deps {
    Deps {
        directory: office.real_directory(),
        lookup: Arc::new(Lookup::new(None, Arc::new(Base(None)))),
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
    assert_eq!(answer["searched"], "articles");
    assert_eq!(answer["best"]["title"], "Parcels");
    assert_eq!(answer["best"]["source"], Value::Null);
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
async fn who_has_a_knowledge_base_elsewhere_sees_what_the_bot_finds_there() {
    let office = Office::open().await;
    let id = office
        .article("Lamps", "Our own lamp burns two days.")
        .await;
    office.shelf.publish(&office.writer(), id).await.unwrap();
    let passage = Passage {
        title: "burning time".into(),
        source: "s3://help/lamps.md".into(),
        text: "The lamp burns nine days.".into(),
        score: 0.7,
    };
    let body = json!({"question": "how many days does the lamp burn?"});
    let ask = async |base: Base| {
        let deps = Deps {
            directory: Arc::new(Elsewhere(office.real_directory())),
            lookup: Arc::new(Lookup::new(None, Arc::new(base))),
        };
        let ask = office.ana.asks("POST", ROUTE).saying(body.clone());
        Reply::from(handle(&deps, ask.request()).await).ok(200)
    };
    let answer = ask(Base(Some(vec![passage]))).await;
    assert_eq!(answer["searched"], "knowledge_base");
    let best = &answer["best"];
    assert_eq!(best["passage"], "The lamp burns nine days.");
    assert_eq!(best["source"], "s3://help/lamps.md");
    assert_eq!(best["article_id"], Value::Null, "nobody could open it");

    let answer = ask(Base(None)).await;
    assert_eq!(answer["searched"], "articles_instead");
    assert_eq!(answer["best"]["article_id"], id.to_string());
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
