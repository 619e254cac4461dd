//! From the sum over a text's tokens to its vector: four dense layers.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, Axis};

use super::embedding::WIDTH;
use super::file::{EncoderFile, Fault};

const HIDDEN: usize = 320;

/// The weights of the layers, as `input × output`.
#[derive(Debug)]
pub(super) struct Head {
    pool: Array2<f32>,
    pool_bias: Vec<f32>,
    fork: Array2<f32>,
    join: Array2<f32>,
    widen: Array2<f32>,
    last: Array2<f32>,
}

impl Head {
    pub(super) fn read(file: &EncoderFile, features: usize) -> Result<Self, Fault> {
        Ok(Self {
            pool: file.matrix("pool.weight", features, WIDTH)?,
            pool_bias: file.vector("pool.bias", WIDTH)?,
            fork: file.matrix("dense.fork.weight", WIDTH, 2 * HIDDEN)?,
            join: file.matrix("dense.join.weight", HIDDEN, HIDDEN)?,
            widen: file.matrix("dense.widen.weight", HIDDEN, WIDTH)?,
            last: file.matrix("dense.last.weight", HIDDEN + WIDTH, WIDTH)?,
        })
    }

    /// The vectors of texts, one row for each: of what their tokens add up to, and how many they are.
    pub(super) fn vectors(&self, sums: &Array2<f32>, tokens: &[f32]) -> Array2<f32> {
        let mut pooled = product(sums, &self.pool);
        for (mut values, tokens) in pooled.rows_mut().into_iter().zip(tokens) {
            let scale = tokens.sqrt().recip();
            for (value, bias) in values.iter_mut().zip(&self.pool_bias) {
                *value = (*value + tokens * bias) * scale;
            }
        }
        let forked = product(&pooled, &self.fork);
        // The second half goes around the layer that the first half goes through.
        let (near, around) = forked.view().split_at(Axis(1), HIDDEN);
        let mut joined = around.to_owned();
        general_mat_mul(1.0, &near.mapv(positive), &self.join, 1.0, &mut joined);
        let joined = joined.mapv_into(positive);
        let widened = product(&joined, &self.widen).mapv_into(positive);
        let mut both = Array2::zeros((joined.nrows(), HIDDEN + WIDTH));
        let (mut left, mut right) = both.view_mut().split_at(Axis(1), HIDDEN);
        left.assign(&joined);
        right.assign(&widened);
        product(&both, &self.last).mapv_into(f32::tanh)
    }
}

fn product(input: &Array2<f32>, weights: &Array2<f32>) -> Array2<f32> {
    let mut output = Array2::zeros((input.nrows(), weights.ncols()));
    general_mat_mul(1.0, input, weights, 0.0, &mut output);
    output
}

fn positive(value: f32) -> f32 {
    value.max(0.0)
}
