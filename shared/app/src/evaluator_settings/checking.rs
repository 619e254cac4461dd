//! What keeps a tenant's settings from being used.

use std::collections::BTreeSet;

use baton_domain::Flaw;

use super::{
    AnswerLimit, BUILT_IN_TOOLS, EvaluatorKind, EvaluatorSettings, SettingsProblem, ToolChoice,
    ToolSettings, schema,
};

/// How many characters the description of a tool may have.
const LONGEST_DESCRIPTION: usize = 1_000;
/// How many bytes an address may have.
const LONGEST_ADDRESS: usize = 2_000;

/// Field by field. `plain_loopback` lets addresses of this very machine pass without TLS.
pub(super) fn problems(settings: &EvaluatorSettings, plain_loopback: bool) -> Vec<SettingsProblem> {
    let mut checking = Checking {
        plain_loopback,
        problems: vec![],
    };
    checking.settings(settings);
    checking.problems
}

struct Checking {
    plain_loopback: bool,
    problems: Vec<SettingsProblem>,
}

impl Checking {
    fn require(&mut self, holds: bool, field: &str, flaw: Flaw, problem: &str) {
        if !holds {
            self.found(Some(flaw), field, problem);
        }
    }

    fn found(&mut self, flaw: Option<Flaw>, field: &str, problem: &str) {
        if let Some(flaw) = flaw {
            self.problems.push(SettingsProblem {
                field: field.to_owned(),
                flaw,
                problem: problem.to_owned(),
            });
        }
    }

    fn range(&mut self, field: &str, value: u64, [at_least, at_most]: [u64; 2], problem: &str) {
        let flaw = Flaw::OutOfRange { at_least, at_most };
        self.require((at_least..=at_most).contains(&value), field, flaw, problem);
    }

    fn settings(&mut self, settings: &EvaluatorSettings) {
        let is = settings.kind;
        if is != EvaluatorKind::Embedded {
            self.found(
                Flaw::of_key(settings.model.as_deref().unwrap_or_default(), 256),
                "model",
                "Send the model's id: 1 to 256 visible ASCII characters.",
            );
        }
        if is == EvaluatorKind::OpenaiCompatible {
            self.address("url", settings.url.as_deref().unwrap_or_default());
        } else {
            self.require(
                settings.url.is_none(),
                "url",
                Flaw::DoesNotFit,
                "Only `openai_compatible` has an address.",
            );
        }
        if let Some(region) = &settings.region {
            let flaw = if is == EvaluatorKind::Bedrock {
                Flaw::NotARegion
            } else {
                Flaw::DoesNotFit
            };
            self.require(
                is == EvaluatorKind::Bedrock && is_region(region),
                "region",
                flaw,
                "Send a region's name, such as `eu-west-1`, and only for `bedrock`.",
            );
        }
        let at_most = EvaluatorSettings::LONGEST_INSTRUCTIONS;
        self.require(
            settings.instructions.chars().count() <= at_most,
            "instructions",
            Flaw::TooLong { at_most },
            "Send at most 8,000 characters.",
        );
        self.figures(settings);
        self.require(
            is == EvaluatorKind::OpenaiCompatible
                || settings.answer_limit == AnswerLimit::default(),
            "answer_limit",
            Flaw::DoesNotFit,
            "Only `openai_compatible` knows another name.",
        );
        self.require(
            settings.tool_choice != ToolChoice::None || settings.tools.is_empty(),
            "tool_choice",
            Flaw::DoesNotFit,
            "A model that is offered no tools calls none of yours: send another choice, or no tools.",
        );
        let at_most = EvaluatorSettings::MOST_TOOLS;
        self.require(
            settings.tools.len() <= at_most,
            "tools",
            Flaw::TooMany { at_most },
            "Declare at most 16 tools.",
        );
        let mut names = BTreeSet::new();
        for (place, tool) in settings.tools.iter().enumerate() {
            let field = format!("tools[{place}]");
            self.tool(&field, tool);
            self.require(
                names.insert(tool.name.as_str()),
                &format!("{field}.name"),
                Flaw::AlreadyUsed,
                "Two tools have this name.",
            );
        }
    }

