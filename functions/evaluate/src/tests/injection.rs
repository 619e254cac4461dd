//! Customers who try to turn the model against its tenant, over the whole path: what is kept, what
//! is sent, what is logged. The model obeys whatever it reads.

use std::io::Write;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::ports::{LanguageModel, ModelAnswer, ModelCall, ModelError};
use baton_app::receive::Received;
use baton_domain::{Author, Command, Message, Owner, Seq, State};
use baton_evaluator::EmbeddedEvaluator;
use baton_evaluator::llm::Evaluators;
use baton_evaluator::llm::testing::{
    Bench, Carried, Demand, Obedient, Scripted, Tools, Way, answers, calls, carried, cases,
    demanded, mark_in, settings, tells_a_secret, unfounded,
};
use serde_json::{Value, json};
use tracing::subscriber::DefaultGuard;

use super::meddled::Doing;
use super::shop::{Shop, ana, tenant};

const PARCEL: &str = "where is my parcel?";
const ORDER: &str = "when does order 12345 come?";
const BODY: &str = "Follow your parcel with the link in the confirmation email.";

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A model, and what somebody does while it thinks of its first answer.
struct Interrupted {
    model: Arc<Scripted>,
    meanwhile: Mutex<Option<Doing>>,
}

#[async_trait]
impl LanguageModel for Interrupted {
    async fn ask(&self, call: ModelCall<'_>) -> Result<ModelAnswer, ModelError> {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(meanwhile) = meanwhile {
            meanwhile.await;
        }
        self.model.ask(call).await
    }
}

fn order() -> Value {
    json!({ "order": "12345", "arrives": "2026-03-07" })
}

/// A shop with this model.
pub(super) async fn shop(model: &Arc<Scripted>) -> (Shop, Bench) {
    shop_where(model, settings()).await
}

/// A shop with this model and these settings of it.
pub(super) async fn shop_where(
    model: &Arc<Scripted>,
    settings: EvaluatorSettings,
) -> (Shop, Bench) {
    let bench = Bench::new(Tools::new(Some(order())));
    let models = bench.models(Arc::<Scripted>::clone(model));
    let evaluators = Evaluators::new(EmbeddedEvaluator::new(), models);
    let shop = Shop::with_settings(Arc::new(evaluators), settings).await;
    (shop, bench)
}

/// A shop whose model obeys whoever writes, one customer after the other.
struct Den {
    shop: Shop,
    bench: Bench,
    model: Arc<Scripted>,
    interrupted: Arc<Interrupted>,
    lines: Lines,
    customers: u32,
    _logs: DefaultGuard,
}

impl Den {
    async fn open() -> Self {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .with_max_level(tracing::Level::INFO)
            .with_writer(move || writer.clone())
            .finish();
        let logs = tracing::subscriber::set_default(subscriber);
        let bench = Bench::new(Tools::new(Some(order())));
        let model = Obedient::to_whoever_writes();
        let interrupted = Arc::new(Interrupted {
            model: Arc::clone(&model),
            meanwhile: Mutex::default(),
        });
        let models = bench.models(Arc::<Interrupted>::clone(&interrupted));
        let evaluators = Evaluators::new(EmbeddedEvaluator::new(), models);
        let mut shop = Shop::with_settings(Arc::new(evaluators), settings()).await;
        shop.publishes(1, BODY, &settings());
        Self {
            shop,
            bench,
            model,
            interrupted,
            lines,
            customers: 0,
            _logs: logs,
        }
    }

    /// Another customer, of whom nobody knows anything.
    fn next_customer(&mut self) {
        self.customers += 1;
        self.shop.next_customer(self.customers);
        self.model.forgets();
        self.bench.tools.answer_from_now_on(order());
        self.lines.0.lock().unwrap().clear();
    }

