//! What a packet says in its own words, in seven languages. Quotes stay as the customer wrote them.
//!
//! A sentence stands without its full stop, because a reference to a message may follow.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod nl;
mod pt;

/// A language's words.
pub(super) struct Phrases {
    /// The widget, as the place where somebody wrote.
    pub(super) website: &'static str,
    /// `{who}` wrote on `{channel}`.
    pub(super) wrote: &'static str,
    /// The bot gave no article yet.
    pub(super) no_answer: &'static str,
    /// The bot answered once, from `{title}`.
    pub(super) answered: &'static str,
    /// The bot answered more than once, last from `{title}`. How often would be a number that nobody
    /// said.
    pub(super) answered_often: &'static str,
    /// The bot answered with what `{tool}` told.
    pub(super) looked_up: &'static str,
    /// The bot called `{tool}`, and nothing came of it.
    pub(super) tool_failed: &'static str,
    /// The customer asked the same again.
    pub(super) asked_again: &'static str,
    /// The customer said that it did not help.
    pub(super) did_not_help: &'static str,
    /// What was said later.
    pub(super) later: &'static str,
    /// What the customer mentioned.
    pub(super) mentioned: &'static str,
    /// Why a person is needed.
    pub(super) why: Why,
    /// What variables are called.
    pub(super) names: Names,
    /// What to do.
    pub(super) next: Next,
    /// What to reply.
    pub(super) reply: Reply,
}

/// Why a person is needed.
pub(super) struct Why {
    pub(super) request: &'static str,
    pub(super) keyword: &'static str,
    pub(super) upset: &'static str,
    pub(super) unsure: &'static str,
    pub(super) failed: &'static str,
    pub(super) waited: &'static str,
    pub(super) other: &'static str,
}

/// What the variables that are always collected are called.
pub(super) struct Names {
    pub(super) order_number: &'static str,
    pub(super) email: &'static str,
    pub(super) amount: &'static str,
}

/// What to do first and then. `{order}` is filled in.
pub(super) struct Next {
    pub(super) apologise: &'static str,
    pub(super) do_not_repeat: &'static str,
    pub(super) show_regret: &'static str,
    pub(super) see_article: &'static str,
    pub(super) say_who: &'static str,
    pub(super) ask_order: &'static str,
    pub(super) look_up: &'static str,
    pub(super) refund: &'static str,
    pub(super) billing: &'static str,
    pub(super) technical: &'static str,
    pub(super) general: &'static str,
}

/// What to reply. `{name}` and `{order}` are filled in.
pub(super) struct Reply {
    pub(super) hello: &'static str,
    pub(super) hello_name: &'static str,
    pub(super) taking_care: &'static str,
    pub(super) sorry_wait: &'static str,
    pub(super) sorry_trouble: &'static str,
    pub(super) looking_at: &'static str,
    pub(super) ask_order: &'static str,
}

/// The words of a language; English where Baton has none in it.
pub(super) fn of(tag: &str) -> &'static Phrases {
    known(tag).unwrap_or(&en::ENGLISH)
}

/// The words of a language, by its tag (BCP 47), where Baton has any.
pub(super) fn known(tag: &str) -> Option<&'static Phrases> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    Some(match primary.to_ascii_lowercase().as_str() {
        "en" => &en::ENGLISH,
        "es" => &es::SPANISH,
        "pt" => &pt::PORTUGUESE,
        "fr" => &fr::FRENCH,
        "de" => &de::GERMAN,
        "it" => &it::ITALIAN,
        "nl" => &nl::DUTCH,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_tag_and_english_stands_in() {
        for (tag, website) in [
            ("en", "the website"),
            ("pt-BR", "o site"),
            ("de_AT", "der Website"),
            ("FR", "le site"),
            ("ja", "the website"),
            ("", "the website"),
        ] {
            let found = of(tag).website;
            assert_eq!(found, website, "{tag}");
        }
        assert!(known("ja").is_none());
    }

    #[test]
    fn every_language_that_may_be_set_fills_in_the_same() {
        for tag in baton_domain::Settings::AGENT_LANGUAGES {
            assert!(known(tag).is_some(), "{tag}");
            let phrases = of(tag);
            for (template, names) in [
                (phrases.wrote, &["{who}", "{channel}"][..]),
                (phrases.answered, &["{title}"]),
                (phrases.answered_often, &["{title}"]),
                (phrases.looked_up, &["{tool}"]),
                (phrases.tool_failed, &["{tool}"]),
                (phrases.next.look_up, &["{order}"]),
                (phrases.next.refund, &["{order}"]),
                (phrases.next.billing, &["{order}"]),
                (phrases.reply.hello_name, &["{name}"]),
                (phrases.reply.looking_at, &["{order}"]),
            ] {
                let braces = template.matches('{').count();
                assert_eq!(braces, names.len(), "{tag}: {template}");
                for name in names {
                    assert!(template.contains(name), "{tag}: {template}");
                }
            }
        }
    }
}
