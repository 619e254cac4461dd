//! Writes `docs/openapi.json`.

use std::path::PathBuf;

/// Why the document was not written.
#[derive(Debug, thiserror::Error)]
enum WriteError {
    /// The annotations have no form in JSON.
    #[error("putting the annotations into JSON")]
    Json(#[from] serde_json::Error),
    /// The file cannot be written.
    #[error("writing docs/openapi.json")]
    File(#[from] std::io::Error),
}

fn main() -> Result<(), WriteError> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    std::fs::write(path, baton_openapi::text()?)?;
    Ok(())
}
