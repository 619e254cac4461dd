use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_domain::{AgentId, Flaw, MessageId, ThreadKey};
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::ports::{ArticleHeader, Vectors};

/// A store in memory, where each write takes its time.
#[derive(Default)]
struct Memory {
    kept: Mutex<BTreeMap<ArticleId, (ArticleRecord, Option<Article>)>>,
    clock: Arc<Hands>,
    takes: Mutex<SignedDuration>,
    /// How many writes it still takes.
    is_down_after: Mutex<Option<u32>>,
    /// Whether no more is read by the bot.
    is_full: Mutex<bool>,
}

impl Memory {
    fn write(&self) -> Result<(), ArticleError> {
        if let Some(left) = &mut *self.is_down_after.lock().unwrap() {
            let broken = PortError::new("writing an article", "it is down");
            *left = left.checked_sub(1).ok_or(broken)?;
        }
        *self.clock.0.lock().unwrap() += *self.takes.lock().unwrap();
        Ok(())
    }
}

#[async_trait]
impl ArticleStore for Memory {
    async fn article(
        &self,
        _: &TenantId,
        id: ArticleId,
    ) -> Result<Option<ArticleRecord>, PortError> {
        let kept = self.kept.lock().unwrap();
        Ok(kept.get(&id).map(|kept| kept.0.clone()))
    }

    async fn headers(&self, _: &TenantId) -> Result<Vec<ArticleHeader>, PortError> {
        Ok(vec![])
    }

    async fn keep(&self, _: &TenantId, change: &ArticleChange) -> Result<(), ArticleError> {
        self.write()?;
        let mut kept = self.kept.lock().unwrap();
        if change.read.is_some() && *self.is_full.lock().unwrap() {
            return Err(ArticleError::Full);
        }
        let now = kept.get(&change.after.id).map(|kept| kept.0.version);
        if now != change.before.map(|before| before.version) {
            return Err(ArticleError::Changed);
        }
        let pair = (change.after.clone(), change.read.clone());
        kept.insert(change.after.id, pair);
        Ok(())
    }

    async fn remove(
        &self,
        _: &TenantId,
        id: ArticleId,
        before: ArticleBefore,
    ) -> Result<(), ArticleError> {
        let mut kept = self.kept.lock().unwrap();
        if kept.get(&id).map(|kept| kept.0.version) != Some(before.version) {
            return Err(ArticleError::Changed);
        }
        kept.remove(&id);
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

#[derive(Default)]
struct Hands(Mutex<Timestamp>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct Still;

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
            clock: Arc::clone(&memory.clock) as _,
            ids: Arc::new(Still),
        },
        memory,
    }
}

