// Written by `scripts/calibrate-retrieval`.
const HYBRID: Calibration = Calibration {
    words: 4.23,
    heading: 5.33,
    chunk: 4.78,
    bias: -1.87,
    strength: 0.17,
    lead: 1.23,
};
const LEXICAL: Calibration = Calibration {
    words: 4.26,
    heading: 0.0,
    chunk: 0.0,
    bias: -1.65,
    strength: 0.37,
    lead: 1.43,
};
