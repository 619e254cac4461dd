mod meaning;

use std::sync::Arc;

use baton_app::ports::{Article, Articles, Knowledge, Passage, Verdict};
use baton_domain::{
    ArticleId, Assessment, BotAttempt, Channel, Condition, ConnectionId, Contact, ContactId,
    Content, Conversation, ConversationId, KnowledgeBase, MessageKind, Policy, Reason, Seq,
    Settings, Speaker, ThreadKey, Topic, Tried, Trigger, TriggerId, Turn, Urgency, Version,
};
use jiff::Timestamp;
use proptest::prelude::*;
use ulid::Ulid;

use super::*;
use crate::answering::KEPT_INDEXES;
use crate::encoder::Encoder;

/// A customer who talks with the bot of a small shop.
struct Talk {
    evaluator: EmbeddedEvaluator,
    knowledge: Knowledge,
    conversation: Conversation,
}

fn article(n: u64, title: &str, body: &str, questions: &[&str]) -> Article {
    Article {
        id: ArticleId::from_ulid(Ulid::from_parts(n, 0)),
        title: title.into(),
        body: body.into(),
        questions: questions.iter().map(|q| (*q).to_owned()).collect(),
        locale: "en".into(),
        vectors: None,
    }
}

fn articles(items: Vec<Article>) -> Arc<Articles> {
    Arc::new(Articles { version: 1, items })
}

impl Talk {
    /// The tenant publishes something else.
    fn publish(&mut self, change: impl FnOnce(&mut Vec<Article>)) {
        let articles = Arc::make_mut(&mut self.knowledge.articles);
        change(&mut articles.items);
        articles.version += 1;
    }

    fn new() -> Self {
        let thread = ThreadKey::from_bytes([7; 10]);
        let at = Timestamp::UNIX_EPOCH;
        let contact = Contact {
            id: ContactId::in_thread(thread, at),
            address: "15550001".into(),
            name: None,
            locale: None,
            attributes: [].into(),
            verified: [].into(),
        };
        Self {
            evaluator: EmbeddedEvaluator::new(),
            knowledge: Knowledge {
                settings: Settings::default(),
                policy: Policy::built_in(),
                articles: articles(vec![
                    article(
                        1,
                        "Where is my order",
                        "Follow your parcel with the link in the confirmation email.\n\nIf the \
                         link shows nothing for three days, tell us your order number.",
                        &["Where is my parcel?"],
                    ),
                    article(
                        2,
                        "Returns",
                        "Return anything within 30 days.",
                        &["How do I return an item?"],
                    ),
                    article(
                        3,
                        "Opening hours",
                        "We open from 9 to 19.",
                        &["When are you open?"],
                    ),
                ]),
                ..Knowledge::default()
            },
            conversation: Conversation {
                version: Version(1),
                last_seq: Seq(1),
                ..Conversation::begun(
                    ConversationId::in_thread(thread, at),
                    "acme".parse().unwrap(),
                    ConnectionId::from_ulid(Ulid::nil()),
                    Channel::Whatsapp,
                    contact,
                    at,
                )
            },
        }
    }

    fn with_trigger(mut self, n: u64, keyword: &str, urgency: Urgency, topic: Topic) -> Self {
        let place = self.knowledge.policy.triggers.len() - Policy::built_in().triggers.len();
        let trigger = Trigger::keywords(
            TriggerId::from_ulid(Ulid::from_parts(n, 0)),
            format!("about {keyword}"),
            [keyword],
            urgency,
            topic,
        );
        self.knowledge.policy.triggers.insert(place, trigger);
        self
    }

    fn consider(&self, content: &Content) -> Evaluation {
        self.evaluator.decide(Question {
            conversation: &self.conversation,
            message: "wamid.1",
            content,
            knowledge: &self.knowledge,
            at: Timestamp::UNIX_EPOCH,
            may_compose: true,
        })
    }

    fn hear(&self, content: &Content) -> Verdict {
        self.consider(content).verdict
    }

    /// The customer writes, and what the bot answers is remembered.
    fn say(&mut self, text: &str) -> Evaluation {
        let evaluation = self.consider(&Content::text(text));
        if let Verdict::Answer { text, attempt } = &evaluation.verdict {
            self.conversation.attempts.push(attempt.clone());
            self.conversation.preview = Some(text.clone());
        }
        evaluation
    }

