//! What the bot tried, and what came of each, as far as the conversation tells.

use baton_domain::{BotAttempt, Reason, Speaker, Tried, TriedResult, Turn};

use super::Facts;

/// How customers say that an answer was none, lower-case, in seven languages.
const DID_NOT_HELP: &[&str] = &[
    "not help",
    "n't help",
    "not work",
    "n't work",
    "not useful",
    "useless",
    "still not",
    "no me ayud",
    "no ayud",
    "no funciona",
    "no sirv",
    "no me sirv",
    "não ajud",
    "não funciona",
    "não serv",
    "nao ajud",
    "nao funciona",
    "aide pas",
    "aidé",
    "ne marche pas",
    "marche pas",
    "fonctionne pas",
    "hilft nicht",
    "nicht geholfen",
    "funktioniert nicht",
    "geht nicht",
    "klappt nicht",
    "non aiuta",
    "non funziona",
    "non serve",
    "non mi serve",
    "helpt niet",
    "niet geholpen",
    "werkt niet",
];

/// What was tried, oldest first, and at the end what was considered and not given.
pub(super) fn tried(facts: &Facts<'_>) -> Vec<Tried> {
    let conversation = facts.conversation;
    let places = places(&conversation.attempts, &conversation.recent);
    let mut tried: Vec<Tried> = conversation
        .attempts
        .iter()
        .zip(places)
        .filter_map(|(attempt, place)| {
            let is_small_talk = attempt.article_id.is_none() && attempt.tools.is_empty();
            (!is_small_talk).then(|| Tried {
                question: attempt.question.clone(),
                article_id: attempt.article_id,
                article_title: attempt.article_title.clone(),
                tools: attempt.tools.clone(),
                score: attempt.score,
                answered: true,
                seq: place
                    .and_then(|place| conversation.recent.get(place))
                    .map(|turn| turn.seq),
                result: result(attempt, place, &conversation.recent),
            })
        })
        .collect();
    // That the bot failed is known of the last answer, whatever words told it.
    if facts.reason == Reason::BotFailure
        && let Some(last) = tried.last_mut()
        && last.result == TriedResult::Given
    {
        last.result = TriedResult::DidNotHelp;
    }
    tried.extend(facts.considered.clone());
    tried
}

/// Where each attempt's answer stands among the turns. Each attempt was one message of the bot's, so
/// the last ones belong together.
fn places(attempts: &[BotAttempt], turns: &[Turn]) -> Vec<Option<usize>> {
    let mut said = turns
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, turn)| turn.speaker != Speaker::Agent)
        .filter(|(_, turn)| turn.speaker == Speaker::Bot)
        .map(|(place, _)| place);
    let mut places: Vec<Option<usize>> = attempts.iter().map(|_| said.next()).collect();
    places.reverse();
    places
}

fn result(attempt: &BotAttempt, place: Option<usize>, turns: &[Turn]) -> TriedResult {
    let heard = place
        .and_then(|place| turns.get(place + 1..))
        .and_then(|behind| behind.iter().find(|turn| turn.speaker == Speaker::Customer));
    let Some(heard) = heard else {
        return TriedResult::Given;
    };
    if is_same_question(&attempt.question, &heard.text) {
        return TriedResult::AskedAgain;
    }
    let words = heard.text.to_lowercase().replace('’', "'");
    if DID_NOT_HELP.iter().any(|phrase| words.contains(phrase)) {
        TriedResult::DidNotHelp
    } else {
        TriedResult::Given
    }
}

/// Whether one text asks what the other does: the same words, whatever their case and punctuation.
pub(super) fn is_same_question(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && one == other
}
