//! The command itself: what it reads, what it says, how it ends.

#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baton-evaluate"))
        .args(args)
        .env_remove("BATON_ENCODER")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end before it has read all, as where it was called wrongly.
    let _ = command.stdin.take().unwrap().write_all(input);
    command.wait_with_output().unwrap()
}

fn lines_of(done: &Output) -> Vec<Value> {
    done.stdout
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

#[test]
fn bad_lines_do_not_stop_it() {
    let input = b"{\"id\": 1, \"text\": \"agent please\"}\nnonsense\n\n\xff\xfe\n{\"id\": 2, \"text\": \"hello\"}";
    let done = run(&[], input);
    assert_eq!(done.status.code(), Some(0));
    let lines = lines_of(&done);
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["escalate"], true);
    assert_eq!(lines[1]["line"], 2);
    assert_eq!(lines[2]["line"], 4);
    assert_eq!(lines[3]["escalate"], false);
}

#[test]
fn how_it_was_called_wrongly_is_said() {
    for (args, code) in [
        (["--encoder"].as_slice(), 2),
        (&["--what"], 2),
        (&["--at", "noon"], 2),
        (&["--policy", "/nowhere/policy.json"], 1),
        (&["--encoder", "/nowhere/encoder.bin"], 1),
        (&["--help"], 0),
    ] {
        let done = run(args, b"");
        assert_eq!(done.status.code(), Some(code), "{args:?}");
        assert!(done.stdout.len() + done.stderr.len() > 20, "{args:?}");
    }
}

/// What is answered to these messages under a policy in a file of this name; under the built-in one
/// without any.
fn under(policy: Option<(&str, &Value)>, messages: &[&str]) -> Vec<Value> {
    let lines: Vec<String> = messages
        .iter()
        .map(|text| json!({ "text": text }).to_string())
        .collect();
    let file = policy.map(|(name, policy)| {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&file, policy.to_string()).unwrap();
        file.into_os_string().into_string().unwrap()
    });
    let mut args = vec!["--at", "2026-03-02T09:30:00Z"];
    if let Some(file) = &file {
        args.extend(["--policy", file]);
    }
    let done = run(&args, lines.join("\n").as_bytes());
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(0), "{said}");
    lines_of(&done)
}

#[test]
fn a_policys_trigger_decides_about_its_lines_and_about_no_others() {
    let messages = [
        "agent please",
        "do you sell pineapple juice?",
        "hello",
        "where is my parcel?",
    ];
    let before = under(None, &messages);
    assert_eq!(before[1]["escalate"], false);
    let trigger = json!({
        "id": "trg_00000000000000000000000009", "name": "Fruit",
        "when": { "kind": "keywords", "words": ["pineapple"] }, "type": "billing",
    });
    let without_id = |name: &str, words: &[&str]| json!({ "name": name, "when": { "kind": "keywords", "words": words }, "type": "billing" });
    let posted = json!({
        "triggers": [without_id("Nuts", &["walnut"]), without_id("Fruit", &["pineapple"])],
        "notes": "Fruit is for people.",
    });
    for (name, policy) in [
        ("triggers.json", json!({ "triggers": [trigger.clone()] })),
        ("list.json", json!([trigger])),
        ("posted.json", posted),
        (
            "posted-list.json",
            json!([without_id("Fruit", &["pineapple"])]),
        ),
    ] {
        let after = under(Some((name, &policy)), &messages);
        assert_eq!(after.len(), messages.len(), "{name}");
        let fruit = &after[1];
        assert_eq!(fruit["escalate"], true, "{name}");
        assert_eq!(
            (&fruit["reason"], &fruit["type"]),
            (&json!("keyword"), &json!("billing")),
            "{name}"
        );
        assert_eq!(fruit["matches"][0]["name"], "Fruit", "{name}");
        let id = fruit["matches"][0]["id"].as_str().unwrap();
        assert!(id.starts_with("trg_"), "{name}: {id}");
        for place in [0, 2, 3] {
            for told in ["escalate", "reason", "type", "urgency", "score", "signals"] {
                assert_eq!(after[place][told], before[place][told], "{name}: {told}");
            }
        }
    }
}

#[test]
fn a_file_that_is_no_policy_is_named() {
    for (name, text) in [
        ("broken.json", "{\"triggers\": ["),
        ("empty.json", "{}"),
        ("number.json", "7"),
        (
            "wrong.json",
            "[{\"name\": \"a\", \"when\": {\"kind\": \"nothing\"}}]",
        ),
        (
            "unfit.json",
            "[{\"name\": \"\", \"when\": {\"kind\": \"always\"}}]",
        ),
        (
            "id.json",
            "[{\"id\": 7, \"name\": \"a\", \"when\": {\"kind\": \"always\"}}]",
        ),
    ] {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&file, text).unwrap();
        let done = run(&["--policy", file.to_str().unwrap()], b"");
        assert_eq!(done.status.code(), Some(1), "{name}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains(name), "{said}");
    }
}
