//! Taking out what leads to a person: email addresses and phone numbers.

/// What stands in the place of an email address.
const EMAIL: &str = "[email]";
/// What stands in the place of a phone number, or of anything as long that could be one.
const PHONE: &str = "[phone]";
/// National numbers have seven digits at least; what is shorter is an order or an amount.
const FEWEST_DIGITS: usize = 7;

/// A text whose email addresses and phone numbers are masked. A number of seven digits and more
/// is taken for a phone number: rather an order number too few than a phone number too many.
#[must_use]
pub fn masked(text: &str) -> String {
    numbers_masked(&emails_masked(text))
}

fn is_at(c: char) -> bool {
    matches!(c, '@' | '＠' | '﹫')
}

/// What an address may be made of, on either side.
fn is_of_an_address(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '%' | '\'' | '．')
}

fn emails_masked(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    // From here on nothing is written yet.
    let mut unwritten = 0;
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        if !is_at(*letter) {
            at += 1;
            continue;
        }
        let name = letters
            .get(unwritten..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|c| is_of_an_address(**c))
            .count();
        let domain = letters
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .take_while(|c| is_of_an_address(**c))
            .count();
        if name > 0 && domain > 0 {
            let before = letters.get(unwritten..at - name).unwrap_or_default();
            out.extend(before);
            out.push_str(EMAIL);
            at += domain;
            unwritten = at + 1;
        }
        at += 1;
    }
    out.extend(letters.get(unwritten..).unwrap_or_default());
    out
}

/// What may stand between the digits of one number.
fn joins(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}'
            | '\u{202f}'
            | '\u{2009}'
            | '-'
            | '‐'
            | '‑'
            | '–'
            | '.'
            | '/'
            | '('
            | ')'
            | '·'
    )
}

fn is_digit(c: char) -> bool {
    c.is_numeric()
}

fn numbers_masked(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        if !is_digit(*letter) && !matches!(letter, '+' | '＋' | '(') {
            out.push(*letter);
            at += 1;
            continue;
        }
        let run = run_of_digits(letters.get(at..).unwrap_or_default());
        if run.digits >= FEWEST_DIGITS {
            out.push_str(PHONE);
            at += run.length;
        } else if run.length == 0 {
            out.push(*letter);
            at += 1;
        } else {
            out.extend(letters.get(at..at + run.length).unwrap_or_default());
            at += run.length;
        }
    }
    out
}

/// Digits with what joins them.
struct Run {
    /// How many digits.
    digits: usize,
    /// How many characters until the last digit, with it.
    length: usize,
}

/// The run of digits at the beginning; two signs between digits are as many as one number has,
/// three with a bracket, as in `+1 (555) 010`.
fn run_of_digits(letters: &[char]) -> Run {
    let mut run = Run {
        digits: 0,
        length: 0,
    };
    let mut between = 0;
    for (at, letter) in letters.iter().enumerate() {
        if is_digit(*letter) {
            run.digits += 1;
            run.length = at + 1;
            between = 0;
        } else if (at == 0 && matches!(letter, '+' | '＋')) || (joins(*letter) && between < 3) {
            between += 1;
        } else {
            break;
        }
    }
    run
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn addresses_and_numbers_are_masked_in_every_script() {
        for (said, expected) in [
            (
                "write to ana.sol+x@example.co.uk, please",
                "write to [email], please",
            ),
            ("ana@example.com ben@example.com", "[email] [email]"),
            ("ana@example.com.", "[email]"),
            ("пишите на анна@почта.рф!", "пишите на [email]!"),
            ("ana＠example．com", "[email]"),
            ("call +1 (555) 010-9999 today", "call [phone] today"),
            ("(030) 123 45 67", "[phone]"),
            ("0049/30/1234567", "[phone]"),
            ("اتصل ٠٥٥١٢٣٤٥٦٧", "اتصل [phone]"),
            ("फ़ोन ९८७६५४३२१०", "फ़ोन [phone]"),
            ("+15550001 und 12 €", "[phone] und 12 €"),
        ] {
            assert_eq!(masked(said), expected, "{said}");
        }
    }

    #[test]
    fn what_leads_to_nobody_stays() {
        for said in [
            "order 8812 for 45.50 €",
            "at 10:30 @ the shop",
            "2 x 100 (blue)",
            "I+you",
            "",
            "@ana you there?",
            "no numbers",
        ] {
            assert_eq!(masked(said), said);
        }
    }
}
