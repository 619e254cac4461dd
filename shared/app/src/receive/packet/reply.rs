//! What to do first, and what to say.

use std::collections::BTreeMap;

use baton_domain::{Reason, Topic};

use super::Facts;
use super::phrases::{self, Phrases};

/// What the agent does first and then, in the agent's language.
pub(super) fn next_step(
    facts: &Facts<'_>,
    variables: &BTreeMap<String, String>,
    phrases: &Phrases,
) -> String {
    let next = &phrases.next;
    let first = match facts.reason {
        Reason::WaitExpired => next.apologise,
        Reason::BotFailure => next.do_not_repeat,
        Reason::Sentiment => next.show_regret,
        Reason::LowConfidence if facts.considered.is_some() => next.see_article,
        _ => next.say_who,
    };
    let order = variables.get("order_number").map_or_else(
        || next.ask_order.to_owned(),
        |number| next.look_up.replace("{order}", number),
    );
    let then = match facts.topic {
        Topic::Refund => next.refund.replace("{order}", &order),
        Topic::Billing => next.billing.replace("{order}", &order),
        Topic::Technical => next.technical.to_owned(),
        Topic::General => next.general.to_owned(),
    };
    format!("{first} {then}")
}

/// A reply for the agent to edit, in the language that the customer writes, else in the one that
/// their device names; in the agent's where neither is known, or Baton has no words in it. It
/// promises nothing.
pub(super) fn to_customer(facts: &Facts<'_>, variables: &BTreeMap<String, String>) -> String {
    let contact = &facts.conversation.contact;
    let written = facts.work.language.as_deref();
    let before = facts.conversation.language.as_deref();
    let reply = &written
        .or(before)
        .or(contact.locale.as_deref())
        .and_then(phrases::known)
        .unwrap_or_else(|| phrases::of(facts.settings.summary_language()))
        .reply;
    let hello = contact.name.as_deref().map_or_else(
        || reply.hello.to_owned(),
        |name| reply.hello_name.replace("{name}", name.trim()),
    );
    let sorry = match facts.reason {
        Reason::WaitExpired => Some(reply.sorry_wait),
        Reason::Sentiment | Reason::BotFailure => Some(reply.sorry_trouble),
        _ => None,
    };
    let order = match (variables.get("order_number"), facts.topic) {
        (Some(number), _) => Some(reply.looking_at.replace("{order}", number)),
        (None, Topic::Refund | Topic::Billing) => Some(reply.ask_order.to_owned()),
        (None, Topic::General | Topic::Technical) => None,
    };
    let acknowledged = [sorry, Some(reply.taking_care)];
    let mut said = hello;
    for (place, sentence) in acknowledged.into_iter().flatten().enumerate() {
        said.push(' ');
        // Behind the greeting's comma a sentence goes on; behind another it begins.
        if place == 0 {
            said.push_str(sentence);
        } else {
            said.push_str(&capitalised(sentence));
        }
    }
    if let Some(order) = order {
        said.push(' ');
        said.push_str(&order);
    }
    said
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
