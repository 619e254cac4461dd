use baton_app::ports::{Article, ArticleStatus, ArticleText, Signed, Vectors};
use baton_domain::{AgentId, AgentRef};
use ulid::Ulid;

use super::*;
use crate::in_process::Tables;

fn tenant(name: &str) -> TenantId {
    name.parse().unwrap()
}

fn signed() -> Signed {
    Signed {
        by: AgentRef {
            id: AgentId::from_ulid(Ulid::nil()),
            name: "Lea".into(),
        },
        at: "2026-01-01T00:00:00Z".parse().unwrap(),
    }
}

fn draft(n: u64) -> ArticleRecord {
    ArticleRecord {
        id: ArticleId::from_ulid(Ulid::from_parts(n, 1)),
        version: Version(1),
        status: ArticleStatus::Draft,
        text: ArticleText {
            title: "Parcels".into(),
            body: "They come in **three** days.".into(),
            questions: vec!["where is my parcel?".into()],
            locale: "en".into(),
        },
        source: None,
        chunks: 0,
        created: signed(),
        updated: signed(),
        published: None,
    }
}

fn new(n: u64) -> ArticleChange {
    ArticleChange {
        after: draft(n),
        before: None,
        read: None,
    }
}

/// The change that publishes what was a draft of version 1.
fn publication(n: u64, chunks: u32) -> ArticleChange {
    let after = ArticleRecord {
        version: Version(2),
        status: ArticleStatus::Published,
        chunks,
        published: Some(signed()),
        ..draft(n)
    };
    ArticleChange {
        read: Some(Article {
            id: after.id,
            title: after.text.title.clone(),
            body: "They come in three days.".into(),
            questions: after.text.questions.clone(),
            locale: "en".into(),
            vectors: Some(Vectors::from(vec![1, 2, 255])),
        }),
        after,
        before: Some(ArticleBefore {
            version: Version(1),
            read: None,
        }),
    }
}

struct Bench {
    tables: Tables,
    articles: DynamoArticles,
}

impl Bench {
    async fn new() -> Self {
        let tables = Tables::start().await.unwrap();
        let articles = DynamoArticles::new(tables.client(), tables.names().directory);
        Self { tables, articles }
    }

    /// Version, articles and chunks.
    async fn counts(&self) -> [u64; 3] {
        let row = self
            .tables
            .client()
            .get_item()
            .table_name(self.tables.names().directory)
            .set_key(Some(Key::knowledge(&tenant("acme")).attributes()))
            .send()
            .await
            .unwrap()
            .item
            .unwrap();
        ["version", "articles", "chunks"].map(|name| crate::items::number_of(&row, name).unwrap())
    }

    async fn published(&self, n: u64) -> Option<Article> {
        let found = self
            .tables
            .client()
            .get_item()
            .table_name(self.tables.names().directory)
            .set_key(Some(
                Key::published(&tenant("acme"), draft(n).id).attributes(),
            ))
            .send()
            .await
            .unwrap();
        found.item.map(|row| from_row(row).unwrap())
    }
}

#[tokio::test]
async fn a_draft_is_kept_and_only_a_published_one_moves_the_version() {
    let bench = Bench::new().await;
    let acme = tenant("acme");
    bench.articles.keep(&acme, &new(1)).await.unwrap();
    assert_eq!(bench.counts().await, [0, 1, 0]);
    assert_eq!(
        bench.articles.article(&acme, draft(1).id).await.unwrap(),
        Some(draft(1))
    );
    assert_eq!(bench.published(1).await, None);

    let publication = publication(1, 3);
    bench.articles.keep(&acme, &publication).await.unwrap();
    assert_eq!(bench.counts().await, [1, 1, 3]);
    assert_eq!(bench.published(1).await, publication.read);

    let withdrawn = ArticleChange {
        after: ArticleRecord {
            version: Version(3),
            ..draft(1)
        },
        before: Some(ArticleBefore {
            version: Version(2),
            read: Some(3),
        }),
        read: None,
    };
    bench.articles.keep(&acme, &withdrawn).await.unwrap();
    assert_eq!(bench.counts().await, [2, 1, 0]);
    assert_eq!(bench.published(1).await, None);
}

