//! What the program gives up before it looks into the first photo: files that are none of its business, the network, dumps
//! of its memory. A hole in a parser then leads no further than what was asked for. The system enforces this where
//! it can; what it enforces is a value here, and a sentence elsewhere.

#[cfg(target_os = "linux")]
mod landlock;
mod reach;

pub use reach::{Closed, Network, Open, Reach};

/// Gives up everything but `reach`, for this thread and those that it starts from now on.
///
/// # Errors
/// Why nothing can hold the program to that.
#[cfg(target_os = "linux")]
pub fn close_in(reach: &Reach) -> Result<Closed, Open> {
    landlock::close_in(reach)
}

/// The same; on this system it would take code without checks.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub const fn close_in(_: &Reach) -> Result<Closed, Open> {
    Err(Open::System)
}

/// Makes sure that no photo ends up in a memory dump or can be read from memory by other programs of the same person. Returns
/// whether that worked.
#[cfg(target_os = "linux")]
#[must_use]
pub fn no_core_dumps() -> bool {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    // If the kernel pipes dumps to a program, it does so whatever the limit is (core(5)).
    no_core_files() && set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok()
}

/// The same, as far as files are concerned.
#[cfg(all(unix, not(target_os = "linux")))]
#[must_use]
pub fn no_core_dumps() -> bool {
    no_core_files()
}

/// The same; here that is a system-wide setting.
#[cfg(not(unix))]
#[must_use]
pub const fn no_core_dumps() -> bool {
    false
}

#[cfg(unix)]
fn no_core_files() -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).is_ok()
}

#[cfg(test)]
mod tests;
