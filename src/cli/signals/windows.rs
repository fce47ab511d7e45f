//! Ctrl-C and Ctrl-Break. Windows tells them from one another, but what listens here does not. A window that is closed ends the
//! program without waiting for a report; the next run removes what that leaves.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a program that Windows itself ends on Ctrl-C ends with (`STATUS_CONTROL_C_EXIT`, 0xC000013A).
const STATUS: i32 = -1_073_741_510;

/// Notes that the program is to stop.
pub(super) fn listen(which: &Arc<AtomicUsize>) {
    let which = Arc::clone(which);
    // On a system that does not let it listen, Ctrl-C keeps doing what it always did.
    let _ = ctrlc::set_handler(move || {
        if which.swap(1, Ordering::Relaxed) != 0 {
            process::exit(STATUS);
        }
    });
}

/// There are no such limits.
pub(super) const fn take_limits_for_errors() {}

/// Batch files notice this status, and ask whether to go on.
pub(super) fn end(_: usize) {
    process::exit(STATUS);
}
