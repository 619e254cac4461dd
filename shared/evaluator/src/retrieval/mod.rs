//! Retrieval over a tenant's articles.
//!
//! Articles are cut into chunks ([`chunks`]). Two searches propose candidates: BM25 over the words
//! of chunks and their headings ([`lexical`]), and the cosine between what the question and what
//! headings and chunks mean ([`vectors`]), where there is an encoder. What both say of a candidate
//! is its [`Evidence`]; the sum of it orders the candidates, and how likely it makes the first one
//! to be the answer is its confidence ([`calibration`]).
//!
//! The words' part of the evidence is the greater of two figures:
//!
//! * **likeness**: how much the customer's words and the article's title, or one of its questions,
//!   have in common (`2·common / (both)`, the Dice coefficient), each word weighted by how rare it
//!   is among the articles; an equal text is certain;
//! * **coverage**: which share of the customer's meaningful words the chunk holds, by the same
//!   weights, times `m / (m + 2)` for a matched weight of `m`, so that one common word proves
//!   little and several rare ones prove much; it stays below 1.
//!
//! One more word that the chunk holds never lowers coverage, and one more that the article lacks
//! never raises either figure. Words that differ by a slip of the finger or an ending count 0.8 of
//! a match.

mod calibration;
mod chunks;
mod lexical;
mod likeness;
mod sought;
mod stop_words;
mod terms;
mod vectors;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use baton_app::ports::Article;
use baton_domain::ArticleId;

use crate::encoder::Encoder;
use crate::words::Words;
pub use calibration::Evidence;
pub(crate) use chunks::chunks;
use lexical::{Asked, Bag, Lexicon};
pub(crate) use sought::Sought;
use terms::Terms;
use vectors::Rows;
pub(crate) use vectors::encode;

/// How many chunks by words, and how many articles by meaning, are weighed.
const SHORTLIST: usize = 32;

/// What is less likely than this to be an answer is not worth a look.
const LEAST: f64 = 0.02;

/// By how much less may speak for an article in the customer's own language for it to come first.
const OWN_LANGUAGE: f64 = 0.5;

/// From this cosine of their titles' meanings, and from this likeness of their words, two articles
/// are about the same thing: translations of one another, for instance.
const SAME_MEANING: f32 = 0.75;
const SAME_WORDS: f64 = 0.6;

/// How many vectors an index makes itself where articles were written without an encoder: about
/// two thirds of a second.
const MOST_MADE: usize = 512;

/// A tenant's articles, ready to be searched.
#[derive(Debug)]
pub(crate) struct Index {
    entries: Vec<Entry>,
    lexicon: Lexicon,
    /// Folded titles and questions, with their articles.
    headings: BTreeMap<String, Vec<usize>>,
    /// The article of each chunk.
    owners: Vec<usize>,
    rows: Rows,
    encoder: Option<Arc<Encoder>>,
}

#[derive(Debug)]
struct Entry {
    id: ArticleId,
    title: String,
    language: String,
    headings: Vec<Bag>,
    /// All words of title and questions.
    heading: Bag,
    chunks: Vec<Chunk>,
    rows: Option<EntryRows>,
}

/// Where the vectors of an article are.
#[derive(Debug, Clone)]
struct EntryRows {
    headings: Range<usize>,
    chunks: Range<usize>,
}

#[derive(Debug)]
struct Chunk {
    text: String,
    own: Bag,
    length: u32,
}

/// A candidate.
struct Weighed<'a> {
    entry: &'a Entry,
    strength: f64,
    order: f64,
    found: Found,
}

/// A place in the articles that may answer a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The article.
    pub article_id: ArticleId,
    /// Its title.
    pub title: String,
    /// Which of its chunks.
    pub passage: usize,
    /// That chunk's words.
    pub text: String,
    /// How likely it is to answer the question, from 0 to 1.
    pub confidence: f64,
    /// What speaks for it.
    pub evidence: Evidence,
}

impl Index {
    /// An index of these articles. Without an encoder it goes by words alone.
    pub(crate) fn new(articles: &[Article], encoder: Option<Arc<Encoder>>) -> Self {
        let mut index = Self {
            entries: Vec::with_capacity(articles.len()),
            lexicon: Lexicon::default(),
            headings: BTreeMap::new(),
            owners: vec![],
            rows: Rows::default(),
            encoder,
        };
        let mut to_make = MOST_MADE;
        for article in articles {
            index.add(article, &mut to_make);
        }
        index.lexicon.finish();
        index
    }

