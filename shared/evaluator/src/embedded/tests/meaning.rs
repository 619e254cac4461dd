//! What a message means, which costs more than all else, is found out once.

use super::{Library, Talk, trained};
use crate::encoder::counting;
use baton_app::ports::Verdict;
use baton_domain::Content;

/// How often the encoder was asked about this text since it was counted last.
fn times(text: &str) -> usize {
    counting::asked().iter().filter(|it| *it == text).count()
}

fn search_alone(talk: &Talk, question: &str) -> f64 {
    let library: &Library = talk.evaluator.library();
    let articles = &talk.knowledge.articles;
    let tenant = &talk.conversation.tenant_id;
    library.search(tenant, articles, question, None)[0].confidence
}

#[test]
fn what_a_message_means_is_asked_once_to_read_it_and_to_look_for_an_answer() {
    let talk = trained();
    let question = "until what time can I come to the shop";
    counting::asked();
    let evaluation = talk.consider(&Content::text(question));
    assert_eq!(times(question), 1);
    let confidence = match evaluation.verdict {
        Verdict::Answer { attempt, .. } => attempt.score,
        Verdict::Escalate { considered, .. } => considered.unwrap().score,
    };
    let alone = search_alone(&talk, question);
    assert_eq!(times(question), 1, "whoever only searches asks as well");
    assert!((confidence - alone).abs() < 1e-3, "{confidence}, {alone}");
}

#[test]
fn nor_is_it_asked_again_for_a_second_look() {
    let mut talk = trained();
    talk.answers("Where is my parcel?");
    let remark = "that didn't help";
    counting::asked();
    talk.say(remark);
    assert_eq!(times(remark), 1);
}

#[test]
fn what_the_bot_answers_goes_by_it() {
    let talk = trained();
    let evaluation = talk.consider(&Content::text("À quelle heure ouvrez-vous ?"));
    let Verdict::Answer { text, .. } = evaluation.verdict else {
        panic!("{:?}", evaluation.verdict);
    };
    assert_eq!(text, "We open from 9 to 19.");
}