impl Bench {
    /// What the bot reads.
    fn read(&self, id: ArticleId) -> Option<String> {
        let kept = self.memory.kept.lock().unwrap();
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
async fn an_article_is_forgotten_as_somebody_saw_it_and_once() {
    let it = bench();
    let draft = it.shelf.create(&lea(), text("One."), None).await.unwrap();
    it.shelf.publish(&lea(), draft.id).await.unwrap();
    let lea = lea();
    let delete = |version| it.shelf.delete(&lea, draft.id, Version(version));
    let late = delete(1).await.unwrap_err();
    assert!(matches!(late, ShelfError::Changed(Version(2))), "{late}");
    assert!(it.read(draft.id).is_some());
    delete(2).await.unwrap();
    assert_eq!(it.read(draft.id), None);
    assert!(matches!(delete(2).await, Err(ShelfError::NotFound)));
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
    assert_eq!(it.memory.kept.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_file_is_the_same_article_and_a_bad_one_loses_no_other() {
    let it = bench();
    let import = async |files: &[(&str, &str)]| {
        let items = files
            .iter()
            .map(|(path, text)| markdown_file(path, text, "en"))
            .collect();
        let imported = it
            .shelf
            .import(&lea(), items, Bringing::default())
            .await
            .unwrap();
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
    assert_eq!(
        (why.part, &why.flaw),
        (Some(ArticlePart::Title), &Flaw::Missing)
    );
    assert!(why.told.contains("title"), "{why}");
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

fn files(names: &[&str]) -> Vec<Incoming> {
    let file = |name: &&str| markdown_file(name, &format!("# {name}\n\nWords."), "en");
    names.iter().map(file).collect()
}

/// What became of each, in a word.
fn words(imported: &[ImportedItem]) -> Vec<&'static str> {
    let word = |item: &ImportedItem| match item.outcome {
        Imported::Created(_) => "created",
        Imported::Updated(_) => "updated",
        Imported::Unchanged(_) => "unchanged",
        Imported::Refused(_) => "refused",
        Imported::NotReached => "not reached",
    };
    imported.iter().map(word).collect()
}

#[tokio::test]
async fn what_the_time_does_not_suffice_for_is_told_and_comes_again() {
    let it = bench();
    *it.memory.takes.lock().unwrap() = SignedDuration::from_secs(5);
    let import = async |names: &[&str]| {
        let until = it.shelf.clock.now() + SignedDuration::from_secs(20);
        let how = Bringing {
            publish: false,
            until: Some(until),
        };
        it.shelf.import(&lea(), files(names), how).await.unwrap()
    };
    let names = ["a", "b", "c", "d", "a", "e"];
    let first = import(&names).await;
    let expected = ["created", "created", "created"];
    assert_eq!(words(&first)[..3], expected);
    assert_eq!(
        words(&first)[3..],
        ["not reached", "refused", "not reached"]
    );
    assert!(it.shelf.clock.now() <= Timestamp::UNIX_EPOCH + SignedDuration::from_secs(20));

    let second = import(&["d", "e"]).await;
    assert_eq!(words(&second), ["created", "created"]);
    assert_eq!(it.memory.kept.lock().unwrap().len(), 5);
}

#[tokio::test]
async fn the_first_one_has_its_time_however_little_there_is() {
    let it = bench();
    let how = Bringing {
        publish: true,
        until: Some(it.shelf.clock.now()),
    };
    let imported = it.shelf.import(&lea(), files(&["a", "b"]), how).await;
    assert_eq!(words(&imported.unwrap()), ["created", "not reached"]);
}

#[tokio::test]
async fn what_was_taken_before_the_store_failed_is_told() {
    let it = bench();
    *it.memory.is_down_after.lock().unwrap() = Some(1);
    let brought = files(&["a", "b", "c"]);
    let how = Bringing::default();
    let imported = it.shelf.import(&lea(), brought.clone(), how).await.unwrap();
    assert_eq!(words(&imported), ["created", "not reached", "not reached"]);
    let brought = files(&["b", "c"]);
    let down = it.shelf.import(&lea(), brought, how).await;
    assert!(matches!(down, Err(ShelfError::Port(_))));
}

#[tokio::test]
async fn what_is_kept_and_cannot_be_published_is_told_as_that() {
    let it = bench();
    *it.memory.is_full.lock().unwrap() = true;
    let how = Bringing {
        publish: true,
        until: None,
    };
    let imported = it.shelf.import(&lea(), files(&["a"]), how).await.unwrap();
    assert_eq!(words(&imported), ["created"]);
    let why = imported[0].unpublished.as_ref().unwrap();
    assert_eq!((why.part, &why.flaw), (None, &Flaw::Full));
    assert!(
        why.told.contains("not published") && why.told.contains("full"),
        "{why}"
    );
    let again = it.shelf.import(&lea(), files(&["a"]), how).await.unwrap();
    assert_eq!(words(&again), ["unchanged"]);
    assert!(again[0].unpublished.is_some());

    *it.memory.is_full.lock().unwrap() = false;
    let at_last = it.shelf.import(&lea(), files(&["a"]), how).await.unwrap();
    assert_eq!(words(&at_last), ["updated"]);
    assert_eq!(at_last[0].unpublished, None);
}

#[tokio::test]
async fn a_second_row_of_one_name_writes_over_nothing() {
    let it = bench();
    let table = "title,body,locale\nParcels,Three days.,\n,No title.,\nParcels,Tres.,es\n\
        Parcels,Ten days.,en\n,None either.,\n";
    let rows = csv_rows(table, "en").unwrap();
    let imported = it.shelf.import(&lea(), rows, Bringing::default()).await;
    let imported = imported.unwrap();
    let expected = ["created", "refused", "created", "refused", "refused"];
    assert_eq!(words(&imported), expected);
    let why = |at: usize| match &imported[at].outcome {
        Imported::Refused(why) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(3).flaw, Flaw::SameRow { first: 2 });
    assert!(why(3).told.contains("lines 2 and 5"), "{}", why(3));
    assert_eq!(
        (why(4).part, &why(4).flaw),
        (Some(ArticlePart::Title), &Flaw::Missing)
    );
    assert!(why(4).told.contains("no title"), "{}", why(4));
    let kept = it.memory.kept.lock().unwrap();
    let bodies: Vec<_> = kept
        .values()
        .map(|kept| kept.0.text.body.as_str())
        .collect();
    assert!(bodies.contains(&"Three days.") && !bodies.contains(&"Ten days."));
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
    let flaw = |row: &Incoming| row.text.as_ref().unwrap_err().flaw.clone();
    assert_eq!(flaw(&rows[1]), Flaw::Missing);
    let too_few = Flaw::WrongColumns {
        found: 1,
        expected: 4,
    };
    assert_eq!(flaw(&rows[2]), too_few);
    assert_eq!(rows[3].source, "es/Envíos");
    let options = vec!["title", "body"];
    let no_columns = csv_rows("name,text\na,b\n", "en").unwrap_err();
    assert_eq!(no_columns.flaw, Flaw::MissingColumns { options });
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