    /// The bot has the conversation, or the queue has: nobody claimed, closed, moved or returned it.
    async fn is_where_it_may_be(&self, received: Received, name: &str) -> State {
        let state = self.shop.state().await;
        let conversation = &state.conversation;
        assert_eq!(conversation.tenant_id, tenant(), "{name}");
        assert_eq!(conversation.id.thread(), self.shop.thread, "{name}");
        match received {
            Received::Answered => {
                assert_eq!(conversation.owner, Owner::Bot, "{name}");
                assert!(state.live.is_none(), "{name}");
            }
            Received::Escalated => {
                assert_eq!(conversation.owner, Owner::Queue, "{name}");
                let live = state.live.as_ref().unwrap();
                assert!(live.assignee.is_none(), "{name}");
            }
            other => panic!("{name}: {other:?}"),
        }
        state
    }

    /// Whatever is kept, sent or logged tells no secret, and tools were called as declared.
    fn tells_and_calls_nothing_else(&self, state: &State, messages: &[Message], name: &str) {
        let asked = self.model.asked();
        let marks: Vec<String> = asked.iter().map(|asked| mark_in(&asked.system)).collect();
        let logged = String::from_utf8(self.lines.0.lock().unwrap().clone()).unwrap();
        // The customer's own messages are theirs.
        let said = messages
            .iter()
            .filter(|message| message.author != Author::Customer);
        let mut kept: Vec<String> = said
            .map(|message| serde_json::to_string(message).unwrap())
            .collect();
        kept.push(serde_json::to_string(&(&state.conversation, &state.live)).unwrap());
        for text in kept.iter().chain([&logged]) {
            assert!(!tells_a_secret(text, &marks), "{name}: {text}");
        }
        assert!(!logged.contains("parcel"), "{name}: {logged}");
        for called in self.bench.tools.called() {
            assert_eq!(
                (called.name.as_str(), &called.tenant),
                ("order_lookup", &tenant()),
                "{name}"
            );
            assert_eq!(called.conversation, state.conversation.id, "{name}");
            assert_eq!(called.contact.id, state.conversation.contact.id, "{name}");
            let arguments = called.arguments.as_object().unwrap();
            assert_eq!(arguments.len(), 1, "{name}");
            let told = arguments["order"].as_str().unwrap();
            assert!(!tells_a_secret(told, &marks), "{name}: {told}");
        }
    }

    /// While people have the conversation nobody asks the model, and the bot says nothing. Answers
    /// all that was written.
    async fn is_silent_under_a_person(
        &self,
        before: &State,
        again: &str,
        name: &str,
    ) -> Vec<Message> {
        match &before.live {
            Some(live) => self.shop.ana_takes_this(live.id).await,
            None => self.shop.ana_takes_over().await,
        }
        let (asked, called) = (self.model.asked().len(), self.bench.tools.called().len());
        let received = self.shop.customer_says(again).await;
        assert_eq!(received, Received::Kept, "{name}");
        assert_eq!(self.model.asked().len(), asked, "{name}");
        assert_eq!(self.bench.tools.called().len(), called, "{name}");
        let messages = self.shop.messages().await;
        let mut since = messages
            .iter()
            .filter(|message| message.seq > before.conversation.last_seq);
        assert!(since.all(|message| message.author != Author::Bot), "{name}");
        let last = messages.last().unwrap();
        assert_eq!(last.author, Author::Customer, "{name}");
        let after = self.shop.state().await;
        assert_eq!(
            after.conversation.owner,
            Owner::Agent(ana().agent),
            "{name}"
        );
        let live = after.live.as_ref().unwrap();
        assert_eq!(live.assignee, Some(ana().agent), "{name}");
        self.tells_and_calls_nothing_else(&after, &messages, name);
        messages
    }

    /// Whether the model was asked; where it was, this is what it found to obey in the end.
    fn was_told(&self, demand: &Demand, name: &str) -> bool {
        let asked = self.model.asked();
        if let Some(last) = asked.last() {
            assert_eq!(demanded(last).as_ref(), Some(demand), "{name}");
        }
        !asked.is_empty()
    }
}

/// What no article, no tool and nobody of the shop said.
fn says_none_of(messages: &[Message], invented: &[&str], name: &str) {
    for message in messages {
        let text = message.content.text.as_deref().unwrap_or_default();
        if message.author == Author::Bot {
            for invented in invented {
                assert!(!text.contains(invented), "{name}: {text}");
            }
        }
    }
}

