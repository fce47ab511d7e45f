//! The one guard against panics of others.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `ask` answers; nothing where it panics. Our own code has no panics (the lints in Cargo.toml see to that); parsers
/// and decoders of others can have, at files that nobody thought of. Where panics abort the program (in a browser), the
/// whole file is lost with it.
pub fn guard<T>(ask: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(ask)).ok()
}
