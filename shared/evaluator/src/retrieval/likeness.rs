//! Whether two terms are the same word in another form or with a slip of the finger.

/// Terms below this length are too short to be taken for one another.
const SHORTEST: usize = 5;

/// Whether these different terms are likely the same word.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = a.len().min(b.len());
    if shorter < SHORTEST || a.iter().chain(&b).any(|c| c.is_numeric()) {
        return false;
    }
    let common = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let differ = a.len().max(b.len()) - common;
    // "deliver" and "delivery": one continues the other.
    if common == shorter && differ <= 3 {
        return true;
    }
    let allowed = if shorter >= 8 { 2 } else { 1 };
    // The first letter is seldom mistyped, and a different one is mostly another word.
    common > 0 && a.len().abs_diff(b.len()) <= allowed && edits(&a, &b) <= allowed
}

/// How many letters must be changed, added, left out or swapped with their neighbour.
fn edits(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut table = vec![0; (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at = i * width + j;
            table[at] = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = usize::from(a[i - 1] != b[j - 1]);
                let mut best = (table[at - width] + 1)
                    .min(table[at - 1] + 1)
                    .min(table[at - width - 1] + changed);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[at - 2 * width - 2] + 1);
                }
                best
            };
        }
    }
    table.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn slips_and_forms_are_alike_and_other_words_are_not() {
        assert!(alike("parcel", "pacrel"));
        assert!(alike("parcel", "parce"));
        assert!(alike("deliver", "delivery"));
        assert!(alike("reembols", "rembols"));
        assert!(!alike("parcel", "cancel"));
        assert!(!alike("card", "cart"));
        assert!(!alike("12345", "12346"));
        assert!(!alike("refund", "repair"));
    }
}
