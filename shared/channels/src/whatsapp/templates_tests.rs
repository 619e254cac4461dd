//! Lists of templates as the Graph API writes them.

use insta::assert_json_snapshot;
use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

fn approved(name: &str, format: &str, components: &Value) -> Value {
    json!({
        "name": name, "language": "en_US", "status": "APPROVED", "category": "UTILITY",
        "parameter_format": format, "components": components, "id": "1387372356726668",
    })
}

fn reservation() -> Value {
    approved(
        "reservation_confirmation",
        "NAMED",
        &json!([
            {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["https://x"]}},
            {"type": "BODY", "text": "Your table for {{guests}} on {{day}} is booked. See you {{day}}!",
             "example": {"body_text_named_params": [{"param_name": "guests", "example": "4"}]}},
            {"type": "FOOTER", "text": "Lucky Shrub"},
            {"type": "BUTTONS", "buttons": [
                {"type": "URL", "text": "Change", "url": "https://shop.example/{{1}}"},
                {"type": "PHONE_NUMBER", "text": "Call us", "phone_number": "+15550001"},
                {"type": "QUICK_REPLY", "text": "Cancel"},
                {"type": "COPY_CODE", "example": "25OFF"},
            ]},
        ]),
    )
}

fn coupon() -> Value {
    approved(
        "coupon",
        "POSITIONAL",
        &json!([
            {"type": "HEADER", "format": "TEXT", "text": "Act fast, {{1}}!"},
            {"type": "BODY", "text": "In {{2}} days {{1}} is over. {{10}} {{3}}"},
        ]),
    )
}

fn shown(template: &Template) -> Value {
    let header = template.header.as_ref().map(|header| format!("{header:?}"));
    let buttons = template.buttons.iter();
    json!({
        "name": template.name, "language": template.language, "category": template.category,
        "header": header, "body": template.body, "footer": template.footer,
        "buttons": buttons.map(|it| json!([it.kind, it.text])).collect::<Vec<_>>(),
        "placeholders": template.placeholders, "components": template.components,
    })
}

#[test]
fn a_template_tells_what_has_to_be_sent_with_it() {
    let templates = [reservation(), coupon()].map(|raw| shown(&sendable(raw).unwrap()));
    assert_json_snapshot!("templates", templates);
}

#[test]
fn what_is_not_approved_or_cannot_be_filled_in_here_is_left_out() {
    let body = json!({"type": "BODY", "text": "Hello"});
    let paused = json!({
        "name": "n", "language": "en", "status": "PAUSED", "components": [body],
    });
    let plain = approved("plain", "POSITIONAL", &json!([body]));
    let place = approved(
        "place",
        "",
        &json!([{"type": "HEADER", "format": "LOCATION"}, body]),
    );
    let cards = approved(
        "cards",
        "",
        &json!([body, {"type": "CAROUSEL", "cards": []}]),
    );
    let code = approved(
        "code",
        "",
        &json!([body, {"type": "BUTTONS", "buttons": [{"type": "OTP", "text": "Copy"}]}]),
    );
    let nothing = approved("nothing", "", &json!([]));
    for left_out in [paused, place, cards, code, nothing, json!("?"), json!({})] {
        assert_eq!(sendable(left_out), None);
    }
    let template = sendable(plain).unwrap();
    assert_eq!(template.placeholders, 0);
    assert!(template.components.is_empty());
}

/// Answers one request after the other, and tells what was asked.
async fn serve(answers: Vec<(u16, Value)>) -> (String, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let base = format!("http://{}/v23.0/", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let mut asked = vec![];
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![];
            while !request.ends_with(b"\r\n\r\n") {
                let mut chunk = [0; 1024];
                let read = stream.read(&mut chunk).await.unwrap();
                request.extend_from_slice(&chunk[..read]);
            }
            let body = body.to_string();
            let head = format!("HTTP/1.1 {status} Said\r\ncontent-length: {}", body.len());
            let answer = format!("{head}\r\n\r\n{body}");
            stream.write_all(answer.as_bytes()).await.unwrap();
            asked.push(String::from_utf8(request).unwrap());
        }
        asked
    });
    (base, asked)
}

