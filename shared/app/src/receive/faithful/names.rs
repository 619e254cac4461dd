//! Words that are written like names.

use super::tokens::Token;

/// Capitalised words that name nobody, wherever they stand: the channels, and what a language always
/// writes large.
const NO_NAMES: &str = "\
    whatsapp instagram messenger baton i i'm i'll i've i'd ok faq ai bot english sie ihnen ihr \
    ihre ihren ihrem ihrer lei";

/// Words that begin sentences, in seven languages. Any other word at a beginning may be a name.
const BEGINNINGS: &str = "\
    the a an this that these those they he she it we you your their his her its our my \
    customer client user visitor contact agent person bot after before when while then there \
    now later first since because as at in on for from with without but and or so if no not \
    nothing nobody yes also still however hello hi hey dear good thank thanks please sorry \
    could can would will shall should may do does did is are was were has have had what where \
    who why how which order parcel refund payment asks asked wants wanted says said reports \
    reported needs requests requested mentioned open question summary let li hace é serve \
    mencionado mentionné genannt menzionato genoemd me see call write look to all any some \
    each both once up by of here el la los las un una este esta esto ese eso cliente clienta \
    usuario persona después antes cuando luego ahora primero desde porque como en para por con \
    sin pero y o si sí también hola buenos buenas gracias perdón lo le les se su sus mi podría \
    puede puedo quiere pide pidió dice dijo pregunta preguntó necesita qué dónde quién cómo \
    cuándo estoy estamos hemos siento lamento pedido reembolso al del ha han hay está os um \
    uma isto isso esse essa depois quando agora com sem mas e ou não sim também olá oi bom boa \
    obrigado obrigada desculpe seu sua meu minha pode posso quer pediu diz disse perguntou \
    precisa que onde quem estou encomenda ao da em foi ele ela eu une ce cette cela ça ces il \
    elle ils elles nous vous je j utilisateur personne après avant quand puis ensuite \
    maintenant depuis parce comme dans pour par avec sans mais et non oui aussi bonjour \
    bonsoir merci désolé pardon votre vos mon ma mes son sa ses pouvez pourriez demande veut \
    dit où qui comment commande remboursement l c d n qu à au de des der die das ein eine dies \
    diese dieser dieses er es wir ich nach nachdem vor bevor als wenn dann danach jetzt später \
    zuerst seit weil wie im am auf für von mit ohne aber und oder falls nein nicht ja auch \
    noch hallo guten danke bitte können könnten möchten hat haben ist sind war wo wer warum zu \
    zum zur vielen leider mein meine unser kein keine bei den dem aus gli uno questo questa \
    quello utente dopo prima poi ora adesso perché come nel nella per senza ed anche sì ciao \
    salve buongiorno buonasera grazie scusi suo mio mia può potrebbe chiede vuole ho sto \
    stiamo cosa dove chi ordine rimborso di alla dal è sono het een dat deze hij zij ze wij ik \
    jij u uw jouw klant gebruiker mens persoon na nadat voor voordat toen daarna nu eerst \
    sinds omdat zoals op met zonder maar nee niet ook nog hoi goedendag bedankt dank kunt kun \
    kan wil vraagt vroeg zegt heeft wat waar waarom hoe bestelling van bij mijn onze";

/// Nouns of a customer service, which German writes large wherever they stand.
const NOUNS: &str = "\
    kunde kunden kundin kundinnen mensch menschen person personen mitarbeiter mitarbeiterin \
    bot frage fragen antwort antworten nachricht nachrichten gespräch chat bestellung \
    bestellungen bestellnummer auftrag lieferung lieferungen sendung sendungen sendungsnummer \
    paket pakete ware produkt artikel rückerstattung erstattung rückzahlung rückgabe \
    rücksendung umtausch geld betrag zahlung rechnung abbuchung belastung karte kreditkarte \
    konto zugang passwort anmeldung login fehler fehlermeldung problem probleme beschwerde \
    reklamation anliegen wunsch hilfe unterstützung lösung information informationen link \
    seite website app bestätigung email e-mail mail adresse nummer name namen zeit wartezeit \
    tag tage tagen woche wochen monat stunde stunden minuten termin verspätung ablauf status \
    stand grund vorgang fall laden geschäft shop dank verständnis geduld umstände herr frau \
    damen herren gespräche verlauf schritt schritte vertrag kündigung wörter wort";

