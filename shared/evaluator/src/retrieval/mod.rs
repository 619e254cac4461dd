//! Retrieval over a tenant's articles.
//!
//! BM25 over titles, questions and passages finds the candidates; a confidence from 0 to 1 says
//! whether the best of them answers the question. The confidence is the greater of two figures:
//!
//! * **likeness**: how much the customer's words and the article's title, or one of its questions,
//!   have in common (`2·common / (both)`, the Dice coefficient), each word weighted by how rare it
//!   is among the articles; an equal text is 1;
//! * **coverage**: which share of the customer's meaningful words the passage holds, by the same
//!   weights, times `m / (m + 2)` for a matched weight of `m`, so that one common word proves
//!   little and several rare ones prove much; it stays below 1.
//!
//! A text that shares no meaningful word with an article has confidence 0 for it. One more word
//! that the passage holds never lowers coverage, and one more that the article lacks never raises
//! either figure. Words that differ by a slip of the finger or an ending count 0.8 of a match.

mod likeness;
mod passages;
mod stop_words;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use baton_app::ports::Article;
use baton_domain::ArticleId;

use crate::words::Words;
use terms::{Terms, is_stop_term};

/// BM25's usual constants: how soon repetition stops counting, and how much length counts.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// How many passages BM25 hands on to be weighed.
const SHORTLIST: usize = 32;

/// The weight of a word that carries no meaning of its own but makes questions alike.
const STOP_WEIGHT: f64 = 0.25;

/// What a match in another form counts.
const ALIKE: f64 = 0.8;

/// How many of a question's unknown words are looked for in other forms.
const MOST_CORRECTED: usize = 16;

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A tenant's articles, ready to be searched.
#[derive(Debug)]
pub(crate) struct Index {
    articles: Vec<Entry>,
    /// In how many articles each term occurs.
    frequencies: BTreeMap<String, usize>,
    average_length: f64,
}

#[derive(Debug)]
struct Entry {
    id: ArticleId,
    title: String,
    language: String,
    headings: Vec<Heading>,
    passages: Vec<Passage>,
}

/// A title or a question.
#[derive(Debug)]
struct Heading {
    folded: String,
    terms: Terms,
}

#[derive(Debug)]
struct Passage {
    text: String,
    own: Terms,
    /// With the title and the questions of its article.
    whole: Terms,
}

/// A place in the articles that may answer a question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// The article.
    pub(crate) article_id: ArticleId,
    /// Its title.
    pub(crate) title: String,
    /// Which of its passages.
    pub(crate) passage: usize,
    /// That passage's words.
    pub(crate) text: String,
    /// How sure it is, from 0 to 1.
    pub(crate) confidence: f64,
}

/// A question, made comparable with what is known.
struct Asked {
    folded: String,
    /// Each term with what it counts: known terms 1, a known one in another form less.
    matches: Vec<(String, f64)>,
    /// Meaningful terms that no article has.
    unknown: usize,
}

impl Index {
    /// An index of these articles.
    pub(crate) fn new(articles: &[Article]) -> Self {
        let articles: Vec<Entry> = articles.iter().map(Entry::new).collect();
        let mut frequencies = BTreeMap::new();
        for entry in &articles {
            let known: BTreeSet<&str> = entry
                .passages
                .iter()
                .flat_map(|passage| passage.whole.iter())
                .collect();
            for term in known {
                *frequencies.entry(term.to_owned()).or_insert(0) += 1;
            }
        }
        let lengths: Vec<u32> = articles
            .iter()
            .flat_map(|entry| entry.passages.iter().map(|p| p.whole.length()))
            .collect();
        let total: f64 = lengths.iter().copied().map(f64::from).sum();
        Self {
            articles,
            frequencies,
            average_length: (total / real(lengths.len().max(1))).max(1.0),
        }
    }

