//! What a reply may rest on, and whether it does.
//!
//! A reply is grounded where it cites at least one passage or tool result, cites none that does not
//! exist, and every number, address and code in it stands in a passage, a tool's result or
//! something that was said. A sum of money, a percentage and a web address must stand in a passage
//! or a tool's result: a customer could otherwise have the bot promise what they wrote themselves.
//! Words that a customer could hold the business to (free, approved, refunded, …) must stand, in any
//! of seven languages, in a source that the reply cites. Other words are not held against their
//! sources: that is what the model's confidence and the tenant's threshold are for. How near their
//! meaning is to a source's was measured and tells too little (`docs/EVALUATOR-RETRIEVAL.md`).

use std::collections::{BTreeMap, BTreeSet};

use baton_app::commitments::{Commitments, spoken};
use baton_domain::ArticleId;
use unicode_normalization::UnicodeNormalization;

use crate::answering::Library;
use crate::embedded::View;

/// How many passages a model gets to read.
const PASSAGES: usize = 6;
/// From how many characters a word without a meaning is taken for a code.
const CODE: usize = 20;

/// A passage under the name that the model knows it by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Passage {
    pub(crate) id: String,
    pub(crate) article_id: ArticleId,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// The passages that come nearest to a message.
pub(crate) fn passages(library: &Library, view: &View<'_>) -> Vec<Passage> {
    library
        .nearest(&view.question, view.sought(), view.index.clone(), PASSAGES)
        .into_iter()
        .enumerate()
        .map(|(place, found)| Passage {
            id: format!("p{}", place + 1),
            article_id: found.article_id,
            title: found.title,
            text: found.text,
        })
        .collect()
}

/// What may stand in a reply.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    /// What can be cited, by its id, with what it commits the business to.
    commitments: BTreeMap<String, Commitments>,
    numbers: BTreeSet<String>,
    /// The numbers that stand in what can be cited.
    sums: BTreeSet<String>,
    addresses: BTreeSet<String>,
    codes: BTreeSet<String>,
}

impl Sources {
    /// A source that can be cited.
    pub(crate) fn cite(&mut self, id: &str, text: &str) {
        let commitments = Commitments::of(&folded(&spoken::of(text)));
        self.commitments.insert(id.to_owned(), commitments);
        self.add(text);
        let text = folded(text);
        self.sums.extend(numbers(&text));
        self.addresses.extend(addresses(&text));
    }

    /// A source that was said, and cannot be cited.
    pub(crate) fn add(&mut self, text: &str) {
        let text = folded(text);
        self.numbers.extend(numbers(&text));
        let mail = |word: &String| word.contains('@') && !word.contains([':', '/']);
        self.addresses
            .extend(addresses(&text).into_iter().filter(mail));
        self.codes.extend(codes(&text));
    }

    /// Whether a text says nothing that would have to rest on anything: "You are welcome!"
    pub(crate) fn is_courtesy(text: &str) -> bool {
        let text = folded(&without_list_numbers(text));
        Commitments::of(&text).rest_on(&Commitments::default())
            && numbers(&text).is_empty()
            && addresses(&text).is_empty()
            && codes(&text).is_empty()
    }

    /// Whether a reply with these citations rests on what is here.
    pub(crate) fn ground(&self, reply: &str, citations: &[String]) -> bool {
        let reply = folded(&without_list_numbers(reply));
        let mut committed = Commitments::default();
        for id in citations {
            match self.commitments.get(id) {
                Some(commitments) => committed.extend(commitments.clone()),
                None => return false,
            }
        }
        !citations.is_empty()
            && Commitments::of(&reply).rest_on(&committed)
            && numbers(&reply).is_subset(&self.numbers)
            && sums(&reply).is_subset(&self.sums)
            && addresses(&reply).is_subset(&self.addresses)
            && codes(&reply).is_subset(&self.codes)
    }
}

/// Whether a web or mail address stands in a text, or what a mail program would take for one.
pub(crate) fn has_address(text: &str) -> bool {
    !addresses(&folded(text)).is_empty()
}

fn folded(text: &str) -> String {
    text.nfkc().map(digit).collect()
}

