//! The file that holds the encoder. Its layout is told in `scripts/lib/encoder.py`, which writes it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use baton_mapped_file::{MapError, MappedFile};
use ndarray::Array2;

const MAGIC: &[u8; 8] = b"BATONUSE";
const VERSION: u32 = 1;
const HEADER: usize = 32;
/// Bytes of the header before its checksum.
const SIGNED: usize = 24;
const ENTRY: usize = 64;
const NAME: usize = 24;
const MOST_SECTIONS: usize = 1_024;

/// The section with a row of bytes for each piece. It is used as it lies, and not read at the start.
const TABLE: &str = "tokens";

/// An encoder that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// The file cannot be opened.
    #[error("could not open the sentence encoder")]
    Unreadable(#[from] MapError),
    /// The file is something else, or not whole.
    #[error("could not use {} as the sentence encoder", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        fault: Fault,
    },
}

/// What is wrong with an encoder's file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It begins differently.
    #[error("it does not begin like an encoder's file")]
    Foreign,
    /// It was made for other code.
    #[error("it has version {found} of the layout; {VERSION} is needed")]
    Version {
        /// The version that it has.
        found: u32,
    },
    /// It is longer or shorter than it says.
    #[error("it has {found} bytes; it should have {wanted}")]
    Length {
        /// The length that it tells.
        wanted: u64,
        /// The length that it has.
        found: u64,
    },
    /// Its list of sections is not what was written.
    #[error("its list of sections is damaged")]
    Sections,
    /// A section is absent.
    #[error("it has no section `{name}`")]
    Missing {
        /// The section.
        name: &'static str,
    },
    /// A section is of another kind or size.
    #[error("section `{name}` is of another kind or shape than the encoder's")]
    Shape {
        /// The section.
        name: &'static str,
    },
    /// A section's content is not what was written.
    #[error("section `{name}` is damaged: its checksum is another")]
    Checksum {
        /// The section.
        name: &'static str,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bytes,
    Whole,
    Real,
}

impl Kind {
    fn width(self) -> usize {
        match self {
            Self::Bytes => 1,
            Self::Whole | Self::Real => 4,
        }
    }
}

#[derive(Clone, Debug)]
struct Section {
    kind: Kind,
    checksum: u32,
    place: Range<usize>,
    rows: usize,
    columns: usize,
}

/// A mapped file whose list of sections is in order.
#[derive(Debug)]
pub(super) struct EncoderFile {
    bytes: MappedFile,
    sections: BTreeMap<String, Section>,
    table: Section,
}

impl EncoderFile {
    pub(super) fn open(path: &Path) -> Result<Self, EncoderError> {
        let bytes = MappedFile::open(path)?;
        let (sections, table) = contents(&bytes).map_err(|fault| EncoderError::Damaged {
            path: path.to_owned(),
            fault,
        })?;
        Ok(Self {
            bytes,
            sections,
            table,
        })
    }

    /// The rows of all pieces.
    pub(super) fn table(&self) -> Table<'_> {
        Table {
            bytes: self.bytes.get(self.table.place.clone()).unwrap_or_default(),
            columns: self.table.columns,
        }
    }

    /// How many pieces have a row, and how long a row is.
    pub(super) fn table_shape(&self) -> (usize, usize) {
        (self.table.rows, self.table.columns)
    }

    /// A list of real numbers, of any length.
    pub(super) fn reals(&self, name: &'static str) -> Result<Vec<f32>, Fault> {
        let (section, bytes) = self.section(name, Kind::Real)?;
        if section.rows != 1 {
            return Err(Fault::Shape { name });
        }
        Ok(reals(bytes))
    }

    /// A list of so many real numbers.
    pub(super) fn vector(&self, name: &'static str, length: usize) -> Result<Vec<f32>, Fault> {
        let values = self.reals(name)?;
        if values.len() != length {
            return Err(Fault::Shape { name });
        }
        Ok(values)
    }

    /// A table of real numbers.
    pub(super) fn matrix(
        &self,
        name: &'static str,
        rows: usize,
        columns: usize,
    ) -> Result<Array2<f32>, Fault> {
        let (section, bytes) = self.section(name, Kind::Real)?;
        if (section.rows, section.columns) != (rows, columns) {
            return Err(Fault::Shape { name });
        }
        Array2::from_shape_vec((rows, columns), reals(bytes)).map_err(|_| Fault::Shape { name })
    }

    /// A list of whole numbers.
    pub(super) fn wholes(&self, name: &'static str) -> Result<Vec<u32>, Fault> {
        let (_, bytes) = self.section(name, Kind::Whole)?;
        let (numbers, _) = bytes.as_chunks();
        Ok(numbers
            .iter()
            .map(|four| u32::from_le_bytes(*four))
            .collect())
    }

    /// A list of bytes.
    pub(super) fn bytes(&self, name: &'static str) -> Result<Vec<u8>, Fault> {
        let (_, bytes) = self.section(name, Kind::Bytes)?;
        Ok(bytes.to_vec())
    }

    /// A section whose content is what was written.
    fn section(&self, name: &'static str, kind: Kind) -> Result<(&Section, &[u8]), Fault> {
        let section = self.sections.get(name).ok_or(Fault::Missing { name })?;
        if section.kind != kind {
            return Err(Fault::Shape { name });
        }
        let bytes = self
            .bytes
            .get(section.place.clone())
            .ok_or(Fault::Sections)?;
        if crc32fast::hash(bytes) != section.checksum {
            return Err(Fault::Checksum { name });
        }
        Ok((section, bytes))
    }
}