    fn add(&mut self, article: &Article, to_make: &mut usize) {
        let place = self.entries.len();
        let texts: Vec<&String> = std::iter::once(&article.title)
            .chain(&article.questions)
            .collect();
        let chunks = chunks(&article.body);
        let mut all = Terms::default();
        let mut headings = vec![];
        for (n, text) in texts.iter().enumerate() {
            let words = Words::of(text);
            if !words.is_empty() && !chunks.is_empty() {
                let places = self.headings.entry(words.joined()).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
            let terms = Terms::of_words(&words);
            // The title says more than each of many questions.
            all.add_all(&terms, if n == 0 { 2 } else { 1 });
            headings.push(self.lexicon.bag(&terms));
        }
        let owns: Vec<Terms> = chunks.iter().map(|text| Terms::of(text)).collect();
        let wholes: Vec<Terms> = owns
            .iter()
            .map(|own| {
                let mut whole = own.clone();
                whole.add_all(&all, 1);
                whole
            })
            .collect();
        self.lexicon.note_article(&wholes);
        self.owners.extend(chunks.iter().map(|_| place));
        let rows = self.rows_of(article, texts.len(), chunks.len(), to_make);
        let chunks = chunks
            .into_iter()
            .zip(&owns)
            .map(|(text, own)| Chunk {
                text,
                own: self.lexicon.bag(own),
                length: own.length(),
            })
            .collect();
        self.entries.push(Entry {
            id: article.id,
            title: article.title.clone(),
            language: language(&article.locale),
            headings,
            heading: self.lexicon.bag(&all),
            chunks,
            rows,
        });
    }

    /// Takes in the vectors that the article came with, or makes them, as long as `to_make` lasts.
    fn rows_of(
        &mut self,
        article: &Article,
        headings: usize,
        chunks: usize,
        to_make: &mut usize,
    ) -> Option<EntryRows> {
        let encoder = self.encoder.as_ref()?;
        let kept = article.vectors.as_ref();
        let rows = kept.and_then(|kept| vectors::read(kept, headings, chunks));
        let rows = match rows {
            Some(rows) => rows,
            None if headings + chunks <= *to_make => {
                *to_make -= headings + chunks;
                vectors::read(&encode(article, encoder), headings, chunks)?
            }
            None => return None,
        };
        let begin = self.rows.len();
        self.rows.append(rows);
        Some(EntryRows {
            headings: begin..begin + headings,
            chunks: begin + headings..self.rows.len(),
        })
    }

    /// How many chunks it holds.
    pub(crate) fn chunks(&self) -> usize {
        self.lexicon.chunks()
    }

    /// What may answer this question, surest first, one chunk an article. Between articles that
    /// are about as likely, one in the customer's language (BCP 47) comes first, then the tenant's
    /// order holds.
    pub(crate) fn search<'q>(
        &self,
        question: impl Into<Sought<'q>>,
        locale: Option<&str>,
    ) -> Vec<Found> {
        let mut found = self.candidates(question, locale);
        found.retain(|found| found.confidence >= LEAST);
        found
    }

