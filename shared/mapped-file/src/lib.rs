//! A file whose bytes are read by way of the memory map: pages come when they are touched, and
//! processes that map the same file share them.
//!
//! Mapping is the one thing here that the compiler cannot prove, so it stands alone (ADR 10).

mod map;

use std::fs::File;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use memmap2::Mmap;

/// A file that could not be mapped.
#[derive(Debug, thiserror::Error)]
#[error("could not map {}", path.display())]
pub struct MapError {
    /// The file.
    pub path: PathBuf,
    /// Why not.
    pub source: io::Error,
}

/// The bytes of a file, for reading only. The file must not be changed in place while it is mapped:
/// whoever renews it writes another beside it and renames that.
#[derive(Debug)]
pub struct MappedFile {
    map: Mmap,
}

impl MappedFile {
    /// Maps a whole file. Fails where it cannot be read, or is something other than a file.
    pub fn open(path: &Path) -> Result<Self, MapError> {
        let failed = |source| MapError {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        if !file.metadata().map_err(failed)?.is_file() {
            return Err(failed(io::Error::other("it is not a file")));
        }
        let map = map::read_only(&file).map_err(failed)?;
        Ok(Self { map })
    }
}

impl Deref for MappedFile {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.map
    }
}

#[cfg(test)]
mod tests {
    use super::MappedFile;

    #[test]
    fn a_mapped_file_reads_as_the_file_does() {
        let path = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        let mapped = MappedFile::open(path).unwrap();
        assert_eq!(&*mapped, std::fs::read(path).unwrap());
    }

    #[test]
    fn what_is_no_file_is_refused_by_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(MappedFile::open(folder).is_err());
        let absent = MappedFile::open(&folder.join("absent")).unwrap_err();
        assert!(absent.to_string().ends_with("absent"), "{absent}");
    }
}
