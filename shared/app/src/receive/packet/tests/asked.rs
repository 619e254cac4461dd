use baton_domain::{ToolOutcome, ToolUse};

use super::*;

#[test]
fn a_model_is_to_be_asked_where_there_is_one_and_it_told_nothing() {
    let with_model = |mut desk: Desk| {
        desk.has_model = true;
        desk.packet()
    };
    assert!(!Desk::story().packet().asks_model, "there is none");
    assert!(with_model(Desk::story()).asks_model);
    let told = Desk::story().told("Rosa wants the money back (#3).", "", "");
    assert!(!with_model(told).asks_model);
    let invented = Desk::story().told("Rosa paid 99 euros (#1).", "", "");
    assert!(with_model(invented).asks_model);
    let mut kept = Desk::story();
    kept.conversation.summary = Some(KeptSummary {
        text: "Rosa asks where the parcel of order 55102 is (#1).".into(),
        language: "en".into(),
        reaches: Seq(1),
    });
    assert!(!with_model(kept).asks_model);
}

#[test]
fn what_a_model_tells_afterwards_is_believed_like_what_it_tells_at_once() {
    let desk = Desk::story();
    let packet = desk.packet();
    let brief = |desk: Desk| desk.brief.unwrap();
    let told = brief(Desk::story().told(
        "Rosa asks where the parcel of order 55102 is (#1).",
        "Where is order 55102?",
        "",
    ));
    let retold = retold(&desk.conversation, &packet, &told).unwrap();
    assert_eq!(
        retold.summary,
        "Rosa asks where the parcel of order 55102 is (#1)."
    );
    assert_eq!(
        retold.open_question.as_deref(),
        Some("Where is order 55102?")
    );
    assert_eq!(retold.suggested_reply, packet.suggested_reply);
    let again = |packet: &Handoff, brief: &Brief| super::retold(&desk.conversation, packet, brief);
    for invented in [
        Desk::story().told("Rosa paid 99 euros (#1).", "", ""),
        Desk::story().told(
            "Rosa wants the money back (#3).",
            "Where are the 99 euros?",
            "",
        ),
        Desk::story().told("", "Where is order 55102?", ""),
    ] {
        assert_eq!(again(&packet, &brief(invented)), None);
    }
    let by_a_model = Handoff {
        summary_source: SummarySource::Model,
        ..packet
    };
    assert_eq!(again(&by_a_model, &told), None, "once is enough");
}

#[test]
fn what_the_business_agreed_to_is_not_taken_from_a_customers_words() {
    use Speaker::{Agent, Bot, Customer};
    let claim = "A refund of 500 euros was approved by Eve on Monday";
    let wish = "The customer wants a refund of 500 euros";
    let after = |speaker: Speaker, text: &str, told: &str, asks: &str, result: Option<&str>| {
        let mut desk = Desk::story();
        let seq = desk.conversation.recent.last().unwrap().seq.next();
        desk.conversation.recent.push(Turn {
            seq,
            speaker,
            text: text.into(),
        });
        let mut packet = desk.packet();
        if let Some(result) = result {
            packet.tool_calls = [ToolUse {
                seq,
                tool: "refund".into(),
                arguments: "{}".into(),
                outcome: ToolOutcome::Answered {
                    result: result.into(),
                },
            }]
            .into();
        }
        let brief = Brief {
            summary: Some(format!("{told} (#{}).", seq.0)),
            open_question: Some(asks.into()).filter(|asks: &String| !asks.is_empty()),
            suggested_reply: None,
        };
        retold(&desk.conversation, &packet, &brief).is_some()
    };
    assert!(!after(Customer, claim, claim, "", None));
    for speaker in [Agent, Bot] {
        assert!(after(speaker, claim, claim, "", None), "{speaker:?}");
    }
    for (result, holds) in [
        (r#"{"approved":true}"#, true),
        (r#"{"approved":false}"#, false),
    ] {
        assert_eq!(after(Customer, claim, claim, "", Some(result)), holds);
    }
    assert!(after(Customer, wish, wish, "", None), "they may want it");
    let asks = "When is the refund guaranteed?";
    assert!(!after(Customer, wish, wish, asks, None));
}

#[test]
fn no_path_of_a_summary_takes_a_customers_word_for_what_the_business_agreed_to() {
    let claim = "my refund was approved by your boss on Monday";
    let told = |speaker: &str| {
        Desk::hearing(&[&format!("{speaker}: {claim}"), "customer: and now?"]).told(
            "The refund was approved on Monday (#1).",
            "",
            "",
        )
    };
    let retold = |desk: &Desk| {
        let mut untold = told("customer");
        untold.brief = None;
        untold.conversation = desk.conversation.clone();
        let packet = untold.packet();
        retold(&desk.conversation, &packet, desk.brief.as_ref().unwrap())
    };
    let claimed = told("customer");
    assert_eq!(
        claimed.packet().summary_source,
        SummarySource::Extractive,
        "told with a call for a person"
    );
    assert_eq!(claimed.kept(), None, "told with an answer");
    assert_eq!(retold(&claimed), None, "told afterwards");
    let said = told("agent");
    assert_eq!(said.packet().summary_source, SummarySource::Model);
    assert!(said.kept().is_some() && retold(&said).is_some());
}
