use super::*;

const TOLD: &str = "Rosa asks where the parcel of order 55102 is (#1).";

/// A model answered the first message and was not asked again.
fn answered_by_a_model() -> Desk {
    let mut desk = Desk::story();
    desk.conversation.summary = Some(KeptSummary {
        text: TOLD.into(),
        language: "en".into(),
        reaches: Seq(1),
    });
    desk
}

#[test]
fn what_a_model_told_with_an_answer_is_read_by_whoever_is_called_without_it() {
    let packet = answered_by_a_model().packet();
    assert_eq!(packet.summary_source, SummarySource::Model);
    assert_eq!(
        packet.summary,
        "Rosa asks where the parcel of order 55102 is (#1). The bot answered several times, last \
         from “Returns” (#4). Later: “that didn't help, I want my money back” (#3). The customer \
         asks for a person: “this is a complaint, I want a refund and a real person” (#5)."
    );
    let mut at_once = answered_by_a_model();
    at_once.conversation.summary.as_mut().unwrap().reaches = Seq(5);
    let summary = at_once.packet().summary;
    assert_eq!(
        summary,
        format!("{TOLD} The customer asks for a person (#5).")
    );
}

#[test]
fn a_person_who_calls_by_hand_gets_it_too() {
    let mut desk = answered_by_a_model();
    desk.reason = Reason::Manual;
    let packet = handoff(&Facts {
        conversation: &desk.conversation,
        settings: &desk.settings,
        reason: desk.reason,
        topic: desk.topic,
        evidence: None,
        considered: None,
        work: BotWork::default(),
        brief: None,
        has_model: false,
    });
    assert!(packet.summary.starts_with(TOLD), "{}", packet.summary);
}

#[test]
fn it_is_left_out_where_it_no_longer_reaches_or_is_read_by_others() {
    let extracted = Desk::story().packet();
    let mut forgotten = answered_by_a_model();
    forgotten.conversation.recent.remove(0);
    assert_eq!(forgotten.packet().summary_source, SummarySource::Extractive);
    let german = answered_by_a_model().in_language("de", None).packet();
    assert_eq!(german.summary_source, SummarySource::Extractive);
    let mut invented = answered_by_a_model();
    invented.conversation.summary = None;
    let packet = invented.told("Rosa paid 99 euros (#1).", "", "").packet();
    assert_eq!(packet, extracted);
}

#[test]
fn what_a_model_tells_now_takes_its_place() {
    let now = "Rosa wants the money back (#3).";
    let packet = answered_by_a_model().told(now, "", "").packet();
    assert_eq!(packet.summary, now);
    let refused = answered_by_a_model().told("Rosa paid 99 euros (#1).", "", "");
    assert!(refused.packet().summary.starts_with(TOLD));
}

#[test]
fn only_what_is_believed_is_kept() {
    let told = answered_by_a_model()
        .told("Rosa wants the money back (#3).", "", "")
        .kept();
    assert_eq!(
        told,
        Some(KeptSummary {
            text: "Rosa wants the money back (#3).".into(),
            language: "en".into(),
            reaches: Seq(5),
        })
    );
    assert_eq!(
        answered_by_a_model()
            .told("Rosa wants 99 euros (#3).", "", "")
            .kept(),
        None
    );
    assert_eq!(answered_by_a_model().kept(), None);
}