    fn figures(&mut self, settings: &EvaluatorSettings) {
        self.require(
            settings
                .temperature
                .is_none_or(|temperature| (0.0..=1.0).contains(&temperature)),
            "temperature",
            Flaw::OutOfRange {
                at_least: 0,
                at_most: 1,
            },
            "Send a number from 0 to 1, or null where the model takes none.",
        );
        self.range(
            "max_tokens",
            settings.max_tokens.into(),
            [64, 8_192],
            "Send a whole number from 64 to 8,192.",
        );
        self.range(
            "timeout_ms",
            settings.timeout_ms.into(),
            [500, EvaluatorSettings::LONGEST_DECISION.into()],
            "Send a whole number from 500 to 28,500.",
        );
        for (field, price) in [
            ("input_price", settings.input_price),
            ("output_price", settings.output_price),
        ] {
            self.require(
                (0.0..=10_000.0).contains(&price),
                field,
                Flaw::OutOfRange {
                    at_least: 0,
                    at_most: 10_000,
                },
                "Send US dollars for a million tokens, from 0 to 10,000.",
            );
        }
        self.range(
            "token_budget",
            settings.token_budget,
            [0, 100_000_000],
            "Send at most 100,000,000.",
        );
        self.range(
            "cost_budget_micros",
            settings.cost_budget_micros,
            [0, 1_000_000_000],
            "Send at most 1,000,000,000.",
        );
    }

    fn tool(&mut self, field: &str, tool: &ToolSettings) {
        let name = if BUILT_IN_TOOLS.contains(&tool.name.as_str()) {
            Some(Flaw::AlreadyUsed)
        } else if tool.name.is_empty() {
            Some(Flaw::Missing)
        } else {
            (!is_tool_name(&tool.name)).then_some(Flaw::NotAToolName)
        };
        self.found(
            name,
            &format!("{field}.name"),
            "Send 1 to 64 letters, digits and underscores; `answer` and `handoff` are taken.",
        );
        let description = &tool.description;
        self.found(
            match description.chars().count() {
                0 => Some(Flaw::Missing),
                1..=LONGEST_DESCRIPTION => None,
                _ => Some(Flaw::TooLong {
                    at_most: LONGEST_DESCRIPTION,
                }),
            },
            &format!("{field}.description"),
            "Send 1 to 1,000 characters.",
        );
        if let Err(found) = schema::check(&tool.parameters) {
            let field = format!("{field}.parameters{}", found.at);
            self.found(Some(found.flaw), &field, found.problem);
        }
        self.address(&format!("{field}.url"), &tool.url);
        self.range(
            &format!("{field}.timeout_ms"),
            tool.timeout_ms.into(),
            [100, 30_000],
            "Send a whole number from 100 to 30,000.",
        );
    }

    fn address(&mut self, field: &str, url: &str) {
        let plain = url
            .strip_prefix("http://")
            .filter(|_| self.plain_loopback)
            .is_some_and(|rest| is_loopback(host_of(rest)));
        let secure = url
            .strip_prefix("https://")
            .is_some_and(|rest| !host_of(rest).is_empty());
        let clean = url.bytes().all(|b| b.is_ascii_graphic()) && !url.contains(['@', '#', '\\']);
        let flaw = if url.is_empty() {
            Some(Flaw::Missing)
        } else if url.len() > LONGEST_ADDRESS {
            Some(Flaw::TooLong {
                at_most: LONGEST_ADDRESS,
            })
        } else if clean && (secure || plain) {
            None
        } else if url.starts_with("http://") {
            Some(Flaw::NotHttps)
        } else {
            Some(Flaw::NotAnAddress)
        };
        self.found(
            flaw,
            field,
            "Send an https:// address without a name, a password or a fragment.",
        );
    }
}

/// The host with its port, of an address without its scheme.
pub(super) fn host_of(rest: &str) -> &str {
    rest.split(['/', '?']).next().unwrap_or_default()
}

fn is_loopback(host: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        host.strip_prefix(name)
            .is_some_and(|port| port.is_empty() || port.starts_with(':'))
    })
}

/// Only what can be part of a host's name: the region becomes one.
fn is_region(region: &str) -> bool {
    (4..=32).contains(&region.len())
        && region
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_tool_name(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