    /// What may answer this question, surest first, one passage an article. Between equals, an
    /// article in the customer's language (BCP 47) comes first, then the tenant's order holds.
    pub(crate) fn search(&self, question: &str, locale: Option<&str>) -> Vec<Found> {
        let asked = self.asked(question);
        let wanted = locale.map(language);
        let mut found: Vec<(bool, Found)> = self
            .shortlist(&asked)
            .into_iter()
            .map(|index| &self.articles[index])
            .map(|entry| {
                let speaks = wanted.as_deref() == Some(entry.language.as_str());
                (speaks, self.weigh(entry, &asked))
            })
            .filter(|(_, found)| found.confidence > 0.0)
            .collect();
        found.sort_by(|(a_speaks, a), (b_speaks, b)| {
            b.confidence
                .total_cmp(&a.confidence)
                .then(b_speaks.cmp(a_speaks))
        });
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// The passage of an article that comes next best for a question, none of `told` among them.
    pub(crate) fn another_passage(
        &self,
        article: ArticleId,
        told: &[usize],
    ) -> Option<(usize, &str)> {
        let entry = self.articles.iter().find(|entry| entry.id == article)?;
        entry
            .passages
            .iter()
            .enumerate()
            .find(|(index, _)| !told.contains(index))
            .map(|(index, passage)| (index, passage.text.as_str()))
    }

    /// How alike two questions are, from 0 to 1.
    pub(crate) fn likeness(&self, one: &str, other: &str) -> f64 {
        let (one, other) = (Words::of(one), Words::of(other));
        if !one.is_empty() && one == other {
            return 1.0;
        }
        let (one, other) = (Terms::of_words(&one), Terms::of_words(&other));
        let common: Vec<&str> = one.iter().filter(|term| other.contains(term)).collect();
        if common.iter().all(|term| is_stop_term(term)) {
            return 0.0;
        }
        let common: f64 = common.into_iter().map(|term| self.weight(term)).sum();
        self.dice(common, &one, self.total(&other))
    }

    fn dice(&self, common: f64, one: &Terms, other: f64) -> f64 {
        let both = self.total(one) + other;
        if both > 0.0 {
            (2.0 * common / both).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }

    fn total(&self, terms: &Terms) -> f64 {
        terms.iter().map(|term| self.weight(term)).sum()
    }

    /// How much a term tells: at least 1, more where fewer articles have it. A term that none has
    /// weighs as much as one that a single article has.
    fn weight(&self, term: &str) -> f64 {
        if is_stop_term(term) {
            return STOP_WEIGHT;
        }
        let having = self.frequencies.get(term).copied().unwrap_or(1);
        1.0 + (real(self.articles.len() + 1) / real(having + 1))
            .ln()
            .max(0.0)
    }

    fn asked(&self, question: &str) -> Asked {
        let words = Words::of(question);
        let mut matches = BTreeMap::<String, f64>::new();
        let mut unknown = 0;
        let mut corrected = 0;
        for term in Terms::of_words(&words).iter() {
            if is_stop_term(term) || self.frequencies.contains_key(term) {
                matches.insert(term.to_owned(), 1.0);
                continue;
            }
            corrected += 1;
            let other = (corrected <= MOST_CORRECTED)
                .then(|| {
                    self.frequencies
                        .keys()
                        .find(|key| likeness::alike(term, key))
                })
                .flatten();
            match other {
                Some(other) => {
                    matches.entry(other.clone()).or_insert(ALIKE);
                }
                None => unknown += 1,
            }
        }
        Asked {
            folded: words.joined(),
            matches: matches.into_iter().collect(),
            unknown,
        }
    }

    /// The articles of the passages that BM25 puts first, in the tenant's order.
    fn shortlist(&self, asked: &Asked) -> BTreeSet<usize> {
        let mut ranked: Vec<(f64, usize)> = self
            .articles
            .iter()
            .enumerate()
            .flat_map(|(index, entry)| entry.passages.iter().map(move |passage| (index, passage)))
            .map(|(index, passage)| (self.bm25(&passage.whole, asked), index))
            .filter(|(score, _)| *score > 0.0)
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut shortlist: BTreeSet<usize> = ranked
            .into_iter()
            .take(SHORTLIST)
            .map(|(_, index)| index)
            .collect();
        // An equal question is found however common its words are.
        shortlist.extend(
            self.articles
                .iter()
                .enumerate()
                .filter_map(|(index, entry)| entry.has_heading(&asked.folded).then_some(index)),
        );
        shortlist
    }

    fn bm25(&self, document: &Terms, asked: &Asked) -> f64 {
        let length = f64::from(document.length()) / self.average_length;
        asked
            .matches
            .iter()
            .filter(|(term, _)| !is_stop_term(term))
            .map(|(term, counts)| {
                let times = f64::from(document.count(term));
                let saturated = times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length));
                self.weight(term) * counts * saturated
            })
            .sum()
    }

