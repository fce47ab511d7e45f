//! What the file system says.

use std::io;

use crate::obstacle::Obstacle;

/// What the file system says, to go in brackets.
pub fn io_error(error: &io::Error) -> String {
    let Some(obstacle) = Obstacle::of(error) else { return error.to_string() };
    match obstacle {
        Obstacle::Gone => "it is no longer there",
        Obstacle::Denied => "permission denied",
        Obstacle::Full => "the disk is full",
        Obstacle::ReadOnly => "the disk is read-only",
        Obstacle::Shorter => "it became shorter while being read",
        Obstacle::Quota => "your share of the disk is used up",
        Obstacle::TooLarge => "files that large are not allowed there",
        Obstacle::Name => "its name or path is too long, or has a character that is not allowed there",
        Obstacle::InTheWay => "a file or a link is in the way",
        Obstacle::InUse => "another program is using it",
        Obstacle::Device => "Windows keeps this name for a device",
        Obstacle::Marked => "it is marked read-only",
    }
    .to_owned()
}
