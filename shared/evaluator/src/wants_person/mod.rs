//! A request for a person in plain words.
//!
//! Each language has a [`Lexicon`] of folded phrases. A request is a verb that asks for contact
//! followed by somebody to have it with ("talk … a real person"), in German and Dutch also the
//! other way round, or a message that is nothing but such a somebody ("agent please"). What
//! stands between may only be filling words, so that "talk to a real estate agent" is none. A
//! refusal around it ("don't connect me") or a compound ("agent directory") undoes it.

mod dutch;
mod english;
mod french;
mod german;
mod italian;
mod lexicon;
mod portuguese;
mod spanish;

use lexicon::{LEXICONS, Lexicon};

use crate::words::Words;

/// The score at which a request is believed.
pub(crate) const THRESHOLD: f64 = 0.6;

/// How far apart verb and person may stand.
const WIDEST_GAP: usize = 6;

/// How far before a request a refusal still concerns it.
const REFUSAL_REACH: usize = 5;

/// The longest message that can be a bare call for somebody.
const LONGEST_BARE: usize = 7;

/// How clearly this message asks for a person: 0 where it does not, at most 1. Talking to a human
/// being scores highest; words that also have everyday meanings ("contact", "somebody") score
/// lower, and those below [`THRESHOLD`] are not believed on their own.
pub(crate) fn score(words: &Words) -> f64 {
    LEXICONS
        .iter()
        .map(|lexicon| Hearing { lexicon, words }.score())
        .fold(0.0, f64::max)
}

/// How clearly this message accepts a person whom `offered`, the last words before it, proposed.
pub(crate) fn acceptance(words: &Words, offered: &Words) -> f64 {
    const LONGEST_YES: usize = 6;
    if words.is_empty() || words.len() > LONGEST_YES {
        return 0.0;
    }
    let accepts = LEXICONS.iter().any(|lexicon| {
        words.any_at(0, lexicon.yes).is_some()
            && !words.contain_any(lexicon.refusing)
            && !words.contain_any(lexicon.declined)
    });
    let was_offered = LEXICONS
        .iter()
        .any(|lexicon| offered.contain_any(lexicon.offering) && lexicon.names_somebody(offered));
    if accepts && was_offered { 0.8 } else { 0.0 }
}

/// Who is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// A human being, as opposed to a machine.
    Human,
    /// Somebody by their work.
    Staff,
    /// Somebody or other.
    Anyone,
    /// A place where people work.
    Desk,
}

/// How they are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// To talk with.
    Talk,
    /// To be brought to.
    Bring,
    /// To be wanted.
    Want,
    /// To be contacted by some means.
    Reach,
}

fn weight(how: How, who: Who) -> f64 {
    match (how, who) {
        (How::Talk | How::Bring, Who::Human) => 0.98,
        (How::Talk | How::Bring, Who::Staff) => 0.92,
        (How::Want, Who::Human) => 0.95,
        (How::Reach, Who::Human) => 0.9,
        (How::Bring, Who::Anyone | Who::Desk) | (How::Want, Who::Staff) => 0.85,
        (How::Talk, Who::Anyone | Who::Desk) => 0.8,
        (How::Reach, Who::Staff) => 0.75,
        (How::Reach, Who::Anyone) => 0.7,
        (How::Want, Who::Desk) => 0.65,
        (How::Reach, Who::Desk) => 0.5,
        (How::Want, Who::Anyone) => 0.4,
    }
}

