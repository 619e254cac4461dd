//! Brings a text to the form in which the vocabulary is written: NFKC with a few habits of
//! translation, single spaces written as `▁`, one before the first word.

use super::file::{EncoderFile, Fault};

/// How a space is written in pieces.
const SPACE: &[u8] = "▁".as_bytes();

/// How much of a normalised text is looked at: more than [`super::MOST_TOKENS`] of the longest
/// pieces have.
const MOST_BYTES: usize = 8_192;

/// Replaces the longest sequence that it knows at each place. The sequences are a double-array trie:
/// a unit of it holds the byte that leads to it, whether a sequence ends there, and the offset of
/// its children; the child for byte `b` is at `position ^ offset ^ b`.
#[derive(Debug)]
pub(super) struct Normalizer {
    units: Vec<u32>,
    /// What sequences become, each ended by a NUL.
    replacements: Vec<u8>,
}

impl Normalizer {
    pub(super) fn read(file: &EncoderFile) -> Result<Self, Fault> {
        Ok(Self {
            units: file.wholes("charsmap.units")?,
            replacements: file.bytes("charsmap.replacements")?,
        })
    }

    /// The text as the vocabulary would write it; empty for one of nothing but spaces.
    pub(super) fn normalize(&self, text: &str) -> String {
        let mut written = Vec::with_capacity(text.len().min(MOST_BYTES) + 2 * SPACE.len());
        let mut rest = text;
        let mut after_space = true;
        while !rest.is_empty() && written.len() < MOST_BYTES {
            let (mut becomes, length) = self.first(rest);
            rest = rest.get(length..).unwrap_or_default();
            if after_space {
                becomes = without_spaces(becomes);
            }
            let Some(last) = becomes.last() else {
                continue;
            };
            if written.is_empty() {
                written.extend_from_slice(SPACE);
            }
            after_space = *last == b' ';
            for byte in becomes {
                match byte {
                    b' ' => written.extend_from_slice(SPACE),
                    _ => written.push(*byte),
                }
            }
        }
        while written.ends_with(SPACE) {
            written.truncate(written.len() - SPACE.len());
        }
        String::from_utf8(written)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// What a text begins with, normalised, and how many of its bytes that stands for.
    fn first<'a>(&'a self, text: &'a str) -> (&'a [u8], usize) {
        let bytes = text.as_bytes();
        if let Some((length, replacement)) = self.longest(bytes) {
            return (replacement, length);
        }
        let length = text.chars().next().map_or(0, char::len_utf8);
        (bytes.get(..length).unwrap_or_default(), length)
    }

    fn longest(&self, text: &[u8]) -> Option<(usize, &[u8])> {
        let mut found = None;
        let mut at = offset(*self.units.first()?);
        for (byte, length) in text.iter().zip(1..) {
            at ^= usize::from(*byte);
            let Some(unit) = self.units.get(at) else {
                break;
            };
            if unit & 0x8000_00FF != u32::from(*byte) {
                break;
            }
            at ^= offset(*unit);
            if unit & 0x100 != 0 {
                let value = self.units.get(at).map(|unit| unit & 0x7FFF_FFFF);
                found = value.map(|value| (length, value));
            }
        }
        let (length, value) = found?;
        let rest = self.replacements.get(usize::try_from(value).ok()?..)?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        Some((length, &rest[..end]))
    }
}

fn offset(unit: u32) -> usize {
    let offset = (unit >> 10) << ((unit & 0x200) >> 6);
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// Leaves out spaces at the beginning, and nothing else that counts as white.
fn without_spaces(text: &[u8]) -> &[u8] {
    let spaces = text.iter().take_while(|byte| **byte == b' ').count();
    text.get(spaces..).unwrap_or_default()
}
