//! Files that are not what they should be: each is refused with what is wrong, and none stops the
//! process.

use std::path::{Path, PathBuf};

use baton_evaluator::encoder::{Encoder, EncoderError, Fault};

use crate::{file, source};

/// A damaged copy that goes when the test does.
struct Copy(PathBuf);

impl Copy {
    /// Copies what the damage leaves of the file. Each test names a copy of its own.
    fn of(name: &str, damage: impl FnOnce(&mut Vec<u8>)) -> Self {
        let mut bytes = std::fs::read(file()).unwrap();
        damage(&mut bytes);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.bin"));
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }

    fn fault(&self) -> Fault {
        match Encoder::open(&self.0) {
            Ok(_) => panic!("a damaged file was taken for a whole one"),
            Err(EncoderError::Damaged { fault, .. }) => fault,
            Err(error) => panic!("{error}: {:?}", source(&error)),
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Where the section of a name begins, by the file's own list.
fn place(bytes: &[u8], name: &str) -> usize {
    let entry = (0..64)
        .map(|entry| 32 + entry * 64)
        .find(|entry| bytes[*entry..].starts_with(format!("{name}\0").as_bytes()))
        .unwrap();
    u64::from_le_bytes(bytes[entry + 32..entry + 40].try_into().unwrap())
        .try_into()
        .unwrap()
}

#[test]
fn an_absent_file_is_named() {
    let error = Encoder::open(Path::new("/nowhere/use-m3.bin")).unwrap_err();
    assert!(matches!(error, EncoderError::Unreadable(_)));
    assert_eq!(
        source(&error).as_deref(),
        Some("could not map /nowhere/use-m3.bin")
    );
}

#[test]
fn other_files_are_foreign() {
    assert_eq!(Copy::of("empty", Vec::clear).fault(), Fault::Foreign);
    assert_eq!(
        Copy::of("short", |bytes| bytes.truncate(5)).fault(),
        Fault::Foreign
    );
    assert_eq!(
        Copy::of("other", |bytes| bytes[0] = b'b').fault(),
        Fault::Foreign
    );
}

#[test]
fn a_file_for_other_code_tells_its_version() {
    let copy = Copy::of("version", |bytes| bytes[8] = 9);
    assert_eq!(copy.fault(), Fault::Version { found: 9 });
}

#[test]
fn a_file_that_was_cut_off_tells_its_length() {
    let copy = Copy::of("cut-off", |bytes| bytes.truncate(1_000_000));
    let Fault::Length { wanted, found } = copy.fault() else {
        panic!("{:?}", copy.fault());
    };
    assert_eq!(found, 1_000_000);
    assert!(wanted > 80_000_000);
    let copy = Copy::of("header", |bytes| bytes.truncate(12));
    assert_eq!(copy.fault(), Fault::Sections);
}

#[test]
fn a_changed_list_of_sections_is_noticed() {
    let copy = Copy::of("sections", |bytes| bytes[32 + 64 + 40] ^= 1);
    assert_eq!(copy.fault(), Fault::Sections);
}

#[test]
fn a_changed_byte_is_named_by_its_section() {
    for name in [
        "pool.weight",
        "trie.children",
        "trie.labels",
        "pieces.scores",
        "charsmap.units",
        "window5.second.bias",
    ] {
        let copy = Copy::of("changed", |bytes| {
            let at = place(bytes, name);
            bytes[at + 3] ^= 0x40;
        });
        assert_eq!(copy.fault(), Fault::Checksum { name });
        let error = Encoder::open(&copy.0).unwrap_err();
        assert!(source(&error).is_some_and(|fault| fault.contains(name)));
    }
}

#[test]
fn a_damaged_row_costs_a_meaning_and_not_the_process() {
    let copy = Copy::of("row", |bytes| {
        let at = place(bytes, "tokens");
        bytes[at..at + 2_000_000].fill(0xFF);
    });
    let encoder = Encoder::open(&copy.0).unwrap();
    let vector = encoder.embed("where is my parcel?");
    assert!(vector.values().iter().all(|value| value.is_finite()));
}
