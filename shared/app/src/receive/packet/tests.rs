mod asked;
mod remembered;
mod tools;

use baton_domain::{BotAttempt, Owner, Seq, Speaker, TriedResult, Turn};

use super::*;
use crate::effect_samples;

struct Desk {
    conversation: Conversation,
    settings: Settings,
    reason: Reason,
    topic: Topic,
    brief: Option<Brief>,
    work: BotWork,
    has_model: bool,
}

impl Desk {
    /// A conversation in which this was said, customer and bot in turn as the prefix tells.
    fn hearing(said: &[&str]) -> Self {
        let mut conversation = effect_samples::conversation(Owner::Bot);
        conversation.recent = said
            .iter()
            .zip(1..)
            .map(|(said, place)| {
                let (speaker, text) = said.split_once(": ").unwrap();
                let speaker = match speaker {
                    "customer" => Speaker::Customer,
                    "bot" => Speaker::Bot,
                    _ => Speaker::Agent,
                };
                Turn {
                    seq: Seq(place),
                    speaker,
                    text: text.to_owned(),
                }
            })
            .collect();
        conversation.last_seq = Seq(said.len() as u64);
        Self {
            conversation,
            settings: Settings::default(),
            reason: Reason::CustomerRequest,
            topic: Topic::General,
            brief: None,
            has_model: false,
            work: BotWork::default(),
        }
    }

    fn story() -> Self {
        let mut desk = Self::hearing(&[
            "customer: Where is my parcel? Order 55102",
            "bot: Follow it with the link in the confirmation email.",
            "customer: that didn't help, I want my money back",
            "bot: Send it back within 30 days.",
            "customer: this is a complaint, I want a refund and a real person",
        ]);
        desk.topic = Topic::Refund;
        desk.attempts(&[
            ("Where is my parcel? Order 55102", "Tracking a parcel"),
            ("that didn't help, I want my money back", "Returns"),
        ]);
        let variables = &mut desk.conversation.variables;
        variables.insert("order_number".into(), "55102".into());
        desk
    }

    fn attempts(&mut self, tried: &[(&str, &str)]) {
        self.conversation.attempts = tried
            .iter()
            .map(|(question, title)| BotAttempt {
                question: (*question).to_owned(),
                article_id: Some("art_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap()),
                article_title: Some((*title).to_owned()),
                tools: vec![],
                score: 0.8,
            })
            .collect();
    }

    fn in_language(mut self, agent: &str, customer: Option<&str>) -> Self {
        self.settings.agent_language = agent.into();
        self.conversation.contact.locale = customer.map(str::to_owned);
        self
    }

    fn told(mut self, summary: &str, question: &str, reply: &str) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.brief = Some(Brief {
            summary: some(summary),
            open_question: some(question),
            suggested_reply: some(reply),
        });
        self
    }

    fn packet(&self) -> Handoff {
        let evidence = self.conversation.recent.last().map(|turn| Evidence {
            seq: turn.seq,
            text: turn.text.clone(),
        });
        handoff(&Facts {
            conversation: &self.conversation,
            settings: &self.settings,
            reason: self.reason,
            topic: self.topic,
            evidence,
            considered: None,
            work: self.work.clone(),
            brief: self.brief.clone(),
            has_model: self.has_model,
        })
    }

    /// What stays of what a model told with an answer.
    fn kept(&self) -> Option<KeptSummary> {
        kept(&Facts {
            conversation: &self.conversation,
            settings: &self.settings,
            reason: self.reason,
            topic: self.topic,
            evidence: None,
            considered: None,
            work: BotWork::default(),
            brief: self.brief.clone(),
            has_model: true,
        })
    }
}

#[test]
fn a_message_without_words_is_named() {
    let voice = Content {
        kind: MessageKind::Voice,
        text: None,
        ..Content::text("")
    };
    assert_eq!(words(&voice), "(a voice message)");
    assert_eq!(words(&Content::text("hi")), "hi");
}

