use proptest::prelude::*;

use super::*;

const TURNS: &[&str] = &[
    "Where is my parcel? Order 88-1204, sent to Rua das Flores in Lisbon",
    "Follow your parcel with the link in the confirmation email.",
    "It cost €1,200.50 and you took it on 12/03/2026 at 10:30!",
    "call me on +351 912 345 678 or write to ana.silva@example.com, tomorrow",
];

fn sources() -> Sources {
    let said: Vec<(u64, &str)> = (1..).zip(TURNS.iter().copied()).collect();
    Sources::new(&said, &["Ana Silva", "Tracking a parcel"])
}

fn holds(text: &str) -> Result<(), Invented> {
    sources().hold(text)
}

#[test]
fn what_stands_in_the_conversation_is_told() {
    for text in [
        "The customer asks where the parcel of order 88-1204 is (#1).",
        "Ana Silva paid 1.200,50 € on 12-03-2026 (#3). The bot answered from “Tracking a parcel”.",
        "Ana’s parcel goes to Lisbon. She was charged 1200.5 on 12 March 2026.",
        "Call +351912345678 or 912 345 678, or write to ana.silva@example.com.",
        "Hello Ana, I am looking at order 88-1204 and will call you tomorrow.",
        "The customer says: “you took it on 12/03/2026”.",
        "El cliente pregunta por el pedido 881204 y quiere una respuesta mañana.",
        "Der Kunde fragt nach seiner Bestellung 88-1204 und möchte eine Antwort.",
        "Le client demande où est la commande 88-1204, envoyée à Lisbon.",
        "顧客は注文88-1204について質問しました(#1)。",
        "العميل يسأل عن الطلب ٨٨-١٢٠٤ (#1).",
        "ग्राहक ऑर्डर ८८-१२०४ के बारे में पूछता है।",
        "",
        "???",
    ] {
        assert_eq!(holds(text), Ok(()), "{text}");
    }
}

#[test]
fn what_does_not_is_found_out() {
    let number = |text: &str| Invented::Number(text.into());
    let name = |text: &str| Invented::Name(text.into());
    for (text, invented) in [
        ("The customer asks for order 88-1205.", number("88-1205")),
        ("The customer paid €1,200.", number("1,200")),
        ("The customer paid 12.00,50.", number("12.00,50")),
        ("The customer paid €12.0050 back.", number("12.0050")),
        ("They wrote 5 times.", number("5")),
        ("They waited three hours.", number("three")),
        ("Han esperado cinco días.", number("cinco")),
        ("El cliente ha esperado cinco días.", number("cinco")),
        ("Order AB-2026-12 is late.", number("AB-2026-12")),
        ("It comes on the 3rd.", number("3rd")),
        ("See message #8.", Invented::Reference("8".into())),
        ("See message #0.", Invented::Reference("0".into())),
        ("Ivan asks for a refund.", name("Ivan")),
        ("The customer, Ivan, asks for a refund.", name("Ivan")),
        ("The parcel goes to Porto.", name("Porto")),
        ("The parcel goes to São Paulo.", name("São")),
        ("Посылка ушла. Иван ждёт.", name("Посылка")),
        ("Ο πελάτης περιμένει τον Γιώργο.", name("Ο")),
        ("She bought it on Monday.", Invented::Date("Monday".into())),
        ("It was in April 2026.", Invented::Date("April".into())),
        ("It was in May.", Invented::Date("May".into())),
        ("Sie fragt gestern.", Invented::Date("gestern".into())),
        ("ivan asks for a refund.", name("ivan")),
        ("it was sent to porto with dhl.", name("porto")),
        ("the customer, mr klaasen, asks.", name("klaasen")),
        ("She asked twice.", number("twice")),
        ("It is the third time.", number("third")),
        ("She bought a dozen.", number("dozen")),
        ("Es la segunda vez.", number("segunda")),
        ("She needs it today.", Invented::Date("today".into())),
        (
            "Lo necesita esta noche.",
            Invented::Date("esta noche".into()),
        ),
        (
            "Elle part la semaine prochaine.",
            Invented::Date("semaine prochaine".into()),
        ),
        ("Sie braucht es heute.", Invented::Date("heute".into())),
        ("Parte oggi.", Invented::Date("oggi".into())),
        ("Precisa hoje.", Invented::Date("hoje".into())),
        (
            "Volgende week gaat zij weg.",
            Invented::Date("volgende week".into()),
        ),
        ("Half of it is broken.", Invented::Date("half".into())),
        (
            "Write to bob@example.com.",
            Invented::Address("bob@example.com".into()),
        ),
        (
            "See https://example.com/track.",
            Invented::Address("https://example.com/track".into()),
        ),
        (
            "The customer says “I will sue you”.",
            Invented::Quote("I will sue you".into()),
        ),
        (
            "The customer says \"give me money\".",
            Invented::Quote("give me money".into()),
        ),
        (
            "顧客は「返金してください」と言った。",
            Invented::Quote("返金してください".into()),
        ),
        ("顧客は注文88-1205について質問しました。", number("88-1205")),
        ("العميل يسأل عن الطلب ٨٨-١٢٠٥.", number("88-1205")),
        ("ग्राहक ऑर्डर ८८-१२०५ के बारे में पूछता है।", number("88-1205")),
        ("ลูกค้าถามถึงคำสั่งซื้อ ๘๘-๑๒๐๕", number("88-1205")),
    ] {
        assert_eq!(holds(text), Err(invented), "{text}");
    }
}

