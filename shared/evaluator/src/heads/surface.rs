//! What a message looks like, and what its words stand for: features that do not need the encoder.

use crate::repetition::UNHELPFUL;
use crate::words::Words;
use crate::{smalltalk, topic, urgency, wants_person};

use super::choice::Choice;
use super::exchange::{Looked, View};
use super::lexicon::{CONCEPTS, Concept};
use super::menu::Menu;
use super::order;

/// Faces of anger and sorrow, and of joy.
const UNHAPPY: &str = "😡🤬😠😤👎💔😒🙄😭😢😞😩😫🤮🤦😑😐😕🙁☹💩🖕🤡😾😣😖";
const HAPPY: &str = "😊😀😃😄😁🙂😍🥰❤💕💖👍🙏🎉🥳😘😇🤗💯✨🌟⭐🔥😋☺👏♥💙💚💛";
const LAUGHING: &str = "😂🤣😅😆";

/// What may be more than once, as a number that grows ever slower.
fn counted(count: usize) -> f32 {
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    (1.0 + f32::from(count)).ln()
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

#[allow(clippy::cast_possible_truncation, reason = "scores have few digits")]
fn score(score: f64) -> f32 {
    score as f32
}

fn share(part: usize, whole: usize) -> f32 {
    let (part, whole) = (
        u16::try_from(part).unwrap_or(u16::MAX),
        u16::try_from(whole).unwrap_or(u16::MAX),
    );
    if whole == 0 {
        0.0
    } else {
        f32::from(part) / f32::from(whole)
    }
}

/// The features of an exchange but for its embeddings; always as many.
pub(super) fn of(view: &View<'_>) -> Vec<f32> {
    let mut features = Vec::with_capacity(256);
    concepts(view, &mut features);
    looks(&view.message, &mut features);
    place(view, &mut features);
    rules(view, &mut features);
    pairs(view, &mut features);
    denials(view, &mut features);
    taken(view, &mut features);
    features.extend(order::of(view).map(flag));
    features
}

fn concepts(view: &View<'_>, features: &mut Vec<f32>) {
    for concept in CONCEPTS {
        let count = count_of(&view.message, *concept);
        features.push(flag(count > 0));
        features.push(flag(count > 1));
        features.push(flag(view.bot.as_ref().is_some_and(|bot| bot.has(*concept))));
        features.push(flag(view.earlier.iter().any(|turn| turn.has(*concept))));
    }
}

/// How many phrases of a concept stand here without lying in each other.
fn count_of(looked: &Looked<'_>, concept: Concept) -> usize {
    let mut end = 0;
    let mut count = 0;
    for hit in looked.hits.iter().filter(|hit| hit.concept == concept) {
        if hit.start >= end {
            count += 1;
        }
        end = end.max(hit.start + hit.length);
    }
    count
}

fn looks(message: &Looked<'_>, features: &mut Vec<f32>) {
    let text = message.text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let of = |set: &str| text.chars().filter(|c| set.contains(*c)).count();
    let asks = |c: char| matches!(c, '?' | '？' | '؟');
    let cries = text.chars().filter(|c| matches!(c, '!' | '！')).count();
    let folded_words = message
        .folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .count();
    features.extend([
        counted(text.chars().count()) / 3.0,
        counted(folded_words) / 2.0,
        flag(text.chars().any(asks)),
        flag(text.chars().next_back().is_some_and(asks)),
        flag(text.contains("??") || text.contains("？？") || text.contains("؟؟")),
        counted(cries),
        flag(text.contains("...") || text.contains('…') || text.contains("。。")),
        if letters >= 6 {
            share(capitals, letters)
        } else {
            0.0
        },
        flag(shouts(text)),
        flag(letters == 0 && digits > 0),
        flag(digits > 0),
        share(digits, letters + digits),
        flag(letters == 0),
        flag(
            text.chars()
                .any(|c| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '฿' | '₺' | '₽' | '₫')),
        ),
        counted(of(UNHAPPY)),
        counted(of(HAPPY)),
        counted(of(LAUGHING)),
        flag(drawls(text)),
        flag(text.contains('\n')),
        flag(text.contains(['"', '“', '«', '„', '「'])),
        flag(folded_words == 1),
        flag(folded_words <= 3),
        flag(folded_words >= 25),
        counted(text.matches(['.', '。', '!', '?', '？', '！', '।']).count()),
    ]);
}

/// Whether some long word is all capitals.
fn shouts(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.chars().filter(|c| c.is_uppercase()).count() >= 4
            && !word.chars().any(char::is_lowercase)
    })
}

/// "sooooo": a letter three times and more.
fn drawls(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters
        .windows(3)
        .any(|three| three[0].is_alphabetic() && three.iter().all(|c| *c == three[0]))
}

