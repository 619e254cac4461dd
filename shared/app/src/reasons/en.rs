//! English.

use super::{Sent, Words};

pub(super) const ENGLISH: Words = Words {
    triggered: "The trigger “{trigger}” matched “{what}”.",
    accepts: "The customer accepts the person who was offered.",
    request: "The customer asks for a person.",
    upset: "The customer is upset.",
    policy: "The message is about something that people decide: money, access, law or danger.",
    failed: "The bot has failed the customer.",
    unsure: "The bot is not sure enough of its answer.",
    called: "The bot called a person.",
    holds: "The trigger “{trigger}” holds for this customer.",
    no_answer: "The bot has no answer.",
    no_article: "No article answers this.",
    not_grounded: "The bot's answer rests on none of the articles.",
    unreadable: "The customer sent {what}, which the bot cannot read.",
    asked_twice: "The customer asks again what the bot has answered twice.",
    not_helped: "The customer says that the bot's answer did not help.",
    broken: "The bot could not work out an answer.",
    quota: "The month's AI replies are used up.",
    undelivered: "The bot's answer could not be delivered to the customer.",
    phone_silent: "Nobody answered the customer from the business's phone.",
    waited: "The customer has waited for an answer past the limit.",
    sent: Sent {
        empty: "an empty message",
        picture: "a picture",
        video: "a video",
        document: "a document",
        audio: "an audio file",
        voice: "a voice message",
        sticker: "a sticker",
        location: "a location",
        contacts: "contact cards",
        order: "an order",
        unsupported: "a message of a kind that is not supported",
    },
};
