use std::sync::Mutex;

use baton_domain::{ArticleId, Channel, Policy, Settings, Topic, Trigger, TriggerId, Urgency};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use ulid::Ulid;

use super::*;
use crate::config::scripted::Script;
use crate::in_process::Tables;
use crate::items::to_row;

struct Hands(Mutex<Timestamp>);

impl Hands {
    fn pass(&self, seconds: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_secs(seconds);
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct Bench {
    tables: Tables,
    hands: Arc<Hands>,
    secrets: Script,
    directory: TenantDirectory<SecretReader>,
}

impl Bench {
    async fn new() -> Self {
        let tables = Tables::start().await.unwrap();
        let start = "2026-01-01T00:00:00Z".parse().unwrap();
        let hands = Arc::new(Hands(Mutex::new(start)));
        let secret = |salt: &str| {
            let text = json!({ "app_secret": "a", "thread_salt": salt }).to_string();
            (200, json!({ "Name": "s", "SecretString": text }))
        };
        let secrets = Script::new([secret("first"), secret("second")]);
        let directory = TenantDirectory::new(
            tables.client(),
            tables.names().directory,
            SecretReader::new(secrets.aws().secrets_manager()),
            Arc::clone(&hands) as Arc<dyn Clock>,
        );
        Self {
            tables,
            hands,
            secrets,
            directory,
        }
    }

    async fn put(&self, key: &Key, value: &impl Serialize) {
        self.tables
            .client()
            .put_item()
            .table_name(self.tables.names().directory)
            .set_item(Some(to_row(key, value).unwrap()))
            .send()
            .await
            .unwrap();
        self.tables.requests().reset();
    }
}

fn tenant(name: &str) -> TenantId {
    name.parse().unwrap()
}

fn connection() -> Connection {
    Connection {
        id: ConnectionId::from_ulid(Ulid::from_parts(1, 1)),
        tenant_id: tenant("acme"),
        channel: Channel::Whatsapp,
        name: "Main number".into(),
        phone_number_id: Some("1001".into()),
        account_id: None,
        secret_name: "s".into(),
    }
}

fn policy() -> Policy {
    Policy::with([Trigger::keywords(
        TriggerId::from_ulid(Ulid::from_parts(1, 1)),
        "Money back",
        ["refund"],
        Urgency::High,
        Topic::Refund,
    )])
}

fn article(n: u64) -> Article {
    Article {
        id: ArticleId::from_ulid(Ulid::from_parts(n, 1)),
        title: "Parcels".into(),
        body: "x".repeat(200_000),
        questions: vec!["where is my parcel?".into()],
        locale: "en".into(),
        vectors: None,
    }
}

#[tokio::test]
async fn a_connection_is_read_once_a_minute() {
    let bench = Bench::new().await;
    let id = connection().id;
    bench.put(&Key::connection(id), &connection()).await;
    for _ in 0..3 {
        let found = bench.directory.connection(id).await.unwrap().unwrap();
        assert_eq!(*found, connection());
    }
    assert_eq!(bench.tables.requests().total(), 1);

    let renamed = Connection {
        name: "Other".into(),
        ..connection()
    };
    bench.put(&Key::connection(id), &renamed).await;
    bench.hands.pass(59);
    let found = bench.directory.connection(id).await.unwrap().unwrap();
    assert_eq!(found.name, "Main number");
    bench.hands.pass(1);
    let found = bench.directory.connection(id).await.unwrap().unwrap();
    assert_eq!(found.name, "Other");
}

#[tokio::test]
async fn an_absent_connection_is_asked_for_again_after_a_few_seconds() {
    let bench = Bench::new().await;
    let id = connection().id;
    for _ in 0..3 {
        assert!(bench.directory.connection(id).await.unwrap().is_none());
    }
    assert_eq!(bench.tables.requests().total(), 1);
    bench.put(&Key::connection(id), &connection()).await;
    assert!(bench.directory.connection(id).await.unwrap().is_none());
    bench.hands.pass(5);
    assert!(bench.directory.connection(id).await.unwrap().is_some());
}

#[tokio::test]
async fn knowledge_is_all_of_a_tenants_pages_and_nobody_elses() {
    let bench = Bench::new().await;
    let acme = tenant("acme");
    let settings = Settings {
        confidence_threshold: 0.3,
        greeting: "Hola".into(),
        ..Settings::default()
    };
    bench.put(&Key::settings(&acme), &settings).await;
    bench.put(&Key::live_policy(&acme), &policy()).await;
    bench
        .put(&Key::knowledge(&acme), &json!({ "version": 8 }))
        .await;
    for n in 0..8 {
        bench
            .put(&Key::published(&acme, article(n).id), &article(n))
            .await;
    }
    bench
        .put(&Key::ticket_counter(&acme), &json!({ "last": 7 }))
        .await;
    let other = tenant("acme2");
    bench
        .put(&Key::published(&other, article(9).id), &article(9))
        .await;
    bench
        .put(
            &Key::article(&acme, article(10).id),
            &json!({"title": "a draft"}),
        )
        .await;

    let knowledge = bench.directory.knowledge(&acme).await.unwrap();
    assert_eq!(knowledge.settings, settings);
    assert_eq!(knowledge.policy, policy());
    assert_eq!(knowledge.articles.version, 8);
    assert_eq!(knowledge.articles.items.len(), 8);
    assert!(bench.tables.requests().total() > 1, "more than a page");

    bench.tables.requests().reset();
    bench.directory.knowledge(&acme).await.unwrap();
    assert_eq!(bench.tables.requests().total(), 0);
}

#[tokio::test]
async fn articles_are_read_again_only_where_their_version_moved() {
    let bench = Bench::new().await;
    let acme = tenant("acme");
    let version = async |version: u64| {
        let row = json!({ "version": version });
        bench.put(&Key::knowledge(&acme), &row).await;
    };
    version(1).await;
    bench
        .put(&Key::published(&acme, article(1).id), &article(1))
        .await;
    let first = bench.directory.knowledge(&acme).await.unwrap();
    assert_eq!(first.articles.items, [article(1)]);

    bench
        .put(&Key::published(&acme, article(2).id), &article(2))
        .await;
    bench.hands.pass(60);
    let second = bench.directory.knowledge(&acme).await.unwrap();
    assert!(Arc::ptr_eq(&first.articles, &second.articles));
    assert_eq!(
        bench.tables.requests().total(),
        1,
        "settings, policy and version"
    );

    version(2).await;
    bench.hands.pass(60);
    let third = bench.directory.knowledge(&acme).await.unwrap();
    assert_eq!(third.articles.items.len(), 2);
    assert_eq!(bench.tables.requests().total(), 2);
}

impl Bench {
    /// A company with one published article.
    async fn company(&self, tenant: &TenantId) {
        let version = json!({ "version": 1 });
        self.put(&Key::knowledge(tenant), &version).await;
        let article = article(1);
        self.put(&Key::published(tenant, article.id), &article)
            .await;
    }
}

#[tokio::test]
async fn who_needs_settings_alone_reads_no_article() {
    let bench = Bench::new().await;
    let acme = tenant("acme");
    bench.company(&acme).await;
    let greeting = Settings {
        greeting: "Hola".into(),
        ..Settings::default()
    };
    bench.put(&Key::settings(&acme), &greeting).await;
    for minute in 1..=3 {
        let settings = bench.directory.settings(&acme).await.unwrap();
        assert_eq!(*settings, greeting);
        assert_eq!(bench.tables.requests().total(), minute, "one small query");
        bench.hands.pass(60);
    }
    bench.directory.settings(&acme).await.unwrap();
    bench.tables.requests().reset();
    let knowledge = bench.directory.knowledge(&acme).await.unwrap();
    assert_eq!(knowledge.articles.items, [article(1)]);
    assert_eq!(bench.tables.requests().total(), 1, "the articles alone");
}

#[tokio::test]
async fn articles_of_many_tenants_take_so_much_memory_and_no_more() {
    let mut bench = Bench::new().await;
    // Room for two of some 200 KB.
    bench.directory.knowledge = KeptKnowledge::new(500_000);
    let companies = ["acme", "birch", "cedar"].map(tenant);
    for company in &companies {
        bench.company(company).await;
    }
    let [acme, birch, cedar] = &companies;
    let costs = async |company: &TenantId| {
        bench.tables.requests().reset();
        let read = bench.directory.knowledge(company).await.unwrap();
        (Arc::downgrade(&read), bench.tables.requests().total())
    };
    let (of_acme, _) = costs(acme).await;
    let (of_birch, _) = costs(birch).await;
    assert_eq!(costs(acme).await.1, 0);
    let (of_cedar, _) = costs(cedar).await;
    assert!(
        of_birch.upgrade().is_none(),
        "what was asked for longest ago is gone, wherever it stood"
    );
    assert!(of_acme.upgrade().is_some() && of_cedar.upgrade().is_some());
    assert_eq!(costs(acme).await.1, 0);
    assert_eq!(costs(birch).await.1, 1, "its articles again");

    bench.hands.pass(60);
    assert_eq!(costs(acme).await.1, 1, "what it configured, no article");
}

#[tokio::test]
async fn whether_there_is_a_model_is_told_with_the_settings_and_reads_no_article() {
    let bench = Bench::new().await;
    let (acme, globex) = (tenant("acme"), tenant("globex"));
    bench.company(&acme).await;
    let model = json!({ "kind": "bedrock", "model": "m" });
    bench.put(&Key::evaluator(&acme), &model).await;
    assert!(bench.directory.has_model(&acme).await.unwrap());
    bench.directory.settings(&acme).await.unwrap();
    assert_eq!(bench.tables.requests().total(), 1, "one small query");
    assert!(!bench.directory.has_model(&globex).await.unwrap());
    assert!(bench.directory.knowledge(&acme).await.unwrap().has_model());
}

#[tokio::test]
async fn one_tenant_with_more_articles_than_there_is_room_for_is_kept_alone() {
    let mut bench = Bench::new().await;
    bench.directory.knowledge = KeptKnowledge::new(1_000);
    let acme = tenant("acme");
    bench.company(&acme).await;
    let first = bench.directory.knowledge(&acme).await.unwrap();
    let again = bench.directory.knowledge(&acme).await.unwrap();
    assert!(Arc::ptr_eq(&first, &again));
}

#[tokio::test]
async fn a_tenant_that_configured_nothing_has_the_defaults() {
    let bench = Bench::new().await;
    let knowledge = bench.directory.knowledge(&tenant("acme")).await.unwrap();
    assert_eq!(knowledge.settings, Settings::default());
    assert_eq!(knowledge.policy, Policy::built_in());
    assert!(knowledge.articles.items.is_empty());
}

#[tokio::test]
async fn one_spoilt_row_does_not_take_the_others_with_it() {
    let bench = Bench::new().await;
    let acme = tenant("acme");
    let spoilt = json!({ "id": "art_nonsense" });
    bench
        .put(&Key::knowledge(&acme), &json!({ "version": 1 }))
        .await;
    bench
        .put(&Key::published(&acme, article(1).id), &spoilt)
        .await;
    bench
        .put(&Key::published(&acme, article(2).id), &article(2))
        .await;
    let knowledge = bench.directory.knowledge(&acme).await.unwrap();
    assert_eq!(knowledge.articles.items, [article(2)]);
}

#[tokio::test]
async fn secrets_are_read_once_in_five_minutes() {
    let bench = Bench::new().await;
    let salt = async || {
        bench
            .directory
            .secrets(&connection())
            .await
            .unwrap()
            .thread_salt
            .clone()
    };
    assert_eq!(salt().await, "first");
    bench.hands.pass(299);
    assert_eq!(salt().await, "first");
    assert_eq!(bench.secrets.requests().len(), 1);
    bench.hands.pass(1);
    assert_eq!(salt().await, "second");
}

#[tokio::test]
async fn tenants_are_those_on_the_list() {
    let bench = Bench::new().await;
    for name in ["acme", "birch"] {
        bench.put(&Key::tenant(&tenant(name)), &json!({})).await;
    }
    let expected = [tenant("acme"), tenant("birch")];
    assert_eq!(bench.directory.tenants().await.unwrap(), expected);
    assert_eq!(bench.directory.tenants().await.unwrap(), expected);
    assert_eq!(bench.tables.requests().total(), 1);
}