    fn escalates(&mut self, text: &str) -> Escalates {
        let Evaluation {
            verdict,
            assessment,
            ..
        } = self.say(text);
        match verdict {
            Verdict::Escalate {
                reason,
                topic,
                urgency,
                considered,
                reason_text,
                group: _,
            } => Escalates {
                reason,
                topic,
                urgency,
                assessment,
                considered,
                reason_text,
            },
            Verdict::Answer { .. } => panic!("answered: {text}"),
        }
    }

    fn answers(&mut self, text: &str) -> String {
        match self.say(text).verdict {
            Verdict::Answer { text, .. } => text,
            escalate @ Verdict::Escalate { .. } => panic!("{text}: {escalate:?}"),
        }
    }
}

struct Escalates {
    reason: Reason,
    topic: Topic,
    urgency: Urgency,
    assessment: Assessment,
    considered: Option<Tried>,
    reason_text: String,
}

#[test]
fn the_story() {
    let mut talk = Talk::new();
    assert!(
        talk.answers("where is my parcel?")
            .contains("confirmation email")
    );
    let it = talk.escalates("this is a complaint, I want a refund and a real person");
    assert_eq!(it.reason, Reason::CustomerRequest);
    assert_eq!((it.topic, it.urgency), (Topic::Refund, Urgency::High));
    assert_eq!(it.assessment.rule, "wants_person");
    assert_eq!(it.assessment.evaluator, "embedded/1");
    assert!(it.assessment.score >= it.assessment.threshold);
}

#[test]
fn the_first_trigger_decides_before_anything_else() {
    let mut talk = Talk::new()
        .with_trigger(1, "refund", Urgency::Low, Topic::Billing)
        .with_trigger(2, "real person", Urgency::High, Topic::Technical);
    let it = talk.escalates("I want a REFUND and a real person");
    assert_eq!(it.reason, Reason::Keyword);
    assert_eq!((it.topic, it.urgency), (Topic::Billing, Urgency::Low));
    assert_eq!(
        it.assessment.rule,
        talk.knowledge.policy.triggers[0].id.to_string()
    );
    assert!(it.assessment.score >= 1.0 && it.assessment.threshold >= 1.0);
    assert!(it.reason_text.contains("about refund"));
}

#[test]
fn a_website_visitor_is_whom_the_company_signed_them_to_be() {
    let mut talk = Talk::new();
    talk.conversation.channel = Channel::Widget;
    let mut vip = Trigger::new(
        TriggerId::from_ulid(Ulid::from_parts(100, 0)),
        "VIP",
        Condition::Always,
    );
    vip.only.attributes = [("tier".to_owned(), vec!["vip".to_owned()])].into();
    talk.knowledge.policy = Policy::with([vip]);
    let tier = [("tier".to_owned(), "vip".to_owned())];
    talk.conversation.contact.attributes = tier.clone().into();
    talk.answers("where is my parcel?");
    talk.conversation.contact.verified = tier.into();
    assert_eq!(talk.escalates("where is my parcel?").reason, Reason::Policy);
}

#[test]
fn type_follows_from_what_was_asked_before_where_the_request_says_nothing() {
    let mut talk = Talk::new();
    talk.conversation.attempts.push(BotAttempt {
        question: "where is my refund".into(),
        article_id: None,
        article_title: None,
        tools: vec![],
        score: 0.9,
    });
    let it = talk.escalates("agent please");
    assert_eq!((it.topic, it.urgency), (Topic::Refund, Urgency::Medium));
}

#[test]
fn an_offered_person_is_accepted() {
    let mut talk = Talk::new();
    talk.conversation.preview = Some("Would you like to talk to one of our agents?".into());
    let it = talk.escalates("yes please");
    assert_eq!(
        (it.reason, it.assessment.rule.as_str()),
        (Reason::CustomerRequest, "accepts_person")
    );
}

#[test]
fn greetings_and_thanks_are_answered_without_an_article() {
    let mut talk = Talk::new();
    assert_eq!(talk.answers("hello!"), talk.knowledge.settings.greeting);
    assert!(talk.answers("muchas gracias").starts_with("¡Con gusto"));
    assert!(
        talk.conversation
            .attempts
            .iter()
            .all(|a| a.article_id.is_none())
    );
}

