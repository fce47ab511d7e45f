//! The one guard against panics in third-party code.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `ask` returns; `None` if it panics. Our own code has no panics (the lints in Cargo.toml see to that);
/// third-party parsers and decoders may, on files that nobody thought of. If panics abort the program (in a browser),
/// the whole file is lost with it.
pub fn guard<T>(ask: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(ask)).ok()
}