fn place(view: &View<'_>, features: &mut Vec<f32>) {
    let (bot, customer) = view.turns;
    let repeats_bot = match (&view.bot, &view.bot_before) {
        (Some(last), Some(before)) => alike(&last.folded, &before.folded),
        _ => 0.0,
    };
    let repeats_self = view
        .earlier
        .iter()
        .map(|turn| alike(&turn.folded, &view.message.folded))
        .fold(0.0, f32::max);
    features.extend([
        flag(bot > 0),
        flag(customer > 0),
        flag(bot > 1),
        counted(bot),
        counted(customer),
        flag(view.answers_bot),
        repeats_bot,
        flag(repeats_bot > 0.6),
        repeats_self,
        flag(repeats_self > 0.5),
        view.bot
            .as_ref()
            .map_or(0.0, |bot| alike(&bot.folded, &view.message.folded)),
        flag(
            view.bot
                .as_ref()
                .is_some_and(|bot| bot.text.contains(['?', '？', '؟'])),
        ),
    ]);
}

/// How many pieces of three letters two texts share, from 0 to 1.
fn alike(one: &str, other: &str) -> f32 {
    let pieces = |text: &str| {
        let characters: Vec<char> = text.chars().take(600).collect();
        let mut pieces: Vec<[char; 3]> = characters
            .windows(3)
            .map(|three| [three[0], three[1], three[2]])
            .collect();
        pieces.sort_unstable();
        pieces.dedup();
        pieces
    };
    let (one, other) = (pieces(one), pieces(other));
    let shared = one
        .iter()
        .filter(|piece| other.binary_search(piece).is_ok())
        .count();
    share(shared, one.len() + other.len() - shared)
}

fn rules(view: &View<'_>, features: &mut Vec<f32>) {
    let words = &view.message.words;
    let empty = Words::default();
    let offered = view.bot.as_ref().map_or(&empty, |bot| &bot.words);
    let asks = score(wants_person::score(words));
    let topics = topic::counts(words);
    features.extend([
        asks,
        flag(f64::from(asks) >= wants_person::THRESHOLD),
        score(wants_person::acceptance(words, offered)),
        flag(words.contain_any(UNHELPFUL)),
        flag(smalltalk::of(view.message.text, words).is_some()),
        counted(topics[0]),
        counted(topics[1]),
        counted(topics[2]),
    ]);
    features.extend(urgency::kinds(words).map(flag));
}

/// What two things together say more of than each alone.
fn pairs(view: &View<'_>, features: &mut Vec<f32>) {
    use Concept::{
        Accepted, Bot, Callback, Contact, Declined, Fiction, Human, If, Info, Mine, Myself, No,
        Not, Offer, Other, Solved, Staff, Thanks, Third, Times, Yes,
    };
    let message = &view.message;
    let somebody = [Staff, Human, Callback];
    let offer = view.bot.as_ref().filter(|_| view.answers_bot).map(|bot| {
        let asks = bot.text.contains(['?', '？', '؟']) || bot.has(Offer);
        let person =
            asks && (bot.has(Staff) || (bot.has(Human) && bot.has(Contact)) || bot.has(Callback));
        (person, asks && !person, person && bot.has(Other))
    });
    let (person, thing, either) = offer.unwrap_or_default();
    let short = message
        .folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .count()
        <= 6
        && message.text.chars().count() <= 40;
    let yes = message.has(Yes);
    let declines = message.has_any(&[No, Myself]);
    let asks = message.has(Contact) && message.has_any(&somebody);
    let danger = message.has_any(&[Concept::Danger, Concept::Hurt]);
    let grave = danger || message.has_any(&[Concept::Legal, Concept::Dispute, Concept::Theft]);
    let pleased = message.has_any(&[Concept::Sarcasm, Concept::Praise, Thanks]);
    let news = |concept| view.bot.as_ref().is_some_and(|bot| bot.has(concept));
    let (bad, good) = (news(Concept::Bad), news(Concept::Good));
    let menu = view
        .bot
        .as_ref()
        .map_or(Menu::None, |bot| Menu::of(message.text, bot));
    features.extend([
        flag(person),
        flag(thing),
        flag(either),
        flag(person && yes && !declines),
        flag(person && declines),
        flag(person && message.begins_with(Yes)),
        flag(person && message.begins_with(No)),
        flag(person && message.begins_with(Not)),
        flag(person && short),
        flag(thing && yes),
        flag(thing && short && message.begins_with(Yes)),
        flag(asks),
        flag(asks && message.has(Not)),
        flag(asks && message.has(Fiction)),
        flag(asks && message.has(Info)),
        flag(asks && declines),
        flag(message.has_any(&somebody) && short),
        flag(message.has(Bot) && message.has(Not)),
        flag(message.has(Bot) && message.has_any(&[Human, Staff])),
        flag(grave && message.has(If)),
        flag(grave && message.has(Fiction)),
        flag(grave && message.has(Third)),
        flag(grave && message.has(Solved)),
        flag(grave && !message.has_any(&[If, Fiction, Third, Solved, Concept::Ask])),
        flag(message.has(Concept::Anger) && message.has_any(&[Third, Mine])),
        flag(message.has(Concept::Anger) && message.has(Concept::Again)),
        flag(
            message.has(Concept::Sarcasm)
                && message.has_any(&[Concept::Again, Concept::Waiting, Not]),
        ),
        flag(message.has(Solved) && message.has(Thanks)),
        flag(message.has(Concept::Again) && message.has(Concept::Waiting)),
        flag(menu == Menu::Person),
        flag(matches!(menu, Menu::Other | Menu::BesidePerson)),
        flag(message.begins_with(Yes)),
        flag(message.begins_with(No) || message.begins_with(Not)),
        flag(pleased && bad && !good),
        flag(pleased && good && !bad),
        flag(pleased && bad && short),
        flag(message.has(Solved) && !message.has_any(&[Not, Concept::Again])),
        flag(message.has(Concept::Again) && view.turns.0 > 1),
        flag(message.has(Concept::Fail) && view.turns.0 > 0),
        flag(message.has(Not) && view.turns.0 > 1 && short),
        flag(pleased && !bad && !good && view.answers_bot),
        flag(message.has(Solved) && bad),
        flag(person && short && !declines && !message.has_any(&[Not, Declined, Concept::Ask])),
        flag(person && message.has(Accepted) && !message.has(Declined)),
        flag(person && message.has(Declined)),
        flag(message.has(Declined) && !message.has_any(&[Yes, Accepted])),
        flag(message.has(Times) && !message.has_any(&[Solved, Thanks, Concept::Praise])),
        flag(message.has(Times) && message.has_any(&[Not, Concept::Fail, Concept::Anger])),
        flag(message.has(Concept::Theft) && message.has(Concept::Ask)),
        flag(message.has(Concept::Locked) && message.has_any(&[Concept::Fail, Concept::Again])),
        flag(grave && message.has(Mine)),
        flag(
            bad && short
                && message.has(Concept::Sarcasm)
                && !message.has_any(&[Solved, Concept::Ask]),
        ),
    ]);
}

