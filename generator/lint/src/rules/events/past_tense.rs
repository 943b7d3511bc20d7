//! English verbs, as far as names of events need them.

/// Past forms that do not end in -ed.
const IRREGULAR: &str = "\
     arisen beaten became become been began begun bent bitten born bought bound broke broken brought built came \
     caught chose chosen dealt did done drawn drew driven drove dug eaten fallen fed fell felt fled flown \
     forbidden forgotten fought found froze frozen gave given gone got gotten grew grown heard held hid hidden \
     hung kept knew known laid learnt left lent lit lost made meant met mistaken outgrown overdrawn \
     overridden overrode overseen overtaken paid prepaid proven ran rang rebuilt redone repaid resent resold \
     rewritten ridden risen rose rung said sat seen sent shaken shone shot shown shrunk slept slid sold \
     sought spent spoke spoken spun stole stolen stood struck stuck sunk swept swore sworn taken taught thought \
     threw thrown told took torn undergone understood undertaken undid undone unsent upheld went withdrawn \
     withdrew withheld woken won wore worn written wrote";

/// Past forms that look like the infinitive: `SetPrice` is an order, `PriceSet` a fact.
const UNINFLECTED: &str = "\
     bid broadcast burst cast cost cut forecast hit let offset outbid overset preset put quit read reread reset \
     rid set shut split spread unset upset";

/// Words in -ed that are no past form.
const NO_PAST: &str = "\
     bed bleed breed embed exceed feed greed heed hundred indeed infrared naked need newsfeed proceed red reed \
     sacred seed shed sled speed steed succeed weed wicked";

/// True for a word that can only be a past form: `submitted`, `sent`.
pub(super) fn is_past(word: &str) -> bool {
    let is_regular = word.len() > 3 && word.ends_with("ed") && !has(NO_PAST, word);
    is_regular || has(IRREGULAR, word)
}

/// True for a word that is a past form where it does not come first: `reset`.
pub(super) fn is_uninflected(word: &str) -> bool {
    has(UNINFLECTED, word)
}

fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|own| own == word)
}

/// The past form of a regular verb, in American spelling but for `cancelled`.
pub(super) fn past_of(verb: &str) -> String {
    const DOUBLED: &[&str] =
        &["cancel", "commit", "defer", "permit", "plan", "ship", "skip", "stop", "submit", "transfer"];
    const OTHER: &[(&str, &str)] =
        &[("make", "made"), ("pay", "paid"), ("send", "sent"), ("withdraw", "withdrawn"), ("write", "written")];
    if let Some((_, past)) = OTHER.iter().find(|(own, _)| *own == verb) {
        return (*past).to_owned();
    }
    let last = verb.chars().last().unwrap_or('e');
    match verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ied"),
        None if last == 'e' => format!("{verb}d"),
        None if DOUBLED.contains(&verb) => format!("{verb}{last}ed"),
        None => format!("{verb}ed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_forms_are_told_from_other_words() {
        for word in ["submitted", "sent", "paid", "sold", "begun", "agreed", "freed", "used", "cancelled"] {
            assert!(is_past(word), "{word}");
        }
        for word in ["feed", "submit", "order", "red", "ed", "speed", "reset", ""] {
            assert!(!is_past(word), "{word}");
        }
    }

    #[test]
    fn verbs_are_put_into_the_past() {
        for (verb, past) in [
            ("submit", "submitted"),
            ("create", "created"),
            ("send", "sent"),
            ("apply", "applied"),
            ("deploy", "deployed"),
            ("start", "started"),
        ] {
            assert_eq!(past_of(verb), past);
        }
    }
}
