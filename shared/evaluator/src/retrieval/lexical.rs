//! What words alone tell: BM25 over chunks, likeness to headings, coverage by a chunk.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness;
use super::terms::{Terms, is_stop_term};
use crate::words::Words;

/// BM25's usual constants: how soon repetition stops counting, and how much length counts.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The weight of a word that carries no meaning of its own but makes questions alike.
const STOP_WEIGHT: f64 = 0.25;

/// What a match in another form counts.
const ALIKE: f64 = 0.8;

/// How many of a question's unknown words are looked for in other forms.
const MOST_CORRECTED: usize = 16;

/// A term by its number in the [`Lexicon`].
pub(super) type TermId = u32;

pub(super) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A text's terms, sorted, with how often each occurs.
#[derive(Debug, Default)]
pub(super) struct Bag {
    counts: Box<[(TermId, u32)]>,
}

impl Bag {
    fn count(&self, term: TermId) -> u32 {
        self.counts
            .binary_search_by_key(&term, |(id, _)| *id)
            .map_or(0, |at| self.counts[at].1)
    }

    pub(super) fn contains(&self, term: TermId) -> bool {
        self.count(term) > 0
    }
}

/// All terms of a tenant's articles, with where they occur.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// In the order of their letters, so that forms of one word lie together.
    ids: BTreeMap<String, TermId>,
    /// What each tells: at least 1, more where fewer articles have it; 0.25 for a stop word.
    weights: Vec<f64>,
    stops: Vec<bool>,
    /// The chunks that each occurs in, headings of their articles counted, with how often.
    postings: Vec<Vec<(u32, u32)>>,
    /// How long each chunk is, headings counted.
    lengths: Vec<u32>,
    average_length: f64,
    articles: usize,
}

/// A question, made comparable with what is known.
#[derive(Debug)]
pub(super) struct Asked {
    /// Its words.
    pub(super) folded: String,
    /// Each known term with what it counts: 1, and less where it stands in another form.
    matches: Vec<(TermId, f64)>,
    /// Stop words that no article has.
    unknown_stops: usize,
    /// Meaningful terms that no article has.
    unknown: usize,
}

impl Lexicon {
    /// The number of a term, a new one where it has none.
    fn id(&mut self, term: &str) -> TermId {
        if let Some(id) = self.ids.get(term) {
            return *id;
        }
        let id = TermId::try_from(self.weights.len()).unwrap_or(TermId::MAX);
        self.ids.insert(term.to_owned(), id);
        // Until all articles are known: in how many it occurs.
        self.weights.push(0.0);
        self.stops.push(is_stop_term(term));
        self.postings.push(vec![]);
        id
    }

    pub(super) fn bag(&mut self, terms: &Terms) -> Bag {
        let mut counts: Vec<_> = terms
            .iter()
            .map(|term| (self.id(term), terms.count(term)))
            .collect();
        counts.sort_unstable();
        Bag {
            counts: counts.into(),
        }
    }

    /// Notes the chunks of one more article, each with the headings of the article.
    pub(super) fn note_article(&mut self, wholes: &[Terms]) {
        self.articles += 1;
        let mut known = BTreeSet::new();
        for whole in wholes {
            let chunk = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
            self.lengths.push(whole.length());
            for term in whole.iter() {
                let id = self.id(term);
                self.postings[id as usize].push((chunk, whole.count(term)));
                known.insert(id);
            }
        }
        for id in known {
            self.weights[id as usize] += 1.0;
        }
    }

    /// Makes weights of the numbers, once all articles are noted.
    pub(super) fn finish(&mut self) {
        let articles = real(self.articles + 1);
        for (weight, is_stop) in self.weights.iter_mut().zip(&self.stops) {
            *weight = if *is_stop {
                STOP_WEIGHT
            } else {
                1.0 + (articles / (weight.max(1.0) + 1.0)).ln().max(0.0)
            };
        }
        let total: f64 = self.lengths.iter().copied().map(f64::from).sum();
        self.average_length = (total / real(self.lengths.len().max(1))).max(1.0);
    }

    /// How many chunks there are.
    pub(super) fn chunks(&self) -> usize {
        self.lengths.len()
    }

    fn weight(&self, id: TermId) -> f64 {
        self.weights[id as usize]
    }

    fn is_meaningful(&self, id: TermId) -> bool {
        !self.stops[id as usize]
    }

    /// The weight of a term that no article has: that of one that a single article has.
    fn weight_of_unknown(&self) -> f64 {
        1.0 + (real(self.articles + 1) / 2.0).ln().max(0.0)
    }

    fn weight_of(&self, term: &str) -> f64 {
        match self.ids.get(term) {
            Some(id) => self.weight(*id),
            None if is_stop_term(term) => STOP_WEIGHT,
            None => self.weight_of_unknown(),
        }
    }

