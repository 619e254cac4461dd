//! Pieces of words, as numbers.

/// How many numbers there are.
pub(crate) const BUCKETS: usize = 1 << 13;

/// How many pieces of a text count.
const MOST: usize = 400;

/// The numbers of a folded text's words and of the pieces of three and four letters in them, in
/// order, each once.
pub(super) fn of(folded: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let characters: Vec<char> = folded.chars().collect();
    for length in [3, 4] {
        for piece in characters.windows(length).take(MOST) {
            // What reaches over a space says how words follow each other; a space in the middle
            // only repeats it.
            if !piece[1..length - 1].contains(&' ') {
                numbers.push(number(piece.iter().copied(), length));
            }
        }
    }
    for word in folded.split(' ').filter(|word| !word.is_empty()).take(MOST) {
        numbers.push(number(word.chars(), 0));
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// FNV-1a over the characters.
fn number(characters: impl Iterator<Item = char>, kind: usize) -> u32 {
    let mut hash = 0x811c_9dc5_u32 ^ u32::try_from(kind).unwrap_or_default();
    for c in characters {
        for byte in u32::from(c).to_le_bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    (hash ^ (hash >> 15)) % u32::try_from(BUCKETS).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heads::fold::fold;

    #[test]
    fn the_same_text_has_the_same_pieces_and_another_has_others() {
        let of = |text: &str| of(&fold(text));
        assert_eq!(of("An agent, please"), of("an AGENT please"));
        assert_ne!(of("agent"), of("agency"));
        assert!(of("").is_empty());
        assert!(of(&"x y".repeat(5_000)).iter().all(|n| (*n as usize) < BUCKETS));
    }
}
