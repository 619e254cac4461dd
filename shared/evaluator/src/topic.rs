//! What a message is about, by its words. A star lets any ending through.

use baton_domain::Topic;

use crate::words::Words;

/// Money back.
const REFUND: &[&str] = &[
    // en
    "refund*",
    "money back",
    "reimburs*",
    "chargeback",
    "charge back",
    "give me back my money",
    // es
    "reembols*",
    "devolucion*",
    "devuelv*",
    "devolver*",
    "dinero de vuelta",
    "mi dinero",
    "reintegro*",
    // pt
    "devoluca*",
    "devoluco*",
    "estorno*",
    "estornar",
    "meu dinheiro",
    "ressarc*",
    // fr
    "rembours*",
    "mon argent",
    // de
    "ruckerstatt*",
    "erstatt*",
    "ruckzahl*",
    "geld zuruck",
    "mein geld",
    // it
    "rimbors*",
    "i miei soldi",
    "soldi indietro",
    // nl
    "terugbetal*",
    "geld terug",
    "terugstort*",
];

/// Charges, invoices, payments.
const BILLING: &[&str] = &[
    // en
    "charge",
    "charged",
    "charges",
    "overcharg*",
    "invoice*",
    "bill",
    "bills",
    "billed",
    "billing",
    "payment*",
    "paid",
    "credit card",
    "debit card",
    "direct debit",
    "subscription*",
    "receipt",
    "receipts",
    // es
    "cobr*",
    "factur*",
    "pago",
    "pagos",
    "pague",
    "pagado",
    "cargo",
    "cargos",
    "tarjeta",
    "suscripcion*",
    "recibo*",
    // pt
    "fatura*",
    "pagament*",
    "paguei",
    "cobranca*",
    "boleto*",
    "cartao",
    "assinatura*",
    // fr
    "preleve*",
    "prelevement*",
    "debite*",
    "paiement*",
    "paye",
    "carte bancaire",
    "abonnement*",
    // de
    "rechnung*",
    "abgebucht",
    "abbuch*",
    "zahlung*",
    "bezahl*",
    "kreditkarte",
    "lastschrift*",
    "abo",
    // it
    "fattur*",
    "addebit*",
    "pagat*",
    "bolletta",
    "carta di credito",
    "abbonament*",
    // nl
    "factuur",
    "facturen",
    "betaling*",
    "betaald",
    "afgeschreven",
    "incasso",
    "rekening",
];

/// Something does not work.
const TECHNICAL: &[&str] = &[
    // en
    "error",
    "errors",
    "bug",
    "bugs",
    "crash*",
    "broken",
    "doesnt work",
    "does not work",
    "not working",
    "stopped working",
    "wont load",
    "not loading",
    "freez*",
    "frozen",
    "login",
    "log in",
    "cant log",
    "password",
    "passwords",
    "locked out",
    "hacked",
    "two factor",
    "reset code",
    "screen stays",
    "wont turn on",
    "wont start",
    "doesnt start",
    // es
    "no funciona",
    "no me funciona",
    "contrasena*",
    "no carga",
    "falla",
    "averia",
    "iniciar sesion",
    "hackead*",
    "pantalla",
    // pt
    "nao funciona",
    "senha*",
    "erro",
    "erros",
    "nao carrega",
    "travou",
    "trava",
    "invadiram",
    "hackea*",
    "tela",
    // fr
    "ne fonctionne pas",
    "marche pas",
    "fonctionne plus",
    "marche plus",
    "mot de passe",
    "panne",
    "en panne",
    "erreur*",
    "pirate",
    "plante",
    "connexion",
    // de
    "funktioniert nicht",
    "geht nicht",
    "passwort",
    "fehler",
    "fehlermeldung",
    "absturz*",
    "sturzt ab",
    "defekt",
    "kaputt",
    "gehackt",
    "anmelden",
    "einloggen",
    // it
    "non funziona",
    "errore",
    "errori",
    "non si apre",
    "si blocca",
    "guasto",
    "violato",
    "accedere",
    "hackerato",
    // nl
    "werkt niet",
    "wachtwoord",
    "storing",
    "foutmelding",
    "inloggen",
    "kapot",
    "defect",
];

/// How many phrases of each subject stand in these words: money back, charges, what does not work.
pub(crate) fn counts(words: &Words) -> [usize; 3] {
    [REFUND, BILLING, TECHNICAL].map(|phrases| words.count_of(phrases))
}

/// What these words are about: the subject with the most phrases, and between equals the one that
/// costs the customer most.
pub(crate) fn of(words: &Words) -> Topic {
    let mut best = (Topic::General, 0);
    let topics = [Topic::Refund, Topic::Billing, Topic::Technical];
    for (topic, count) in topics.into_iter().zip(counts(words)) {
        if count > best.1 {
            best = (topic, count);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_in_each_language() {
        for (text, topic) in [
            (
                "this is a complaint, I want a refund and a real person",
                Topic::Refund,
            ),
            (
                "sigo esperando el reembolso que me prometieron",
                Topic::Refund,
            ),
            ("meu reembolso ainda não chegou", Topic::Refund),
            (
                "toujours pas de remboursement depuis un mois",
                Topic::Refund,
            ),
            (
                "ich warte immer noch auf meine Rückerstattung",
                Topic::Refund,
            ),
            ("non ho ancora ricevuto il rimborso", Topic::Refund),
            ("ik wil mijn geld terug", Topic::Refund),
            ("you charged me twice for the same order", Topic::Billing),
            ("me cobraron dos veces la misma compra", Topic::Billing),
            ("fui cobrado duas vezes", Topic::Billing),
            ("j'ai été débité deux fois", Topic::Billing),
            ("mir wurde die Bestellung doppelt abgebucht", Topic::Billing),
            (
                "mi avete addebitato due volte lo stesso ordine",
                Topic::Billing,
            ),
            ("the app crashes and I can't log in", Topic::Technical),
            ("no me funciona la contraseña", Topic::Technical),
            ("esqueci minha senha", Topic::Technical),
            ("mon mot de passe ne fonctionne pas", Topic::Technical),
            ("mein Passwort funktioniert nicht", Topic::Technical),
            ("where is my parcel?", Topic::General),
            ("wo ist mein Paket?", Topic::General),
            ("", Topic::General),
        ] {
            assert_eq!(of(&Words::of(text)), topic, "{text}");
        }
    }
}
