//! How soon a person is needed, by what the message says. A star lets any ending through.

use baton_domain::Urgency;

use crate::words::Words;

/// Complaints and anger.
const UPSET: &[&str] = &[
    // en
    "complaint",
    "complaints",
    "complain",
    "complaining",
    "unacceptable",
    "outrageous",
    "disgusting",
    "disgusted",
    "furious",
    "angry",
    "ridiculous",
    "disgrace*",
    "appalling",
    "pathetic",
    "useless",
    "worst",
    "scandal*",
    "fed up",
    "sick of",
    "rip off",
    "ripoff",
    "incompetent*",
    "horrible",
    "terrible service",
    "never again",
    "extremely disappointed",
    "very disappointed",
    "are you kidding",
    // es
    "queja*",
    "reclamo",
    "reclamacion*",
    "inaceptable*",
    "indignante",
    "vergonzos*",
    "verguenza",
    "harto",
    "harta",
    "furios*",
    "incompetente*",
    "pesimo",
    "pesima",
    "ridiculo",
    "indignad*",
    // pt
    "reclamac*",
    "inaceitavel",
    "absurdo",
    "vergonha",
    "pessim*",
    "revoltad*",
    "furioso",
    "insatisfeit*",
    "um descaso",
    "palhacada",
    // fr
    "reclamation*",
    "inadmissible",
    "inacceptable",
    "scandaleux",
    "honteux",
    "honte",
    "furieux",
    "ras le bol",
    "lamentable",
    "nul",
    "en colere",
    "plainte",
    // de
    "beschwer*",
    "unverschamt*",
    "frechheit",
    "inakzeptabel",
    "unmoglich",
    "katastrophe",
    "wutend",
    "unterirdisch",
    "skandal*",
    "sauer",
    "lacherlich",
    // it
    "reclamo",
    "inaccettabile",
    "vergogn*",
    "scandalos*",
    "pessimo",
    "arrabbiat*",
    "furios*",
    "indecente",
    "ridicolo",
    // nl
    "klacht*",
    "onacceptabel",
    "belachelijk",
    "schandalig",
    "woedend",
    "boos",
    "waardeloos",
    "slechte service",
];

/// Law, regulators and the press.
const LEGAL: &[&str] = &[
    // en
    "lawyer*",
    "attorney*",
    "solicitor*",
    "sue",
    "suing",
    "lawsuit",
    "legal action",
    "court",
    "ombudsman",
    "trading standards",
    "consumer protection",
    "gdpr",
    "police",
    // es
    "abogad*",
    "denuncia*",
    "demandar*",
    "demanda",
    "acciones legales",
    "tribunal*",
    "consumo",
    "policia",
    "profeco",
    // pt
    "advogad*",
    "processar",
    "processo judicial",
    "procon",
    "justica",
    "policia",
    "lgpd",
    // fr
    "avocat*",
    "porter plainte",
    "tribunal",
    "mise en demeure",
    "repression des fraudes",
    "justice",
    "police",
    "rgpd",
    // de
    "anwalt*",
    "rechtsanwalt*",
    "klage",
    "verklag*",
    "anzeige",
    "gericht",
    "verbraucherschutz",
    "verbraucherzentrale",
    "polizei",
    "dsgvo",
    // it
    "avvocato",
    "avvocati",
    "denuncia",
    "vie legali",
    "tribunale",
    "polizia",
    "causa legale",
    // nl
    "advocaat",
    "rechtbank",
    "aangifte",
    "juridische stappen",
    "politie",
];

/// Fraud, break-ins and danger.
const DANGER: &[&str] = &[
    // en
    "fraud*",
    "scam*",
    "stolen",
    "hacked",
    "unauthori*",
    "identity theft",
    "injur*",
    "explod*",
    "caught fire",
    "on fire",
    "burned",
    "burnt",
    "poison*",
    "made me sick",
    "hospital",
    "hurting myself",
    "hurt myself",
    "kill myself",
    "suicid*",
    "emergency",
    // es
    "fraude",
    "estafa*",
    "robado",
    "robada",
    "robaron",
    "hackea*",
    "herid*",
    "exploto",
    "incendi*",
    "quemad*",
    "intoxica*",
    "suicid*",
    "emergencia",
    // pt
    "golpe",
    "roubado",
    "roubada",
    "roubaram",
    "invadiram",
    "machuc*",
    "explodiu",
    "pegou fogo",
    "emergencia",
    // fr
    "arnaque*",
    "escroc*",
    "vole",
    "volee",
    "pirate",
    "blesse*",
    "explose",
    "pris feu",
    "brule*",
    "urgence",
    "suicide*",
    // de
    "betrug",
    "betrogen",
    "gestohlen",
    "gehackt",
    "verletzt*",
    "explodiert",
    "brand",
    "notfall",
    "unbefugt",
    "selbstmord",
    "suizid",
    // it
    "frode",
    "truffa*",
    "rubato",
    "rubata",
    "hackerato",
    "violato",
    "ferit*",
    "esploso",
    "emergenza",
    // nl
    "oplicht*",
    "gestolen",
    "gehackt",
    "gewond",
    "ontploft",
    "noodgeval",
];

