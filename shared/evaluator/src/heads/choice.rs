//! Which of two things that the bot offered the customer takes: "an agent or the form?", "the latter".

use super::exchange::View;
use super::fold::fold;
use super::lexicon::{self, Concept};

/// What parts the bot's sentences.
const SENTENCE_ENDS: [char; 10] = ['.', '?', '!', ':', '\n', '？', '。', '！', '؟', '।'];

/// What parts the customer's answer.
const CLAUSE_ENDS: [char; 14] = [
    '.', '?', '!', ',', ';', '\n', '、', '，', '。', '！', '،', '؛', '—', '–',
];

/// How much naming a person weighs beside a few letters of the bot's own words.
const NAMED: i32 = 3;

/// The words of a language that part two things, and those that point at the former and the latter.
struct Pointers {
    code: &'static str,
    or: &'static [&'static str],
    former: &'static [&'static str],
    latter: &'static [&'static str],
}

macro_rules! pointers {
    ($($code:literal: [$($or:literal),*] [$($former:literal),*] [$($latter:literal),*])*) => {
        const POINTERS: &[Pointers] = &[$(Pointers {
            code: $code, or: &[$($or),*], former: &[$($former),*], latter: &[$($latter),*],
        }),*];
    };
}

pointers! {
    "en": ["or"] ["first", "former", "1st"] ["second", "latter", "2nd", "last one"]
    "es": ["o", "u"] ["primero", "primera", "lo primero"] ["segundo", "segunda", "ultimo", "ultima"]
    "pt": ["ou"] ["primeiro", "primeira"] ["segundo", "segunda", "ultimo", "ultima"]
    "fr": ["ou"] ["premier", "premiere"] ["second", "seconde", "deuxieme", "dernier", "derniere"]
    "de": ["oder"] ["erste", "ersteres", "erstere", "ersten", "das erste"] ["zweite", "zweites", "zweiten", "letzteres", "letztere"]
    "it": ["o", "oppure"] ["primo", "prima"] ["secondo", "seconda", "ultimo", "ultima"]
    "nl": ["of"] ["eerste", "eerstgenoemde"] ["tweede", "laatste", "laatstgenoemde"]
    "pl": ["czy", "albo", "lub"] ["pierwsze", "pierwsza", "pierwszy", "pierwsza opcja"] ["drugie", "druga", "drugi", "to drugie", "ostatnie"]
    "ru": ["или", "либо"] ["первое", "первый", "первую", "первая"] ["второе", "второи", "вторую", "вторая", "последнее"]
    "uk": ["або", "чи"] ["перше", "першии", "першу"] ["друге", "другии", "другу", "останнє"]
    "tr": ["yoksa", "ya da", "veya"] ["ilki", "ilkini", "birincisi", "birinci"] ["ikincisi", "ikinci", "ikincisini", "sonuncusu"]
    "ar": ["او", "ام", "ولا", "والا"] ["الاول", "الاولي", "اول"] ["الثاني", "الثانيه", "الاخير", "التاني", "التانيه"]
    "fa": ["یا"] ["اولی", "اول"] ["دومی", "دوم"]
    "he": ["או"] ["הראשון", "הראשונה", "ראשון"] ["השני", "השנייה", "שנייה"]
    "hi": ["या", "ya", "अथवा"] ["पहला", "पहले", "पहली", "pehla", "pehle", "pehli"] ["दूसरा", "दूसरे", "दूसरी", "dusra", "dusre", "doosra", "dusri"]
    "id": ["atau", "apa"] ["pertama"] ["kedua", "terakhir"]
    "ja": ["それとも", "または", "もしくは", "あるいは"] ["前者", "最初", "一つ目", "1つ目"] ["後者", "二つ目", "2つ目", "後の"]
    "ko": ["아니면", "또는", "혹은"] ["첫번째", "첫 번째", "전자", "처음"] ["두번째", "두 번째", "후자", "뒤에"]
    "zh": ["还是", "或者", "或", "還是"] ["前者", "第一"] ["后者", "第二", "後者"]
    "vi": ["hay", "hoac"] ["dau tien", "thu nhat", "cai dau", "truoc"] ["thu hai", "cai sau", "sau"]
    "th": ["หรือ"] ["อันแรก", "แบบแรก", "อย่างแรก"] ["อันที่สอง", "อันหลัง", "แบบหลัง", "อย่างหลัง"]
    "sv": ["eller"] ["forsta"] ["andra", "sista", "senare"]
    "da": ["eller"] ["forste"] ["anden", "andet", "sidste"]
    "fi": ["vai", "tai"] ["ensimmainen", "ensimmaisen", "eka", "ekan"] ["toinen", "toisen", "jalkimmainen", "jalkimmaisen"]
    "cs": ["nebo", "anebo", "ci"] ["prvni", "to prvni"] ["druhe", "druhy", "druhou", "to druhe"]
    "el": ["η", "ειτε"] ["πρωτο", "πρωτη"] ["δευτερο", "δευτερη", "τελευταιο"]
    "ro": ["sau", "ori"] ["primul", "prima"] ["al doilea", "a doua", "ultimul", "ultima"]
}

/// What the customer takes of a person and something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// The person.
    Person,
    /// The other thing.
    Other,
    /// Nothing tells.
    Untold,
}

