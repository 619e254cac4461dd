//! Days and months by their names, in seven languages.

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
