//! The story that everything is built for.

use std::time::Duration;

use baton_tests::story::{Agent, Customer, Dashboard, Escalation, Stack, eventually, holds_for};
use baton_tests::world;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::{COMPLAINT, QUESTION, authors, words_of};

/// All of these dashboards hear of it, and how long that took is told.
async fn everybody_hears(dashboards: &[Dashboard], entry: &Escalation, since: Instant) {
    for dashboard in dashboards {
        let (at, frame) = dashboard.hears_of(entry.id(), "queued").await;
        let took = at.duration_since(since);
        println!(
            "a dashboard heard of the escalation after {} ms",
            took.as_millis()
        );
        assert_eq!(frame["data"]["urgency"], "high", "{frame}");
        assert!(frame["version"].is_u64(), "{frame}");
    }
}

/// Who is in the story.
pub(crate) struct Cast<'a> {
    /// Two agents, who both want the conversation.
    pub(crate) agents: [&'a Agent; 2],
    /// Somebody of the same tenant's who only looks on.
    pub(crate) observer: &'a Agent,
    /// Who writes to it.
    pub(crate) customer: &'a Customer,
}

impl Cast<'_> {
    async fn conversation_id(&self) -> String {
        eventually("a conversation", async || {
            let list = self.observer.lists("/v1/conversations?limit=100").await;
            list.into_iter()
                .find(|each| each["contact"]["address"] == self.customer.address())
                .and_then(|each| each["id"].as_str().map(str::to_owned))
        })
        .await
    }

    pub(crate) async fn queue_entry(&self) -> Escalation {
        eventually("an escalation", async || {
            let list = self.observer.lists("/v1/escalations?limit=100").await;
            list.into_iter()
                .find(|entry| entry["contact"]["address"] == self.customer.address())
                .map(Escalation)
        })
        .await
    }
}

#[tokio::test]
async fn a_customer_on_whatsapp_is_handed_to_a_person_and_back_to_the_bot() {
    let stack = Stack::attach();
    let [ana, ben] = stack
        .outputs()
        .two_agents()
        .map(|login| login.email.clone());
    let (ana, ben) = (stack.agent(&ana).await, stack.agent(&ben).await);
    let cast = Cast {
        agents: [&ana, &ben],
        observer: stack.observer().await,
        customer: &stack.customer(),
    };
    is_told(&stack, &cast).await;
}

/// Question, answer, complaint, escalation, a race for it, a reply, silence, and back to the bot;
/// answers all that was written.
pub(crate) async fn is_told(stack: &Stack, cast: &Cast<'_>) -> Vec<Value> {
    let ([ana, ben], observer, customer) = (cast.agents, cast.observer, cast.customer);
    let dashboards = [ana.dashboard().await, ben.dashboard().await];

    customer.writes(QUESTION).await;
    let answer = customer.reads_something().await;
    let conversation = cast.conversation_id().await;
    let history = observer.reads_history(&conversation).await;
    assert_eq!(authors(&history), ["customer", "bot"]);
    assert_eq!(words_of(&history, "bot"), [answer.text.as_str()]);

    let asked = Instant::now();
    customer.writes(COMPLAINT).await;
    let entry = cast.queue_entry().await;
    assert_eq!(entry.0["status"], "queued");
    assert_eq!(entry.0["urgency"], "high");
    assert_eq!(entry.0["type"], "refund");
    assert_eq!(entry.0["channel"], "whatsapp");
    assert_eq!(entry.0["contact"]["name"], customer.name());
    assert!(entry.0["ticket"].as_u64().is_some_and(|number| number > 0));
    everybody_hears(&dashboards, &entry, asked).await;
    let connecting = customer.reads_something().await;
    let history = observer.reads_history(&conversation).await;
    assert_eq!(authors(&history), ["customer", "bot", "customer", "system"]);
    assert_eq!(words_of(&history, "system"), [connecting.text.as_str()]);

    eventually("a notification of the escalation", async || {
        let notifications = ana.notifications().await;
        notifications
            .into_iter()
            .find(|told| told["escalation_id"] == entry.id())
    })
    .await;
    let number = format!("#{}", entry.0["ticket"]);
    eventually("a letter about the escalation", async || {
        let letters = stack.aws().letters().await;
        letters.into_iter().find(|letter| {
            let said = |part: &str| letter[part].as_str().is_some_and(|it| it.contains(&number));
            said("Subject") || said("BodyText")
        })
    })
    .await;

    let (first, second) = tokio::join!(ana.tries_to_take(&entry), ben.tries_to_take(&entry));
    let (winner, loser_was_told) = match (first.status, second.status) {
        (200, 409) => (ana, second),
        (409, 200) => (ben, first),
        other => panic!("two agents took it and were answered {other:?}"),
    };
    loser_was_told.is_problem(409);
    assert_eq!(loser_was_told.json["assignee"]["id"], winner.id.as_str());
    assert_eq!(
        loser_was_told.json["assignee"]["name"],
        winner.name.as_str()
    );
    customer.reads(&winner.name).await;

    let opened = winner.opens(&entry).await;
    assert_eq!(opened["handoff"]["evidence"]["text"], COMPLAINT);
    assert_eq!(opened["handoff"]["tried"][0]["question"], QUESTION);
    assert!(opened["handoff"]["tried"][0]["article_title"].is_string());
    assert!(opened["assessment"]["rule"].is_string());
    assert!(opened["assessment"]["threshold"].is_number());
    let history = winner.reads_history(&conversation).await;
    assert_eq!(words_of(&history, "customer"), [QUESTION, COMPLAINT]);

    let reply = format!("I am looking into it: {}.", world::word());
    winner.replies(&conversation, &reply).await;
    customer.reads(&reply).await;

    let more = format!("thank you, and {QUESTION} {}", world::word());
    customer.writes(&more).await;
    let dashboard = &dashboards[usize::from(winner.id == ben.id)];
    dashboard
        .hears("what the customer wrote to their owner", |frame| {
            frame["type"] == "message.created" && frame["data"]["text"] == more.as_str()
        })
        .await;
    holds_for(Duration::from_secs(1), "the bot's silence", async || {
        authors(&observer.reads_history(&conversation).await).last() == Some(&"customer")
    })
    .await;

    winner.returns_to_bot(&entry).await;
    customer.writes(QUESTION).await;
    let answer = customer.reads_something().await;
    let history = observer.reads_history(&conversation).await;
    assert_eq!(
        words_of(&history, "bot").last(),
        Some(&answer.text.as_str())
    );
    let list = winner
        .lists("/v1/escalations?status=resolved&sort=newest&limit=100")
        .await;
    assert!(list.iter().any(|ended| ended["id"] == entry.id()));
    history
}