    /// Reads a question.
    pub(super) fn asked(&self, question: &str) -> Asked {
        let words = Words::of(question);
        let mut matches = BTreeMap::<TermId, f64>::new();
        let (mut unknown, mut unknown_stops, mut corrected) = (0, 0, 0);
        for term in Terms::of_words(&words).iter() {
            if let Some(id) = self.ids.get(term) {
                matches.insert(*id, 1.0);
            } else if is_stop_term(term) {
                unknown_stops += 1;
            } else {
                corrected += 1;
                let other = (corrected <= MOST_CORRECTED)
                    .then(|| self.other_form(term))
                    .flatten();
                match other {
                    Some(other) => {
                        matches.entry(other).or_insert(ALIKE);
                    }
                    None => unknown += 1,
                }
            }
        }
        Asked {
            folded: words.joined(),
            matches: matches.into_iter().collect(),
            unknown_stops,
            unknown,
        }
    }

    /// The first term that is likely the same word.
    fn other_form(&self, term: &str) -> Option<TermId> {
        let first = term.chars().next()?;
        self.ids
            .range(first.to_string()..)
            .take_while(|(other, _)| other.starts_with(first))
            .find(|(other, _)| likeness::alike(term, other))
            .map(|(_, id)| *id)
    }

    /// BM25 of every chunk, the headings of its article counted.
    pub(super) fn scores(&self, asked: &Asked) -> Vec<f64> {
        let mut scores = vec![0.0; self.lengths.len()];
        for (id, counts) in self.meaningful(asked) {
            let weight = self.weight(id) * counts;
            for (chunk, times) in &self.postings[id as usize] {
                let length = f64::from(self.lengths[*chunk as usize]) / self.average_length;
                scores[*chunk as usize] += weight * saturated(*times, length);
            }
        }
        scores
    }

    /// BM25 of a chunk's own words.
    pub(super) fn own_score(&self, own: &Bag, length: u32, asked: &Asked) -> f64 {
        let length = f64::from(length) / self.average_length;
        self.meaningful(asked)
            .map(|(id, counts)| self.weight(id) * counts * saturated(own.count(id), length))
            .sum()
    }

    /// How much of a question's weight a heading has in common with it.
    pub(super) fn heading_likeness(&self, heading: &Bag, asked: &Asked) -> f64 {
        if !self.meaningful(asked).any(|(id, _)| heading.contains(id)) {
            return 0.0;
        }
        let common: f64 = asked
            .matches
            .iter()
            .filter(|(id, _)| heading.contains(*id))
            .map(|(id, counts)| counts * self.weight(*id))
            .sum();
        let own: f64 = heading.counts.iter().map(|(id, _)| self.weight(*id)).sum();
        dice(common, own + self.asked_weight(asked))
    }

    /// Which share of a question's meaningful words stands in one of these bags, less where little
    /// is matched.
    pub(super) fn coverage(&self, bags: &[&Bag], asked: &Asked) -> f64 {
        let matched: f64 = self
            .meaningful(asked)
            .filter(|(id, _)| bags.iter().any(|bag| bag.contains(*id)))
            .map(|(id, counts)| counts * self.weight(id))
            .sum();
        let all = self
            .meaningful(asked)
            .map(|(id, _)| self.weight(id))
            .sum::<f64>()
            + real(asked.unknown) * self.weight_of_unknown();
        if all > 0.0 {
            (matched / all) * matched / (matched + 2.0)
        } else {
            0.0
        }
    }

    fn meaningful<'a>(&'a self, asked: &'a Asked) -> impl Iterator<Item = (TermId, f64)> + 'a {
        let matches = asked.matches.iter().copied();
        matches.filter(|(id, _)| self.is_meaningful(*id))
    }

    fn asked_weight(&self, asked: &Asked) -> f64 {
        let known: f64 = asked.matches.iter().map(|(id, _)| self.weight(*id)).sum();
        known
            + real(asked.unknown) * self.weight_of_unknown()
            + real(asked.unknown_stops) * STOP_WEIGHT
    }

    /// How alike two questions are, from 0 to 1.
    pub(super) fn likeness(&self, one: &str, other: &str) -> f64 {
        let (one, other) = (Words::of(one), Words::of(other));
        if !one.is_empty() && one == other {
            return 1.0;
        }
        let (one, other) = (Terms::of_words(&one), Terms::of_words(&other));
        let common: Vec<&str> = one.iter().filter(|term| other.contains(term)).collect();
        if common.iter().all(|term| is_stop_term(term)) {
            return 0.0;
        }
        let total = |terms: &Terms| terms.iter().map(|term| self.weight_of(term)).sum::<f64>();
        let common: f64 = common.into_iter().map(|term| self.weight_of(term)).sum();
        dice(common, total(&one) + total(&other))
    }
}

fn saturated(times: u32, length: f64) -> f64 {
    let times = f64::from(times);
    times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length))
}

fn dice(common: f64, both: f64) -> f64 {
    if both > 0.0 {
        (2.0 * common / both).clamp(0.0, 1.0)
    } else {
        0.0
    }
}