impl Lexicon {
    /// Who stands at `index`, and in how many words.
    fn who_at(&self, words: &Words, index: usize) -> Option<(Who, usize)> {
        [
            (Who::Human, self.human),
            (Who::Staff, self.staff),
            (Who::Anyone, self.anyone),
            (Who::Desk, self.desk),
        ]
        .into_iter()
        .filter_map(|(who, phrases)| Some((who, words.any_at(index, phrases)?)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    fn how_at(&self, words: &Words, index: usize) -> impl Iterator<Item = (How, usize)> {
        [
            (How::Talk, self.talk),
            (How::Bring, self.bring),
            (How::Want, self.want),
            (How::Reach, self.reach),
        ]
        .into_iter()
        .filter_map(move |(how, phrases)| Some((how, words.any_at(index, phrases)?)))
    }

    fn names_somebody(&self, words: &Words) -> bool {
        (0..words.len()).any(|index| self.who_at(words, index).is_some())
    }
}

struct Hearing<'a> {
    lexicon: &'a Lexicon,
    words: &'a Words,
}

impl Hearing<'_> {
    fn score(&self) -> f64 {
        if self.words.is_empty() || self.words.contain_any(self.lexicon.not_now) {
            return 0.0;
        }
        (0..self.words.len())
            .map(|index| {
                self.verb_first(index)
                    .max(self.person_first(index))
                    .max(self.direct(index))
                    .max(self.tired_of_machines(index))
            })
            .fold(self.bare(), f64::max)
    }

    /// "talk to a person": the verb at `index`.
    fn verb_first(&self, index: usize) -> f64 {
        self.lexicon
            .how_at(self.words, index)
            .map(|(how, length)| self.asked_from(index, how, index + length))
            .fold(0.0, f64::max)
    }

    fn asked_from(&self, start: usize, how: How, after_verb: usize) -> f64 {
        let mut only_filling = true;
        for place in after_verb..=after_verb + WIDEST_GAP {
            let Some(word) = self.words.at(place) else {
                return 0.0;
            };
            if let Some((who, length)) = self.lexicon.who_at(self.words, place) {
                let end = place + length;
                // "I want a refund and a real person": what a human is wanted beside of may be
                // anything, because the words for a human say enough.
                let near = only_filling
                    || (how == How::Want && who == Who::Human && self.same_clause(start, place));
                let stands = near && !self.is_compound(end) && !self.is_refused(start, end);
                return if stands { weight(how, who) } else { 0.0 };
            }
            if self.lexicon.barriers.contains(&word) {
                return 0.0;
            }
            only_filling &= self.lexicon.between.contains(&word);
        }
        0.0
    }

    /// "mit einem Menschen sprechen": the person at `index`.
    fn person_first(&self, index: usize) -> f64 {
        const WIDEST: usize = 3;
        if !self.lexicon.person_first {
            return 0.0;
        }
        let Some((who, length)) = self.lexicon.who_at(self.words, index) else {
            return 0.0;
        };
        let after = index + length;
        for place in after..=after + WIDEST {
            if !self.same_clause(index, place) {
                return 0.0;
            }
            if let Some(verb) = self.words.any_at(place, self.lexicon.talk) {
                let end = place + verb;
                return if self.is_refused(index, end) {
                    0.0
                } else {
                    weight(How::Talk, who)
                };
            }
        }
        0.0
    }

    fn direct(&self, index: usize) -> f64 {
        match self.words.any_at(index, self.lexicon.direct) {
            Some(length) if !self.is_refused(index, index + length) => 0.85,
            _ => 0.0,
        }
    }

    /// "I don't want to talk to a bot".
    fn tired_of_machines(&self, index: usize) -> f64 {
        let Some(machine) = self.words.any_at(index, self.lexicon.machine) else {
            return 0.0;
        };
        let from = index.saturating_sub(WIDEST_GAP);
        let asks = (from..index + machine + 3).any(|place| {
            self.same_clause(place, index)
                && (self.words.any_at(place, self.lexicon.talk).is_some()
                    || self.words.any_at(place, self.lexicon.want).is_some())
        });
        if asks && self.refusal_within(from, index) {
            0.85
        } else {
            0.0
        }
    }

    /// "agent please": nothing but somebody, or a short command, among courtesies.
    fn bare(&self) -> f64 {
        if self.words.len() > LONGEST_BARE {
            return 0.0;
        }
        let mut best: f64 = 0.0;
        let mut index = 0;
        while index < self.words.len() {
            let (length, score) =
                if let Some(length) = self.words.any_at(index, self.lexicon.command) {
                    (length, 0.8)
                } else if let Some((who, length)) = self.lexicon.who_at(self.words, index) {
                    let score = match who {
                        Who::Human => 0.9,
                        Who::Staff => 0.8,
                        Who::Desk => 0.65,
                        Who::Anyone => 0.0,
                    };
                    (length, score)
                } else if let Some(length) = self.words.any_at(index, self.lexicon.courtesy) {
                    (length, 0.0)
                } else {
                    return 0.0;
                };
            best = best.max(score);
            index += length;
        }
        best
    }

    fn same_clause(&self, one: usize, other: usize) -> bool {
        self.words.clause(other).is_some() && self.words.clause(one) == self.words.clause(other)
    }

    /// Whether what ends before `end` is only the first half of a look-alike: "agent | directory".
    fn is_compound(&self, end: usize) -> bool {
        self.same_clause(end.saturating_sub(1), end)
            && self.words.any_at(end, self.lexicon.compound).is_some()
    }

    /// Whether the customer says that they do not want this.
    fn is_refused(&self, start: usize, end: usize) -> bool {
        let declined_after =
            (end..self.words.len()).any(|i| self.words.any_at(i, self.lexicon.declined).is_some());
        declined_after
            || self.asks_who_answers(start)
            || self.refusal_before(start)
            || self.refusal_within(start, end)
    }

    /// "Am I talking to a human?", "Do I need an agent?": questions, not requests.
    fn asks_who_answers(&self, start: usize) -> bool {
        (start.saturating_sub(4)..=start).any(|index| {
            self.same_clause(index, start)
                && self
                    .words
                    .any_at(index, self.lexicon.questions)
                    .is_some_and(|length| index + length >= start.saturating_sub(2))
        })
    }

    /// Walks back from a request to a refusal that concerns it. "I can't talk to anyone" is a
    /// request all the more, and a new subject begins a new thought.
    fn refusal_before(&self, start: usize) -> bool {
        for index in (start.saturating_sub(REFUSAL_REACH)..start).rev() {
            if !self.same_clause(index, start) {
                return false;
            }
            if self.words.any_at(index, self.lexicon.refusing).is_some() {
                return !self.complains_before(index);
            }
            let Some(word) = self.words.at(index) else {
                return false;
            };
            if self.lexicon.barriers.contains(&word) || self.lexicon.subjects.contains(&word) {
                // "I don't think I need …": the refusal is in the thought before.
                return self.lexicon.subjects.contains(&word)
                    && (index.saturating_sub(4)..index)
                        .any(|i| self.words.any_at(i, self.lexicon.doubting).is_some());
            }
        }
        false
    }

    fn refusal_within(&self, start: usize, end: usize) -> bool {
        (start..end).any(|index| {
            self.words.any_at(index, self.lexicon.refusing).is_some()
                && !self.complains_before(index)
        })
    }

    /// "Why can I not talk to a person?"
    fn complains_before(&self, index: usize) -> bool {
        (index.saturating_sub(REFUSAL_REACH)..=index + 1).any(|place| {
            self.same_clause(place, index)
                && self.words.any_at(place, self.lexicon.complaining).is_some()
        })
    }
}

#[cfg(test)]
mod tests;