#[tokio::test]
async fn a_change_of_what_was_changed_in_between_writes_nothing() {
    let bench = Bench::new().await;
    let acme = tenant("acme");
    bench.articles.keep(&acme, &new(1)).await.unwrap();
    let again = bench.articles.keep(&acme, &new(1)).await.unwrap_err();
    assert!(matches!(again, ArticleError::Changed), "{again}");
    bench
        .articles
        .keep(&acme, &publication(1, 3))
        .await
        .unwrap();
    let late = bench.articles.keep(&acme, &publication(1, 5)).await;
    assert!(matches!(late, Err(ArticleError::Changed)));
    assert_eq!(bench.counts().await, [1, 1, 3]);
}

#[tokio::test]
async fn what_is_deleted_leaves_nothing_behind_and_makes_room() {
    let bench = Bench::new().await;
    let acme = tenant("acme");
    for n in 1..=2 {
        bench.articles.keep(&acme, &new(n)).await.unwrap();
    }
    let most = publication(1, MOST_CHUNKS);
    bench.articles.keep(&acme, &most).await.unwrap();
    let id = draft(1).id;
    let at = |version, read| ArticleBefore {
        version: Version(version),
        read,
    };
    let late = bench.articles.remove(&acme, id, at(1, None)).await;
    assert!(matches!(late, Err(ArticleError::Changed)));
    let foreign = bench
        .articles
        .remove(&tenant("birch"), id, at(2, Some(MOST_CHUNKS)))
        .await;
    assert!(foreign.is_err());
    assert_eq!(bench.counts().await, [1, 2, u64::from(MOST_CHUNKS)]);

    let read = at(2, Some(MOST_CHUNKS));
    bench.articles.remove(&acme, id, read).await.unwrap();
    assert_eq!(bench.counts().await, [2, 1, 0]);
    assert_eq!(bench.articles.article(&acme, id).await.unwrap(), None);
    assert_eq!(bench.published(1).await, None);
    let again = bench.articles.remove(&acme, id, read).await;
    assert!(matches!(again, Err(ArticleError::Changed)));
    assert_eq!(bench.counts().await, [2, 1, 0], "counted once");

    let other = publication(2, MOST_CHUNKS);
    bench.articles.keep(&acme, &other).await.unwrap();
    let draft = draft(3);
    bench.articles.keep(&acme, &new(3)).await.unwrap();
    bench
        .articles
        .remove(&acme, draft.id, at(1, None))
        .await
        .unwrap();
    assert_eq!(
        bench.counts().await,
        [3, 1, u64::from(MOST_CHUNKS)],
        "a draft was never read"
    );
}

#[tokio::test]
async fn the_bot_reads_so_many_chunks_and_no_more() {
    let bench = Bench::new().await;
    let acme = tenant("acme");
    for n in 1..=2 {
        bench.articles.keep(&acme, &new(n)).await.unwrap();
    }
    let most = publication(1, MOST_CHUNKS);
    bench.articles.keep(&acme, &most).await.unwrap();
    let full = bench.articles.keep(&acme, &publication(2, 1)).await;
    assert!(matches!(full, Err(ArticleError::Full)));
    assert_eq!(bench.published(2).await, None);
}

#[tokio::test]
async fn lists_are_of_one_tenant_and_hold_no_texts() {
    let bench = Bench::new().await;
    for n in 1..=3 {
        bench.articles.keep(&tenant("acme"), &new(n)).await.unwrap();
    }
    bench
        .articles
        .keep(&tenant("birch"), &new(4))
        .await
        .unwrap();
    let headers = bench.articles.headers(&tenant("acme")).await.unwrap();
    assert_eq!(headers.len(), 3);
    assert_eq!(headers[0].title, "Parcels");
    let foreign = bench.articles.article(&tenant("acme"), draft(4).id).await;
    assert_eq!(foreign.unwrap(), None);
}
