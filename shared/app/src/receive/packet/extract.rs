//! A summary in the conversation's own words: who asked what, what the bot tried and what came of
//! it, what was asked since, why a person is needed, what was collected. Nothing is reworded.

use std::collections::BTreeMap;

use baton_domain::{
    Channel, Conversation, Reason, Seq, Speaker, ToolUses, Tried, TriedResult, Turn,
};

use super::Facts;
use super::phrases::Phrases;
use super::tried::is_same_question;

/// The most characters that a summary has.
pub(super) const LONGEST: usize = 600;

/// The most characters of one quote in it.
const QUOTED: usize = 110;

/// The most characters of an open question.
const QUESTION: usize = 300;

/// Words that tell too little to be an ask of their own.
const FEWEST_WORDS: usize = 3;

/// One sentence, and how dear it is: the highest rank goes first where there is too much.
struct Sentence {
    rank: u8,
    text: String,
}

/// The summary.
pub(super) fn summary(
    facts: &Facts<'_>,
    tried: &[Tried],
    tool_calls: &ToolUses,
    variables: &BTreeMap<String, String>,
    phrases: &Phrases,
) -> String {
    let conversation = facts.conversation;
    let asks = asks(conversation);
    let first = asks
        .iter()
        .find(|turn| says_something(turn))
        .or(asks.first())
        .copied();
    let mut sentences = vec![];
    let mut say = |rank, text| sentences.push(Sentence { rank, text });

    let wrote = phrases
        .wrote
        .replace("{who}", conversation.contact.label())
        .replace("{channel}", channel(conversation.channel, phrases));
    say(
        0,
        first.map_or_else(
            || format!("{wrote}."),
            |turn| format!("{wrote}: {}.", quoted(&turn.text, turn.seq)),
        ),
    );
    let (given, result) = answers(tried, phrases);
    say(1, given);
    if let Some(result) = result {
        say(2, result);
    }
    if let Some(failed) = failed_call(tool_calls, None, phrases) {
        say(2, failed);
    }
    let later = first.and_then(|first| {
        let not_first =
            |turn: &Turn| turn.seq != first.seq && !is_same_question(&first.text, &turn.text);
        later(&asks, facts, phrases, not_first)
    });
    if let Some(later) = later {
        say(4, later);
    }
    say(0, because(facts, first.map(|first| first.seq), phrases));
    if !variables.is_empty() {
        say(
            3,
            format!("{}: {}.", phrases.mentioned, list(variables, phrases)),
        );
    }
    joined(sentences)
}

/// What happened since somebody told what had happened up to a message.
pub(super) fn since(
    facts: &Facts<'_>,
    tried: &[Tried],
    tool_calls: &ToolUses,
    told: Seq,
    phrases: &Phrases,
) -> String {
    let mut sentences = vec![];
    let mut say = |rank, text| sentences.push(Sentence { rank, text });
    if let Some(failed) = failed_call(tool_calls, Some(told), phrases) {
        say(2, failed);
    }
    if tried.iter().any(|tried| tried.seq > Some(told)) {
        let (given, result) = answers(tried, phrases);
        say(1, given);
        if let Some(result) = result {
            say(2, result);
        }
    }
    let asks = asks(facts.conversation);
    if let Some(later) = later(&asks, facts, phrases, |turn| turn.seq > told) {
        say(3, later);
    }
    let evidence = facts.evidence.as_ref().map(|evidence| evidence.seq);
    let known = evidence.filter(|seq| *seq <= told);
    say(0, because(facts, known, phrases));
    joined(sentences)
}

/// That the last call of a tool behind this message brought nothing.
fn failed_call(tool_calls: &ToolUses, behind: Option<Seq>, phrases: &Phrases) -> Option<String> {
    let last = tool_calls.kept.last()?;
    let is_told = last.result().is_none() && Some(last.seq) > behind;
    is_told.then(|| {
        let said = phrases.tool_failed.replace("{tool}", &last.tool);
        format!("{said} {}.", reference(last.seq))
    })
}

/// The last ask of this kind that is not the one that led here.
fn later(
    asks: &[&Turn],
    facts: &Facts<'_>,
    phrases: &Phrases,
    is_of_kind: impl Fn(&Turn) -> bool,
) -> Option<String> {
    let evidence = facts.evidence.as_ref();
    let turn = asks.iter().rev().find(|turn| {
        says_something(turn)
            && is_of_kind(turn)
            && evidence.is_none_or(|evidence| evidence.seq != turn.seq)
    })?;
    Some(format!(
        "{}: {}.",
        phrases.later,
        quoted(&turn.text, turn.seq)
    ))
}

/// Why a person is needed, with the message that proves it; quoted unless it was quoted before.
fn because(facts: &Facts<'_>, quoted_before: Option<Seq>, phrases: &Phrases) -> String {
    let why = why(facts.reason, phrases);
    match &facts.evidence {
        Some(evidence) if quoted_before == Some(evidence.seq) => {
            format!("{why} {}.", reference(evidence.seq))
        }
        Some(evidence) => format!("{why}: {}.", quoted(&evidence.text, evidence.seq)),
        None => format!("{why}."),
    }
}

