//! SIGINT and SIGTERM.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::{flag, low_level};

/// Notes which signal came.
pub(super) fn listen(which: &Arc<AtomicUsize>) {
    let once = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal)) {
        // In this order: the first one sets the flag that lets the second one through. On a system that hands out no
        // signals, they keep doing what they always did.
        let _ = flag::register_conditional_default(signal, Arc::clone(&once));
        let _ = flag::register(signal, Arc::clone(&once));
        let _ = flag::register_usize(signal, Arc::clone(which), usize::try_from(signal).unwrap_or(usize::MAX));
    }
}

pub(super) fn take_limits_for_errors() {
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// Does what the signal does by itself.
pub(super) fn end(which: usize) {
    if let Ok(signal) = i32::try_from(which) {
        let _ = low_level::emulate_default_handler(signal);
    }
}

#[cfg(target_os = "linux")]
fn is_ignored(signal: i32) -> bool {
    // A mask of 64 bits, the lowest for signal 1 (proc_pid_status(5)).
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask =
        status.lines().find_map(|line| line.strip_prefix("SigIgn:")).and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let bit = u32::try_from(signal).ok().and_then(|signal| 1_u64.checked_shl(signal.checked_sub(1)?));
    mask.zip(bit).is_some_and(|(mask, bit)| mask & bit != 0)
}

#[cfg(not(target_os = "linux"))]
const fn is_ignored(_: i32) -> bool {
    false
}
