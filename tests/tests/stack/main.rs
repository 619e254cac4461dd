//! Stories on a running stack, one subject to a module. `scripts/test` starts the stack and tells
//! them; by hand: `scripts/dev --detach`, then
//! `cargo nextest run --package baton-tests --features stack --profile stack`.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "all of this is tests; their helpers fail them, and tell what was measured"
)]

mod access;
mod budgets;
mod contacts;
mod contract;
mod fence;
mod files;
mod files_in;
mod foreign;
mod handling;
mod kinds;
mod knowledge;
mod logs;
mod models;
mod once;
mod people;
mod poison;
mod policies;
mod provider;
mod quota;
mod race;
mod records;
mod refusals;
mod settings;
mod signatures;
mod sockets;
mod story;
mod summaries;
mod support;
mod widget;