/// The customer's words since a person last spoke, or all of them where a person spoke last.
fn asks(conversation: &Conversation) -> Vec<&Turn> {
    let recent = &conversation.recent;
    let behind = recent
        .iter()
        .rposition(|turn| turn.speaker == Speaker::Agent)
        .map_or(0, |place| place + 1);
    let since = recent.get(behind..).unwrap_or_default();
    let of_customer = |turns: &'_ [Turn]| turns.iter().any(|it| it.speaker == Speaker::Customer);
    let looked_at = if of_customer(since) { since } else { recent };
    looked_at
        .iter()
        .filter(|turn| turn.speaker == Speaker::Customer)
        .collect()
}

fn says_something(turn: &Turn) -> bool {
    asks_something(&turn.text) || turn.text.split_whitespace().count() >= FEWEST_WORDS
}

fn asks_something(text: &str) -> bool {
    text.contains(['?', '？', '؟', ';']) && text.chars().any(char::is_alphabetic)
}

/// What the bot answered, and what came of the last answer.
fn answers(tried: &[Tried], phrases: &Phrases) -> (String, Option<String>) {
    let given: Vec<&Tried> = tried.iter().filter(|tried| tried.answered).collect();
    let Some(last) = given.last() else {
        return (format!("{}.", phrases.no_answer), None);
    };
    let said = match (&last.article_title, last.tools.last()) {
        (Some(title), _) => {
            let said = if given.len() == 1 {
                phrases.answered
            } else {
                phrases.answered_often
            };
            said.replace("{title}", &clipped(title, QUOTED))
        }
        (None, tool) => phrases
            .looked_up
            .replace("{tool}", tool.map_or("", String::as_str)),
    };
    let said = last.seq.map_or_else(
        || format!("{said}."),
        |seq| format!("{said} {}.", reference(seq)),
    );
    let result = match last.result {
        TriedResult::AskedAgain => Some(phrases.asked_again),
        TriedResult::DidNotHelp => Some(phrases.did_not_help),
        TriedResult::NotGiven | TriedResult::Given => None,
    };
    (said, result.map(|result| format!("{result}.")))
}

fn why(reason: Reason, phrases: &Phrases) -> &'static str {
    let why = &phrases.why;
    match reason {
        Reason::CustomerRequest => why.request,
        Reason::Keyword => why.keyword,
        Reason::Sentiment => why.upset,
        Reason::LowConfidence => why.unsure,
        Reason::BotFailure => why.failed,
        Reason::WaitExpired => why.waited,
        Reason::Policy | Reason::FlowStep | Reason::BotTool | Reason::Manual | Reason::SlaRisk => {
            why.other
        }
    }
}

fn channel(channel: Channel, phrases: &Phrases) -> &'static str {
    match channel {
        Channel::Whatsapp => "WhatsApp",
        Channel::Widget => phrases.website,
        Channel::Instagram => "Instagram",
        Channel::Messenger => "Messenger",
    }
}

fn list(variables: &BTreeMap<String, String>, phrases: &Phrases) -> String {
    let named: Vec<String> = variables
        .iter()
        .map(|(name, value)| {
            let name = match name.as_str() {
                "order_number" => phrases.names.order_number.to_owned(),
                "email" => phrases.names.email.to_owned(),
                "amount" => phrases.names.amount.to_owned(),
                other => other.replace('_', " "),
            };
            format!("{name} {value}")
        })
        .collect();
    named.join(", ")
}

fn reference(seq: Seq) -> String {
    format!("(#{})", seq.0)
}

fn quoted(text: &str, seq: Seq) -> String {
    format!("“{}” {}", clipped(text, QUOTED), reference(seq))
}

/// The beginning of a text, on one line.
pub(super) fn clipped(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    let kept: String = line.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The sentences, without the least dear ones where there is too much.
fn joined(mut sentences: Vec<Sentence>) -> String {
    loop {
        let texts: Vec<&str> = sentences.iter().map(|it| it.text.as_str()).collect();
        let text = texts.join(" ");
        let dearest = sentences.iter().map(|it| it.rank).max().unwrap_or(0);
        if text.chars().count() <= LONGEST || dearest == 0 {
            return clipped(&text, LONGEST);
        }
        sentences.retain(|it| it.rank != dearest);
    }
}

/// What the customer still wants to know, in their words: the message that led here, or what was
/// asked before it where that is no more than a call for a person. None where nobody asks anything.
pub(super) fn open_question(facts: &Facts<'_>) -> Option<String> {
    let asks = asks(facts.conversation);
    let Some(evidence) = &facts.evidence else {
        let last = facts.conversation.recent.last()?;
        return (last.speaker == Speaker::Customer).then(|| clipped(&last.text, QUESTION));
    };
    let only_calls = facts.reason == Reason::CustomerRequest
        && !asks_something(&evidence.text)
        && evidence.text.split_whitespace().count() <= 6;
    if !only_calls && !evidence.text.starts_with('(') {
        return Some(clipped(&evidence.text, QUESTION));
    }
    asks.iter()
        .rev()
        .find(|turn| turn.seq != evidence.seq && says_something(turn))
        .map(|turn| clipped(&turn.text, QUESTION))
}
