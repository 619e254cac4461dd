//! What a message means is not found out again for a model.

use std::path::Path;
use std::sync::Arc;

use super::super::Evaluators;
use super::super::testing::{Scripted, answers};
use super::Talk;
use crate::EmbeddedEvaluator;
use crate::encoder::{Encoder, counting};

#[tokio::test]
async fn the_passages_that_a_model_reads_are_found_with_what_was_found_out_before() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../.build/encoder/use-m3.bin"
    );
    let encoder = Encoder::open(Path::new(file))
        .expect("`scripts/test` or `scripts/build` fetches the encoder");
    let mut talk = Talk::new(Scripted::new(|_, _| Ok(answers("Use the link.", &["p1"]))));
    let embedded = EmbeddedEvaluator::with_encoder(Arc::new(encoder));
    let models = talk.bench.models(Arc::<Scripted>::clone(&talk.model));
    talk.evaluators = Evaluators::new(embedded, models);
    let question = "has my package left already?";
    counting::asked();
    talk.answered(question).await;
    let asked = counting::asked();
    assert_eq!(asked.iter().filter(|it| *it == question).count(), 1);
    assert_eq!(talk.model.asked().len(), 1, "the model was asked");
}