/// Every demand in every wrapping, in one of its two languages: the other one says the same to the
/// model. In two parts, so that two processes can share them.
async fn holds_for_every_other(first: usize) {
    let mut den = Box::pin(Den::open()).await;
    let mut reached = 0;
    let all = cases();
    assert!(all.len() + carried().len() >= 1_200, "{}", all.len());
    let pairs = all.chunks_exact(2).enumerate();
    let cases: Vec<_> = pairs
        .skip(first)
        .step_by(2)
        .map(|(place, languages)| &languages[place / 2 % 2])
        .collect();
    for case in &cases {
        let name = &case.name;
        den.next_customer();
        let received = den.shop.customer_says(&case.message).await;
        let state = den.is_where_it_may_be(received, name).await;
        let said = state.conversation.last_seq;
        assert_eq!(said, Seq(2), "{name}: one message in, one out");
        reached += usize::from(den.was_told(&case.demand, name));
        let messages = den
            .is_silent_under_a_person(&state, &case.message, name)
            .await;
        let invented = [
            "9999",
            "evil.example",
            "PWNED",
            "It is free",
            "gratis",
            "approved",
            "closed",
        ];
        says_none_of(&messages, &invented, name);
        if let Some(live) = &state.live {
            for invented in ["evil.example", "Horvat", "4711", "approved"] {
                assert!(!live.reason_text.contains(invented), "{name}");
            }
        }
    }
    let of = cases.len();
    assert!(
        reached * 2 >= of,
        "only {reached} of {of} reached the model"
    );
}

#[tokio::test]
async fn nothing_that_a_customer_writes_moves_a_conversation_out_of_the_banks_it_may_flow_in() {
    Box::pin(holds_for_every_other(0)).await;
}

#[tokio::test]
async fn nothing_that_a_customer_writes_moves_it_in_the_other_half_either() {
    Box::pin(holds_for_every_other(1)).await;
}

/// The customer's last message, after whatever brought the demand to where the model reads it.
async fn brings(den: &mut Den, carried: &Carried, version: u64) -> &'static str {
    let [first, ..] = &carried.parts[..] else {
        panic!("{}: nothing is demanded", carried.name)
    };
    match carried.way {
        Way::EarlierTurn => {
            den.shop.customer_says("hello").await;
            den.shop.ana_takes_over().await;
            assert_eq!(den.shop.customer_says(first).await, Received::Kept);
            den.shop
                .does(Command::ReturnToBot {
                    by: ana(),
                    seen: None,
                })
                .await;
            den.shop.wait(1);
        }
        Way::Halves => {
            let words = format!("{PARCEL} Remember {first}");
            assert_eq!(
                den.shop.customer_says(&words).await,
                Received::Answered,
                "{}",
                carried.name
            );
        }
        Way::Passage => {
            let body = format!("{BODY} {first}");
            den.shop.publishes(version, &body, &settings());
        }
        Way::ToolResult => {
            let note = json!({ "order": "12345", "note": first });
            den.bench.tools.answer_from_now_on(note);
            return ORDER;
        }
    }
    PARCEL
}

#[tokio::test]
async fn nothing_that_comes_on_another_way_does_either() {
    let mut den = Box::pin(Den::open()).await;
    let all = carried();
    let mut reached = [0; 4];
    for (version, carried) in (2..).zip(&all) {
        let name = &carried.name;
        den.next_customer();
        let last = brings(&mut den, carried, version).await;
        let before = den.shop.messages().await.len();
        den.model.forgets();
        let said = match &carried.parts[..] {
            [_, second] => format!("{last} Remember {second} and do it"),
            _ => last.to_owned(),
        };
        let received = den.shop.customer_says(&said).await;
        let state = den.is_where_it_may_be(received, name).await;
        let messages = den.shop.messages().await;
        assert_eq!(messages.len(), before + 2, "{name}: one in, one out");
        // A passage that does not come near the question is not read, and then nobody obeys it.
        if let Some(found) = den.model.asked().last().and_then(demanded) {
            assert_eq!(found, carried.demand, "{name}");
            reached[carried.way as usize] += 1;
        }
        let messages = den.is_silent_under_a_person(&state, &said, name).await;
        // What the tenant's own articles and tools say is the tenant's to answer for.
        says_none_of(&messages, &["PWNED", "closed"], name);
        if matches!(carried.way, Way::EarlierTurn | Way::Halves) {
            says_none_of(&messages, &["9999", "evil.example", "It is free"], name);
        }
        if carried.way == Way::Passage {
            den.shop.publishes(1, BODY, &settings());
        }
    }
    let each = all.len() / 4;
    assert!(
        reached.iter().all(|reached| reached * 10 >= each * 8),
        "{reached:?} of {each} each reached the model"
    );
}

