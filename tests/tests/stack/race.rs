//! One winner.

use baton_tests::story::{Agent, Answer, Stack, eventually};
use futures::future::join_all;
use serde_json::json;

use crate::support::escalated;

/// How many press Take at the same moment.
const CREW: usize = 50;

#[tokio::test]
async fn fifty_agents_take_one_escalation_and_one_of_them_has_it() {
    let stack = Stack::attach();
    let other = stack.outputs().other_tenant.clone();
    let lead = stack.foreign_agent("admin").await;
    let dashboard = lead.dashboard().await;
    let crew = join_all((0..CREW).map(|_| stack.hires(&other.tenant_id, "agent"))).await;

    let customer = stack.foreign_customer();
    customer.writes(crate::support::COMPLAINT).await;
    let entry = eventually("an escalation in the other tenant", async || {
        let list = lead
            .lists("/v1/escalations?section=waiting&limit=100")
            .await;
        let mine = |entry: &serde_json::Value| entry["contact"]["address"] == customer.address();
        list.into_iter()
            .find(mine)
            .map(baton_tests::story::Escalation)
    })
    .await;

    let answers = join_all(crew.iter().map(|agent| agent.tries_to_take(&entry))).await;
    let won: Vec<usize> = (0..CREW).filter(|n| answers[*n].status == 200).collect();
    assert_eq!(
        won.len(),
        1,
        "{:?}",
        answers.iter().map(|a| a.status).collect::<Vec<_>>()
    );
    let winner = &crew[won[0]];
    let lost: Vec<&Answer> = answers
        .iter()
        .filter(|answer| answer.status != 200)
        .collect();
    assert_eq!(lost.len(), CREW - 1);
    for answer in lost {
        answer.is_problem(409);
        assert_eq!(
            answer.json["assignee"],
            json!({"id": winner.id, "name": winner.name}),
            "{}",
            answer.text
        );
    }
    customer.reads(&winner.name).await;
    dashboard.hears_of(entry.id(), "open").await;
    dashboard.is_answered().await;
    let taken = dashboard.frames(|frame| {
        frame["type"] == "escalation.upserted"
            && frame["id"] == entry.id()
            && frame["data"]["status"] == "open"
    });
    let mut versions: Vec<_> = taken
        .iter()
        .map(|frame| frame["version"].as_u64())
        .collect();
    versions.dedup();
    assert_eq!(versions.len(), 1, "one event tells of the take: {taken:?}");

    let me = winner.gets("/v1/me").await.expect(200);
    assert_eq!(me["active"], 1, "the winner has one conversation in hand");
    winner.closes(&entry).await;
    join_all(crew.iter().map(Agent::leaves)).await;
}

#[tokio::test]
async fn an_agent_without_room_gets_nothing_and_it_stays_in_the_queue() {
    let stack = Stack::attach();
    let tenant = stack.outputs().tenant_id.clone();
    let agent = stack.hires(&tenant, "agent").await;
    agent.has_room_for(1).await;
    let (_first, one) = escalated(&stack).await;
    let (_second, two) = escalated(&stack).await;
    agent.takes(&one).await;
    agent.tries_to_take(&two).await.is_problem(409);
    assert_eq!(agent.opens(&two).await["status"], "queued");
    agent.returns_to_bot(&one).await;
    agent.takes(&two).await;
    agent.closes(&two).await;
    agent.leaves().await;
}

#[tokio::test]
async fn a_take_that_is_sent_again_is_answered_as_the_first_time() {
    let stack = Stack::attach();
    let agent = stack.agent_with_role("agent").await;
    let (customer, entry) = escalated(&stack).await;
    let path = format!("/v1/escalations/{}/take", entry.id());
    let key = [("idempotency-key", baton_tests::world::word())];
    let key = key.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut answers = vec![];
    for _ in 0..3 {
        let answer = agent
            .asks_with(reqwest::Method::POST, &path, Some(&json!({})), &key)
            .await;
        answers.push(answer.expect(200));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    customer.reads(&agent.name).await;
    let told = customer.received().await;
    let told = told
        .iter()
        .filter(|message| message.text.contains(&agent.name));
    assert_eq!(told.count(), 1, "the customer is told once");
    agent.closes(&entry).await;
}
