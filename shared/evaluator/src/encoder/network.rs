//! From pieces to a vector.
//!
//! Each token is a row of the table. Three branches look at it together with what stands beside it:
//! two, three and five tokens wide, each twice, each adding to what it was given. Rows and branches,
//! side by side and brought to one scale, are added up over the text; [`super::head`] makes the vector
//! out of that sum.
//!
//! Texts that go through together lie in one matrix with [`GAP`] empty rows before, between and behind
//! them, so that a window that reaches over a text's end sees zeros.

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, ArrayViewMut2, Axis, Slice};

use super::embedding::WIDTH;
use super::file::{EncoderFile, Fault, Table};
use super::head::Head;

const BRANCH: usize = 256;
const FEATURES: usize = WIDTH + BRANCHES.len() * BRANCH;
const EPSILON: f32 = 1e-12;
/// The farthest that a window reaches, to either side.
const GAP: usize = 2;

/// How wide a branch's window is, how far it reaches back, and the names of its two layers.
struct Shape {
    width: usize,
    back: usize,
    layers: [[&'static str; 2]; 2],
}

const BRANCHES: [Shape; 3] = [
    Shape {
        width: 2,
        back: 0,
        layers: [
            ["window2.first.weight", "window2.first.bias"],
            ["window2.second.weight", "window2.second.bias"],
        ],
    },
    Shape {
        width: 3,
        back: 1,
        layers: [
            ["window3.first.weight", "window3.first.bias"],
            ["window3.second.weight", "window3.second.bias"],
        ],
    },
    Shape {
        width: 5,
        back: 2,
        layers: [
            ["window5.first.weight", "window5.first.bias"],
            ["window5.second.weight", "window5.second.bias"],
        ],
    },
];

/// Brings a row to mean 0 and variance 1, and then to the scale that was learnt for it.
#[derive(Debug)]
struct Scale {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Scale {
    fn apply(&self, row: &mut [f32]) {
        let length = count(row.len());
        let mean = sum(row, |value| value) / length;
        for value in row.iter_mut() {
            *value -= mean;
        }
        let variance = sum(row, |value| value * value) / length;
        let scale = (variance + EPSILON).sqrt().recip();
        for (value, (gain, shift)) in row.iter_mut().zip(self.gain.iter().zip(&self.shift)) {
            *value = *value * scale * gain + shift;
        }
    }
}

/// One of a branch's layers: a matrix for each place of the window.
#[derive(Debug)]
struct Layer {
    back: usize,
    weights: Vec<Array2<f32>>,
    bias: Vec<f32>,
}

impl Layer {
    fn read(
        file: &EncoderFile,
        shape: &Shape,
        [weight, bias]: [&'static str; 2],
    ) -> Result<Self, Fault> {
        let whole = file.matrix(weight, shape.width * BRANCH, BRANCH)?;
        Ok(Self {
            back: shape.back,
            weights: whole
                .axis_chunks_iter(Axis(0), BRANCH)
                .map(|place| place.to_owned())
                .collect(),
            bias: file.vector(bias, BRANCH)?,
        })
    }

    /// Adds to each token what the layer sees around it. Rows of gaps are left as they are.
    fn apply(
        &self,
        input: &ArrayView2<'_, f32>,
        texts: &[Range<usize>],
        sums: &mut Array2<f32>,
        mut output: ArrayViewMut2<'_, f32>,
    ) {
        let within = input.nrows() - 2 * GAP;
        sums.fill(0.0);
        for (place, weight) in self.weights.iter().enumerate() {
            let begin = GAP + place - self.back;
            let seen = input.slice_axis(Axis(0), Slice::from(begin..begin + within));
            general_mat_mul(1.0, &seen, weight, 1.0, sums);
        }
        for row in texts.iter().cloned().flatten() {
            let sums = sums.row(row - GAP);
            let parts = sums.iter().zip(&self.bias).zip(input.row(row));
            for (value, ((sum, bias), given)) in output.row_mut(row).iter_mut().zip(parts) {
                *value = positive(sum + bias) + given;
            }
        }
    }
}

/// The weights of all layers.
#[derive(Debug)]
pub(super) struct Network {
    /// What a byte of the table stands for: `byte * scale + low`, each piece by the remainder of its
    /// number.
    steps: Vec<(f32, f32)>,
    project: Array2<f32>,
    project_bias: Vec<f32>,
    projected: Scale,
    branches: Vec<[Layer; 2]>,
    scaled: Scale,
    head: Head,
}

impl Network {
    pub(super) fn read(file: &EncoderFile) -> Result<Self, Fault> {
        let (_, width) = file.table_shape();
        if width != WIDTH {
            return Err(Fault::Shape { name: "tokens" });
        }
        let scales = file.reals("tokens.scale")?;
        let lows = file.vector("tokens.low", scales.len())?;
        if scales.is_empty() {
            return Err(Fault::Shape {
                name: "tokens.scale",
            });
        }
        let side_by_side = BRANCHES.len() * BRANCH;
        let mut branches = vec![];
        for shape in &BRANCHES {
            let [first, second] = shape.layers;
            branches.push([
                Layer::read(file, shape, first)?,
                Layer::read(file, shape, second)?,
            ]);
        }
        Ok(Self {
            steps: scales.into_iter().zip(lows).collect(),
            project: file.matrix("project.weight", WIDTH, side_by_side)?,
            project_bias: file.vector("project.bias", side_by_side)?,
            projected: Scale {
                gain: file.vector("project.gain", side_by_side)?,
                shift: file.vector("project.shift", side_by_side)?,
            },
            branches,
            scaled: Scale {
                gain: file.vector("features.gain", FEATURES)?,
                shift: file.vector("features.shift", FEATURES)?,
            },
            head: Head::read(file, FEATURES)?,
        })
    }

    /// The vectors of texts, given as their tokens: one row for each text.
    pub(super) fn vectors(&self, table: Table<'_>, texts: &[Vec<u32>]) -> Array2<f32> {
        let mut begin = GAP;
        let mut places = Vec::with_capacity(texts.len());
        for tokens in texts {
            places.push(begin..begin + tokens.len());
            begin += tokens.len() + GAP;
        }
        let mut features = self.features(table, texts, &places);
        let mut sums = Array2::zeros((texts.len(), FEATURES));
        for (mut sum, place) in sums.rows_mut().into_iter().zip(&places) {
            for row in place.clone() {
                if let Some(row) = features.row_mut(row).into_slice() {
                    self.scaled.apply(row);
                }
                sum += &features.row(row);
            }
        }
        let tokens: Vec<f32> = texts.iter().map(|tokens| count(tokens.len())).collect();
        self.head.vectors(&sums, &tokens)
    }

    /// Everything that is known of each token, one row for each.
    fn features(
        &self,
        table: Table<'_>,
        texts: &[Vec<u32>],
        places: &[Range<usize>],
    ) -> Array2<f32> {
        let rows = places.last().map_or(GAP, |place| place.end) + GAP;
        let mut features = Array2::zeros((rows, FEATURES));
        for (tokens, place) in texts.iter().zip(places) {
            for (token, row) in tokens.iter().zip(place.clone()) {
                self.look_up(table, *token, features.row_mut(row).into_slice());
            }
        }
        self.look_around(&mut features, places);
        features
    }

    fn look_up(&self, table: Table<'_>, token: u32, row: Option<&mut [f32]>) {
        let token = usize::try_from(token).unwrap_or(usize::MAX);
        let step = self.steps.get(token % self.steps.len());
        let (Some(row), Some((scale, low))) = (row, step) else {
            return;
        };
        for (value, byte) in row.iter_mut().zip(table.row(token)) {
            *value = f32::from(*byte) * scale + low;
        }
    }

    /// Fills in what the branches make of the tokens.
    fn look_around(&self, features: &mut Array2<f32>, texts: &[Range<usize>]) {
        let rows = features.nrows();
        let tokens = features.slice_axis(Axis(1), Slice::from(..WIDTH));
        let mut projected = Array2::zeros((rows, BRANCHES.len() * BRANCH));
        general_mat_mul(1.0, &tokens, &self.project, 0.0, &mut projected);
        for (row, mut values) in projected.rows_mut().into_iter().enumerate() {
            if !texts.iter().any(|text| text.contains(&row)) {
                values.fill(0.0);
            } else if let Some(values) = values.as_slice_mut() {
                for (value, bias) in values.iter_mut().zip(&self.project_bias) {
                    *value += bias;
                }
                self.projected.apply(values);
            }
        }
        let mut sums = Array2::zeros((rows - 2 * GAP, BRANCH));
        for (branch, [first, second]) in self.branches.iter().enumerate() {
            let own = Slice::from(branch * BRANCH..(branch + 1) * BRANCH);
            let input = projected.slice_axis(Axis(1), own);
            let mut middle = Array2::zeros((rows, BRANCH));
            first.apply(&input, texts, &mut sums, middle.view_mut());
            let begin = WIDTH + branch * BRANCH;
            let own = Slice::from(begin..begin + BRANCH);
            let output = features.slice_axis_mut(Axis(1), own);
            second.apply(&middle.view(), texts, &mut sums, output);
        }
    }
}

fn positive(value: f32) -> f32 {
    value.max(0.0)
}

/// Adds up in lanes, so that it can be done side by side.
fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; 8];
    let (whole, rest) = values.as_chunks::<8>();
    for chunk in whole {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += of(*value);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|value| of(*value)).sum::<f32>()
}

/// A count of a few thousand at most, as a real number.
fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
