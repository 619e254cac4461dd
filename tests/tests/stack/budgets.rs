//! What each event may ask of AWS, counted by the meter. These run alone.

use baton_tests::story::{Request, Stack};
use baton_tests::world;
use serde_json::{Value, json};

use crate::support::{COMPLAINT, QUESTION, answered, escalated, taken};

/// What the functions asked since somewhere.
struct Count {
    stack: Stack,
    asked: Vec<Request>,
}

impl Count {
    /// Everything behind this mark, once it is quiet.
    async fn since(stack: &Stack, mark: u64) -> Self {
        stack.meter().is_quiet().await;
        Self {
            stack: stack.clone(),
            asked: stack.meter().since(mark, "").await,
        }
    }

    /// The requests of this function, but for what it reads of the configuration and keeps for a
    /// minute.
    fn of(&self, function: &str) -> Vec<&Request> {
        let outputs = self.stack.outputs();
        let name = format!("{}{function}", outputs.function_prefix);
        let directory = outputs.table("directory");
        self.asked
            .iter()
            .filter(|request| request.function == name)
            .filter(|request| {
                let kept = match request.operation.as_str() {
                    "GetItem" | "Query" | "BatchGetItem" => {
                        request.resource.as_deref() == Some(directory)
                    }
                    "GetSecretValue" => true,
                    _ => false,
                };
                !kept
            })
            .collect()
    }

    fn operations(&self, function: &str, service: &str) -> Vec<&str> {
        let of = self.of(function).into_iter();
        let operations: Vec<_> = of
            .filter(|request| request.service == service)
            .map(|request| request.operation.as_str())
            .collect();
        println!("{function} asked {service} for {operations:?}");
        operations
    }
}

#[tokio::test]
async fn a_webhook_with_ten_messages_is_one_batch() {
    let stack = Stack::attach();
    let by = stack.customer();
    by.sends(json!({"kind": "reaction"})).await;
    let messages: Vec<Value> = (0..10)
        .map(|_| {
            json!({
                "from": format!("1555{}", world::digits(9)), "id": format!("wamid.{}", world::word()),
                "timestamp": world::now().as_second().to_string(), "type": "reaction",
                "reaction": {"message_id": "wamid.none", "emoji": "👍"},
            })
        })
        .collect();
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{
        "field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": {"phone_number_id": by.connection().phone_number_id},
            "messages": messages,
        },
    }]}]});
    let mark = stack.meter().is_quiet().await;
    assert_eq!(by.posts(&body).await.status, 200);
    let count = Count::since(&stack, mark).await;
    let asked: Vec<_> = count
        .of("webhook-intake")
        .iter()
        .map(|it| it.operation.clone())
        .collect();
    assert_eq!(asked, ["SendMessageBatch"]);
}

#[tokio::test]
async fn a_message_that_the_bot_answers_is_four_requests() {
    let stack = Stack::attach();
    let (customer, _) = answered(&stack).await;
    stack.sandbox().fate(customer.address(), &[]).await;
    let mark = stack.meter().is_quiet().await;
    customer.writes(QUESTION).await;
    customer.reads_something().await;
    let count = Count::since(&stack, mark).await;
    let mut asked = count.operations("evaluate", "dynamodb");
    asked.extend(count.operations("deliver", "dynamodb"));
    assert!(asked.len() <= 4, "{asked:?}");
    assert!(!asked.is_empty(), "the meter saw them");
}

#[tokio::test]
async fn a_message_to_a_person_is_three_requests() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (customer, entry) = taken(&stack, &ana).await;
    let mark = stack.meter().is_quiet().await;
    let words = world::word();
    customer.writes(&words).await;
    ana.sees(entry.conversation_id(), &words).await;
    let count = Count::since(&stack, mark).await;
    let mut asked = count.operations("evaluate", "dynamodb");
    asked.extend(count.operations("deliver", "dynamodb"));
    assert!((1..=3).contains(&asked.len()), "{asked:?}");
    ana.closes(&entry).await;
}

#[tokio::test]
async fn an_escalation_writes_with_the_messages_own_commit() {
    let stack = Stack::attach();
    let (customer, _) = answered(&stack).await;
    stack.sandbox().fate(customer.address(), &[]).await;
    let mark = stack.meter().is_quiet().await;
    customer.writes(COMPLAINT).await;
    stack.queue_entry_for(&customer).await;
    let count = Count::since(&stack, mark).await;
    let asked = count.operations("evaluate", "dynamodb");
    let writes = asked.iter().filter(|operation| {
        matches!(
            **operation,
            "TransactWriteItems" | "PutItem" | "UpdateItem" | "DeleteItem" | "BatchWriteItem"
        )
    });
    assert_eq!(writes.count(), 1, "{asked:?}");
    // The tenant has no model: nobody is asked to have one tell of it.
    let ordered = count.of("relay").into_iter().filter(|request| {
        let queue = request.resource.as_deref().unwrap_or_default();
        request.service == "sqs" && queue.contains("inbound")
    });
    assert_eq!(ordered.count(), 0);
}