/// The rows of all pieces, one byte for each number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    columns: usize,
}

impl<'a> Table<'a> {
    /// The row of a piece; empty for a number that no piece has.
    pub(super) fn row(&self, piece: usize) -> &'a [u8] {
        let begin = piece.saturating_mul(self.columns);
        let end = begin.saturating_add(self.columns);
        self.bytes.get(begin..end).unwrap_or_default()
    }
}

fn reals(bytes: &[u8]) -> Vec<f32> {
    let (numbers, _) = bytes.as_chunks();
    numbers
        .iter()
        .map(|four| f32::from_le_bytes(*four))
        .collect()
}

/// The sections of a file, and among them the table.
fn contents(bytes: &[u8]) -> Result<(BTreeMap<String, Section>, Section), Fault> {
    if !bytes.starts_with(MAGIC) {
        return Err(Fault::Foreign);
    }
    let version = u32_at(bytes, 8)?;
    if version != VERSION {
        return Err(Fault::Version { found: version });
    }
    let wanted = u64_at(bytes, 16)?;
    let found = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if wanted != found {
        return Err(Fault::Length { wanted, found });
    }
    let count = size(u64::from(u32_at(bytes, 12)?))?;
    if count > MOST_SECTIONS {
        return Err(Fault::Sections);
    }
    let entries = bytes
        .get(HEADER..HEADER + count * ENTRY)
        .ok_or(Fault::Sections)?;
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(bytes.get(..SIGNED).ok_or(Fault::Sections)?);
    checksum.update(entries);
    if checksum.finalize() != u32_at(bytes, SIGNED)? {
        return Err(Fault::Sections);
    }
    let mut sections = BTreeMap::new();
    for entry in entries.chunks_exact(ENTRY) {
        let (name, section) = section(entry, bytes.len())?;
        sections.insert(name, section);
    }
    let table = sections
        .remove(TABLE)
        .ok_or(Fault::Missing { name: TABLE })?;
    if table.kind != Kind::Bytes {
        return Err(Fault::Shape { name: TABLE });
    }
    Ok((sections, table))
}

/// A section that lies within the file and is as long as its shape says.
fn section(entry: &[u8], file: usize) -> Result<(String, Section), Fault> {
    let name = entry.get(..NAME).ok_or(Fault::Sections)?;
    let end = name.iter().position(|byte| *byte == 0).unwrap_or(NAME);
    let name = String::from_utf8_lossy(&name[..end]).into_owned();
    let kind = match u32_at(entry, NAME)? {
        1 => Kind::Bytes,
        2 => Kind::Whole,
        3 => Kind::Real,
        _ => return Err(Fault::Sections),
    };
    let begin = size(u64_at(entry, 32)?)?;
    let length = size(u64_at(entry, 40)?)?;
    let rows = size(u64::from(u32_at(entry, 48)?))?;
    let columns = size(u64::from(u32_at(entry, 52)?))?;
    let shape = rows
        .checked_mul(columns)
        .and_then(|cells| cells.checked_mul(kind.width()));
    let end = begin.checked_add(length).filter(|end| *end <= file);
    let (Some(end), true) = (end, shape == Some(length)) else {
        return Err(Fault::Sections);
    };
    let section = Section {
        kind,
        checksum: u32_at(entry, 28)?,
        place: begin..end,
        rows,
        columns,
    };
    Ok((name, section))
}

fn size(number: u64) -> Result<usize, Fault> {
    usize::try_from(number).map_err(|_| Fault::Sections)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let four = bytes.get(at..).and_then(<[u8]>::first_chunk);
    four.map(|four| u32::from_le_bytes(*four))
        .ok_or(Fault::Sections)
}

fn u64_at(bytes: &[u8], at: usize) -> Result<u64, Fault> {
    let eight = bytes.get(at..).and_then(<[u8]>::first_chunk);
    eight
        .map(|eight| u64::from_le_bytes(*eight))
        .ok_or(Fault::Sections)
}
