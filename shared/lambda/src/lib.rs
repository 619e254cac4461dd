//! What every function does before and around its own work.
//!
//! [`Startup::begin`] reads the environment and sets up logs; its methods give the ports that the
//! function needs. The modules named after triggers then serve invocations until the environment
//! is taken down: [`http`], [`sqs`], [`stream`], [`schedule`], [`websocket`].

pub mod config;
mod entropy;
mod error;
pub mod http;
mod invocation;
mod logging;
pub mod metrics;
pub mod schedule;
pub mod sqs;
mod startup;
pub mod stream;
mod time;
pub mod websocket;

pub use config::{Config, ConfigError, Variable};
pub use entropy::SystemIds;
pub use error::Error;
pub use metrics::{Metric, Metrics};
pub use startup::Startup;
pub use time::{InvocationDeadline, SystemClock};
