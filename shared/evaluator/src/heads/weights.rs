//! The trained numbers, as `scripts/train-evaluator` writes them.
//!
//! All little-endian: 8 bytes `BATONHED`; u32 version, inputs, hidden units, outputs; f32 slope and
//! offset of the calibration, f32 threshold, f32 threshold where the reason is that a person is asked
//! for; for each hidden unit f32 scale and f32 bias; for each input a signed byte for each hidden
//! unit; for each hidden unit an f32 for each output; for each output an f32 bias; u32 CRC-32 of all
//! before it.

/// What is written in the beginning.
const MAGIC: &[u8; 8] = b"BATONHED";
const VERSION: u32 = 2;

/// What the network answers: whether a person is needed, four reasons, three moods, four types.
pub(super) const OUTPUTS: usize = 12;

static FILE: &[u8] = include_bytes!("../../weights/heads.bin");

/// A network of one hidden layer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    inputs: usize,
    hidden: usize,
    /// Turns the first output into how likely a person is needed.
    slope: f32,
    offset: f32,
    /// How likely it must be.
    pub(super) threshold: f32,
    /// How likely where a person is asked for: less, as a request that is missed costs the most.
    pub(super) request_threshold: f32,
    scales: Vec<f32>,
    biases: Vec<f32>,
    first: Vec<i8>,
    second: Vec<f32>,
    last: Vec<f32>,
}

impl Weights {
    /// The weights that the program carries; none where they are damaged, which a test rules out.
    pub(super) fn built_in() -> Option<Self> {
        Self::read(FILE)
    }

    fn read(file: &[u8]) -> Option<Self> {
        let (body, sum) = file.split_last_chunk::<4>()?;
        if crc32fast::hash(body) != u32::from_le_bytes(*sum) {
            return None;
        }
        let mut reader = Reader(body.strip_prefix(MAGIC)?);
        if reader.number()? != VERSION {
            return None;
        }
        let inputs = usize::try_from(reader.number()?).ok()?;
        let hidden = usize::try_from(reader.number()?).ok()?;
        if usize::try_from(reader.number()?).ok()? != OUTPUTS {
            return None;
        }
        let weights = Self {
            inputs,
            hidden,
            slope: reader.float()?,
            offset: reader.float()?,
            threshold: reader.float()?,
            request_threshold: reader.float()?,
            scales: reader.floats(hidden)?,
            biases: reader.floats(hidden)?,
            first: reader.bytes(inputs.checked_mul(hidden)?)?,
            second: reader.floats(hidden.checked_mul(OUTPUTS)?)?,
            last: reader.floats(OUTPUTS)?,
        };
        reader.0.is_empty().then_some(weights)
    }

    /// What the network answers to these features. Features that are missing count as 0.
    pub(super) fn answer(&self, features: &[f32]) -> [f32; OUTPUTS] {
        debug_assert_eq!(features.len(), self.inputs, "trained on other features");
        let mut units = vec![0.0_f32; self.hidden];
        for (feature, row) in features.iter().zip(self.first.chunks_exact(self.hidden)) {
            if *feature != 0.0 {
                for (unit, weight) in units.iter_mut().zip(row) {
                    *unit += feature * f32::from(*weight);
                }
            }
        }
        let mut answer = [0.0; OUTPUTS];
        answer.copy_from_slice(&self.last);
        let rows = self.second.chunks_exact(OUTPUTS);
        for (((unit, scale), bias), row) in
            units.iter().zip(&self.scales).zip(&self.biases).zip(rows)
        {
            let unit = (unit * scale + bias).max(0.0);
            for (sum, weight) in answer.iter_mut().zip(row) {
                *sum += unit * weight;
            }
        }
        answer
    }

    /// How likely a person is needed, by the first output.
    pub(super) fn likelihood(&self, output: f32) -> f32 {
        1.0 / (1.0 + (-(output * self.slope + self.offset)).exp())
    }

    /// How many features they were trained on.
    #[cfg(test)]
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn four(&mut self) -> Option<[u8; 4]> {
        let (four, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(*four)
    }

    fn number(&mut self) -> Option<u32> {
        self.four().map(u32::from_le_bytes)
    }

    fn float(&mut self) -> Option<f32> {
        self.four().map(f32::from_le_bytes)
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        if self.0.len() / 4 < count {
            return None;
        }
        (0..count).map(|_| self.float()).collect()
    }

    fn bytes(&mut self, count: usize) -> Option<Vec<i8>> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_built_in_weights_are_whole_and_small() {
        assert!(Weights::built_in().is_some());
        assert!(FILE.len() < 300_000);
    }

    #[test]
    fn what_is_damaged_is_not_used() {
        let mut file = FILE.to_vec();
        file[1_000] ^= 1;
        assert_eq!(Weights::read(&file), None);
        assert_eq!(Weights::read(&FILE[..FILE.len() - 1]), None);
        assert_eq!(Weights::read(&[]), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut file = MAGIC.to_vec();
            file.extend(VERSION.to_le_bytes());
            file.extend(bytes);
            let sum = crc32fast::hash(&file);
            file.extend(sum.to_le_bytes());
            prop_assert!(Weights::read(&file).is_none_or(|weights| weights.inputs < 200));
        }
    }
}
