//! A run that is told to stop still ends with a report: what was written is complete, and the same command can do the rest.
//! A second signal ends it at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// What the program was told from outside.
#[derive(Debug, Clone, Default)]
pub(super) struct Signals {
    which: Arc<AtomicUsize>,
}

impl Signals {
    /// Listens from now on. If the program was started with a signal ignored, as `nohup` does, it stays ignored.
    pub(super) fn listen() -> Self {
        let signals = Self::default();
        let once = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal)) {
            // In this order: the first one sets the flag that lets the second one through. On a system that hands out no
            // signals, they keep doing what they always did.
            let _ = flag::register_conditional_default(signal, Arc::clone(&once));
            let _ = flag::register(signal, Arc::clone(&once));
            let _ = flag::register_usize(signal, Arc::clone(&signals.which), usize::try_from(signal).unwrap_or(usize::MAX));
        }
        signals
    }

    /// Treats a limit on file sizes as an error, like a full disk, instead of ending.
    pub(super) fn take_limits_for_errors() {
        #[cfg(unix)]
        let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }

    /// Whether the run should end.
    pub(super) fn came(&self) -> bool {
        self.which.load(Ordering::Relaxed) != 0
    }

    /// Ends the program as the signal would have, so that shells and scripts notice; does nothing if there was none.
    pub(super) fn end(&self) {
        if let Ok(signal @ 1..) = i32::try_from(self.which.load(Ordering::Relaxed)) {
            let _ = low_level::emulate_default_handler(signal);
        }
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
