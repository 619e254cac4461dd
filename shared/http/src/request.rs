//! What is asked, where it may go, how long it may take, and what was answered.

use std::net::SocketAddr;
use std::time::Duration;

use http::{HeaderMap, Method};

use crate::address::is_public;

/// Where a request may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere: the operator chose the address.
    Anywhere,
    /// To addresses of the internet, over TLS: a tenant chose the address. The name is resolved
    /// once, and what was checked is what is connected to.
    Public,
    /// The same, or to this machine without TLS: for stacks that run on one.
    PublicOrLoopback,
}

impl Reach {
    pub(crate) fn admits(self, address: SocketAddr, secure: bool) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Public => secure && is_public(address.ip()),
            Self::PublicOrLoopback => {
                address.ip().is_loopback() || Self::Public.admits(address, secure)
            }
        }
    }
}

/// What a request does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Asks what there is to read.
    Head,
    /// Puts something in a place; doing so again does no harm.
    Put,
}

impl From<Verb> for Method {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Get => Self::GET,
            Verb::Head => Self::HEAD,
            Verb::Put => Self::PUT,
        }
    }
}

/// One request to a place of files. Redirects are not followed.
#[derive(Debug)]
pub struct Call<'a> {
    /// What it does.
    pub verb: Verb,
    /// Where to.
    pub url: &'a str,
    /// Headers beside those that every request has, with lower-case names.
    pub headers: &'a [(&'a str, String)],
    /// The bearer token; none where there is none.
    pub bearer: Option<&'a str>,
    /// The body; its type is among the headers.
    pub body: Vec<u8>,
    /// Where it may go.
    pub reach: Reach,
    /// How long it may take.
    pub limits: Limits,
    /// The longest answer that is read, in bytes.
    pub longest_answer: usize,
}

/// One posting of JSON. Redirects are not followed.
#[derive(Debug)]
pub struct Post<'a> {
    /// Where to.
    pub url: &'a str,
    /// Headers beside those that every request has, with lower-case names.
    pub headers: &'a [(&'a str, String)],
    /// The bearer token; none where there is none.
    pub bearer: Option<&'a str>,
    /// The body: JSON.
    pub body: Vec<u8>,
    /// Where it may go.
    pub reach: Reach,
    /// How long it may take.
    pub limits: Limits,
    /// The longest answer that is read, in bytes.
    pub longest_answer: usize,
}

/// How long a request may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until the connection stands, with TLS.
    pub connect: Duration,
    /// From then until the whole answer is there.
    pub exchange: Duration,
}

impl Default for Limits {
    /// Ten seconds in all.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            exchange: Duration::from_secs(7),
        }
    }
}

impl Limits {
    /// So long in all, of which connecting may take the whole.
    #[must_use]
    pub fn within(all: Duration) -> Self {
        Self {
            connect: all,
            exchange: all,
        }
    }
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header, by its lower-case name; none where it is absent or not text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