/// Haste in the customer's own words.
const HASTE: &[&str] = &[
    "urgent*",
    "asap",
    "immediately",
    "right now",
    "as soon as possible",
    "inmediatamente",
    "lo antes posible",
    "cuanto antes",
    "imediatamente",
    "o mais rapido possivel",
    "immediatement",
    "tout de suite",
    "au plus vite",
    "dringend*",
    "sofort",
    "umgehend",
    "subito",
    "immediatamente",
    "il prima possibile",
    "spoed",
    "dringend",
    "zo snel mogelijk",
];

/// Money that the customer says is wrongly gone.
const DISPUTE: &[&str] = &[
    "charged twice",
    "charged me twice",
    "double charge*",
    "charged me again",
    "wrong amount",
    "dont recogni*",
    "didnt authori*",
    "overcharg*",
    "dos veces",
    "cobro doble",
    "no reconozco",
    "duas vezes",
    "nao reconheco",
    "deux fois",
    "ne reconnais pas",
    "doppelt abgebucht",
    "zweimal abgebucht",
    "due volte",
    "non riconosco",
    "dubbel afgeschreven",
    "twee keer",
    "still waiting for my refund",
    "promised a refund",
    "sigo esperando",
    "ainda nao recebi",
    "toujours pas",
    "immer noch",
    "non ho ancora",
];

/// Which kinds of words stand here: complaints and anger, law, danger, haste, money wrongly gone.
pub(crate) fn kinds(words: &Words) -> [bool; 5] {
    [UPSET, LEGAL, DANGER, HASTE, DISPUTE].map(|phrases| words.contain_any(phrases))
}

/// How soon a person is needed for somebody who says this, where without these words it would be
/// `ordinary`. Words only raise it.
pub(crate) fn of(words: &Words, ordinary: Urgency) -> Urgency {
    let pressing = [UPSET, LEGAL, DANGER, HASTE]
        .iter()
        .any(|phrases| words.contain_any(phrases));
    if pressing {
        Urgency::High
    } else if words.contain_any(DISPUTE) {
        ordinary.max(Urgency::Medium)
    } else {
        ordinary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urgency(text: &str) -> Urgency {
        of(&Words::of(text), Urgency::Low)
    }

    #[test]
    fn complaints_law_danger_and_haste_are_high_in_each_language() {
        for text in [
            "this is a complaint, I want a refund and a real person",
            "I will be contacting my lawyer about this",
            "my account has been hacked",
            "URGENT!!",
            "son unos incompetentes, esto es inaceptable",
            "voy a poner una denuncia",
            "péssimo atendimento, estou muito insatisfeito",
            "vou processar vocês",
            "c'est inadmissible, votre service est nul",
            "je vais porter plainte",
            "das ist eine Frechheit, der Service ist unterirdisch",
            "ich schalte meinen Anwalt ein",
            "servizio pessimo, sono davvero arrabbiato",
            "dit is echt belachelijk slechte service",
        ] {
            assert_eq!(urgency(text), Urgency::High, "{text}");
        }
    }

    #[test]
    fn a_money_dispute_is_at_least_ordinary_and_a_question_stays_as_it_was() {
        assert_eq!(urgency("you charged me twice"), Urgency::Medium);
        assert_eq!(urgency("me cobraron dos veces"), Urgency::Medium);
        assert_eq!(urgency("where is my parcel?"), Urgency::Low);
        assert_eq!(
            of(&Words::of("talk to a human"), Urgency::Medium),
            Urgency::Medium
        );
    }
}
