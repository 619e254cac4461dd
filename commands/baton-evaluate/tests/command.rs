//! The command itself: what it reads, what it says, how it ends.

#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

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

#[test]
fn bad_lines_do_not_stop_it() {
    let input = b"{\"id\": 1, \"text\": \"agent please\"}\nnonsense\n\n\xff\xfe\n{\"id\": 2, \"text\": \"hello\"}";
    let done = run(&[], input);
    assert_eq!(done.status.code(), Some(0));
    let lines: Vec<Value> = done
        .stdout
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
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
