//! What a model is told that is offered no tools: the same answers, written as JSON.

use serde_json::json;

use super::answer;

/// The form of its answers, which goes below the instructions.
pub(crate) fn form() -> String {
    let tools = answer::built_in().map(|tool| json!({ tool.name: tool.parameters }).to_string());
    format!(
        "You have no tools. In the place of a tool call write one JSON object, with nothing before or \
         after it: to answer, the arguments of `answer` themselves; to hand over, an object whose only \
         member is `handoff`, with its arguments. Their schemas:\n{}",
        tools.join("\n")
    )
}
