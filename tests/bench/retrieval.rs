//! How soon 10,000 chunks are searched, how soon an index of them stands, and what memory it holds.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use baton_app::ports::{Article, ArticleReader as _, Articles};
use baton_domain::{ArticleId, TenantId};
use baton_evaluator::encoder::Encoder;
use baton_evaluator::{ArticleIndexer, Library};
use serde::Deserialize;
use tokio::time::Instant;
use ulid::Ulid;

use crate::encoder::{memory, tell, timed};
use crate::milliseconds;

const ARTICLES: u64 = 2_000;
/// Of each article.
const CHUNKS: usize = 5;
const ROUNDS: usize = 4;

#[derive(Deserialize)]
struct Written {
    title: String,
    body: String,
    questions: Vec<String>,
}

/// Measures it with what the calibration's articles say, put together anew, and its questions.
/// Making the vectors takes a minute or two.
pub(crate) fn measure(root: &Path) -> Result<(), Box<dyn std::error::Error>> {
    println!("\nretrieval");
    let data = root.join("shared/evaluator/data/retrieval");
    let encoder = Arc::new(Encoder::open(&root.join(".build/encoder/use-m3.bin"))?);
    let articles = articles(&data, &encoder)?;
    let questions = std::fs::read_to_string(data.join("development.tsv"))?;
    let questions: Vec<&str> = questions
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit('\t').next())
        .collect();
    let tenant: TenantId = "bench".parse()?;
    for (name, encoder) in [("words and meaning", Some(encoder)), ("words alone", None)] {
        let before = memory("VmRSS")?;
        let library = Library::new(encoder);
        let began = Instant::now();
        black_box(library.search(&tenant, &articles, "where is it", None));
        println!(
            "  {name}: index of {} chunks in {:.0} ms, {:.1} MiB more resident",
            ARTICLES * CHUNKS as u64,
            milliseconds(began.elapsed()),
            memory("VmRSS")? - before,
        );
        tell(
            "  a question",
            (0..ROUNDS)
                .flat_map(|_| &questions)
                .map(|question| timed(|| library.search(&tenant, &articles, question, None))),
        );
    }
    Ok(())
}

/// Articles of five chunks of about 600 letters: sentences of the real ones, in a fixed disorder.
fn articles(data: &Path, encoder: &Arc<Encoder>) -> Result<Articles, Box<dyn std::error::Error>> {
    let written: Vec<Written> = std::fs::read_to_string(data.join("articles.jsonl"))?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let sentences: Vec<&str> = written
        .iter()
        .flat_map(|it| it.body.split_inclusive(['.', '。']))
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
        .collect();
    let indexer = ArticleIndexer::new(Some(Arc::clone(encoder)));
    let mut place = 0;
    let items = (0..ARTICLES)
        .zip(written.iter().cycle())
        .map(|(n, like)| {
            let paragraphs: Vec<String> = (0..CHUNKS)
                .map(|_| {
                    let mut paragraph = format!("Number {place}.");
                    while paragraph.chars().count() < 480 {
                        place = (place * 31 + 17) % 1_000_003;
                        paragraph.push(' ');
                        paragraph.push_str(sentences[place % sentences.len()]);
                    }
                    paragraph.chars().take(590).collect()
                })
                .collect();
            let mut article = Article {
                id: ArticleId::from_ulid(Ulid::from_parts(n, 1)),
                title: format!("{} {n}", like.title),
                body: paragraphs.join("\n\n"),
                questions: like.questions.clone(),
                locale: "en".into(),
                vectors: None,
            };
            article.vectors = indexer.vectors(&article);
            article
        })
        .collect();
    Ok(Articles { version: 1, items })
}