#[test]
fn what_holds_no_words_goes_to_a_person() {
    let talk = Talk::new();
    for (kind, named) in [
        (MessageKind::Voice, "a voice message"),
        (MessageKind::Image, "a picture"),
        (MessageKind::Location, "a location"),
        (MessageKind::Order, "an order"),
        (MessageKind::Unsupported, "not supported"),
    ] {
        let content = Content {
            kind,
            text: None,
            ..Content::text("")
        };
        let Evaluation {
            verdict:
                Verdict::Escalate {
                    reason,
                    reason_text,
                    ..
                },
            assessment,
            ..
        } = talk.consider(&content)
        else {
            panic!("{kind:?}");
        };
        assert_eq!(reason, Reason::LowConfidence);
        assert!(reason_text.contains(named), "{reason_text}");
        assert_eq!(assessment.rule, "unreadable");
    }
    let captioned = Content {
        kind: MessageKind::Image,
        ..Content::text("where is my parcel?")
    };
    assert!(matches!(talk.hear(&captioned), Verdict::Answer { .. }));
}

#[test]
fn the_threshold_is_met_by_an_equal_score_and_missed_by_less() {
    let mut talk = Talk::new();
    let question = "can you return it";
    talk.knowledge.settings.confidence_threshold = 0.0;
    let Verdict::Answer { attempt, .. } = talk.hear(&Content::text(question)) else {
        panic!("nothing is below 0");
    };
    assert!(attempt.score > 0.0 && attempt.score < 1.0);
    talk.knowledge.settings.confidence_threshold = attempt.score;
    assert!(matches!(
        talk.hear(&Content::text(question)),
        Verdict::Answer { .. }
    ));
    talk.knowledge.settings.confidence_threshold = attempt.score + 1e-9;
    let it = talk.escalates(question);
    assert_eq!(it.reason, Reason::LowConfidence);
    assert!((it.assessment.score - attempt.score).abs() < 1e-12);
    assert!(it.assessment.threshold > it.assessment.score);
    let considered = it.considered.unwrap();
    assert_eq!(
        (
            considered.article_title.as_deref().unwrap(),
            considered.answered
        ),
        ("Returns", false)
    );
}

#[test]
fn what_no_article_is_about_goes_to_a_person() {
    let mut talk = Talk::new();
    let it = talk.escalates("do you sell purple elephants");
    assert_eq!(
        (it.reason, it.assessment.rule.as_str()),
        (Reason::LowConfidence, "retrieval")
    );
    assert_eq!(it.considered, None);
}

#[test]
fn the_same_question_is_answered_twice_and_then_goes_to_a_person() {
    let mut talk = Talk::new();
    let first = talk.answers("where is my parcel?");
    let second = talk.answers("where is my parcel");
    assert_ne!(first, second, "the rest of the article is told");
    let it = talk.escalates("so where is the parcel?");
    assert_eq!(it.reason, Reason::BotFailure);
    assert_eq!(it.assessment.rule, "same_question_failed");
}

#[test]
fn an_answer_that_did_not_help_leads_to_another_or_to_a_person() {
    let mut talk = Talk::new();
    talk.answers("where is my parcel?");
    let it = talk.escalates("that didn't help");
    assert_eq!(
        (it.reason, it.assessment.rule.as_str()),
        (Reason::BotFailure, "nothing_else_to_say")
    );

    let mut talk = Talk::new();
    talk.publish(|articles| {
        articles.push(article(
            9,
            "Lost parcels",
            "A parcel without news for ten days is lost: we send another.",
            &["Where is my lost parcel?"],
        ));
    });
    talk.answers("where is my parcel?");
    assert!(
        talk.answers("that doesn't answer my question")
            .contains("ten days")
    );
    assert_eq!(
        talk.escalates("that didn't help either").reason,
        Reason::BotFailure
    );
}

#[test]
fn another_question_is_no_repetition() {
    let mut talk = Talk::new();
    talk.answers("where is my parcel?");
    talk.answers("how do I return an item?");
    talk.answers("when are you open?");
    talk.answers("where is my parcel?");
    talk.answers("thanks");
}

#[test]
fn an_index_is_built_once_for_each_version_of_the_articles() {
    let mut talk = Talk::new();
    let tenant = talk.conversation.tenant_id.clone();
    let index = |talk: &Talk| {
        let library = &talk.evaluator.library;
        library.index(&tenant, &talk.knowledge.articles)
    };
    let first = index(&talk);
    assert!(Arc::ptr_eq(&first, &index(&talk)));
    talk.publish(|articles| articles[0].body.push('!'));
    assert!(!Arc::ptr_eq(&first, &index(&talk)));
    for n in 0..2 * KEPT_INDEXES {
        talk.evaluator
            .library
            .index(&format!("t{n}").parse().unwrap(), &talk.knowledge.articles);
    }
    assert_eq!(
        talk.evaluator.library.indexes.lock().unwrap().len(),
        KEPT_INDEXES
    );
}