/// What is taken of a person and something else that the bot offered, and what was talked about.
fn taken(view: &View<'_>, features: &mut Vec<f32>) {
    let choice = Choice::of(view);
    // "Are you staff or a visitor?" names people and offers nobody.
    let offers = view
        .bot
        .as_ref()
        .is_some_and(|bot| bot.has_any(&[Concept::Contact, Concept::Callback, Concept::Offer]));
    let (person, other) = (
        choice == Some(Choice::Person),
        choice == Some(Choice::Other),
    );
    features.extend([
        flag(choice.is_some()),
        flag(person),
        flag(other),
        flag(person && offers),
        flag(other && offers),
    ]);
    let mut about = [0; 3];
    for turn in view.bot.iter().chain(&view.earlier) {
        for (sum, count) in about.iter_mut().zip(topic::counts(&turn.words)) {
            *sum += count;
        }
    }
    features.extend(about.map(counted));
}

/// Negated requests, negated feelings, and answers that only repeat one of the bot's own words.
fn denials(view: &View<'_>, features: &mut Vec<f32>) {
    const DENIED: [Concept; 12] = [
        Concept::Contact,
        Concept::Staff,
        Concept::Human,
        Concept::Bot,
        Concept::Anger,
        Concept::Danger,
        Concept::Hurt,
        Concept::Legal,
        Concept::Complaint,
        Concept::Solved,
        Concept::Praise,
        Concept::Refund,
    ];
    let message = &view.message;
    let denied = DENIED.map(|concept| denies(message, concept));
    features.extend(denied.map(flag));
    let said = message.folded.trim();
    let repeats = !said.is_empty()
        && said.split(' ').count() <= 3
        && view
            .bot
            .as_ref()
            .is_some_and(|bot| view.answers_bot && bot.folded.contains(&message.folded));
    let bot_has = |concept| view.bot.as_ref().is_some_and(|bot| bot.has(concept));
    let leads = bot_has(Concept::Contact) || bot_has(Concept::Callback) || bot_has(Concept::Offer);
    features.extend([
        flag(repeats),
        flag(repeats && leads),
        flag(repeats && !leads && message.has_any(&[Concept::Staff, Concept::Human])),
        flag(denied[0] && view.answers_bot),
        flag((denied[0] || denied[1] || denied[2]) && message.begins_with(Concept::No)),
    ]);
}

/// Whether a negation stands right before a phrase of this concept, or right behind it as in
/// German, Turkish, Japanese or Korean.
fn denies(looked: &Looked<'_>, concept: Concept) -> bool {
    const REACH: usize = 14;
    let of = |concept: Concept| looked.hits.iter().filter(move |hit| hit.concept == concept);
    of(concept).any(|hit| {
        of(Concept::Not).any(|not| {
            let (not_end, end) = (not.start + not.length, hit.start + hit.length);
            let before = not_end <= hit.start + 1 && hit.start.saturating_sub(not_end) <= REACH;
            let behind = end <= not.start + 1 && not.start.saturating_sub(end) <= REACH / 2;
            before || behind
        })
    })
}