/// Whether a word is written like a name. At the beginning of a sentence every word is written
/// large, and only what often begins one is known to be none.
pub(super) fn looks_like_one(token: &Token, lower: &str) -> bool {
    if !token.text.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let plain = lower.replace('’', "'");
    if is_in(NO_NAMES, &plain) || is_in(NOUNS, &plain) {
        return false;
    }
    let first = plain.split(['\'', '-']).next().unwrap_or_default();
    let is_beginning = is_in(BEGINNINGS, &plain) || is_in(BEGINNINGS, first);
    !(token.begins && is_beginning)
}

/// What stands before a name, however that is written.
const TITLES: &str = "\
    mr mrs ms dr named herr frau señor señora sr sra llamado llamada senhor senhora chamado \
    chamada monsieur madame mme nommé nommée signor signora meneer mevrouw namens";

/// Names that are ordinary words in none of the seven languages, as somebody writes them who writes
/// nothing large: people, places, carriers, ways to pay.
const KNOWN: &str = "\
    ivan maria anna peter pedro paulo pablo juan josé jose carlos carmen elena laura lucia sofia \
    sophie julia julie marie pierre jacques michel thomas stefan martin michael david daniel \
    andreas johannes hans klaus jürgen wolfgang giovanni giuseppe francesco francesca matteo luca \
    paolo chiara giulia alessandro jan pieter johan sanne lotte daan john james robert \
    william richard joseph charles matthew anthony steven paul andrew kevin brian george edward \
    jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret sandra ashley \
    emily michelle ahmed mohammed muhammad fatima omar ali miguel antonio manuel francisco javier \
    fernando joão joao ana beatriz inês ricardo rafael gabriel mateus smith johnson jones \
    garcía garcia rodríguez rodriguez martínez martinez lópez lopez hernández pérez perez sánchez \
    silva santos oliveira pereira ferreira müller mueller schmidt schneider fischer weber \
    meyer wagner rossi russo bianchi dupont durand bernard dubois london paris berlin madrid roma \
    rome lisbon lisboa porto barcelona valencia sevilla munich münchen hamburg köln frankfurt wien \
    vienna zürich zurich amsterdam rotterdam utrecht brussels bruxelles milano milan napoli torino \
    venezia firenze lyon marseille bordeaux toulouse dublin manchester madrid mexico méxico \
    argentina brasil brazil spain españa france germany deutschland italy italia portugal \
    netherlands nederland belgium österreich austria switzerland schweiz dhl ups fedex dpd hermes \
    gls usps paypal visa mastercard amex klarna bizum iban amazon ebay google \
    samsung iphone android";

/// Whether a word, in lower case, is known as a name.
pub(super) fn is_known_as_one(lower: &str) -> bool {
    is_in(KNOWN, lower)
}

/// Whether a name stands behind this word.
pub(super) fn announces_one(token: &Token) -> bool {
    is_in(TITLES, &token.lower())
}

/// Whether a word, in lower case, is one of any sentence.
pub(super) fn is_no_name(lower: &str) -> bool {
    [NO_NAMES, BEGINNINGS, NOUNS]
        .iter()
        .any(|list| is_in(list, lower))
}

/// What sentences of customers are about, among the words that begin one.
const SUBJECTS: &str = "\
    order parcel refund payment pedido reembolso encomenda commande remboursement ordine rimborso \
    bestelling";

/// Whether a word, in lower case, says nothing of what a sentence is about.
pub(super) fn is_of_any_sentence(lower: &str) -> bool {
    is_in(BEGINNINGS, lower) && !is_in(SUBJECTS, lower)
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|each| each == word)
}
