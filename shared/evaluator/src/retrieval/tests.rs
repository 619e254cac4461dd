use baton_app::ports::Article;
use baton_domain::ArticleId;
use proptest::prelude::*;
use ulid::Ulid;

use super::Index;

fn article(n: u64, title: &str, body: &str, questions: &[&str], locale: &str) -> Article {
    Article {
        id: ArticleId::from_ulid(Ulid::from_parts(n, 0)),
        title: title.into(),
        body: body.into(),
        questions: questions.iter().map(|q| (*q).to_owned()).collect(),
        locale: locale.into(),
        vectors: None,
    }
}

fn shop() -> Vec<Article> {
    vec![
        article(
            1,
            "Where is my order",
            "Orders leave our warehouse within one working day. You can follow your parcel with \
             the link in the confirmation email.\n\nIf the link shows nothing for three days, \
             write to us with your order number.",
            &["Where is my parcel?", "How can I track my order?"],
            "en",
        ),
        article(
            2,
            "Returns",
            "You can return anything within 30 days. Print the label from your account.",
            &["How do I return an item?", "Can I send something back?"],
            "en",
        ),
        article(
            3,
            "Opening hours",
            "Our shops open from 9 to 19, Monday to Saturday.",
            &["When are you open?"],
            "en",
        ),
        article(
            4,
            "Envíos",
            "Entregamos en península en 48 horas. El envío cuesta 4 €.",
            &["¿Dónde está mi pedido?", "¿Cuánto tarda el envío?"],
            "es",
        ),
        article(
            5,
            "Rücksendung",
            "Sie können innerhalb von 30 Tagen zurücksenden.",
            &["Wie kann ich ein Paket zurückschicken?"],
            "de",
        ),
        article(
            6,
            "Gift cards",
            "Gift cards are valid for three years.",
            &[],
            "en",
        ),
    ]
}

fn top(question: &str) -> Option<(String, f64)> {
    let index = Index::new(&shop(), None);
    let first = index.search(question, None).into_iter().next()?;
    Some((first.title, first.confidence))
}

#[test]
fn the_right_article_in_each_language() {
    for (question, title) in [
        ("where is my parcel?", "Where is my order"),
        ("Where is my parsel", "Where is my order"),
        (
            "hi, can you tell me where my parcel is please",
            "Where is my order",
        ),
        ("how to track orders", "Where is my order"),
        ("how do i return an item", "Returns"),
        ("when do you open", "Opening hours"),
        ("donde esta mi pedido", "Envíos"),
        ("¿cuánto tardan los envíos?", "Envíos"),
        ("Wie kann ich mein Paket zurückschicken?", "Rücksendung"),
        ("how long are gift cards valid", "Gift cards"),
    ] {
        let (found, confidence) = top(question).unwrap();
        assert_eq!(found, title, "{question}");
        assert!(confidence >= 0.45, "{question}: {confidence}");
    }
}

#[test]
fn an_equal_question_is_certain() {
    for question in ["where is MY parcel", "Returns!", "¿Donde esta mi pedido?"] {
        assert!((top(question).unwrap().1 - 1.0).abs() < f64::EPSILON);
    }
}

#[test]
fn what_no_article_is_about_is_near_zero() {
    for question in [
        "what's the weather in Paris tomorrow",
        "my screen stays black after the update",
        "do you sell to law firms?",
        "quiero cambiar mi contraseña",
        "asdf qwer zxcv",
        "the and of",
        "",
    ] {
        let confidence = top(question).map_or(0.0, |(_, confidence)| confidence);
        assert!(confidence < 0.2, "{question}: {confidence}");
    }
}

#[test]
fn the_passage_that_answers_is_quoted() {
    let index = Index::new(&shop(), None);
    let found = index.search("the link shows nothing for days", None);
    assert_eq!(
        (found[0].title.as_str(), found[0].passage),
        ("Where is my order", 1)
    );
    assert!(found[0].text.starts_with("If the link"));
    let (other, text) = index.another_passage(found[0].article_id, &[1]).unwrap();
    assert_eq!(other, 0);
    assert!(text.starts_with("Orders leave"));
    assert!(
        index
            .another_passage(found[0].article_id, &[0, 1])
            .is_none()
    );
}

#[test]
fn words_that_match_raise_and_words_that_do_not_lower() {
    let index = Index::new(&shop(), None);
    let of = |question: &str| {
        index
            .search(question, None)
            .first()
            .map_or(0.0, |f| f.confidence)
    };
    assert!(of("valid years") > of("valid"));
    assert!(of("gift cards") >= of("gift cards zebra"));
    assert!(of("gift cards zebra") >= of("gift cards zebra volcano"));
}

#[test]
fn between_equals_the_customers_language_comes_first() {
    let twins = [
        article(1, "Wifi", "Wifi is free.", &["wifi"], "en"),
        article(2, "Wifi", "Wifi ist gratis.", &["wifi"], "de"),
    ];
    let index = Index::new(&twins, None);
    assert_eq!(
        index.search("wifi", Some("de-AT"))[0].text,
        "Wifi ist gratis."
    );
    assert_eq!(index.search("wifi", Some("fr"))[0].text, "Wifi is free.");
}

#[test]
fn without_articles_nothing_is_found() {
    assert!(
        Index::new(&[], None)
            .search("where is my parcel", None)
            .is_empty()
    );
    let empty = [article(1, "", "", &[], "")];
    assert!(Index::new(&empty, None).search("where", None).is_empty());
}

proptest! {
    #[test]
    fn confidence_stays_between_0_and_1(question in ".{0,120}", body in ".{0,200}", title in ".{0,30}") {
        let mut articles = shop();
        articles.push(article(9, &title, &body, &[&question], "xx"));
        let index = Index::new(&articles, None);
        for found in index.search(question.as_str(), None) {
            prop_assert!((0.0..=1.0).contains(&found.confidence));
        }
        let likeness = index.likeness(&question, &body);
        prop_assert!((0.0..=1.0).contains(&likeness));
        prop_assert_eq!(index.search(question.as_str(), None), index.search(question.as_str(), None));
    }
}
