//! Those who listen in on what is answered.

/// Learns of every answer beside whoever asked. Adapters tell what kind of failure an answer is;
/// people who try an address want its words.
pub trait Overhears: Send + Sync {
    /// This was answered: the HTTP status, and the body.
    fn answered(&self, status: u16, body: &[u8]);
}