#[tokio::test]
async fn a_take_is_one_request_won_or_lost() {
    let stack = Stack::attach();
    let [ana, ben] = stack
        .outputs()
        .two_agents()
        .map(|login| login.email.clone());
    let (ana, ben) = (stack.agent(&ana).await, stack.agent(&ben).await);
    let (_customer, entry) = escalated(&stack).await;
    for (agent, status) in [(&ana, 200), (&ben, 409), (&ana, 200)] {
        let mark = stack.meter().is_quiet().await;
        assert_eq!(agent.tries_to_take(&entry).await.status, status);
        let count = Count::since(&stack, mark).await;
        let asked = count.of("escalation-take");
        assert_eq!(asked.len(), 1, "{asked:?}");
        assert_eq!(asked[0].operation, "TransactWriteItems");
    }
    ana.closes(&entry).await;
}

#[tokio::test]
async fn an_escalation_is_read_with_its_history_and_mark_in_one_request() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (_customer, entry) = escalated(&stack).await;
    let path = format!("/v1/escalations/{}/mark", entry.id());
    let late = json!({"mark": "should_have_come_earlier"});
    let marked = ana.asks(reqwest::Method::PUT, &path, Some(&late)).await;
    let _: Value = marked.expect(200);
    let mark = stack.meter().is_quiet().await;
    let read = ana.opens(&entry).await;
    assert!(read["mark"].is_object() && read["history"].is_array());
    let count = Count::since(&stack, mark).await;
    let asked = count.operations("escalation-get", "dynamodb");
    assert_eq!(asked, ["BatchGetItem"]);
    ana.takes(&entry).await;
    ana.closes(&entry).await;
}

#[tokio::test]
async fn a_reply_is_two_requests_and_one_call_of_the_provider() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (customer, entry) = taken(&stack, &ana).await;
    stack.sandbox().fate(customer.address(), &[]).await;
    let before = customer.received().await.len();
    let mark = stack.meter().is_quiet().await;
    let words = format!("Two requests {}", world::word());
    ana.replies(entry.conversation_id(), &words).await;
    customer.reads(&words).await;
    let count = Count::since(&stack, mark).await;
    let asked = count.operations("message-create", "dynamodb");
    assert!((1..=2).contains(&asked.len()), "{asked:?}");
    let sending = count.operations("deliver", "dynamodb");
    assert!(sending.len() <= 2, "claimed and recorded: {sending:?}");
    assert_eq!(customer.received().await.len(), before + 1);
    ana.closes(&entry).await;
}

#[tokio::test]
async fn a_push_is_one_query_and_a_post_for_each_dashboard() {
    let stack = Stack::attach();
    let other = stack.outputs().other_tenant.tenant_id.clone();
    let temp = stack.hires(&other, "agent").await;
    let _one = temp.dashboard().await;
    let _two = stack.foreign_agent("admin").await.dashboard().await;
    let rows = stack.aws().scan(stack.outputs().table("sockets")).await;
    let sockets = rows
        .iter()
        .filter(|row| row["tenant_id"]["S"] == other.as_str())
        .filter(|row| row["owner"]["M"]["kind"]["S"] == "agent")
        .count();
    let mark = stack.meter().is_quiet().await;
    let away = json!({"status": "away"});
    let said = temp
        .asks(reqwest::Method::PUT, "/v1/me/presence", Some(&away))
        .await;
    let _: Value = said.expect(200);
    let count = Count::since(&stack, mark).await;
    assert_eq!(count.operations("push", "dynamodb"), ["Query"]);
    let posts = count.operations("push", "execute-api");
    assert_eq!(posts.len(), sockets, "{posts:?}");
    temp.leaves().await;
}

#[tokio::test]
async fn a_file_is_one_request_more_of_relays_and_two_to_keep_it() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (customer, entry) = taken(&stack, &ana).await;
    let mark = stack.meter().is_quiet().await;
    let words = world::word();
    customer.writes(&words).await;
    ana.sees(entry.conversation_id(), &words).await;
    let count = Count::since(&stack, mark).await;
    assert!(count.operations("relay", "sqs").is_empty());

    let mark = stack.meter().is_quiet().await;
    let caption = world::word();
    customer.sends_picture(&caption).await;
    let message = ana.sees(entry.conversation_id(), &caption).await;
    stack.keeps_file(&message).await;
    let count = Count::since(&stack, mark).await;
    assert_eq!(count.operations("relay", "sqs"), ["SendMessageBatch"]);
    let mut asked = count.operations("evaluate", "dynamodb");
    asked.extend(count.operations("deliver", "dynamodb"));
    assert!((1..=3).contains(&asked.len()), "{asked:?}");
    // An address that is signed says nothing of who asks, and these stories run alone.
    let s3 = count.asked.iter().filter(|it| it.service == "s3");
    let s3: Vec<_> = s3.map(|it| it.operation.as_str()).collect();
    assert_eq!(s3, ["HeadObject", "PutObject"]);
    ana.closes(&entry).await;
}
