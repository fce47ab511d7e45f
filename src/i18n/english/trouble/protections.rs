//! What protects the person from a hole in this program.

use crate::confine::{Closed, Network, Open};
use crate::i18n::Protections;

/// `Protections: files (Landlock 7), TCP, no core dumps.`
pub(super) fn all(Protections { closed, no_core_dumps }: Protections) -> String {
    let mut parts = Vec::new();
    match closed {
        Ok(Closed { version, lengths, network }) => {
            let but = if lengths { "" } else { ", which cannot stop files from being emptied" };
            parts.push(format!("files (Landlock {version}{but})"));
            match network {
                Network::Open => {}
                Network::Tcp => parts.push("network (TCP)".to_owned()),
                Network::TcpAndUdp => parts.push("network (TCP, UDP)".to_owned()),
            }
        }
        Err(open) => parts.push(format!("none for files and network ({})", why(open))),
    }
    if no_core_dumps {
        parts.push("no core dumps".to_owned());
    }
    format!("Protections: {}.", parts.join(", "))
}

/// That there has to be one, but there is not.
pub(super) fn none(open: Open) -> String {
    format!("--sandbox require: {}. No photo was read or written. Without this option, untrace runs all the same", why(open))
}

const fn why(open: Open) -> &'static str {
    match open {
        Open::Asked => "switched off by --sandbox off",
        Open::System => "this system has no Landlock, only Linux does",
        Open::Kernel => "this kernel has no Landlock, or does not let untrace use it",
        Open::SwitchedOff => "Landlock is switched off in this kernel",
        Open::TooOld => "the Landlock of this kernel is too old to stop files from being emptied",
        Open::Failed => "Landlock did not work",
    }
}
