//! Why a copy does not get its name, as types.

use std::io;

/// Why a copy does not get its name.
#[derive(Debug)]
pub enum Obstacle {
    /// Another file has it and should keep it.
    Taken,
    /// An original has it, under this or another name.
    Original,
    /// Another copy of this run has it.
    Copy,
    /// The folder that all copies go to is gone, or another one has taken its place.
    Lost,
    /// The file system said no.
    Io(io::Error),
}

impl From<io::Error> for Obstacle {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::AlreadyExists { Self::Taken } else { Self::Io(error) }
    }
}
