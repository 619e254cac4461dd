use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_domain::{AgentId, MessageId, ThreadKey};
use jiff::Timestamp;

use super::*;
use crate::ports::{ArticleHeader, Vectors};

/// A store in memory.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<ArticleId, (ArticleRecord, Option<Article>)>>);

#[async_trait]
impl ArticleStore for Memory {
    async fn article(
        &self,
        _: &TenantId,
        id: ArticleId,
    ) -> Result<Option<ArticleRecord>, PortError> {
        Ok(self.0.lock().unwrap().get(&id).map(|kept| kept.0.clone()))
    }

    async fn headers(&self, _: &TenantId) -> Result<Vec<ArticleHeader>, PortError> {
        Ok(vec![])
    }

    async fn keep(&self, _: &TenantId, change: &ArticleChange) -> Result<(), ArticleError> {
        let mut kept = self.0.lock().unwrap();
        let now = kept.get(&change.after.id).map(|kept| kept.0.version);
        if now != change.before.map(|before| before.version) {
            return Err(ArticleError::Changed);
        }
        let pair = (change.after.clone(), change.read.clone());
        kept.insert(change.after.id, pair);
        Ok(())
    }
}

/// Paragraphs are chunks, and a vector is the number of letters.
struct Paragraphs;

impl ArticleReader for Paragraphs {
    fn chunks(&self, body: &str) -> usize {
        body.split("\n\n").count()
    }

    fn vectors(&self, article: &Article) -> Option<Vectors> {
        Some(vec![u8::try_from(article.body.len() % 256).unwrap()].into())
    }
}

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}

impl Ids for Still {
    fn random(&self) -> u128 {
        7
    }

    fn message(&self, _: Timestamp) -> MessageId {
        MessageId::from_ulid(Ulid::nil())
    }

    fn ulid_text(&self, _: Timestamp) -> String {
        Ulid(7).to_string()
    }

    fn thread(&self, _: &[u8], _: &str) -> ThreadKey {
        ThreadKey::from_bytes([0; 10])
    }
}

struct Bench {
    shelf: Shelf,
    memory: Arc<Memory>,
}

fn bench() -> Bench {
    let memory = Arc::<Memory>::default();
    Bench {
        shelf: Shelf {
            store: Arc::clone(&memory) as _,
            reader: Arc::new(Paragraphs),
            clock: Arc::new(Still),
            ids: Arc::new(Still),
        },
        memory,
    }
}

impl Bench {
    /// What the bot reads.
    fn read(&self, id: ArticleId) -> Option<String> {
        let kept = self.memory.0.lock().unwrap();
        let read = kept.get(&id)?.1.as_ref()?;
        assert_eq!(
            read.vectors,
            Paragraphs.vectors(read),
            "vectors are of what is read"
        );
        Some(read.body.clone())
    }
}

fn lea() -> Writer {
    Writer {
        tenant: "acme".parse().unwrap(),
        by: AgentRef {
            id: AgentId::from_ulid(Ulid::nil()),
            name: "Lea".into(),
        },
    }
}

fn text(body: &str) -> ArticleText {
    ArticleText {
        title: "Parcels".into(),
        body: body.into(),
        questions: vec![],
        locale: "en".into(),
    }
}

#[tokio::test]
async fn the_bot_reads_what_is_published_and_its_changes_at_once() {
    let it = bench();
    let draft = it.shelf.create(&lea(), text("**Three** days."), None).await;
    let draft = draft.unwrap();
    assert_eq!(it.read(draft.id), None);

    let published = it.shelf.publish(&lea(), draft.id).await.unwrap();
    assert_eq!((published.version, published.chunks), (Version(2), 1));
    assert_eq!(it.read(draft.id).as_deref(), Some("Three days."));

    let again = it.shelf.publish(&lea(), draft.id).await.unwrap();
    assert_eq!(again, published, "nothing changes");

    let changed = it
        .shelf
        .update(&lea(), draft.id, Version(2), text("*Two* days."))
        .await
        .unwrap();
    assert_eq!(changed.status, ArticleStatus::Published);
    assert_eq!(it.read(draft.id).as_deref(), Some("Two days."));

    let withdrawn = it.shelf.unpublish(&lea(), draft.id).await.unwrap();
    assert_eq!((withdrawn.published, withdrawn.chunks), (None, 0));
    assert_eq!(it.read(draft.id), None);
}