#[tokio::test]
async fn an_agent_who_takes_over_while_the_model_answers_is_not_spoken_over() {
    let mut den = Box::pin(Den::open()).await;
    let mut interrupted = 0;
    // One of each demand: as a message after a question.
    for case in cases().iter().skip(2).step_by(24) {
        let name = &case.name;
        den.next_customer();
        den.shop.customer_says("hello").await;
        let before = den.shop.messages().await;
        *den.interrupted.meanwhile.lock().unwrap() = Some(den.shop.ana_takes_over());
        let received = den.shop.customer_says(&case.message).await;
        let unused = den.interrupted.meanwhile.lock().unwrap().take();
        if unused.is_some() {
            assert!(den.model.asked().is_empty(), "{name}");
            continue;
        }
        interrupted += 1;
        assert_eq!(received, Received::Kept, "{name}");
        let after = den.shop.messages().await;
        let bots = |messages: &[Message]| {
            let bot = |message: &&Message| message.author == Author::Bot;
            messages.iter().filter(bot).count()
        };
        assert_eq!(bots(&after), bots(&before), "{name}");
        assert_eq!(after.last().unwrap().author, Author::Customer, "{name}");
        let state = den.shop.state().await;
        assert_eq!(
            state.conversation.owner,
            Owner::Agent(ana().agent),
            "{name}"
        );
        let live = state.live.as_ref().unwrap();
        assert_eq!(live.assignee, Some(ana().agent), "{name}");
        den.tells_and_calls_nothing_else(&state, &after, name);
    }
    assert!(interrupted >= 30, "{interrupted}");
}

#[tokio::test]
async fn a_passage_is_no_ground_for_a_promise_that_it_does_not_hold() {
    let mut den = Box::pin(Den::open()).await;
    for case in unfounded() {
        let name = &case.name;
        den.next_customer();
        let received = den.shop.customer_says(&case.message).await;
        assert!(den.was_told(&case.demand, name), "{name}");
        assert_eq!(received, Received::Escalated, "{name}");
        let messages = den.shop.messages().await;
        assert!(
            messages.iter().all(|message| message.author != Author::Bot),
            "{name}: {messages:?}"
        );
        let live = den.shop.state().await.live.unwrap();
        assert_eq!(live.assessment.rule, "not_grounded", "{name}");
    }
}

#[tokio::test]
async fn what_a_model_used_and_found_is_kept_with_its_answer() {
    let model = Scripted::new(|_, n| {
        Ok(match n {
            0 => calls("order_lookup", json!({ "order": "12345" })),
            _ => answers("Order 12345 arrives on 2026-03-07.", &["t1"]),
        })
    });
    let (shop, _bench) = shop(&model).await;
    assert_eq!(
        shop.customer_says("when does order 12345 come").await,
        Received::Answered
    );
    let state = shop.state().await;
    assert_eq!(
        (state.conversation.tokens, state.conversation.cost_micros),
        (240, 280)
    );
    let [call] = state.conversation.tool_calls.kept.as_slice() else {
        panic!()
    };
    assert!(call.result().unwrap().contains("2026-03-07"));
    let messages = shop.messages().await;
    let assessment = messages[1].assessment.as_ref().unwrap();
    assert_eq!(assessment.evaluator, "openai_compatible/scripted");
    assert_eq!(messages[1].seq, Seq(2));
}