#[test]
fn a_summary_is_put_together_from_the_conversations_own_words() {
    let packet = Desk::story().packet();
    assert_eq!(
        packet.summary,
        "Rosa wrote on WhatsApp: “Where is my parcel? Order 55102” (#1). The bot answered several \
         times, last from “Returns” (#4). Later: “that didn't help, I want my money back” (#3). The \
         customer asks for a person: “this is a complaint, I want a refund and a real person” \
         (#5). Mentioned: order number 55102."
    );
    assert_eq!(packet.summary_source, SummarySource::Extractive);
    assert_eq!(
        packet.open_question.as_deref(),
        Some("this is a complaint, I want a refund and a real person")
    );
    assert_eq!(
        packet.suggested_reply.as_deref(),
        Some(
            "Hello Rosa, I have read our conversation and am taking care of it personally. I am \
             looking at order 55102 now."
        )
    );
    assert_eq!(
        packet.suggested_next_step,
        "Say who you are. Look up order 55102 and say whether and when the money comes back."
    );
}

#[test]
fn what_the_bot_tried_tells_where_and_what_came_of_it() {
    let tried = Desk::story().packet().tried;
    let told: Vec<_> = tried
        .iter()
        .map(|tried| (tried.seq.map(|seq| seq.0), tried.result))
        .collect();
    assert_eq!(
        told,
        [
            (Some(2), TriedResult::DidNotHelp),
            (Some(4), TriedResult::Given)
        ]
    );

    let mut again = Desk::hearing(&[
        "customer: where is it?",
        "bot: Follow the link.",
        "customer: Where is it??",
        "bot: Follow the link in the email.",
        "customer: hmm",
    ]);
    again.attempts(&[("where is it?", "Tracking"), ("Where is it??", "Tracking")]);
    again.reason = Reason::BotFailure;
    let packet = again.packet();
    let results: Vec<_> = packet.tried.iter().map(|tried| tried.result).collect();
    assert_eq!(results, [TriedResult::AskedAgain, TriedResult::DidNotHelp]);
    assert!(
        packet
            .summary
            .contains("The customer says that it did not help.")
    );
}

#[test]
fn the_agent_reads_their_language_and_the_customer_theirs_and_quotes_stay() {
    for (agent, wrote, step) in [
        (
            "es",
            "Rosa escribió por WhatsApp: “Where is my parcel?",
            "Busca el pedido 55102",
        ),
        (
            "pt-BR",
            "Rosa escreveu por WhatsApp: “Where is my parcel?",
            "Consulte o pedido 55102",
        ),
        (
            "fr",
            "Rosa a écrit sur WhatsApp: “Where is my parcel?",
            "Consultez la commande 55102",
        ),
        (
            "de",
            "Rosa schrieb auf WhatsApp: “Where is my parcel?",
            "Sehen Sie Bestellung 55102 nach",
        ),
        (
            "it",
            "Rosa ha scritto su WhatsApp: “Where is my parcel?",
            "Cerca l’ordine 55102",
        ),
        (
            "nl",
            "Rosa schreef via WhatsApp: “Where is my parcel?",
            "Zoek bestelling 55102 op",
        ),
        (
            "ja",
            "Rosa wrote on WhatsApp: “Where is my parcel?",
            "Look up order 55102",
        ),
    ] {
        let packet = Desk::story().in_language(agent, Some("es-MX")).packet();
        assert!(packet.summary.starts_with(wrote), "{}", packet.summary);
        assert!(packet.suggested_next_step.contains(step), "{agent}");
        assert!(packet.summary.contains("(#5)") && packet.summary.chars().count() <= 600);
        let reply = packet.suggested_reply.unwrap();
        assert!(reply.starts_with("Hola, Rosa: He leído"), "{reply}");
    }
    let unknown = Desk::story().in_language("nl", Some("ja")).packet();
    assert!(
        unknown
            .suggested_reply
            .unwrap()
            .starts_with("Hallo Rosa, ik heb")
    );
}

#[test]
fn a_reply_is_suggested_in_the_language_that_the_customer_writes() {
    let begins = |desk: &Desk| {
        let reply = desk.packet().suggested_reply.unwrap();
        reply.split_whitespace().next().unwrap().to_owned()
    };
    let mut desk = Desk::story().in_language("nl", Some("en-US"));
    desk.conversation.language = Some("fr".into());
    assert_eq!(begins(&desk), "Bonjour");
    desk.work.language = Some("es".into());
    assert_eq!(begins(&desk), "Hola,");
    desk.work.language = Some("ja".into());
    assert_eq!(begins(&desk), "Hallo");
}

#[test]
fn a_bare_call_for_a_person_leaves_the_question_before_it_open() {
    let desk = Desk::hearing(&[
        "customer: can I change the size of my shirt?",
        "bot: I am not sure what you mean.",
        "customer: human please",
    ]);
    let packet = desk.packet();
    let open = packet.open_question.as_deref();
    assert_eq!(open, Some("can I change the size of my shirt?"));
    let only = Desk::hearing(&["customer: human please"]).packet();
    assert_eq!(only.open_question, None);
}