    /// The same with what is hardly an answer.
    pub(crate) fn candidates<'q>(
        &self,
        question: impl Into<Sought<'q>>,
        locale: Option<&str>,
    ) -> Vec<Found> {
        let Sought { text, meaning } = question.into();
        let asked = self.lexicon.asked(text);
        let cosines = match &self.encoder {
            Some(encoder) if self.rows.len() > 0 && !asked.folded.is_empty() => match meaning {
                Some(meaning) => self.rows.cosines(meaning),
                None => self.rows.cosines(&encoder.embed(text)),
            },
            _ => vec![],
        };
        let wanted = locale.map(language);
        let mut weighed: Vec<Weighed<'_>> = self
            .shortlist(&asked, &cosines)
            .into_iter()
            .map(|place| &self.entries[place])
            .filter_map(|entry| {
                let found = self.weigh(entry, &asked, &cosines)?;
                let speaks = wanted.as_deref() == Some(entry.language.as_str());
                let strength = found.evidence.strength();
                let order = strength + if speaks { OWN_LANGUAGE } else { 0.0 };
                Some(Weighed {
                    entry,
                    strength,
                    order,
                    found,
                })
            })
            .collect();
        weighed.sort_by(|one, other| {
            let (a, b) = (one.found.evidence.same, other.found.evidence.same);
            b.cmp(&a).then(other.order.total_cmp(&one.order))
        });
        self.believed(weighed)
    }

    /// Gives each find the confidence that it would have were those before it not there, but no
    /// more than theirs.
    fn believed(&self, weighed: Vec<Weighed<'_>>) -> Vec<Found> {
        let leads: Vec<f64> = weighed
            .iter()
            .enumerate()
            .map(|(place, one)| {
                let next = weighed[place + 1..]
                    .iter()
                    .find(|next| !self.are_twins(one.entry, next.entry));
                one.strength - next.map_or(0.0, |next| next.strength)
            })
            .collect();
        let mut most = 1.0_f64;
        weighed
            .into_iter()
            .zip(leads)
            .map(|(weighed, lead)| {
                most = most.min(weighed.found.evidence.confidence(lead));
                Found {
                    confidence: most,
                    ..weighed.found
                }
            })
            .collect()
    }

    /// Whether two articles are about the same thing, so that one does not speak against the other.
    fn are_twins(&self, one: &Entry, other: &Entry) -> bool {
        if let (Some(a), Some(b)) = (&one.rows, &other.rows)
            && self.rows.cosine(a.headings.start, b.headings.start) >= SAME_MEANING
        {
            return true;
        }
        self.lexicon.likeness(&one.title, &other.title) >= SAME_WORDS
    }

    /// The first chunk of an article that is none of `told`.
    pub(crate) fn another_passage(
        &self,
        article: ArticleId,
        told: &[usize],
    ) -> Option<(usize, &str)> {
        let entry = self.entries.iter().find(|entry| entry.id == article)?;
        entry
            .chunks
            .iter()
            .enumerate()
            .find(|(place, _)| !told.contains(place))
            .map(|(place, chunk)| (place, chunk.text.as_str()))
    }

    /// How alike the words of two questions are, from 0 to 1.
    pub(crate) fn likeness(&self, one: &str, other: &str) -> f64 {
        self.lexicon.likeness(one, other)
    }

    /// The articles that either search proposes, in the tenant's order.
    fn shortlist(&self, asked: &Asked, cosines: &[f32]) -> BTreeSet<usize> {
        let scores = self.lexicon.scores(asked);
        let by_words = scores
            .iter()
            .zip(&self.owners)
            .filter(|(score, _)| **score > 0.0)
            .map(|(score, owner)| (*score, *owner))
            .collect();
        let mut shortlist: BTreeSet<usize> = best(by_words).collect();
        if !cosines.is_empty() {
            let by_meaning = self
                .entries
                .iter()
                .enumerate()
                .filter_map(|(place, entry)| {
                    let (heading, (_, chunk)) = entry.nearness(cosines)?;
                    Some((heading.max(chunk), place))
                })
                .collect();
            shortlist.extend(best(by_meaning));
        }
        // An equal question is found however common its words are.
        shortlist.extend(self.headings.get(&asked.folded).into_iter().flatten());
        shortlist
    }

    fn weigh(&self, entry: &Entry, asked: &Asked, cosines: &[f32]) -> Option<Found> {
        let nearness = entry.nearness(cosines);
        let (place, _) = entry
            .chunks
            .iter()
            .enumerate()
            .map(|(place, chunk)| (place, self.fit(entry, place, chunk, asked, cosines)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let chunk = entry.chunks.get(place)?;
        let likeness = entry
            .headings
            .iter()
            .map(|heading| self.lexicon.heading_likeness(heading, asked))
            .fold(0.0, f64::max);
        let same = self.headings.get(&asked.folded).is_some_and(|places| {
            places
                .iter()
                .any(|place| self.entries[*place].id == entry.id)
        });
        let evidence = Evidence {
            likeness,
            coverage: self.lexicon.coverage(&[&chunk.own, &entry.heading], asked),
            heading: nearness.map(|(heading, _)| heading),
            chunk: nearness.map(|(_, (_, chunk))| chunk),
            same,
        };
        Some(Found {
            article_id: entry.id,
            title: entry.title.clone(),
            passage: place,
            text: chunk.text.clone(),
            confidence: 0.0,
            evidence,
        })
    }

    /// How well a chunk of an article fits, beside the article's other ones.
    fn fit(
        &self,
        entry: &Entry,
        place: usize,
        chunk: &Chunk,
        asked: &Asked,
        cosines: &[f32],
    ) -> f64 {
        let meaning = entry
            .rows
            .as_ref()
            .and_then(|rows| cosines.get(rows.chunks.start + place));
        match meaning {
            Some(cosine) => f64::from(*cosine) + self.lexicon.coverage(&[&chunk.own], asked),
            None => self.lexicon.own_score(&chunk.own, chunk.length, asked),
        }
    }
}

impl Entry {
    /// The greatest cosine of its headings, and the chunk with the greatest.
    fn nearness(&self, cosines: &[f32]) -> Option<(f64, (usize, f64))> {
        let rows = self.rows.as_ref()?;
        let heading = cosines
            .get(rows.headings.clone())?
            .iter()
            .copied()
            .map(f64::from)
            .fold(f64::MIN, f64::max);
        let chunk = cosines
            .get(rows.chunks.clone())?
            .iter()
            .copied()
            .map(f64::from)
            .enumerate()
            .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        Some((heading, chunk))
    }
}

/// The places of the greatest scores; between equals the tenant's order holds.
fn best(mut scored: Vec<(f64, usize)>) -> impl Iterator<Item = usize> {
    let order = |one: &(f64, usize), other: &(f64, usize)| {
        other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
    };
    if scored.len() > SHORTLIST {
        scored.select_nth_unstable_by(SHORTLIST, order);
        scored.truncate(SHORTLIST);
    }
    scored.into_iter().map(|(_, place)| place)
}

/// The language of a locale: `pt` of `pt-BR` and `pt_PT`.
fn language(locale: &str) -> String {
    locale
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
