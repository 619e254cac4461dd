use super::{THRESHOLD, acceptance, score};
use crate::words::Words;

fn asks(text: &str) -> bool {
    score(&Words::of(text)) >= THRESHOLD
}

fn all_ask(texts: &[&str]) {
    let missed: Vec<_> = texts.iter().filter(|text| !asks(text)).collect();
    assert!(missed.is_empty(), "not heard: {missed:#?}");
}

fn none_asks(texts: &[&str]) {
    let heard: Vec<_> = texts.iter().filter(|text| asks(text)).collect();
    assert!(heard.is_empty(), "wrongly heard: {heard:#?}");
}

#[test]
fn english_requests() {
    all_ask(&[
        "this is a complaint, I want a refund and a real person",
        "talk to a real person",
        "Human",
        "agent please",
        "AGENT!!!",
        "representative",
        "I want to speak with a human being",
        "can I speak to someone in customer care please",
        "please connect me to a supervisor",
        "stop with the automated replies and get me a person",
        "I'd like to chat with a live agent",
        "i do not know how i can contact an agent",
        "I don't know what I need to do to chat with a live agent",
        "why can't I talk to a human?",
        "I can't talk to anyone here",
        "no I want to talk to a human",
        "transfer me to an agent",
        "transfer me please",
        "will you transfer to me an agent?",
        "can you have someone call me on my mobile?",
        "this needs an engineer, who can i talk to",
        "I don't want to talk to a bot",
        "ay are not being helpful can i speak with a live agent",
        "I have got to speak to a damn operator",
        "is there a human I can talk to? I need a human",
        "let me talk to your manager",
        "put me through to a person",
        "i need an agent",
        "speak to customer service",
    ]);
}

#[test]
fn english_refusals_and_look_alikes() {
    none_asks(&[
        "I don't want to talk to a human",
        "no, don't connect me",
        "please do not transfer me to an agent",
        "I don't think I need a human",
        "no need to speak to a person",
        "talk to a human? no thanks",
        "instead of talking to a person I will wait",
        "agent directory",
        "where can I find the agent directory?",
        "real estate agent",
        "I need a real estate agent",
        "do I need an insurance agent to buy a policy or can I do it online",
        "human resources policy",
        "I want to read the human resources policy",
        "customer service hours",
        "what are the hours of your customer service team?",
        "which person signs",
        "I want to know which person signs for the parcel",
        "are you a real person?",
        "how do i know if you are a real person",
        "am I talking to a human?",
        "am i speaking with someone real",
        "is this a human or a bot",
        "I want a book about human rights",
        "how many people can sit at the table",
        "I need two tickets for two people",
        "what is your phone number",
        "my agent fees are wrong",
        "where is my parcel?",
        "I want a refund",
        "can I bring someone?",
        "which people work on the accessibility team at your company?",
        "",
    ]);
}

#[test]
fn spanish() {
    all_ask(&[
        "quiero hablar con una persona",
        "Quiero hablar con un agente",
        "páseme con su supervisor, por favor",
        "necesito hablar con alguien",
        "agente por favor",
        "no me ayudas, quiero hablar con un humano",
        "no entiendo quiero hablar con alguien",
        "¿puedo hablar con una persona real?",
        "¿por qué no puedo hablar con una persona?",
        "que me llamen por favor",
        "no quiero hablar con un robot",
        "me puedes pasar con un asesor",
        "me gustaría hablar con atención al cliente",
    ]);
    none_asks(&[
        "no quiero hablar con una persona",
        "no me conectes con un agente",
        "¿cuál es el horario de atención al cliente?",
        "busco un agente inmobiliario",
        "quiero saber qué persona firma el contrato",
        "recursos humanos",
        "¿eres una persona real?",
        "¿estoy hablando con una persona?",
        "¿dónde está mi pedido?",
        "quiero una habitación para una persona y un niño, no gracias",
    ]);
}

