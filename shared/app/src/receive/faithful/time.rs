//! Days and months by their names, and times that are said from today, in seven languages.

use super::tokens::Token;

/// A day or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    names: &'static [&'static str],
    month: Option<usize>,
}

impl Date {
    /// Its names in all languages.
    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        self.names.iter().copied()
    }

    /// The number that says the same, where it is a month.
    pub(super) fn month(self) -> Option<String> {
        self.month.map(|month| month.to_string())
    }
}

const MONTHS: &[&[&str]] = &[
    &[
        "january", "enero", "janeiro", "janvier", "januar", "gennaio", "januari",
    ],
    &[
        "february",
        "febrero",
        "fevereiro",
        "février",
        "februar",
        "febbraio",
        "februari",
    ],
    &["march", "marzo", "março", "mars", "märz", "maart"],
    &["april", "abril", "avril", "aprile"],
    &["may", "mayo", "maio", "mai", "maggio", "mei"],
    &["june", "junio", "junho", "juin", "juni", "giugno"],
    &["july", "julio", "julho", "juillet", "juli", "luglio"],
    &["august", "agosto", "août", "augustus"],
    &[
        "september",
        "septiembre",
        "setembro",
        "septembre",
        "settembre",
    ],
    &[
        "october", "octubre", "outubro", "octobre", "oktober", "ottobre",
    ],
    &["november", "noviembre", "novembro", "novembre"],
    &[
        "december",
        "diciembre",
        "dezembro",
        "décembre",
        "dezember",
        "dicembre",
    ],
];

const DAYS: &[&[&str]] = &[
    &[
        "monday",
        "lunes",
        "segunda-feira",
        "lundi",
        "montag",
        "lunedì",
        "maandag",
    ],
    &[
        "tuesday",
        "martes",
        "terça-feira",
        "mardi",
        "dienstag",
        "martedì",
        "dinsdag",
    ],
    &[
        "wednesday",
        "miércoles",
        "quarta-feira",
        "mercredi",
        "mittwoch",
        "mercoledì",
        "woensdag",
    ],
    &[
        "thursday",
        "jueves",
        "quinta-feira",
        "jeudi",
        "donnerstag",
        "giovedì",
        "donderdag",
    ],
    &[
        "friday",
        "viernes",
        "sexta-feira",
        "vendredi",
        "freitag",
        "venerdì",
        "vrijdag",
    ],
    &[
        "saturday",
        "sábado",
        "samedi",
        "samstag",
        "sonnabend",
        "sabato",
        "zaterdag",
    ],
    &[
        "sunday", "domingo", "dimanche", "sonntag", "domenica", "zondag",
    ],
    &["tomorrow", "mañana", "amanhã", "demain", "morgen", "domani"],
    &["yesterday", "ayer", "ontem", "gestern", "ieri", "gisteren"],
];

/// What is said in more words than one, or in one that others say in more: times as they are said
/// from today, and halves. Each row says the same.
const SAYINGS: &[&[&str]] = &[
    &[
        "today",
        "hoy",
        "hoje",
        "aujourd'hui",
        "heute",
        "oggi",
        "vandaag",
    ],
    &[
        "tonight",
        "this evening",
        "esta noche",
        "esta noite",
        "hoje à noite",
        "ce soir",
        "heute abend",
        "heute nacht",
        "stasera",
        "stanotte",
        "vanavond",
        "vannacht",
    ],
    &[
        "this morning",
        "esta mañana",
        "esta manhã",
        "ce matin",
        "heute morgen",
        "heute früh",
        "stamattina",
        "vanmorgen",
        "vanochtend",
    ],
    &[
        "this afternoon",
        "esta tarde",
        "cet après-midi",
        "heute nachmittag",
        "questo pomeriggio",
        "vanmiddag",
    ],
    &[
        "day after tomorrow",
        "pasado mañana",
        "depois de amanhã",
        "après-demain",
        "übermorgen",
        "dopodomani",
        "overmorgen",
    ],
    &[
        "day before yesterday",
        "anteayer",
        "anteontem",
        "avant-hier",
        "vorgestern",
        "l'altro ieri",
        "eergisteren",
    ],
    &[
        "this week",
        "esta semana",
        "cette semaine",
        "diese woche",
        "dieser woche",
        "questa settimana",
        "deze week",
    ],
    &[
        "next week",
        "próxima semana",
        "semana próxima",
        "semana que viene",
        "semana que vem",
        "semaine prochaine",
        "nächste woche",
        "nächster woche",
        "nächsten woche",
        "prossima settimana",
        "settimana prossima",
        "volgende week",
    ],
    &[
        "last week",
        "semana pasada",
        "semana passada",
        "semaine dernière",
        "letzte woche",
        "letzter woche",
        "vergangene woche",
        "settimana scorsa",
        "scorsa settimana",
        "vorige week",
        "afgelopen week",
    ],
    &[
        "next month",
        "próximo mes",
        "mes que viene",
        "próximo mês",
        "mês que vem",
        "mois prochain",
        "nächsten monat",
        "nächster monat",
        "prossimo mese",
        "mese prossimo",
        "volgende maand",
    ],
    &[
        "last month",
        "mes pasado",
        "mês passado",
        "mois dernier",
        "letzten monat",
        "letzter monat",
        "mese scorso",
        "vorige maand",
        "afgelopen maand",
    ],
    &[
        "weekend",
        "week-end",
        "fin de semana",
        "fim de semana",
        "wochenende",
        "fine settimana",
    ],
    &[
        "half", "mitad", "metade", "moitié", "hälfte", "halb", "halbe", "halben", "halber", "metà",
        "mezza", "helft", "halve",
    ],
];

/// A text as its words, small, with a space around each.
pub(super) fn spoken(tokens: &[Token]) -> String {
    let words: Vec<String> = tokens
        .iter()
        .map(|token| token.lower().replace('’', "'"))
        .collect();
    format!(" {} ", words.join(" "))
}

/// What a text says of such times that none of these says.
pub(super) fn unsaid(text: &str, sources: &[String]) -> Option<&'static str> {
    let says = |text: &str, saying: &str| text.contains(&format!(" {saying} "));
    SAYINGS.iter().find_map(|same| {
        let said = same.iter().find(|saying| says(text, saying))?;
        let is_known = sources
            .iter()
            .any(|source| same.iter().any(|saying| says(source, saying)));
        (!is_known).then_some(*said)
    })
}

/// The day or month that this word names. The English “may” is one only where it is written like
/// one.
pub(super) fn named(lower: &str, token: &Token) -> Option<Date> {
    if lower == "may" && (token.text == "may" || token.begins) {
        return None;
    }
    let month = MONTHS
        .iter()
        .zip(1..)
        .find(|(names, _)| names.contains(&lower))
        .map(|(names, number)| Date {
            names,
            month: Some(number),
        });
    month.or_else(|| {
        DAYS.iter()
            .find(|names| names.contains(&lower))
            .map(|names| Date { names, month: None })
    })
}
