//! What a model is offered, and told with it.

use baton_app::evaluator_settings::{EvaluatorSettings, ToolChoice};
use baton_app::ports::ToolSpec;

use super::{prompt, untooled};

/// Rules and tools for one dialogue.
pub(crate) struct Offer {
    /// The rules with the tenant's own words, which the model keeps to itself.
    pub(crate) instructions: String,
    /// All that it is told before the conversation.
    pub(crate) system: String,
    /// The tenant's tools.
    pub(crate) declared: Vec<ToolSpec>,
    /// All tools that it is offered.
    pub(crate) tools: Vec<ToolSpec>,
}

impl Offer {
    /// What these settings offer, with a mark that shows where any of it comes out again.
    pub(crate) fn of(settings: &EvaluatorSettings, mark: &str) -> Self {
        let instructions = prompt::system(settings, mark);
        match settings.tool_choice {
            ToolChoice::None => Self {
                system: format!("{instructions}\n\n{}", untooled::form()),
                instructions,
                declared: vec![],
                tools: vec![],
            },
            ToolChoice::Required | ToolChoice::Auto => {
                let declared = prompt::declared(settings);
                Self {
                    system: instructions.clone(),
                    instructions,
                    tools: prompt::tools(&declared),
                    declared,
                }
            }
        }
    }
}