fn secrets() -> ConnectionSecrets {
    ConnectionSecrets {
        access_token: "EAAJB".into(),
        ..ConnectionSecrets::default()
    }
}

async fn list(base: &str, account: &str) -> Result<Vec<Template>, TemplateError> {
    WhatsappTemplates::new(base, HttpClient::default())
        .templates(account, &secrets())
        .await
}

#[tokio::test]
async fn the_list_is_read_to_its_end_and_by_name() {
    let next = "https://graph.facebook.com/v23.0/102?access_token=never";
    let (base, asked) = serve(vec![
        (
            200,
            json!({"data": [reservation()], "paging": {"cursors": {"after": "QVF=&"}, "next": next}}),
        ),
        (
            200,
            json!({"data": [coupon()], "paging": {"cursors": {"after": "QVG"}}}),
        ),
    ])
    .await;
    let templates = list(&base, "102").await.unwrap();
    let names: Vec<_> = templates.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["coupon", "reservation_confirmation"]);
    let asked = asked.await.unwrap();
    let first = "GET /v23.0/102/message_templates?status=APPROVED&fields=name,language,category,\
                 status,parameter_format,components&limit=100 HTTP/1.1";
    assert!(asked[0].starts_with(first), "{}", asked[0]);
    assert!(asked[0].contains("authorization: Bearer EAAJB"));
    assert!(
        asked[1].contains("&limit=100&after=QVF%3D%26 "),
        "{}",
        asked[1]
    );
}

#[tokio::test]
async fn a_refusal_is_told_from_an_outage() {
    let error = |code: i64| json!({"error": {"code": code, "message": "?"}});
    for (status, body, code) in [
        (401, error(190), "not_authorised"),
        (400, error(100), "invalid_request"),
        (403, json!({}), "not_authorised"),
    ] {
        let (base, _) = serve(vec![(status, body)]).await;
        match list(&base, "102").await {
            Err(TemplateError::Refused { code: told }) => assert_eq!(told, code),
            other => panic!("{other:?}"),
        }
    }
    let transient = json!({"error": {"code": 100, "is_transient": true}});
    for (status, body) in [
        (503, json!({})),
        (500, error(1)),
        (429, error(4)),
        (400, error(80_008)),
        (400, transient),
        (200, json!({"data": "?"})),
        (404, json!("no Graph API at all")),
    ] {
        let (base, _) = serve(vec![(status, body)]).await;
        match list(&base, "102").await {
            Err(TemplateError::Port(_)) => {}
            other => panic!("{status}: {other:?}"),
        }
    }
    match list("http://127.0.0.1:9/v23.0", "102").await {
        Err(TemplateError::Port(_)) => {}
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_account_is_a_number_or_nothing_is_asked() {
    for account in ["", "me", "102/../103", "102?x=1"] {
        match list("http://127.0.0.1:9", account).await {
            Err(TemplateError::Refused { code }) => assert_eq!(code, "invalid_request"),
            other => panic!("{account}: {other:?}"),
        }
    }
}

proptest! {
    #[test]
    fn each_place_is_found_once_whatever_stands_around_it(
        names in proptest::collection::vec("[a-z0-9_]{1,8}", 0..6),
        around in proptest::collection::vec("[^{}]{0,12}", 7),
    ) {
        let mut text = around[6].clone();
        for (name, words) in names.iter().zip(&around) {
            text = format!("{text}{{{{{name}}}}}{words}");
        }
        let mut expected: Vec<&str> = vec![];
        for name in &names {
            if !expected.contains(&name.as_str()) {
                expected.push(name);
            }
        }
        prop_assert_eq!(places(&text), expected);
    }

    #[test]
    fn no_text_makes_it_stumble(text in "[{}a-z0-9 ]{0,40}") {
        let _ = places(&text);
    }
}
