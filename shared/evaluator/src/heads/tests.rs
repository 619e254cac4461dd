//! Features: the same for the same, whatever else; and what context changes.

use proptest::prelude::*;

use super::exchange::{Exchange, Said, View};
use super::menu::Menu;
use super::surface;
use super::weights::Weights;
use super::{Features, VECTORS};
use crate::encoder::WIDTH;

fn said(turns: &[(bool, &'static str)]) -> Vec<Said<'static>> {
    turns
        .iter()
        .map(|(by_customer, text)| Said {
            by_customer: *by_customer,
            text,
        })
        .collect()
}

fn surface_of(message: &str, before: &[Said<'_>]) -> Vec<f32> {
    surface::of(&View::of(&Exchange {
        message,
        before,
        language: None,
    }))
}

fn language_of(message: &str) -> Option<&'static str> {
    View::of(&Exchange {
        message,
        before: &[],
        language: None,
    })
    .language
    .code
}

#[test]
fn the_weights_were_trained_on_these_features() {
    // Three cosines stand between the vectors and the surface.
    let features = VECTORS * WIDTH + 3 + surface_of("hello", &[]).len();
    assert_eq!(Weights::built_in().unwrap().inputs(), features);
    assert_eq!(
        surface_of("hello", &[]).len(),
        surface_of("0", &said(&[(true, "hi"), (false, "0 for an agent")])).len()
    );
}

#[test]
fn the_same_exchange_has_the_same_features_and_order_matters() {
    let one = said(&[(true, "my router is dead"), (false, "Did you restart it?")]);
    let other = said(&[(false, "Did you restart it?"), (true, "my router is dead")]);
    assert_eq!(surface_of("yes", &one), surface_of("yes", &one));
    assert_ne!(surface_of("yes", &one), surface_of("yes", &other));
}

#[test]
fn what_was_said_long_ago_does_not_count() {
    let turns = [
        (true, "first"),
        (true, "second"),
        (true, "third"),
        (false, "What is it about?"),
    ];
    let view = |before: &[Said<'_>]| {
        View::of(&Exchange {
            message: "ok",
            before,
            language: None,
        })
        .earlier_text()
    };
    assert_eq!(view(&said(&turns)), "first second third");
    let longer: Vec<_> = [(true, "long ago")].into_iter().chain(turns).collect();
    assert_eq!(view(&said(&longer)), "first second third");
}

#[test]
fn a_number_leads_where_the_menu_says() {
    for (message, bot, menu) in [
        (
            "0",
            "Reply 1 for bills, 2 for returns or 0 to talk to an agent.",
            Menu::Person,
        ),
        (
            "1",
            "Reply 1 for bills, 2 for returns or 0 to talk to an agent.",
            Menu::BesidePerson,
        ),
        ("1", "Reply 1 for bills or 2 for returns.", Menu::Other),
        (
            "1",
            "Shall I get you a colleague? Reply 1 for yes or 2 for no.",
            Menu::Other,
        ),
        (
            "2",
            "Talk to a colleague: 1. Just the invoice: 2",
            Menu::BesidePerson,
        ),
        ("2", "Facturas: 1. Hablar con un asesor: 2.", Menu::Person),
        ("٠", "للفواتير أرسل ١، للتحدث مع موظف أرسل ٠", Menu::Person),
        ("3", "Press 0 for an agent", Menu::None),
        ("0", "How many boxes?", Menu::None),
    ] {
        let before = [Said {
            by_customer: false,
            text: bot,
        }];
        let view = View::of(&Exchange {
            message,
            before: &before,
            language: None,
        });
        assert_eq!(
            Menu::of(message, view.bot.as_ref().unwrap()),
            menu,
            "{message}: {bot}"
        );
    }
}

#[test]
fn languages_are_told_apart_in_a_few_words() {
    for (text, code) in [
        ("I want to talk to an agent", "en"),
        ("quiero hablar con una persona", "es"),
        ("quero falar com um atendente", "pt"),
        ("je veux parler à quelqu'un", "fr"),
        ("ich will mit einem Menschen sprechen", "de"),
        ("vorrei parlare con un operatore", "it"),
        ("ik wil een medewerker spreken", "nl"),
        ("chcę rozmawiać z konsultantem", "pl"),
        ("соедините меня с оператором", "ru"),
        ("müşteri temsilcisine bağlanmak istiyorum", "tr"),
        ("أريد التحدث مع موظف", "ar"),
        ("मुझे किसी इंसान से बात करनी है", "hi"),
        ("saya mau bicara dengan petugas", "id"),
        ("担当者につないでください", "ja"),
        ("상담원 연결해 주세요", "ko"),
        ("请转人工客服", "zh"),
        ("cho tôi gặp nhân viên tư vấn", "vi"),
        ("ขอคุยกับเจ้าหน้าที่", "th"),
        ("jag vill prata med en människa", "sv"),
    ] {
        assert_eq!(language_of(text), Some(code), "{text}");
    }
    assert_eq!(language_of("🙂"), None);
}

/// The encoder, where the file was fetched.
fn encoder() -> Option<crate::encoder::Encoder> {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../.build/encoder/use-m3.bin"
    );
    crate::encoder::Encoder::open(std::path::Path::new(file)).ok()
}

#[test]
fn vectors_stand_where_they_belong() {
    let Some(encoder) = encoder() else { return };
    let before = said(&[(false, "Shall I connect you?")]);
    let with = Features::of(
        &encoder,
        &Exchange {
            message: "yes",
            before: &before,
            language: None,
        },
    );
    let without = Features::of(
        &encoder,
        &Exchange {
            message: "yes",
            before: &[],
            language: None,
        },
    );
    assert_eq!(with.dense[..WIDTH], without.dense[..WIDTH]);
    assert!(
        without.dense[WIDTH..VECTORS * WIDTH]
            .iter()
            .all(|value| *value == 0.0)
    );
    assert!(
        with.dense[WIDTH..2 * WIDTH]
            .iter()
            .any(|value| *value != 0.0)
    );
    assert!(
        with.dense[2 * WIDTH..3 * WIDTH]
            .iter()
            .all(|value| *value == 0.0)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_that_can_be_written_makes_it_panic(
        message in "\\PC{0,200}",
        bot in "\\PC{0,120}",
        customer in ".{0,120}",
        digit in "[0-9٠-٩०-९]",
    ) {
        let before = [
            Said { by_customer: true, text: &customer },
            Said { by_customer: false, text: &bot },
        ];
        let length = surface_of(&message, &before).len();
        prop_assert_eq!(surface_of(&digit, &before).len(), length);
        prop_assert!(surface_of(&message, &before).iter().all(|value| value.is_finite()));
    }
}