#[test]
fn what_is_said_from_today_may_be_said_in_another_language() {
    let said = "lo necesito esta noche, te lo dije dos veces, la mitad no llegó. soy ivan";
    let sources = Sources::new(&[(1, said)], &[]);
    for text in [
        "Ivan needs it tonight (#1).",
        "ivan said so twice (#1).",
        "She says half of it did not arrive (#1).",
    ] {
        assert_eq!(sources.hold(text), Ok(()), "{text}");
    }
}

#[test]
fn an_order_number_with_a_hash_is_no_reference() {
    let sources = Sources::new(&[(1, "where is #55102?")], &[]);
    assert_eq!(sources.hold("The customer asks for #55102 (#1)."), Ok(()));
    assert!(sources.hold("The customer asks for #55103.").is_err());
}

fn faithful() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "The customer asks where the parcel of order 88-1204 is (#1).",
        "Ana Silva paid on 12/03/2026 and wants an answer.",
        "Der Kunde fragt nach der Bestellung und möchte eine Antwort.",
        "O cliente quer saber onde está a encomenda.",
    ])
}

/// A text with a word put in at any place between two words.
fn with_word(text: &str, word: &str, place: usize) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    let place = place % (words.len() + 1);
    words.insert(place, word);
    words.join(" ")
}

proptest! {
    #[test]
    fn any_number_that_was_not_said_is_found_out(
        text in faithful(),
        digits in "[1-9][0-9]{0,11}",
        grouped in any::<bool>(),
        place in 0_usize..20,
    ) {
        let sources = sources();
        prop_assume!(!TURNS.iter().any(|turn| turn.contains(&digits)));
        prop_assume!(!sources.numbers.has(&digits));
        let word = if grouped {
            digits
                .as_bytes()
                .rchunks(3)
                .rev()
                .map(|group| std::str::from_utf8(group).unwrap())
                .collect::<Vec<_>>()
                .join(",")
        } else {
            digits
        };
        let said = with_word(text, &word, place);
        prop_assert!(sources.hold(&said).is_err(), "{}", said);
    }

    #[test]
    fn any_name_that_was_not_said_is_found_out(
        text in faithful(),
        name in "[A-Z][a-z]{2,9}(-[A-Z][a-z]{2,5})?",
        place in 0_usize..20,
    ) {
        let sources = sources();
        let lower = name.to_lowercase();
        prop_assume!(!sources.words.contains(&lower) && numbers::in_words(&lower).is_none());
        let alone = tokens::of(&name);
        prop_assume!(names::looks_like_one(&alone[0], &lower));
        let said = with_word(text, &name, place);
        prop_assert!(sources.hold(&said).is_err(), "{}", said);
    }

    #[test]
    fn what_was_said_itself_always_holds(turn in prop::sample::select(TURNS.to_vec())) {
        prop_assert_eq!(sources().hold(turn), Ok(()));
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,80}", other in any::<String>()) {
        let _ = sources().hold(&text);
        let _ = Sources::new(&[(1, text.as_str())], &[]).hold(&other);
    }
}