impl Choice {
    /// None where the bot's last words do not offer a person beside something else.
    pub(super) fn of(view: &View<'_>) -> Option<Self> {
        let bot = view.bot.as_ref().filter(|_| view.answers_bot)?;
        let pointers = POINTERS
            .iter()
            .find(|pointers| Some(pointers.code) == view.language.code)?;
        let sides = bot
            .text
            .split(SENTENCE_ENDS)
            .rev()
            .find_map(|sentence| halves(&fold(sentence), pointers.or))?;
        let people = person_side(view, &sides)?;
        let [person, other] = [people, 1 - people].map(|side| pieces(&sides[side]));
        let (mut named, mut pointed) = (0, 0);
        for clause in view.message.text.split(CLAUSE_ENDS) {
            let folded = fold(clause);
            let said = |concepts: &[Concept]| has(view, &folded, concepts);
            let sign = if said(&[Concept::Not]) { -1 } else { 1 };
            let own = pieces(&folded);
            let only = |one: &[String], other: &[String]| {
                let holds = |side: &[String], piece: &String| side.binary_search(piece).is_ok();
                let of = |piece: &&String| holds(one, piece) && !holds(other, piece);
                i32::try_from(own.iter().filter(of).count()).unwrap_or_default()
            };
            let by_name = i32::from(said(&[Concept::Staff, Concept::Human, Concept::Callback]));
            named += sign * (only(&person, &other) - only(&other, &person) + NAMED * by_name);
            for (side, words) in [pointers.former, pointers.latter].into_iter().enumerate() {
                if words.iter().any(|word| stands(&folded, word).is_some()) {
                    pointed += if side == people { sign } else { -sign };
                }
            }
        }
        // Pointing is plainer than naming.
        let sum = if pointed == 0 { named } else { pointed };
        Some(match sum {
            1.. => Self::Person,
            0 => Self::Untold,
            _ => Self::Other,
        })
    }
}

/// The two sides of the last word that parts them.
fn halves(folded: &str, or: &[&str]) -> Option<[String; 2]> {
    let (at, length) = or.iter().filter_map(|word| stands(folded, word)).max()?;
    let left = folded.get(..at)?.trim();
    let right = folded.get(at + length..)?.trim();
    let side = |text: &str| format!(" {text} ");
    (!left.is_empty() && !right.is_empty()).then(|| [side(left), side(right)])
}

/// Where a word stands last and how long it is; whole where its script parts words.
fn stands(folded: &str, word: &str) -> Option<(usize, usize)> {
    let word = fold(word);
    let bare = word.trim();
    let sought = if bare.chars().any(is_unspaced) {
        bare
    } else {
        &word
    };
    folded.rfind(sought).map(|at| (at, sought.len()))
}

/// Which side is the person's, where it is one of them alone.
fn person_side(view: &View<'_>, sides: &[String; 2]) -> Option<usize> {
    const BY_NAME: &[Concept] = &[Concept::Staff, Concept::Human, Concept::Callback];
    [BY_NAME, &[Concept::Contact]]
        .into_iter()
        .find_map(
            |concepts| match [0, 1].map(|side| has(view, &sides[side], concepts)) {
                [true, false] => Some(0),
                [false, true] => Some(1),
                _ => None,
            },
        )
}

fn has(view: &View<'_>, folded: &str, concepts: &[Concept]) -> bool {
    lexicon::hits(folded)
        .iter()
        .any(|hit| view.language.spoken[hit.language] && concepts.contains(&hit.concept))
}

/// Short pieces of a folded text, each once: beginnings of words, or two signs where words are not parted.
fn pieces(folded: &str) -> Vec<String> {
    const BEGINNING: usize = 5;
    let mut pieces = Vec::new();
    for word in folded.split(' ') {
        let signs: Vec<char> = word.chars().collect();
        if signs.iter().copied().any(is_unspaced) {
            pieces.extend(signs.windows(2).map(|two| two.iter().collect()));
        } else if signs.len() > 2 {
            pieces.push(signs.into_iter().take(BEGINNING).collect());
        }
    }
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::super::exchange::{Exchange, Said};
    use super::*;

    fn choice(bot: &str, message: &str) -> Option<Choice> {
        let before = [Said {
            by_customer: false,
            text: bot,
        }];
        Choice::of(&View::of(&Exchange {
            message,
            before: &before,
            language: None,
        }))
    }

    #[test]
    fn what_is_named_is_taken() {
        let offer = "Shall I email a prepaid label, or would you rather talk to our returns staff?";
        assert_eq!(choice(offer, "the label please"), Some(Choice::Other));
        assert_eq!(
            choice(offer, "label please, not the returns staff"),
            Some(Choice::Other)
        );
        assert_eq!(choice(offer, "staff please"), Some(Choice::Person));
        assert_eq!(choice(offer, "hm, what does it cost"), Some(Choice::Untold));
    }

    #[test]
    fn the_former_and_the_latter_are_what_they_point_at() {
        let offer = "Möchten Sie mit einem Mitarbeiter sprechen oder das Formular ausfüllen?";
        assert_eq!(
            choice(offer, "ich nehme letzteres, danke"),
            Some(Choice::Other)
        );
        assert_eq!(choice(offer, "ersteres bitte, danke"), Some(Choice::Person));
    }

    #[test]
    fn where_no_person_stands_beside_something_else_there_is_no_choice() {
        assert_eq!(choice("Shall I send the link?", "the link"), None);
        assert_eq!(choice("The link or the label?", "the link please"), None);
    }

    #[test]
    fn words_are_found_whole_where_a_script_parts_them() {
        assert_eq!(stands(" order it ", "or"), None);
        assert!(stands(" this or that ", "or").is_some());
        assert!(stands(&fold("人工还是表格"), "还是").is_some());
    }
}