#[test]
fn a_long_conversation_has_a_short_summary() {
    let long = "word ".repeat(100);
    let said: Vec<String> = (0..6)
        .flat_map(|n| [format!("customer: {n} {long}?"), format!("bot: {n} {long}")])
        .chain([format!("customer: {long} please help me now?")])
        .collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let mut desk = Desk::hearing(&said);
    for n in 0..30 {
        let variables = &mut desk.conversation.variables;
        variables.insert(format!("field_{n}"), "x".repeat(30));
    }
    let packet = desk.packet();
    assert!(packet.summary.chars().count() <= 600, "{}", packet.summary);
    assert!(packet.summary.contains("The customer asks for a person"));
}

#[test]
fn a_models_words_are_taken_where_all_of_them_are_found() {
    let summary = "The customer asked where the parcel of order 55102 is (#1) and now wants the \
                   money back (#3).";
    let packet = Desk::story()
        .told(
            summary,
            "Does the refund come?",
            "Hello Rosa, I am looking at order 55102.",
        )
        .packet();
    assert_eq!(packet.summary_source, SummarySource::Model);
    assert_eq!(packet.summary, summary);
    assert_eq!(
        packet.open_question.as_deref(),
        Some("Does the refund come?")
    );
    let reply = packet.suggested_reply.unwrap();
    assert_eq!(reply, "Hello Rosa, I am looking at order 55102.");
}

#[test]
fn a_reply_that_promises_something_is_not_suggested() {
    let fixed = Desk::story().packet().suggested_reply;
    let summary = "Rosa wants the money back (#3).";
    for promise in [
        "your refund is approved.",
        "you get your money back.",
        "i will call you.",
        "it is free for you.",
        "tu reembolso está aprobado.",
        "te llamaremos.",
        "seu reembolso foi aprovado.",
        "votre remboursement est approuvé.",
        "nous vous rappellerons.",
        "ihre Erstattung ist genehmigt.",
        "das Geld wird überwiesen.",
        "il tuo rimborso è approvato.",
        "ti richiameremo.",
        "uw terugbetaling is goedgekeurd.",
    ] {
        let packet = Desk::story().told(summary, "", promise).packet();
        assert_eq!(packet.suggested_reply, fixed, "{promise}");
        assert_eq!(packet.summary, summary, "{promise}");
    }
}

#[test]
fn one_invention_anywhere_and_nothing_of_the_model_is_taken() {
    let extracted = Desk::story().packet();
    let good = "The customer wants the money back (#3).";
    for (summary, question, reply) in [
        ("The customer paid 99 euros.", "", ""),
        (good, "When does order 55103 arrive?", ""),
        (good, "", "Hello Maria, your money is on its way."),
        ("See #9.", "", ""),
        ("The customer wants the money back.", "", ""),
        ("The customer wants the money back (#1).", "", ""),
        (good, "", "You will get it by Friday."),
        (good, "", "Write to help@example.com."),
        ("The customer says “I will sue you”.", "", ""),
    ] {
        let packet = Desk::story().told(summary, question, reply).packet();
        assert_eq!(packet, extracted, "{summary} {question} {reply}");
    }
}

#[test]
fn what_is_put_together_would_itself_be_believed_in_every_language() {
    for language in ["en", "es", "pt", "fr", "de", "it", "nl"] {
        for reason in [
            Reason::CustomerRequest,
            Reason::Keyword,
            Reason::Sentiment,
            Reason::LowConfidence,
            Reason::BotFailure,
            Reason::WaitExpired,
            Reason::Policy,
        ] {
            let mut desk = Desk::story().in_language(language, Some(language));
            desk.reason = reason;
            let packet = desk.packet();
            let sources = Sources::of(&desk.conversation, &packet);
            for text in [
                Some(&packet.summary),
                packet.open_question.as_ref(),
                packet.suggested_reply.as_ref(),
            ]
            .into_iter()
            .flatten()
            {
                assert_eq!(sources.hold(text), Ok(()), "{language} {reason:?}: {text}");
            }
            let reply = packet.suggested_reply.unwrap();
            let commitments = Commitments::of(&reply);
            assert!(
                commitments.is_empty(),
                "{language}: {reply}: {commitments:?}"
            );
        }
    }
}
