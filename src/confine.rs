//! What the program gives up before it looks into the first photo: files that are none of its business, the network, dumps
//! of its memory. A hole in a parser then leads no further than to what was asked for. The system holds it to that, where
//! it can; what it holds is a value here, and a sentence elsewhere.

#[cfg(target_os = "linux")]
mod landlock;
mod reach;

pub use reach::{Closed, Network, Open, Reach};

/// Gives up all but `reach`, for this thread and those that it starts from now on.
///
/// # Errors
/// Why there is nothing to hold the program to that.
#[cfg(target_os = "linux")]
pub fn close_in(reach: &Reach) -> Result<Closed, Open> {
    landlock::close_in(reach)
}

/// The same; this system has nothing for it that would not need code without checks.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub const fn close_in(_: &Reach) -> Result<Closed, Open> {
    Err(Open::System)
}

/// Sees to it that no photo is left in a dump of the memory, nor read there by other programs of the same person. Answers
/// whether that is so.
#[cfg(target_os = "linux")]
#[must_use]
pub fn no_core_dumps() -> bool {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    // A program that is handed dumps by the kernel is handed them whatever the limit is (core(5)).
    no_core_files() && set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok()
}

/// The same, as far as files go.
#[cfg(all(unix, not(target_os = "linux")))]
#[must_use]
pub fn no_core_dumps() -> bool {
    no_core_files()
}

/// The same; here that is a setting of the whole system.
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
