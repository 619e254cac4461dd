//! Where the encoder's file is.

use std::path::{Path, PathBuf};

/// Where `scripts/build` puts it, under the checkout.
const BUILT: &str = ".build/encoder/use-m3.bin";

/// The file that was named on the command line, or in `BATON_ENCODER`, or else the one that was built
/// in this folder or in one around it, or around the program.
pub(crate) fn find(named: Option<&Path>) -> Option<PathBuf> {
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    if let Some(named) = std::env::var_os("BATON_ENCODER").filter(|named| !named.is_empty()) {
        return Some(named.into());
    }
    let here = std::env::current_dir().ok();
    let program = std::env::current_exe().ok();
    [here, program]
        .into_iter()
        .flatten()
        .find_map(|from| built_around(&from))
}

fn built_around(from: &Path) -> Option<PathBuf> {
    from.ancestors()
        .map(|folder| folder.join(BUILT))
        .find(|file| file.is_file())
}
