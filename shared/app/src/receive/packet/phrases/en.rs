//! English.

use super::{Names, Next, Phrases, Reply, Why};

pub(super) const ENGLISH: Phrases = Phrases {
    website: "the website",
    wrote: "{who} wrote on {channel}",
    no_answer: "The bot has not answered from an article",
    answered: "The bot answered from “{title}”",
    answered_often: "The bot answered several times, last from “{title}”",
    looked_up: "The bot answered with what “{tool}” told",
    tool_failed: "The bot asked “{tool}” and got no answer",
    asked_again: "The customer asked the same again",
    did_not_help: "The customer says that it did not help",
    later: "Later",
    mentioned: "Mentioned",
    why: Why {
        request: "The customer asks for a person",
        keyword: "The customer used words that are kept for people",
        upset: "The customer is upset",
        unsure: "The bot was not sure of an answer",
        failed: "The bot did not help",
        waited: "The customer has waited too long for an answer",
        other: "A person is needed",
    },
    names: Names {
        order_number: "order number",
        email: "email",
        amount: "amount",
    },
    next: Next {
        apologise: "Apologise for the wait.",
        do_not_repeat: "Do not repeat what the bot said.",
        show_regret: "Say that you have read everything and are sorry for the trouble.",
        see_article: "See whether the article that the bot considered answers the question.",
        say_who: "Say who you are.",
        ask_order: "Ask for the order number",
        look_up: "Look up order {order}",
        refund: "{order} and say whether and when the money comes back.",
        billing: "{order} and explain or correct the charge.",
        technical: "Ask what they see, and go on from the steps already tried.",
        general: "Answer the message below, or ask what is missing.",
    },
    reply: Reply {
        hello: "Hello,",
        hello_name: "Hello {name},",
        taking_care: "I have read our conversation and am taking care of it personally.",
        sorry_wait: "I am sorry that you had to wait.",
        sorry_trouble: "I am sorry for the trouble.",
        looking_at: "I am looking at order {order} now.",
        ask_order: "Could you send me your order number, please?",
    },
};