#[test]
fn a_trigger_speaks_for_its_own_tenant_only() {
    let mut talk = Talk::new();
    talk.answers("where is my parcel?");
    talk.conversation.attempts.clear();
    talk.conversation.tenant_id = "other".parse().unwrap();
    talk.publish(Vec::clear);
    assert_eq!(
        talk.escalates("where is my parcel?").reason,
        Reason::LowConfidence
    );
}

/// A search that finds this, or does not answer.
struct Scripted(Option<Vec<Passage>>);

#[async_trait]
impl PassageSource for Scripted {
    async fn passages(&self, base: &str, _: &str) -> Result<Vec<Passage>, PortError> {
        assert_eq!(base, "KB1");
        let found = self.0.clone();
        found.ok_or_else(|| PortError::new("searching", "no answer"))
    }
}

#[tokio::test]
async fn a_tenant_with_a_knowledge_base_elsewhere_is_answered_from_it_or_else_from_its_articles() {
    let lamp = Passage {
        title: "lamps".into(),
        source: "s3://help/lamps.md".into(),
        text: "Your parcel with the lamp is on the moon.".into(),
        score: 0.6,
    };
    for (found, expected) in [
        (Some(vec![lamp]), "on the moon"),
        (None, "confirmation email"),
    ] {
        let mut talk = Talk::new();
        talk.evaluator = EmbeddedEvaluator::new().with_passages(Arc::new(Scripted(found)));
        let ask = async |talk: &Talk| {
            let content = Content::text("where is my parcel with the lamp?");
            let question = Question {
                conversation: &talk.conversation,
                message: "wamid.1",
                content: &content,
                knowledge: &talk.knowledge,
                at: Timestamp::UNIX_EPOCH,
                may_compose: true,
            };
            match talk.evaluator.evaluate(question).await.unwrap().verdict {
                Verdict::Answer { text, attempt } => {
                    assert!(attempt.score < 1.0, "weighed like any other");
                    text
                }
                escalate @ Verdict::Escalate { .. } => panic!("{escalate:?}"),
            }
        };
        talk.knowledge.settings.confidence_threshold = 0.2;
        assert!(ask(&talk).await.contains("confirmation email"), "built in");
        talk.knowledge.settings.knowledge_base = KnowledgeBase::Bedrock { id: "KB1".into() };
        let said = ask(&talk).await;
        assert!(said.contains(expected), "{said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_it_fail_and_every_score_is_from_0_to_1(
        texts in prop::collection::vec("\\PC{0,80}|.{0,40}|(where|is|my|parcel|human|not|agent|ß|人工| |'|\\.){0,20}", 1..6),
        threshold in -1.0..2.0_f64,
    ) {
        let mut talk = Talk::new();
        talk.knowledge.settings.confidence_threshold = threshold;
        for text in texts {
            let content = Content::text(text.clone());
            prop_assert_eq!(talk.hear(&content), talk.hear(&content));
            prop_assert_eq!(talk.hear(&content), Talk { evaluator: EmbeddedEvaluator::new(), knowledge: talk.knowledge.clone(), conversation: talk.conversation.clone() }.hear(&content));
            let Evaluation { verdict, assessment, .. } = talk.say(&text);
            prop_assert!((0.0..=1.0).contains(&assessment.score));
            prop_assert!((0.0..=1.0).contains(&assessment.threshold));
            match verdict {
                Verdict::Answer { text, attempt } => {
                    prop_assert!(!text.is_empty());
                    prop_assert!((0.0..=1.0).contains(&attempt.score));
                }
                Verdict::Escalate { considered, .. } => {
                    prop_assert!(considered.is_none_or(|c| (0.0..=1.0).contains(&c.score)));
                }
            }
        }
    }
}

#[test]
fn where_nothing_may_be_said_a_person_is_called_and_a_request_stays_a_request() {
    let talk = Talk::new().with_trigger(1, "lawyer", Urgency::High, Topic::Billing);
    let silent = |text: &str| {
        talk.evaluator.decide(Question {
            conversation: &talk.conversation,
            message: "wamid.1",
            content: &Content::text(text),
            knowledge: &talk.knowledge,
            at: Timestamp::UNIX_EPOCH,
            may_compose: false,
        })
    };
    for (text, reason, rule) in [
        (
            "where is my parcel?",
            Reason::Policy,
            Some(Verdict::QUOTA_RULE),
        ),
        ("hello", Reason::Policy, Some(Verdict::QUOTA_RULE)),
        ("purple parcels", Reason::Policy, Some(Verdict::QUOTA_RULE)),
        ("a real person please", Reason::CustomerRequest, None),
        ("I'll tell my lawyer", Reason::Keyword, None),
    ] {
        let Evaluation {
            verdict,
            assessment,
            ..
        } = silent(text);
        let Verdict::Escalate { reason: called, .. } = verdict else {
            panic!("answered: {text}");
        };
        assert_eq!(called, reason, "{text}");
        assert!(rule.is_none_or(|rule| assessment.rule == rule), "{text}");
    }
}

#[test]
fn the_language_that_a_customer_writes_is_told() {
    let talk = Talk::new();
    for (text, language) in [
        ("¿Dónde está mi pedido? Todavía no ha llegado.", Some("es")),
        (
            "Wo bleibt meine Bestellung? Sie ist noch nicht da.",
            Some("de"),
        ),
        ("注文した商品がまだ届きません", Some("ja")),
        ("4711", None),
    ] {
        let work = talk.consider(&Content::text(text)).work;
        assert_eq!(work.language.as_deref(), language, "{text}");
    }
}

/// The shop's bot with the trained heads.
fn trained() -> Talk {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../.build/encoder/use-m3.bin"
    );
    let encoder = Encoder::open(std::path::Path::new(file))
        .expect("`scripts/test` or `scripts/build` fetches the encoder");
    Talk {
        evaluator: EmbeddedEvaluator::with_encoder(Arc::new(encoder)),
        ..Talk::new()
    }
}