/// Arabic, Persian and Devanagari digits as the ones that articles may have them in.
fn digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{966}'..='\u{96f}' => 0x966,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// A text without the numbers that only count its lines.
fn without_list_numbers(text: &str) -> String {
    text.lines()
        .map(|line| {
            let line = line.trim_start();
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            match line.as_bytes().get(digits) {
                Some(b'.' | b')') if (1..=2).contains(&digits) => {
                    let rest = line.get(digits + 1..).unwrap_or_default();
                    if rest.starts_with(' ') { rest } else { line }
                }
                _ => line,
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// What makes a number a sum or a rate.
const CURRENCIES: &[&str] = &[
    "%",
    "€",
    "$",
    "£",
    "¥",
    "₹",
    "₽",
    "₩",
    "₺",
    "zł",
    "kr",
    "eur",
    "euro",
    "euros",
    "usd",
    "dollar",
    "dollars",
    "gbp",
    "pound",
    "pounds",
    "chf",
    "brl",
    "reais",
    "real",
    "mxn",
    "peso",
    "pesos",
    "yen",
    "rupees",
    "rub",
    "percent",
    "prozent",
    "por ciento",
    "r$",
    "us$",
];

/// Numbers with a currency or a per cent sign beside them.
fn sums(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let is_currency = |word: &str| {
        let word =
            word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')'));
        CURRENCIES.contains(&word)
    };
    let mut found = BTreeSet::new();
    for (place, word) in words.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| words.get(place));
        let beside = [before, words.get(place + 1)];
        let attached: String = word
            .chars()
            .filter(|c| !c.is_numeric() && !matches!(c, '.' | ','))
            .collect();
        if is_currency(&attached) || beside.into_iter().flatten().any(|word| is_currency(word)) {
            found.extend(numbers(word));
        }
    }
    found
}

/// Runs of digits, with the signs left out that only part them: "1,200.50" and "1.200,50" are
/// both `120050`, and so is neither "1,200" nor "50".
fn numbers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut run = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_numeric() {
            run.push(c);
            continue;
        }
        let parts = matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}');
        let goes_on = chars.peek().is_some_and(|next| next.is_numeric());
        let ends = !(parts && goes_on);
        if ends && !run.is_empty() {
            found.insert(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        found.insert(run);
    }
    found
}

/// Web and mail addresses, whole, so that none can be made longer into another one.
fn addresses(text: &str) -> BTreeSet<String> {
    text.split(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | ')'
                    | '['
                    | ']'
                    | '<'
                    | '>'
                    | '{'
                    | '}'
                    | '"'
                    | '|'
                    | '`'
                    | '«'
                    | '»'
                    | '“'
                    | '”'
            )
    })
    .map(|word| {
        word.trim_matches(|c: char| {
            matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_')
        })
        .to_lowercase()
    })
    .flat_map(|word| in_word(&word))
    .map(|address| address.trim_end_matches('/').to_owned())
    .collect()
}

/// The addresses in what stands between two spaces. Some languages write none, and a page makes a link of
/// an address whatever is glued to it.
fn in_word(word: &str) -> Vec<String> {
    if has_foreign_host(word) {
        return vec![word.to_owned()];
    }
    word.split(|c: char| !c.is_ascii())
        .filter(|run| is_address(run))
        .map(|run| from_scheme(run).to_owned())
        .collect()
}

/// Whether letters beyond ASCII are part of an address's host, so that it must not be cut there:
/// `https://shop.exampleä.evil.example`.
fn has_foreign_host(word: &str) -> bool {
    word.match_indices("://").any(|(at, scheme)| {
        let host = word.get(at + scheme.len()..).unwrap_or_default();
        let host = host
            .split(['/', '?', '#', '。', '、', '！', '；', '，'])
            .next()
            .unwrap_or_default();
        !host.is_ascii()
    })
}

/// An address without what is glued to its front: `here:https://shop.example`.
fn from_scheme(run: &str) -> &str {
    let in_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let begins = run
        .find("://")
        .and_then(|at| run.get(..at))
        .map(|before| before.trim_end_matches(in_scheme).len());
    begins
        .or_else(|| run.find("www."))
        .and_then(|at| Some((run.get(..at)?, run.get(at..)?)))
        // What stands before it may be an address itself, and then it is one more than is known.
        .filter(|(before, _)| !is_address(before))
        .map_or(run, |(_, address)| address)
}

fn is_address(run: &str) -> bool {
    let scheme = run
        .split_once(':')
        .is_some_and(|(scheme, _)| matches!(scheme, "mailto" | "tel" | "javascript" | "data"));
    let parts = ['/', '?', '#', ':', '=', '&', ',', ';'];
    scheme || run.contains("://") || run.contains("www.") || run.split(parts).any(is_host)
}

fn is_host(part: &str) -> bool {
    let host = part.rsplit('@').next().unwrap_or_default();
    host.rsplit_once('.').is_some_and(|(before, last)| {
        last.len() >= 2
            && last.bytes().all(|b| b.is_ascii_alphabetic())
            // Nothing stands before the dot where the name is of other letters than these.
            && before.chars().next_back().is_none_or(char::is_alphanumeric)
    })
}

/// Long words that nobody speaks: keys, tokens, base64.
fn codes(text: &str) -> BTreeSet<String> {
    let of_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '_' | '-');
    text.split(|c| !of_code(c))
        .filter(|word| word.len() >= CODE && is_code(word))
        .map(str::to_owned)
        .collect()
}

