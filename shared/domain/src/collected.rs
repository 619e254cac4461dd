//! What customers mention in passing and agents would otherwise ask for.

use std::collections::BTreeMap;

/// How many letters of a message are searched.
const SEARCHED: usize = 4_000;

/// Words that an order's number follows, lower-case, in seven languages.
const ORDER_WORDS: &[&str] = &[
    "order",
    "booking",
    "reservation",
    "invoice",
    "pedido",
    "compra",
    "reserva",
    "encomenda",
    "commande",
    "bestellung",
    "bestellnummer",
    "auftrag",
    "ordine",
    "bestelling",
    "ordernummer",
];

/// Words that may stand between the two.
const LINKING_WORDS: &[&str] = &[
    "number",
    "no",
    "nr",
    "num",
    "id",
    "is",
    "numero",
    "número",
    "nº",
    "n°",
    "nummer",
    "es",
    "é",
    "est",
    "ist",
    "è",
    "ref",
    "reference",
    "de",
    "my",
    "the",
];

/// Signs and words of currencies, lower-case.
const CURRENCIES: &[&str] = &[
    "€", "$", "£", "r$", "us$", "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp",
    "pounds", "brl", "reais", "chf", "mxn", "pesos",
];

/// What a customer's words hold: `order_number`, `email` and `amount`, the last one of each.
pub(crate) fn variables(text: &str) -> BTreeMap<String, String> {
    let text: String = text.chars().take(SEARCHED).collect();
    let words: Vec<&str> = text
        .split_whitespace()
        .map(trimmed)
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = BTreeMap::new();
    for (index, word) in words.iter().enumerate() {
        let earlier = words.get(..index).unwrap_or_default();
        if is_email(word) {
            found.insert("email".into(), (*word).to_owned());
        } else if let Some(number) = order_number(earlier, word) {
            found.insert("order_number".into(), number);
        } else if let Some(amount) = amount(word, words.get(index + 1)) {
            found.insert("amount".into(), amount);
        }
    }
    found
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '#' | '€' | '$' | '£' | '°' | 'º')
    })
}

fn is_email(word: &str) -> bool {
    let Some((name, domain)) = word.split_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    !name.is_empty()
        && word.len() <= 254
        && name.chars().all(plain)
        && domain.chars().all(plain)
        && domain.split('.').count() > 1
        && domain.split('.').all(|part| !part.is_empty())
}

fn order_number(earlier: &[&str], word: &str) -> Option<String> {
    if let Some(number) = word.strip_prefix('#') {
        return looks_like_a_number(number, 3).then(|| number.to_owned());
    }
    let before = earlier
        .iter()
        .rev()
        .take(3)
        .map(|word| word.to_lowercase())
        .find(|word| !LINKING_WORDS.contains(&word.as_str()))?;
    (ORDER_WORDS.contains(&before.as_str()) && looks_like_a_number(word, 4))
        .then(|| word.to_owned())
}

/// Letters, digits and hyphens with at least so many digits; no decimals.
fn looks_like_a_number(text: &str, digits: usize) -> bool {
    text.len() <= 24
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.chars().filter(char::is_ascii_digit).count() >= digits
}

fn amount(word: &str, next: Option<&&str>) -> Option<String> {
    let lower = word.to_lowercase();
    let attached = CURRENCIES.iter().any(|sign| {
        [lower.strip_prefix(sign), lower.strip_suffix(sign)]
            .into_iter()
            .flatten()
            .any(is_figure)
    });
    if attached {
        return Some(word.to_owned());
    }
    let currency = next.filter(|next| CURRENCIES.contains(&next.to_lowercase().as_str()))?;
    is_figure(word).then(|| format!("{word} {currency}"))
}

fn is_figure(text: &str) -> bool {
    (1..=15).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::variables;

    fn found(text: &str) -> Vec<(String, String)> {
        variables(text).into_iter().collect()
    }

    fn only(name: &str, value: &str) -> Vec<(String, String)> {
        vec![(name.into(), value.into())]
    }

    #[test]
    fn order_numbers() {
        for text in [
            "where is #12345?",
            "my order 12345 is late",
            "order number: 12345",
            "mi pedido nº 12345",
            "ma commande n° 12345.",
            "Bestellung Nr. 12345!",
        ] {
            assert_eq!(found(text), only("order_number", "12345"), "{text}");
        }
        assert_eq!(
            found("Order AB-2024-77"),
            only("order_number", "AB-2024-77")
        );
    }

    #[test]
    fn emails_and_amounts() {
        assert_eq!(
            found("write to ana@example.com."),
            only("email", "ana@example.com")
        );
        for (text, amount) in [
            ("you took €25.50!", "€25.50"),
            ("it cost 25,50€", "25,50€"),
            ("paid 1,200 USD yesterday", "1,200 USD"),
            ("R$30 a mais", "R$30"),
        ] {
            assert_eq!(found(text), only("amount", amount), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "in order to pay",
            "I waited 12345 minutes",
            "a@b",
            "#1",
            "call 5550001",
            "@ana",
            "order 3 of them",
            "",
            "€",
            "$$$",
            "é # °",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn the_last_one_counts() {
        assert_eq!(found("#11111, no, #22222"), only("order_number", "22222"));
    }
}