#[test]
fn the_heads_leave_plain_questions_to_the_articles() {
    let mut talk = trained();
    for question in [
        "Where is my parcel?",
        "How do I return an item?",
        "When are you open?",
    ] {
        talk.conversation.attempts.clear();
        talk.conversation.preview = None;
        talk.answers(question);
    }
}

#[test]
fn the_heads_hear_what_word_lists_do_not() {
    let mut talk = trained();
    for (text, reason) in [
        ("担当者につないでください", Reason::CustomerRequest),
        ("chcę rozmawiać z człowiekiem", Reason::CustomerRequest),
        (
            "somebody got into my account and changed the email",
            Reason::Policy,
        ),
        ("the charger caught fire next to my bed", Reason::Policy),
    ] {
        let escalates = talk.escalates(text);
        assert_eq!(escalates.reason, reason, "{text}");
        assert_eq!(escalates.assessment.evaluator, "embedded/2");
    }
}

#[test]
fn a_run_of_negative_messages_is_counted_where_a_trigger_asks_for_it() {
    let mut talk = trained();
    let recent = |seq, speaker, text: &str| Turn {
        seq: Seq(seq),
        speaker,
        text: text.into(),
    };
    talk.conversation.recent = vec![
        recent(1, Speaker::Customer, "this is terrible, I am so angry"),
        recent(2, Speaker::Bot, "I am sorry to hear that."),
        recent(3, Speaker::Customer, "absolutely disgusting service"),
    ];
    talk.conversation.last_seq = Seq(3);
    talk.knowledge.policy = Policy::with([Trigger::new(
        TriggerId::from_ulid(Ulid::from_parts(100, 0)),
        "twice upset",
        Condition::SentimentRun { count: 2 },
    )]);
    let escalates = talk.escalates("absolutely disgusting service");
    assert_eq!(escalates.assessment.rule, "sentiment_run");
}

#[test]
fn what_came_before_a_person_spoke_is_not_held_against_the_bot() {
    let mut talk = trained();
    let turn = |seq, speaker, text: &str| Turn {
        seq: Seq(seq),
        speaker,
        text: text.into(),
    };
    talk.conversation.recent = vec![
        turn(1, Speaker::Customer, "where is my parcel?"),
        turn(2, Speaker::Bot, "Open the link in our email."),
        turn(3, Speaker::Customer, "that is not what I asked"),
        turn(4, Speaker::Agent, "It comes today."),
        turn(5, Speaker::Customer, "thanks"),
    ];
    talk.conversation.last_seq = Seq(6);
    let said = reading::said_before(&talk.conversation);
    let texts: Vec<_> = said.iter().map(|said| said.text).collect();
    assert_eq!(texts, ["It comes today.", "thanks"]);
    assert!(said[1].by_customer && !said[0].by_customer);
}
