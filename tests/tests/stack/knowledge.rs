//! What the bot knows: brought, published, answered from, withdrawn, and what is missing.

use baton_tests::story::{Agent, Stack, eventually};
use baton_tests::world;
use reqwest::Method;
use serde_json::{Value, json};

/// A Markdown file about something that no other article knows, and a question to it.
fn file(word: &str, days: &str) -> (Value, String) {
    let text = format!(
        "---\ntitle: The {word} lamp\nquestions:\n  - how long does the {word} lamp burn?\n---\n\
         # The {word} lamp\n\nThe **{word}** lamp burns {days} days; see [its page](https://shop.example/lamp)."
    );
    let file = json!({"path": format!("lamps/{word}.md"), "text": text});
    (file, format!("How long does the {word} lamp burn?"))
}

async fn imports(lead: &Agent, file: &Value) -> Value {
    let report = lead
        .posts("/v1/articles/import", &json!({"files": [file]}))
        .await
        .expect(200);
    report["items"][0].clone()
}

async fn asks(agent: &Agent, question: &str) -> Value {
    let body = json!({"question": question});
    agent.posts("/v1/articles/ask", &body).await.expect(200)
}

#[tokio::test]
async fn a_file_is_brought_published_answered_from_and_withdrawn() {
    let stack = Stack::attach();
    let lead = stack.agent_with_role("lead").await;
    let ana = stack.agent_with_role("agent").await;
    let word = world::word();
    let (file, question) = file(&word, "nine");
    let brought = imports(&lead, &file).await;
    assert_eq!(brought["outcome"], "created", "{brought}");
    assert_eq!(imports(&lead, &file).await["outcome"], "unchanged");
    let id = brought["article"]["id"].as_str().unwrap();
    let path = format!("/v1/articles/{id}");
    assert_ne!(asks(&ana, &question).await["best"]["article_id"], id);

    let published = lead
        .posts(&format!("{path}/publish"), &json!({}))
        .await
        .expect(200);
    assert_eq!(published["status"], "published");
    let answer = eventually("the article in the question box", async || {
        let answer = asks(&ana, &question).await;
        (answer["best"]["article_id"] == id).then_some(answer)
    })
    .await;
    assert_eq!(answer["would_answer"], true, "{answer}");
    let words =
        format!("The {word} lamp burns nine days; see its page (https://shop.example/lamp).");
    assert_eq!(answer["best"]["passage"], words);

    // The bot may have read what it knows just before.
    eventually("the bot's answer from the article", async || {
        let customer = stack.customer();
        customer.writes(&question).await;
        let answer = customer.reads_something().await;
        (answer.text == words).then_some(())
    })
    .await;

    let _ = lead
        .posts(&format!("{path}/unpublish"), &json!({}))
        .await
        .expect(200);
    eventually(
        "a person for what no article answers any more",
        async || {
            let customer = stack.customer();
            customer.writes(&question).await;
            let answer = customer.reads_something().await;
            (answer.text != words).then_some(())
        },
    )
    .await;
}

#[tokio::test]
async fn a_change_of_what_is_published_is_what_the_bot_says() {
    let stack = Stack::attach();
    let lead = stack.agent_with_role("lead").await;
    let word = world::word();
    let (first, question) = file(&word, "two");
    let id = imports(&lead, &first).await["article"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/v1/articles/{id}");
    let _ = lead
        .posts(&format!("{path}/publish"), &json!({}))
        .await
        .expect(200);
    let (second, _) = file(&word, "three");
    assert_eq!(imports(&lead, &second).await["outcome"], "updated");
    eventually("the new words", async || {
        let answer = asks(&lead, &question).await;
        let passage = answer["best"]["passage"].as_str().unwrap_or_default();
        passage.contains("three days").then_some(())
    })
    .await;

    let edit = json!({"version": 1, "title": "Late", "body": "Late."});
    let late = lead.asks(Method::PUT, &path, Some(&edit)).await;
    late.is_problem(409);
    assert_eq!(late.json["version"], 3);
}

#[tokio::test]
async fn agents_read_and_leads_write() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let lead = stack.agent_with_role("lead").await;
    let words = json!({"title": format!("Draft {}", world::word()), "body": "Words."});
    ana.posts("/v1/articles", &words).await.is_problem(403);
    let draft = lead.posts("/v1/articles", &words).await.expect(201);
    let path = format!("/v1/articles/{}", draft["id"].as_str().unwrap());
    assert_eq!(ana.gets(&path).await.expect(200)["title"], words["title"]);
    ana.posts(&format!("{path}/publish"), &json!({}))
        .await
        .is_problem(403);
    let list = format!(
        "/v1/articles?status=draft&q={}",
        words["title"].as_str().unwrap().replace(' ', "%20")
    );
    let found = ana.lists(&list).await;
    assert_eq!(found.len(), 1);
    ana.gets("/v1/unanswered").await.is_problem(403);
}

#[tokio::test]
async fn what_no_article_answers_is_shown_to_a_lead() {
    let stack = Stack::attach();
    let lead = stack.agent_with_role("lead").await;
    let word = world::word();
    // Far from all articles, those of other stories as well.
    for question in [
        format!("can a captain of the {word} whistle to parrots in a storm at sea?"),
        format!("can the captain of the {word} whistle to a parrot in a storm at sea?"),
    ] {
        let customer = stack.customer();
        customer.writes(&question).await;
        customer.reads_something().await;
    }
    eventually("both questions in one group", async || {
        let shown = lead.gets("/v1/unanswered?days=1").await.expect(200);
        let groups = shown["items"].as_array().unwrap().clone();
        groups.into_iter().find(|group| {
            let examples = group["examples"].to_string();
            let both = examples.matches(&word).count() == 2;
            both && group["size"].as_u64().is_some_and(|size| size >= 2)
        })
    })
    .await;
}