#[tokio::test]
async fn whoever_read_an_older_version_changes_nothing_and_is_told_the_newer() {
    let it = bench();
    let draft = it.shelf.create(&lea(), text("One."), None).await.unwrap();
    let lea = lea();
    let update = |version, body| it.shelf.update(&lea, draft.id, version, text(body));
    update(Version(1), "Two.").await.unwrap();
    let late = update(Version(1), "Three.").await.unwrap_err();
    assert!(matches!(late, ShelfError::Changed(Version(2))), "{late}");
}

#[tokio::test]
async fn a_body_of_too_many_parts_is_refused() {
    let it = bench();
    let long = "One.\n\n".repeat(MOST_ARTICLE_CHUNKS + 1);
    let refused = it.shelf.create(&lea(), text(&long), None).await;
    assert!(matches!(refused, Err(ShelfError::TooManyChunks(201))));
}

#[tokio::test]
async fn a_repeated_request_makes_one_article() {
    let it = bench();
    let one = it
        .shelf
        .create(&lea(), text("One."), Some("k"))
        .await
        .unwrap();
    let other = it
        .shelf
        .create(&lea(), text("One."), Some("k"))
        .await
        .unwrap();
    assert_eq!(one, other);
    assert_eq!(it.memory.0.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_file_is_the_same_article_and_a_bad_one_loses_no_other() {
    let it = bench();
    let import = async |files: &[(&str, &str)]| {
        let items = files
            .iter()
            .map(|(path, text)| markdown_file(path, text, "en"))
            .collect();
        let imported = it.shelf.import(&lea(), items, false).await.unwrap();
        imported
            .into_iter()
            .map(|it| it.outcome)
            .collect::<Vec<_>>()
    };
    let first = import(&[
        ("a.md", "# Parcels\n\nThree days."),
        ("bad.md", "   "),
        ("b.md", "---\ntitle: 'Returns'\nlocale: pt-BR\nquestions:\n  - how do I return it?\n---\nSixty days."),
    ])
    .await;
    let [
        Imported::Created(a),
        Imported::Refused(why),
        Imported::Created(b),
    ] = first.as_slice()
    else {
        panic!("{first:?}");
    };
    assert!(why.contains("title"), "{why}");
    assert_eq!(
        (a.text.title.as_str(), a.text.body.as_str()),
        ("Parcels", "Three days.")
    );
    assert_eq!(b.text.locale, "pt-BR");
    assert_eq!(b.text.questions, ["how do I return it?"]);
    assert_eq!(b.source.as_deref(), Some("b.md"));

    let second = import(&[("a.md", "# Parcels\n\nTwo days."), ("b.md", "---\ntitle: Returns\nlocale: pt-BR\nquestions: [\"how do I return it?\"]\n---\nSixty days.")]).await;
    let [Imported::Updated(changed), Imported::Unchanged(same)] = second.as_slice() else {
        panic!("{second:?}");
    };
    assert_eq!((changed.id, changed.version), (a.id, Version(2)));
    assert_eq!(same, b);
}

#[test]
fn a_table_is_read_row_by_row_with_the_lines_of_what_is_wrong() {
    let table = "title,body,questions,locale\r\n\
        Parcels,\"Three\n\ndays, at most.\",where is it?|when?,\r\n\
        ,No title,,\r\n\
        Too few\r\n\
        Envíos,Dos días,,es\r\n";
    let rows = csv_rows(table, "en").unwrap();
    let lines: Vec<_> = rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [Some(2), Some(5), Some(6), Some(7)]);
    let first = rows[0].text.as_ref().unwrap();
    assert_eq!(first.body, "Three\n\ndays, at most.");
    assert_eq!(first.questions, ["where is it?", "when?"]);
    assert!(rows[1].text.is_err() && rows[2].text.is_err());
    assert_eq!(rows[3].source, "es/Envíos");
    assert!(csv_rows("name,text\na,b\n", "en").is_err());
}

#[test]
fn a_heading_that_repeats_the_title_is_said_once() {
    let it = markdown_file(
        "x.md",
        "---\ntitle: Returns\n---\n# Returns\n\nSixty days.",
        "en",
    );
    assert_eq!(it.text.unwrap().body, "Sixty days.");
    let crlf = markdown_file("x.md", "---\r\ntitle: A\r\n---\r\nB", "en");
    assert_eq!(crlf.text.unwrap().title, "A");
}
