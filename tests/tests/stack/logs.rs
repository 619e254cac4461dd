//! Quiet logs: nothing that customers or agents said, and no secret, stands in any log. Runs last,
//! so that it looks at what all the other stories left behind.

use std::collections::BTreeSet;
use std::path::PathBuf;

use baton_tests::story::{Stack, eventually};
use serde_json::{Value, json};

use crate::support::{COMPLAINT, QUESTION, taken};

/// Everything that must stand in no log, with what it is.
async fn secrets(stack: &Stack) -> BTreeSet<(String, &'static str)> {
    let outputs = stack.outputs();
    let mut found = BTreeSet::new();
    for row in stack.aws().scan(outputs.table("conversations")).await {
        for (path, what) in [
            ("/text/S", "a message"),
            ("/preview/S", "a message"),
            ("/address/S", "an address"),
            ("/contact/M/address/S", "an address"),
            ("/contact/M/name/S", "a customer's name"),
            ("/email/S", "an email address"),
            ("/name/S", "an agent's name"),
            ("/author/M/name/S", "an agent's name"),
            ("/handoff/M/summary/S", "a summary"),
            ("/media/M/filename/S", "a file's name"),
        ] {
            if let Some(text) = row.pointer(path).and_then(Value::as_str) {
                // Short words stand anywhere by chance.
                if text.chars().count() >= 7 && !text.starts_with("agt_") {
                    found.insert((text.to_owned(), what));
                }
            }
        }
    }
    let others = &outputs.other_tenant;
    for connection in outputs.connections.iter().chain(&others.connections) {
        for secret in [&connection.app_secret, &connection.verify_token]
            .into_iter()
            .flatten()
        {
            found.insert((secret.clone(), "a secret"));
        }
    }
    for agent in outputs.agents.iter().chain(&others.agents) {
        found.insert((agent.password.clone(), "a password"));
    }
    found
}

/// Every line that a function or an API logged, with where it stands.
async fn logged(stack: &Stack) -> Vec<(String, String)> {
    let mut lines = vec![];
    let groups = stack
        .aws()
        .logs("DescribeLogGroups", &json!({}))
        .await
        .expect(200);
    for group in groups["logGroups"].as_array().unwrap() {
        let name = group["logGroupName"].as_str().unwrap();
        let mut ask = json!({"logGroupName": name, "limit": 10_000});
        loop {
            // The local one answers 500 where a function begins a stream meanwhile; AWS throttles.
            let mut answer = eventually("a page of a log", async || {
                let answer = stack.aws().logs("FilterLogEvents", &ask).await;
                (answer.status == 200).then(|| answer.expect(200))
            })
            .await;
            for event in answer["events"].as_array().unwrap() {
                let text = event["message"].as_str().unwrap_or_default();
                lines.push((name.to_owned(), text.to_owned()));
            }
            let next = answer["nextToken"].take();
            if next.is_null() || next == ask["nextToken"] {
                break;
            }
            ask["nextToken"] = next;
        }
    }
    let outputs = std::env::var_os("BATON_OUTPUTS").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../.local/outputs.json"
            ))
        },
        PathBuf::from,
    );
    let folder = outputs.parent().unwrap().join("logs");
    for tool in ["graph-sandbox.log", "aws-meter.log"] {
        let text = std::fs::read_to_string(folder.join(tool)).unwrap_or_default();
        lines.extend(text.lines().map(|line| (tool.to_owned(), line.to_owned())));
    }
    lines
}

#[tokio::test]
async fn nothing_that_was_said_and_no_secret_stands_in_any_log() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (customer, entry) = taken(&stack, &ana).await;
    let words = format!(
        "A word that stands nowhere else {}",
        baton_tests::world::word()
    );
    ana.replies(entry.conversation_id(), &words).await;
    customer.reads(&words).await;
    ana.closes(&entry).await;

    let mut secrets = secrets(&stack).await;
    for text in [QUESTION, COMPLAINT, &words] {
        secrets.insert((text.to_owned(), "a message"));
    }
    secrets.insert((customer.address().to_owned(), "an address"));
    secrets.insert((ana.token().to_owned(), "a token"));
    let lines = logged(&stack).await;
    let functions = lines
        .iter()
        .filter(|(group, _)| group.starts_with("/aws/lambda/"))
        .count();
    assert!(functions > 100, "the functions log: {functions} lines");
    println!(
        "{} secrets looked for in {} lines",
        secrets.len(),
        lines.len()
    );

    let whole: Vec<&str> = lines.iter().map(|(_, line)| line.as_str()).collect();
    let whole = whole.join("\n");
    let escaped = |text: &str| json!(text).to_string().trim_matches('"').to_owned();
    let mut told = vec![];
    for (secret, what) in &secrets {
        if whole.contains(secret.as_str()) || whole.contains(&escaped(secret)) {
            let place = lines
                .iter()
                .find(|(_, line)| line.contains(secret.as_str()));
            told.push((
                what,
                place.map(|(group, line)| (group, line.chars().take(300).collect::<String>())),
            ));
        }
    }
    assert!(
        told.is_empty(),
        "{} found, as {:#?}",
        told.len(),
        &told[..told.len().min(5)]
    );
}
