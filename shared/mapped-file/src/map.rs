//! The unsafe line.

#![expect(unsafe_code, reason = "mapping a file is unsafe by its nature; ADR 10")]

use std::fs::File;
use std::io;

use memmap2::Mmap;

/// Maps a file for reading.
pub(crate) fn read_only(file: &File) -> io::Result<Mmap> {
    // SAFETY: the map is read-only and private to this crate's type, which hands out shared slices
    // that cannot outlive it. What remains is that nobody may change or shorten the file meanwhile.
    // The files that are mapped are parts of a deployment: in Lambda they lie in a layer, which
    // nothing can write to, and the scripts replace theirs by renaming, which leaves the mapped one
    // as it is.
    unsafe { Mmap::map(file) }
}
