//! The vector of a text.

/// How many numbers an [`Embedding`] has.
pub const WIDTH: usize = 512;

/// What a text means: a vector of length 1.
#[derive(Clone, PartialEq)]
pub struct Embedding(Box<[f32; WIDTH]>);

impl Embedding {
    /// Brings a vector to length 1.
    pub(super) fn of(mut values: Box<[f32; WIDTH]>, epsilon: f32) -> Self {
        let squared = dot(&values[..], &values[..]);
        let scale = squared.max(epsilon).sqrt().recip();
        for value in values.iter_mut() {
            *value *= scale;
        }
        Self(values)
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

/// The sum of products, added up in eight lanes so that it can be computed side by side.
fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (a, b) in one.chunks_exact(8).zip(other.chunks_exact(8)) {
        for (lane, (x, y)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += x * y;
        }
    }
    lanes.iter().sum()
}
