//! What a text commits the business to, in seven languages: words that a customer could hold it to.
//!
//! A commitment is a kind, not a wording, so that a reply in one language can rest on an article in
//! another. The lists would rather find one too many: what is found costs a person's look, and what
//! is not is said in the business's name.

mod lexicon;
pub mod spoken;

use std::collections::BTreeSet;

use lexicon::{NEGATIONS, WORDS};

/// How many words before a commitment can turn it into its opposite.
const REACH: usize = 3;

/// What the business commits itself to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Commitment {
    /// That something costs nothing, or less than it would.
    Free,
    /// That somebody has agreed to something.
    Approved,
    /// That money comes back.
    Refunded,
    /// That something is certain.
    Guaranteed,
    /// That something has ended.
    Cancelled,
    /// That something comes, or was sent.
    Sent,
    /// That something else comes in its place.
    Replaced,
    /// That something is soon.
    Soon,
    /// That somebody is going to do something.
    Will,
}

/// The commitments of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commitments {
    made: BTreeSet<Commitment>,
    denied: BTreeSet<Commitment>,
}

impl Commitments {
    /// What a text commits to, and what it says is not so.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        for clause in clauses(text) {
            for place in 0..clause.len() {
                let here = clause.get(place..).unwrap_or_default();
                for (commitment, phrases) in WORDS {
                    if !phrases.iter().any(|phrase| begins(here, phrase)) {
                        continue;
                    }
                    let before = clause
                        .get(place.saturating_sub(REACH)..place)
                        .unwrap_or_default();
                    if is_figure_of_speech(*commitment, before, here) {
                        continue;
                    }
                    if before.iter().any(|word| NEGATIONS.contains(&word.as_str())) {
                        found.denied.insert(*commitment);
                    } else {
                        found.made.insert(*commitment);
                    }
                }
            }
        }
        found
    }

    /// With those of another text.
    pub fn extend(&mut self, other: Self) {
        self.made.extend(other.made);
        self.denied.extend(other.denied);
    }

    /// Those that only the business can speak of, whatever a customer says: that somebody agreed, and
    /// that something is certain. The others are also what customers ask for.
    #[must_use]
    pub(crate) fn by_the_business_alone(mut self) -> Self {
        let is_one = |it: &Commitment| matches!(it, Commitment::Approved | Commitment::Guaranteed);
        self.made.retain(is_one);
        self.denied.retain(is_one);
        self
    }

    /// Whether there is none, not even one that is denied.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.made.is_empty() && self.denied.is_empty()
    }

    /// Whether a text with these commitments says no more than sources with those. What the sources
    /// deny makes no commitment; what a reply denies must at least be spoken of. That somebody is
    /// going to do something is no matter of sources.
    #[must_use]
    pub fn rest_on(&self, sources: &Self) -> bool {
        let of_sources = |commitment: &&Commitment| **commitment != Commitment::Will;
        let mut made = self.made.iter().filter(of_sources);
        let mut denied = self.denied.iter().filter(of_sources);
        made.all(|it| sources.made.contains(it))
            && denied.all(|it| sources.made.contains(it) || sources.denied.contains(it))
    }
}

/// “Feel free to ask” gives nothing away.
fn is_figure_of_speech(commitment: Commitment, before: &[String], here: &[String]) -> bool {
    commitment == Commitment::Free
        && here.first().is_some_and(|word| word == "free")
        && before.last().is_some_and(|word| word == "feel")
}

/// Whether words begin with a phrase. A star stands for any ending.
fn begins(words: &[String], phrase: &str) -> bool {
    let mut rest = words.iter();
    phrase.split(' ').all(|wanted| {
        rest.next().is_some_and(|word| {
            if let Some(end) = wanted.strip_prefix('*') {
                word.len() > end.len() + 2 && word.ends_with(end)
            } else if let Some(beginning) = wanted.strip_suffix('*') {
                word.starts_with(beginning)
            } else {
                word == wanted
            }
        })
    })
}

