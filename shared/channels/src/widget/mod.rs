//! The website widget.

pub mod history;
pub mod pace;
pub mod session;
pub mod sessions;

pub use session::{Session, SessionError};
pub use sessions::{OpenError, Sessions, Visit};
