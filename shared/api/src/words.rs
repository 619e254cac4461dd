//! The closed sets of words that stand in JSON and in queries.
//!
//! They repeat the domain's on purpose: what clients read must not change because a name inside
//! did. A word that the domain gains does not compile here until it is given a name.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A word that can stand in a query.
pub trait Word: Sized + Copy + 'static {
    /// All words, with their text.
    const ALL: &'static [(Self, &'static str)];

    /// The word with this text.
    #[must_use]
    fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, name)| *name == text)
            .map(|(word, _)| *word)
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal),+ $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        $(#[$doc])*
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$word_doc])* $word),+
        }

        impl Word for $name {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$word, $text)),+];
        }
    };
}

macro_rules! domain_words {
    ($(#[$doc:meta])* $name:ident of $domain:path { $($(#[$word_doc:meta])* $word:ident = $text:literal),+ $(,)? }) => {
        words! { $(#[$doc])* $name { $($(#[$word_doc])* $word = $text),+ } }

        impl From<$domain> for $name {
            fn from(word: $domain) -> Self {
                use $domain as Domain;
                match word {
                    $(Domain::$word => Self::$word),+
                }
            }
        }

        impl From<$name> for $domain {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$word => Self::$word),+
                }
            }
        }
    };
}

mod deed;
mod lost;

pub use deed::{DeedKind, DoerKind};
pub use lost::Lost;

domain_words! {
    /// A kind of channel.
    Channel of baton_domain::Channel {
        /// WhatsApp Cloud API.
        Whatsapp = "whatsapp",
        /// The chat widget on a website.
        Widget = "widget",
        /// Instagram direct messages.
        Instagram = "instagram",
        /// Facebook Messenger.
        Messenger = "messenger",
    }
}

domain_words! {
    /// Why an escalation was opened.
    Reason of baton_domain::Reason {
        /// The customer asked for a person.
        CustomerRequest = "customer_request",
        /// A configured trigger matched.
        Keyword = "keyword",
        /// The customer is upset.
        Sentiment = "sentiment",
        /// The bot was not sure enough of its answer.
        LowConfidence = "low_confidence",
        /// The tenant's rules keep this for people.
        Policy = "policy",
        /// A flow has a step that a person does.
        FlowStep = "flow_step",
        /// The bot called its handoff tool.
        BotTool = "bot_tool",
        /// A person opened it.
        Manual = "manual",
        /// The customer waited past the limit.
        WaitExpired = "wait_expired",
        /// A promised time is about to pass.
        SlaRisk = "sla_risk",
        /// The bot failed or went in circles.
        BotFailure = "bot_failure",
    }
}

domain_words! {
    /// Who wrote a summary.
    SummarySource of baton_domain::SummarySource {
        /// A language model; every number, date and name in it was found in the conversation.
        Model = "model",
        /// It is put together out of the conversation's own words.
        Extractive = "extractive",
    }
}

domain_words! {
    /// What came of something that the bot tried.
    TriedResult of baton_domain::TriedResult {
        /// The customer was not given it.
        NotGiven = "not_given",
        /// The customer was given it and did not say whether it helped.
        Given = "given",
        /// The customer asked the same again.
        AskedAgain = "asked_again",
        /// The customer said that it did not help.
        DidNotHelp = "did_not_help",
    }
}

domain_words! {
    /// Why a call of a tool brought nothing.
    ToolError of baton_domain::ToolError {
        /// It did not answer in time.
        TimedOut = "timed_out",
        /// It could not be reached, or answered with an error.
        Unreachable = "unreachable",
        /// It was not called, because the arguments were not those that it takes.
        UnfitArguments = "unfit_arguments",
        /// Its answer was too long to be read.
        TooLong = "too_long",
    }
}

domain_words! {
    /// What an escalation is about.
    #[schema(as = EscalationType)]
    Topic of baton_domain::Topic {
        /// None of the others.
        General = "general",
        /// Something does not work.
        Technical = "technical",
        /// Charges, invoices, payments.
        Billing = "billing",
        /// Money back.
        Refund = "refund",
    }
}