#[test]
fn portuguese() {
    all_ask(&[
        "falar com um atendente",
        "quero falar com um atendente",
        "me transfere para um humano por favor",
        "gostaria de falar com uma pessoa de verdade",
        "atendente",
        "preciso falar com alguém",
        "não consigo falar com ninguém, quero um atendente",
        "não quero falar com um robô",
        "podem me ligar?",
    ]);
    none_asks(&[
        "não quero falar com um atendente",
        "não me transfira para um atendente",
        "qual o horário de funcionamento?",
        "recursos humanos",
        "agente imobiliário",
        "estou falando com uma pessoa?",
        "onde está meu pedido?",
    ]);
}

#[test]
fn french() {
    all_ask(&[
        "parler à un conseiller",
        "je veux parler à un conseiller",
        "je voudrais parler à quelqu’un",
        "passez-moi un responsable s'il vous plaît",
        "un humain svp",
        "mettez-moi en relation avec un agent",
        "je souhaite être mis en relation avec une vraie personne",
        "pourquoi je ne peux pas parler à une personne ?",
        "je ne veux pas parler à un robot",
        "conseiller",
        "rappelez-moi",
    ]);
    none_asks(&[
        "je ne veux pas parler à un conseiller",
        "ne me transférez pas à un agent",
        "pas besoin de parler à un humain",
        "quels sont vos horaires d'ouverture ?",
        "agent immobilier",
        "ressources humaines",
        "quelle personne signe le contrat ?",
        "est-ce que je parle à un humain ?",
        "où en est ma commande ?",
    ]);
}

#[test]
fn german() {
    all_ask(&[
        "mit einem Menschen sprechen",
        "ich möchte mit einem Mitarbeiter sprechen",
        "verbinden Sie mich bitte mit Ihrem Vorgesetzten",
        "kann ich mit jemandem sprechen?",
        "Ich will einen echten Menschen!",
        "Mitarbeiter bitte",
        "warum kann ich nicht mit einem Menschen sprechen?",
        "ich will nicht mit einem Bot reden",
        "Bitte um Rückruf",
        "Können Sie mich mit einem Berater verbinden?",
    ]);
    none_asks(&[
        "ich möchte nicht mit einem Menschen sprechen",
        "ich brauche keinen Mitarbeiter",
        "bitte verbinden Sie mich nicht",
        "wie sind die Öffnungszeiten des Kundenservice?",
        "Personalabteilung",
        "ich suche einen Immobilienmakler",
        "welche Person unterschreibt?",
        "spreche ich mit einem Menschen?",
        "wo ist mein Paket?",
        "nein danke",
    ]);
}

#[test]
fn italian_and_dutch() {
    all_ask(&[
        "vorrei parlare con un operatore",
        "operatore per favore",
        "voglio parlare con una persona vera",
        "mi passi un responsabile",
        "ik wil een medewerker spreken",
        "kan ik met een echt persoon praten?",
        "medewerker graag",
    ]);
    none_asks(&[
        "non voglio parlare con un operatore",
        "agente immobiliare",
        "quali sono gli orari del servizio clienti?",
        "ik wil geen medewerker spreken",
        "wat zijn jullie openingstijden?",
        "spreek ik met een mens?",
    ]);
}

#[test]
fn an_offer_is_accepted_or_declined() {
    let offer = Words::of("I can't change that. Would you like me to transfer you to an advisor?");
    let other = Words::of("Shall I add the gift wrapping to your order?");
    let spanish = Words::of("¿Quiere que le pase con un agente?");
    let says = |text: &str, offer: &Words| acceptance(&Words::of(text), offer) >= THRESHOLD;
    assert!(says("yes, please do", &offer));
    assert!(says("sure, connect me", &offer));
    assert!(says("sí, por favor", &spanish));
    assert!(!says("no thanks, I'll wait", &offer));
    assert!(!says("yes, please do", &other));
    assert!(!says("yes but first tell me where my parcel is", &offer));
}

#[test]
fn plainer_words_score_higher() {
    let of = |text: &str| score(&Words::of(text));
    assert!(of("talk to a human") > of("talk to someone"));
    assert!(of("talk to someone") >= THRESHOLD);
    let vague = of("how do I contact customer service");
    assert!(vague > 0.0 && vague < THRESHOLD);
}
