//! Approved templates: `GET /{account_id}/message_templates` of the Graph API.
//!
//! Source: Meta, "Template management" and "Template components". A part of the list tells by
//! `paging.next` whether there is more, and by `paging.cursors.after` where it begins.

use std::time::Duration;

use async_trait::async_trait;
use baton_app::ports::{
    ConnectionSecrets, PortError, Template, TemplateButton, TemplateError, TemplateHeader,
    TemplateSource,
};
use baton_http::{Answer, Call, HttpClient, Limits, Reach, Verb};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::errors;

/// How many templates are asked for at once.
const PART: usize = 100;
/// How many parts are read: an account may have more templates than people choose from.
const PARTS: usize = 10;
/// The longest part that is read, in bytes.
const LONGEST_PART: usize = 2 * 1024 * 1024;
const FIELDS: &str = "name,language,category,status,parameter_format,components";
const LISTING: &str = "listing templates";

/// Reads templates from the Graph API.
pub struct WhatsappTemplates {
    base_url: String,
    client: HttpClient,
}

impl WhatsappTemplates {
    /// Templates at this base, such as `https://graph.facebook.com/v23.0`.
    #[must_use]
    pub fn new(base_url: &str, client: HttpClient) -> Self {
        Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
            client,
        }
    }

    async fn part(
        &self,
        account: &str,
        token: &str,
        after: Option<&str>,
    ) -> Result<Part, TemplateError> {
        let mut url = format!(
            "{}/{account}/message_templates?status=APPROVED&fields={FIELDS}&limit={PART}",
            self.base_url
        );
        if let Some(after) = after {
            url.push_str("&after=");
            url.extend(utf8_percent_encode(after, NON_ALPHANUMERIC));
        }
        let answer = self
            .client
            .call(Call {
                verb: Verb::Get,
                url: &url,
                headers: &[],
                bearer: Some(token),
                body: vec![],
                reach: Reach::Anywhere,
                limits: Limits {
                    connect: Duration::from_secs(2),
                    exchange: Duration::from_secs(4),
                },
                longest_answer: LONGEST_PART,
            })
            .await
            .map_err(|error| PortError::new(LISTING, error))?;
        read(&answer)
    }
}

#[async_trait]
impl TemplateSource for WhatsappTemplates {
    async fn templates(
        &self,
        account: &str,
        secrets: &ConnectionSecrets,
    ) -> Result<Vec<Template>, TemplateError> {
        if account.is_empty() || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            let code = "invalid_request".into();
            return Err(TemplateError::Refused { code });
        }
        let mut templates = vec![];
        let mut after = None;
        for _ in 0..PARTS {
            let part = self
                .part(account, &secrets.access_token, after.as_deref())
                .await?;
            templates.extend(part.data.into_iter().filter_map(sendable));
            after = part.paging.and_then(Paging::goes_on);
            if after.is_none() {
                break;
            }
        }
        templates.sort_by(|one: &Template, other| {
            (&one.name, &one.language).cmp(&(&other.name, &other.language))
        });
        Ok(templates)
    }
}

#[derive(Deserialize)]
struct Part {
    data: Vec<Value>,
    #[serde(default)]
    paging: Option<Paging>,
}

#[derive(Deserialize)]
struct Paging {
    #[serde(default)]
    next: Option<String>,
    #[serde(default)]
    cursors: Option<Cursors>,
}

#[derive(Deserialize)]
struct Cursors {
    #[serde(default)]
    after: Option<String>,
}

impl Paging {
    fn goes_on(self) -> Option<String> {
        self.next?;
        self.cursors?.after.filter(|after| !after.is_empty())
    }
}

#[derive(Deserialize)]
struct Failure {
    error: GraphError,
}

#[derive(Deserialize)]
struct GraphError {
    code: i64,
    #[serde(default)]
    is_transient: bool,
}

/// The Graph API says that it cannot answer now.
#[derive(Debug, thiserror::Error)]
#[error("WhatsApp answered {status} with error {code:?}")]
struct NotNow {
    status: u16,
    code: Option<i64>,
}

fn read(answer: &Answer) -> Result<Part, TemplateError> {
    let Answer { status, body, .. } = answer;
    if (200..300).contains(status) {
        return serde_json::from_slice(body).map_err(|error| PortError::new(LISTING, error).into());
    }
    let error = serde_json::from_slice::<Failure>(body)
        .ok()
        .map(|failure| failure.error);
    let code = error.as_ref().map(|error| error.code);
    let transient = error.is_some_and(|error| error.is_transient)
        // Too many requests, of the app or of the account.
        || matches!(code, Some(1 | 2 | 4 | 80_007 | 80_008));
    let refused = code.map(errors::delivery_error);
    match refused {
        Some(refused) if !transient && *status < 500 && *status != 429 => {
            Err(TemplateError::Refused { code: refused.code })
        }
        None if matches!(status, 401 | 403) => Err(TemplateError::Refused {
            code: "not_authorised".into(),
        }),
        _ => Err(PortError::new(
            LISTING,
            NotNow {
                status: *status,
                code,
            },
        )
        .into()),
    }
}

