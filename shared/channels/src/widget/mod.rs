//! The website widget.

pub mod history;
pub mod pace;
pub mod session;
pub mod sessions;
pub mod signed;

pub use session::{Session, SessionError};
pub use sessions::{OpenError, Sessions, Visit};
pub use signed::{Proof, Signed, SignedError};