    fn weigh(&self, entry: &Entry, asked: &Asked) -> Found {
        let (passage, best) = entry
            .passages
            .iter()
            .enumerate()
            .map(|(index, passage)| (index, self.bm25(&passage.own, asked)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
            .unwrap_or((0, 0.0));
        let likeness = entry
            .headings
            .iter()
            .map(|heading| self.heading_likeness(heading, asked))
            .fold(0.0, f64::max);
        let coverage = entry
            .passages
            .get(if best > 0.0 { passage } else { 0 })
            .map_or(0.0, |passage| self.coverage(passage, asked));
        Found {
            article_id: entry.id,
            title: entry.title.clone(),
            passage,
            text: entry
                .passages
                .get(passage)
                .map(|passage| passage.text.clone())
                .unwrap_or_default(),
            confidence: likeness.max(coverage).clamp(0.0, 1.0),
        }
    }

    fn heading_likeness(&self, heading: &Heading, asked: &Asked) -> f64 {
        if !asked.folded.is_empty() && heading.folded == asked.folded {
            return 1.0;
        }
        let shares_meaning = asked
            .matches
            .iter()
            .any(|(term, _)| !is_stop_term(term) && heading.terms.contains(term));
        if !shares_meaning {
            return 0.0;
        }
        let common: f64 = asked
            .matches
            .iter()
            .filter(|(term, _)| heading.terms.contains(term))
            .map(|(term, counts)| counts * self.weight(term))
            .sum();
        self.dice(common, &heading.terms, self.asked_weight(asked, |_| true))
    }

    fn coverage(&self, passage: &Passage, asked: &Asked) -> f64 {
        let matched: f64 = asked
            .matches
            .iter()
            .filter(|(term, _)| !is_stop_term(term) && passage.whole.contains(term))
            .map(|(term, counts)| counts * self.weight(term))
            .sum();
        let all = self.asked_weight(asked, |term| !is_stop_term(term));
        if all > 0.0 {
            (matched / all) * matched / (matched + 2.0)
        } else {
            0.0
        }
    }

    /// The weight of a question's terms, those that no article has among them.
    fn asked_weight(&self, asked: &Asked, counted: impl Fn(&str) -> bool) -> f64 {
        let known: f64 = asked
            .matches
            .iter()
            .filter(|(term, _)| counted(term))
            .map(|(term, _)| self.weight(term))
            .sum();
        // Any term that is not there has the weight of the rarest.
        known + real(asked.unknown) * (1.0 + (real(self.articles.len() + 1) / 2.0).ln().max(0.0))
    }
}

impl Entry {
    fn new(article: &Article) -> Self {
        let headings: Vec<Heading> = std::iter::once(&article.title)
            .chain(&article.questions)
            .map(|text| Heading {
                folded: Words::of(text).joined(),
                terms: Terms::of(text),
            })
            .collect();
        let passages = passages::passages(&article.body)
            .into_iter()
            .map(|text| {
                let own = Terms::of(&text);
                let mut whole = own.clone();
                for (index, heading) in headings.iter().enumerate() {
                    // The title says more than each of many questions.
                    whole.add_all(&heading.terms, if index == 0 { 2 } else { 1 });
                }
                Passage { text, own, whole }
            })
            .collect();
        Self {
            id: article.id,
            title: article.title.clone(),
            language: language(&article.locale),
            headings,
            passages,
        }
    }

    fn has_heading(&self, folded: &str) -> bool {
        !folded.is_empty()
            && !self.passages.is_empty()
            && self.headings.iter().any(|heading| heading.folded == folded)
    }
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