/// The words between two signs, small and without accents.
fn clauses(text: &str) -> Vec<Vec<String>> {
    let mut clauses = vec![vec![]];
    let mut word = String::new();
    for c in text.chars().chain(['.']) {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase().map(plain));
            continue;
        }
        if !word.is_empty()
            && let Some(clause) = clauses.last_mut()
        {
            clause.push(std::mem::take(&mut word));
        }
        if matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\n' | '–' | '—' | '(' | ')'
        ) {
            clauses.push(vec![]);
        }
    }
    clauses
}

fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> Vec<Commitment> {
        Commitments::of(text).made.into_iter().collect()
    }

    #[test]
    fn commitments_are_heard_in_each_language() {
        use Commitment::{Approved, Cancelled, Free, Guaranteed, Refunded, Replaced, Sent, Soon};
        for (text, commitment) in [
            ("It is free.", Free),
            ("Your request is approved.", Approved),
            ("You have been refunded.", Refunded),
            ("You get your money back.", Refunded),
            ("We guarantee it.", Guaranteed),
            ("Your subscription has been cancelled.", Cancelled),
            ("It was shipped.", Sent),
            ("We replace it.", Replaced),
            ("It is there tomorrow.", Soon),
            ("Es gratis.", Free),
            ("Está aprobado.", Approved),
            ("Le reembolsamos.", Refunded),
            ("Se lo garantizamos.", Guaranteed),
            ("Queda cancelada.", Cancelled),
            ("Ya fue enviado.", Sent),
            ("É gratuito.", Free),
            ("Foi aprovado.", Approved),
            ("O valor será estornado.", Refunded),
            ("Garantimos.", Guaranteed),
            ("Está a caminho.", Sent),
            ("C’est gratuit.", Free),
            ("C’est approuvé.", Approved),
            ("Vous serez remboursé.", Refunded),
            ("Nous vous le garantissons.", Guaranteed),
            ("Il a été expédié.", Sent),
            ("Das ist kostenlos.", Free),
            ("Das ist genehmigt.", Approved),
            ("Der Betrag wird erstattet.", Refunded),
            ("Wir versprechen es.", Guaranteed),
            ("Der Vertrag ist gekündigt.", Cancelled),
            ("Es wurde verschickt.", Sent),
            ("È gratuito.", Free),
            ("È approvato.", Approved),
            ("Verrà rimborsato.", Refunded),
            ("Lo garantiamo.", Guaranteed),
            ("È stato spedito.", Sent),
            ("Het is gratis.", Free),
            ("Het is goedgekeurd.", Approved),
            ("U krijgt uw geld terug.", Refunded),
            ("Dat beloven wij.", Guaranteed),
            ("Het is verzonden.", Sent),
            ("Het komt vandaag.", Soon),
        ] {
            assert!(made(text).contains(&commitment), "{text}: {:?}", made(text));
        }
    }

    #[test]
    fn plain_directions_commit_to_nothing() {
        for text in [
            "Use the link in your confirmation email.",
            "Feel free to ask.",
            "Abra los ajustes y elija su cuenta.",
            "Abra as definições e escolha a sua conta.",
            "Ouvrez les réglages et choisissez votre compte.",
            "Öffnen Sie die Einstellungen und wählen Sie Ihr Konto.",
            "Apri le impostazioni e scegli il tuo account.",
            "Open de instellingen en kies uw account.",
        ] {
            assert!(Commitments::of(text).is_empty(), "{text}: {:?}", made(text));
        }
    }

    #[test]
    fn a_reply_commits_to_no_more_than_its_source() {
        let rests =
            |reply: &str, source: &str| Commitments::of(reply).rest_on(&Commitments::of(source));
        for (reply, source) in [
            ("Es gratis.", "Delivery is free."),
            ("It is not free.", "Delivery is not free."),
            ("It is not free.", "Pick-up is free."),
            ("Choose your size.", "Nothing of the kind."),
            ("We will look at it.", "Nothing of the kind."),
        ] {
            assert!(rests(reply, source), "{reply} / {source}");
        }
        for (reply, source) in [
            ("It is free.", "Delivery costs 5 euros."),
            ("It is free.", "Delivery is not free."),
            ("Your refund is approved.", "A refund takes 5 days."),
            ("It is not free.", "Follow the link."),
            ("No problem, it is free.", "Delivery is not free."),
        ] {
            assert!(!rests(reply, source), "{reply} / {source}");
        }
    }
}
