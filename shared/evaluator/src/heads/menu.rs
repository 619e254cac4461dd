//! Numbers that a customer chooses from the bot's menu.

use super::exchange::Looked;
use super::lexicon::Concept;

/// What a number chosen from the bot's menu leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Menu {
    /// No menu, or no number of it.
    None,
    /// To a person.
    Person,
    /// To something else, where another number leads to a person.
    BesidePerson,
    /// To something else, and none leads to a person.
    Other,
}

/// What an entry says that leads to a person.
const PERSON: [Concept; 4] = [
    Concept::Staff,
    Concept::Human,
    Concept::Contact,
    Concept::Callback,
];

impl Menu {
    /// Looks for what stands beside the number: in "2 for returns, 0 for an agent" after it, in
    /// "returns: 2, agent: 0" before it.
    pub(super) fn of(message: &str, bot: &Looked<'_>) -> Self {
        let chosen = message
            .trim()
            .trim_matches(['.', '!', '#', '*', '"', '(', ')']);
        let Some(chosen) = digit(chosen) else {
            return Self::None;
        };
        let numbers: Vec<(usize, u32)> = bot
            .folded
            .match_indices(' ')
            .filter_map(|(at, _)| {
                let word = bot.folded.get(at + 1..)?.split(' ').next()?;
                Some((at + 1, digit(word).or_else(|| led_by_digit(word))?))
            })
            .collect();
        let Some(place) = numbers.iter().position(|(_, number)| *number == chosen) else {
            return Self::None;
        };
        let at = numbers[place].0;
        let next = numbers
            .get(place + 1)
            .map_or(bot.folded.len(), |(at, _)| *at);
        let before = place.checked_sub(1).map_or(0, |place| numbers[place].0);
        // "bills: 1, agent: 2" ends with a number, "1 bills, 2 agent" does not.
        let ends_with_number = numbers
            .last()
            .is_some_and(|(last, _)| bot.folded.len() - last <= 3);
        let (from, to) = match (numbers.len(), ends_with_number) {
            (1, _) => (0, bot.folded.len()),
            (_, true) => (before, at),
            (_, false) => (at, next),
        };
        // What is said before the first entry is what the menu is about: "a colleague? 1 yes, 2 no".
        let entries = if ends_with_number { 0 } else { numbers[0].0 };
        let leads_to_person = |from: usize, to: usize| {
            let mut hits = bot.hits.iter();
            hits.any(|hit| (from..to).contains(&hit.start) && PERSON.contains(&hit.concept))
        };
        if leads_to_person(from, to) {
            Self::Person
        } else if leads_to_person(entries, bot.folded.len()) {
            Self::BesidePerson
        } else {
            Self::Other
        }
    }
}

/// A single digit of any script.
fn digit(word: &str) -> Option<u32> {
    let mut characters = word.chars();
    let first = characters.next()?;
    if characters.next().is_some() {
        return None;
    }
    value(first)
}

/// "1번", "0을", "1をお": a digit with a word written onto it.
fn led_by_digit(word: &str) -> Option<u32> {
    let mut characters = word.chars();
    let first = value(characters.next()?)?;
    (!characters.next()?.is_numeric() && !word.is_ascii()).then_some(first)
}

fn value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '\u{660}'..='\u{669}' => Some(u32::from(c) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(c) - 0x6f0),
        '\u{966}'..='\u{96f}' => Some(u32::from(c) - 0x966),
        '\u{e50}'..='\u{e59}' => Some(u32::from(c) - 0xe50),
        '\u{ff10}'..='\u{ff19}' => Some(u32::from(c) - 0xff10),
        _ => None,
    }
}
