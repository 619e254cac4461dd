//! The vector of a text.

/// How many numbers an [`Embedding`] has.
pub const WIDTH: usize = 512;

/// The least squared length that is divided by.
const LEAST: f32 = 1e-12;

const LANES: usize = 32;

/// What a text means: a vector of length 1.
#[derive(Clone, PartialEq)]
pub struct Embedding(Box<[f32; WIDTH]>);

impl Embedding {
    /// Brings a vector to length 1.
    pub(super) fn of(values: impl IntoIterator<Item = f32>) -> Self {
        let mut vector = Box::new([0.0; WIDTH]);
        for (place, value) in vector.iter_mut().zip(values) {
            *place = value;
        }
        let scale = dot(&vector[..], &vector[..]).max(LEAST).sqrt().recip();
        for value in vector.iter_mut() {
            *value *= scale;
        }
        Self(vector)
    }

    /// The numbers.
    #[must_use]
    pub fn values(&self) -> &[f32; WIDTH] {
        &self.0
    }

    /// How alike two texts are: the cosine of the angle between them, from -1 to 1.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        dot(self.values(), other.values()).clamp(-1.0, 1.0)
    }
}

impl std::fmt::Debug for Embedding {
    /// Shows the first few numbers: 512 would hide everything else.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Embedding({:?}, …)", &self.0[..4])
    }
}

/// The sum of products, added up in lanes so that it can be computed side by side.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (ones, rest) = one.as_chunks::<LANES>();
    let (others, other_rest) = other.as_chunks::<LANES>();
    for (a, b) in ones.iter().zip(others) {
        for (lane, (x, y)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += x * y;
        }
    }
    let rest = rest.iter().zip(other_rest).map(|(x, y)| x * y);
    lanes.into_iter().chain(rest).sum()
}