domain_words! {
    /// How soon a person is needed.
    Urgency of baton_domain::Urgency {
        /// Can wait its turn behind the rest.
        Low = "low",
        /// The ordinary case.
        Medium = "medium",
        /// Before everything else.
        High = "high",
    }
}

domain_words! {
    /// Where an escalation stands.
    EscalationStatus of baton_domain::EscalationStatus {
        /// Waiting for someone.
        Queued = "queued",
        /// An agent has it.
        Open = "open",
        /// Returned to the bot.
        Resolved = "resolved",
        /// Ended.
        Closed = "closed",
    }
}

domain_words! {
    /// Who may speak in a conversation.
    Mode of baton_domain::Mode {
        /// The bot answers.
        Bot = "bot",
        /// People answer; the bot is silent.
        Human = "human",
        /// Nobody needs to answer.
        Closed = "closed",
    }
}

domain_words! {
    /// What a person may do.
    Role of baton_domain::Role {
        /// Takes escalations and answers customers.
        Agent = "agent",
        /// Also acts on conversations that others own.
        Lead = "lead",
        /// Also configures the tenant.
        Admin = "admin",
    }
}

domain_words! {
    /// Whether an agent is there.
    Presence of baton_domain::routing::Presence {
        /// Takes escalations now.
        Online = "online",
        /// Back soon.
        Away = "away",
        /// Not at work.
        Offline = "offline",
    }
}

domain_words! {
    /// What a message is.
    MessageKind of baton_domain::MessageKind {
        /// Words.
        Text = "text",
        /// A picture, perhaps with a caption.
        Image = "image",
        /// An audio file.
        Audio = "audio",
        /// A recorded voice message.
        Voice = "voice",
        /// A video, perhaps with a caption.
        Video = "video",
        /// A file.
        Document = "document",
        /// A sticker.
        Sticker = "sticker",
        /// A place on the map.
        Location = "location",
        /// Contact cards.
        Contacts = "contacts",
        /// A choice from a list or a reply button.
        Interactive = "interactive",
        /// A tap on a template's button.
        Button = "button",
        /// An emoji set on, or taken off, a message.
        Reaction = "reaction",
        /// A cart.
        Order = "order",
        /// A notice of the channel's.
        System = "system",
        /// A template that the business sent.
        Template = "template",
        /// Words for teammates only.
        Note = "note",
        /// A kind that Baton does not read.
        Unsupported = "unsupported",
    }
}

domain_words! {
    /// How far a message has come.
    MessageStatus of baton_domain::DeliveryStatus {
        /// It came in.
        Received = "received",
        /// It is committed and will be sent.
        Accepted = "accepted",
        /// The provider's answer was lost: it may or may not have been sent.
        Uncertain = "uncertain",
        /// The provider took it.
        Sent = "sent",
        /// It reached the customer's device.
        Delivered = "delivered",
        /// The customer opened it.
        Read = "read",
        /// It was not sent or could not be delivered.
        Failed = "failed",
    }
}

words! {
    /// Who wrote a message.
    AuthorKind {
        /// The contact.
        Customer = "customer",
        /// The bot.
        Bot = "bot",
        /// A person of the tenant's.
        Agent = "agent",
        /// Baton, in the tenant's words.
        System = "system",
    }
}

words! {
    /// Who owns a conversation.
    OwnerKind {
        /// The bot.
        Bot = "bot",
        /// Whoever takes the escalation that waits.
        Queue = "queue",
        /// The agent who has the escalation.
        Agent = "agent",
        /// Somebody who writes from the business's own phone.
        Phone = "phone",
        /// Nobody.
        Nobody = "nobody",
    }
}

words! {
    /// Whose escalations.
    Section {
        /// Those that the caller has.
        Mine = "mine",
        /// Those that wait.
        Waiting = "waiting",
        /// Those that others have.
        Teammates = "teammates",
    }
}