#[tokio::test]
async fn a_visitor_is_handed_to_a_person_who_closes_it() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let dashboards = [
        ana.dashboard().await,
        stack.agent_with_role("lead").await.dashboard().await,
    ];
    let visitor = stack.visitor().await;
    let widget = visitor.listens().await;

    visitor.writes(QUESTION).await;
    let (_, answer) = widget
        .hears("the bot's answer", |frame| {
            frame["type"] == "message.created" && frame["data"]["author"]["kind"] == "bot"
        })
        .await;
    visitor
        .reads(answer["data"]["text"].as_str().unwrap())
        .await;

    let asked = Instant::now();
    visitor.writes(COMPLAINT).await;
    let entry = eventually("an escalation of the visitor's", async || {
        let list = ana
            .lists("/v1/escalations?section=waiting&channel=widget&limit=100")
            .await;
        let mine = |entry: &Value| entry["conversation_id"] == visitor.conversation_id;
        list.into_iter().find(mine).map(Escalation)
    })
    .await;
    everybody_hears(&dashboards, &entry, asked).await;

    ana.takes(&entry).await;
    visitor.reads(&ana.name).await;
    let note = format!("teammates only {}", world::word());
    let path = format!("/v1/conversations/{}/notes", visitor.conversation_id);
    let noted = ana.posts(&path, &json!({"text": note})).await;
    assert!((200..300).contains(&noted.status), "{}", noted.text);
    let reply = format!("Here I am: {}.", world::word());
    ana.replies(&visitor.conversation_id, &reply).await;
    visitor.reads(&reply).await;
    let thread = visitor.thread().await;
    assert!(
        words_of(&thread, "agent").iter().all(|text| *text != note),
        "{thread:?}"
    );

    let before = visitor.thread().await.len();
    ana.closes(&entry).await;
    eventually("the closing text", async || {
        let thread = visitor.thread().await;
        (thread.len() > before && authors(&thread).last() == Some(&"system")).then_some(())
    })
    .await;
    let path = format!("/v1/conversations/{}", visitor.conversation_id);
    assert_eq!(ana.gets(&path).await.expect(200)["mode"], "closed");

    visitor.writes(QUESTION).await;
    eventually("the bot's answer to a new question", async || {
        let thread = visitor.thread().await;
        (authors(&thread).last() == Some(&"bot")).then_some(())
    })
    .await;
}