fn is_code(word: &str) -> bool {
    let capitals = word.bytes().skip(1).filter(u8::is_ascii_uppercase).count();
    let small = word.bytes().any(|b| b.is_ascii_lowercase());
    word.bytes().any(|b| b.is_ascii_digit()) || (small && capitals >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Sources {
        let mut sources = Sources::default();
        sources.cite("p1", "Return anything within 30 days at https://shop.example/returns/. It costs 1,200.50 EUR.");
        sources.cite("t1", r#"{"order":"AB-1234","arrives":"2026-03-04"}"#);
        sources
            .add("my order is 777, I wrote to ana@example.com and saw https://said.example/here");
        sources
    }

    fn grounded(reply: &str) -> bool {
        sources().ground(reply, &["p1".into()])
    }

    #[test]
    fn a_reply_rests_on_what_it_cites() {
        let reply = "Within 30 days.";
        for (citations, holds) in [
            (vec!["p1"], true),
            (vec!["p1", "t1"], true),
            (vec![], false),
            (vec!["p2"], false),
            (vec!["p1", "p9"], false),
        ] {
            let citations: Vec<String> = citations.into_iter().map(str::to_owned).collect();
            assert_eq!(sources().ground(reply, &citations), holds, "{citations:?}");
        }
    }

    #[test]
    fn what_a_customer_could_hold_the_business_to_stands_in_what_is_cited() {
        let mut sources = sources();
        sources.cite("p2", "Standard delivery is free of charge.");
        sources.cite("t2", r#"{"order":"1","refund":{"refund_approved":false,"guaranteed":"no","refund_state":"sent"}}"#);
        let holds = |reply: &str, id: &str| sources.ground(reply, &[id.to_owned()]);
        for (reply, id) in [
            ("Delivery is free.", "p2"),
            ("La entrega es gratuita.", "p2"),
            ("Die Lieferung ist kostenlos.", "p2"),
            ("The refund was sent.", "t2"),
            ("The refund is not approved.", "t2"),
        ] {
            assert!(holds(reply, id), "{reply}");
        }
        for (reply, id) in [
            ("It is free.", "p1"),
            ("Your refund is approved.", "p1"),
            ("Your refund is approved.", "p2"),
            ("Your refund is approved.", "t2"),
            ("It is guaranteed.", "t2"),
            ("Tu reembolso está aprobado.", "p1"),
            ("Votre remboursement est approuvé.", "p1"),
            ("Ihre Erstattung ist genehmigt.", "p1"),
            ("It will be sent tomorrow.", "p1"),
            ("Ｉｔ ｉｓ ｆｒｅｅ.", "p1"),
        ] {
            assert!(!holds(reply, id), "{reply}");
        }
    }

    #[test]
    fn numbers_and_addresses_come_from_somewhere() {
        for reply in [
            "You have 30 days.",
            "1. Go to https://shop.example/returns.\n2. Pay 1.200,50 €.",
            "Order AB-1234 arrives on 2026-03-04; you said 777.",
            "That is 1,200.50 EUR or 1,200.50€.",
            "We write to ana@example.com.",
            "See [here](https://shop.example/returns).",
            "See here:https://shop.example/returns",
            "请看https://shop.example/returns/。",
            "请看https://shop.example/returns。谢谢",
            "لديك ٣٠ يوما",
            "Yes, e.g. by post, i.e. at once.",
        ] {
            assert!(grounded(reply), "{reply}");
        }
        for reply in [
            "You have 31 days.",
            "You get 777 EUR.",
            "You get €777!",
            "It is 777 %.",
            "See https://said.example/here",
            "You have 3 0 days and 300.",
            "1.200 EUR",
            "Go to https://shop.example/returns/evil",
            "Go to https://shop.example.evil.example/returns",
            "Go to evil.example",
            "[here](https://evil.example)",
            "javascript:alert(1)",
            "Write to eve@example.com.",
            "Pay here:https://evil.example/pay",
            "→https://evil.example",
            "Link,https://evil.example",
            "See:www.evil.example",
            "See pay/evil.example",
            "https://shop.example/returns,https://evil.example",
            "请看https://evil.example",
            "访问evil.example查看",
            "https://shop.exampleä.evil.example/returns",
            "Log in at evil.example/?next=https://shop.example/returns",
            "evil.example:https://shop.example/returns",
            "mailto:eve@evil.example?x=https://shop.example/returns",
            "Go to café.com",
            "Write to eve@café.com.",
            "раура.com/pay",
            "Ｇｏ ｔｏ ｅｖｉｌ．ｅｘａｍｐｌｅ",
            "SGVsbG8gSGVsbG8gSGVsbG8gSGVsbG8",
            "٣١",
        ] {
            assert!(!grounded(reply), "{reply}");
        }
    }
}