#[derive(Deserialize)]
struct Raw {
    name: String,
    language: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    parameter_format: String,
    #[serde(default)]
    components: Vec<Component>,
}

#[derive(Deserialize)]
struct Component {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    buttons: Vec<Button>,
}

#[derive(Deserialize)]
struct Button {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    url: Option<String>,
}

/// The template, where it is approved and has only parts that can be filled in here. Carousels,
/// locations, catalogues and one-time passwords are not for people to send by hand.
fn sendable(raw: Value) -> Option<Template> {
    let raw: Raw = serde_json::from_value(raw).ok()?;
    if !raw.status.eq_ignore_ascii_case("APPROVED") {
        return None;
    }
    let filling = Filling {
        named: raw.parameter_format.eq_ignore_ascii_case("NAMED"),
    };
    let mut template = Template {
        name: raw.name,
        language: raw.language,
        category: raw.category.to_ascii_lowercase(),
        body: String::new(),
        header: None,
        footer: None,
        buttons: vec![],
        placeholders: 0,
        components: vec![],
    };
    for component in raw.components {
        match component.kind.to_ascii_uppercase().as_str() {
            "HEADER" => {
                let (header, parameters) = filling.header(&component)?;
                template.header = Some(header);
                template.needs(json!({"type": "header"}), parameters);
            }
            "BODY" => {
                template.body = component.text?;
                let parameters = filling.text(&template.body);
                template.needs(json!({"type": "body"}), parameters);
            }
            "FOOTER" => template.footer = component.text,
            "BUTTONS" => {
                for (index, button) in component.buttons.into_iter().enumerate() {
                    let kind = button.kind.to_ascii_lowercase();
                    let parameters = parameters_of(&kind, &button)?;
                    let at = json!({
                        "type": "button", "sub_type": kind, "index": index.to_string(),
                    });
                    template.needs(at, parameters);
                    let text = button.text;
                    template.buttons.push(TemplateButton { kind, text });
                }
            }
            _ => return None,
        }
    }
    (!template.body.is_empty()).then_some(template)
}

trait Needs {
    fn needs(&mut self, component: Value, parameters: Vec<Value>);
}

impl Needs for Template {
    fn needs(&mut self, mut component: Value, parameters: Vec<Value>) {
        if !parameters.is_empty() {
            self.placeholders += parameters.len();
            component["parameters"] = parameters.into();
            self.components.push(component);
        }
    }
}

/// What fills a button; none where it cannot be filled in here.
fn parameters_of(kind: &str, button: &Button) -> Option<Vec<Value>> {
    match kind {
        "quick_reply" | "phone_number" => Some(vec![]),
        // Only the end of an address may vary, and it has no name of its own.
        "url" => {
            let url = button.url.as_deref().unwrap_or_default();
            let vary = |name: &str| json!({"type": "text", "text": format!("{{{{{name}}}}}")});
            Some(places(url).into_iter().map(vary).collect())
        }
        "copy_code" => Some(vec![
            json!({"type": "coupon_code", "coupon_code": "{{code}}"}),
        ]),
        _ => None,
    }
}

/// How a template's places are named.
struct Filling {
    named: bool,
}

impl Filling {
    fn header(&self, component: &Component) -> Option<(TemplateHeader, Vec<Value>)> {
        let format = component.format.as_deref().unwrap_or("TEXT");
        let file = |kind: &str| vec![json!({"type": kind, kind: {"link": "{{link}}"}})];
        Some(match format.to_ascii_uppercase().as_str() {
            "TEXT" => {
                let text = component.text.clone()?;
                let parameters = self.text(&text);
                (TemplateHeader::Text(text), parameters)
            }
            "IMAGE" => (TemplateHeader::Image, file("image")),
            "VIDEO" => (TemplateHeader::Video, file("video")),
            "DOCUMENT" => (TemplateHeader::Document, file("document")),
            _ => return None,
        })
    }

    /// What fills these words.
    fn text(&self, text: &str) -> Vec<Value> {
        let mut names = places(text);
        if !self.named {
            // They are sent in the order of their numbers.
            names.sort_by_key(|name| name.parse().unwrap_or(u32::MAX));
        }
        let parameter = |name: &str| {
            let mut parameter = json!({"type": "text", "text": format!("{{{{{name}}}}}")});
            if self.named {
                parameter["parameter_name"] = name.into();
            }
            parameter
        };
        names.into_iter().map(parameter).collect()
    }
}

/// The names between double braces, each once, in the order in which they come.
fn places(text: &str) -> Vec<&str> {
    let mut names = vec![];
    for rest in text.split("{{").skip(1) {
        if let Some((name, _)) = rest.split_once("}}") {
            let name = name.trim();
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            if !name.is_empty() && name.bytes().all(is_name) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