words! {
    /// In which order.
    Sort {
        /// Most urgent first, then longest wait.
        Urgency = "urgency",
        /// Longest wait first.
        Wait = "wait",
        /// Newest first.
        Newest = "newest",
    }
}

domain_words! {
    /// Where a version of a policy stands.
    PolicyStatus of baton_app::ports::PolicyStatus {
        /// It decides nothing yet and may be changed.
        Draft = "draft",
        /// It decides.
        Live = "live",
        /// It was live once.
        Retired = "retired",
        /// It was thrown away as a draft; it stands in no list.
        Discarded = "discarded",
    }
}

domain_words! {
    /// What was done to a version of a policy.
    PolicyAction of baton_app::ports::PolicyAction {
        /// It was begun.
        Created = "created",
        /// Its triggers or notes were replaced.
        Edited = "edited",
        /// It went live.
        Published = "published",
        /// Another one took its place.
        Retired = "retired",
        /// It was thrown away as a draft.
        Discarded = "discarded",
    }
}

domain_words! {
    /// How far a simulation has come.
    SimulationStatus of baton_app::ports::SimulationStatus {
        /// It waits for its turn.
        Queued = "queued",
        /// Conversations are looked for, or replayed.
        Running = "running",
        /// All of it is there.
        Done = "done",
        /// It was given up.
        Failed = "failed",
        /// A lead ended it.
        Cancelled = "cancelled",
    }
}

domain_words! {
    /// What was wrong with an escalation.
    MarkKind of baton_app::ports::MarkKind {
        /// The bot could have answered.
        ShouldNotHave = "should_not_have",
        /// A person was needed before.
        ShouldHaveComeEarlier = "should_have_come_earlier",
    }
}

domain_words! {
    /// Whether the bot answers from an article.
    ArticleStatus of baton_app::ports::ArticleStatus {
        /// Only people read it.
        Draft = "draft",
        /// The bot answers from it.
        Published = "published",
    }
}

domain_words! {
    /// A part of an article.
    ArticlePart of baton_app::articles::ArticlePart {
        /// Its title.
        Title = "title",
        /// Its text.
        Body = "body",
        /// The questions that it answers.
        Questions = "questions",
        /// Its language.
        Locale = "locale",
    }
}

domain_words! {
    /// A day of the week.
    Weekday of baton_domain::Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts_are_the_wire<W: Word + Serialize>() {
        for (word, text) in W::ALL {
            assert_eq!(serde_json::to_value(word).unwrap(), *text);
        }
    }

    #[test]
    fn a_word_in_a_query_is_the_word_in_json() {
        texts_are_the_wire::<Channel>();
        texts_are_the_wire::<Reason>();
        texts_are_the_wire::<Topic>();
        texts_are_the_wire::<Urgency>();
        texts_are_the_wire::<EscalationStatus>();
        texts_are_the_wire::<Mode>();
        texts_are_the_wire::<Role>();
        texts_are_the_wire::<Presence>();
        texts_are_the_wire::<MessageKind>();
        texts_are_the_wire::<MessageStatus>();
        texts_are_the_wire::<AuthorKind>();
        texts_are_the_wire::<OwnerKind>();
        texts_are_the_wire::<Section>();
        texts_are_the_wire::<Sort>();
        texts_are_the_wire::<PolicyStatus>();
        texts_are_the_wire::<PolicyAction>();
        texts_are_the_wire::<SimulationStatus>();
        texts_are_the_wire::<MarkKind>();
        texts_are_the_wire::<ArticlePart>();
        texts_are_the_wire::<Weekday>();
        texts_are_the_wire::<DeedKind>();
        texts_are_the_wire::<DoerKind>();
        texts_are_the_wire::<Lost>();
        assert_eq!(Reason::parse("flow_step"), Some(Reason::FlowStep));
        assert_eq!(Reason::parse("Flow_Step"), None);
    }
}
