//! What the program may reach, what it is held to, and why it may not be.

use std::path::PathBuf;

/// What may still be opened by its path. What is open stays open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Files, and folders with all that is below them, that are read.
    pub reads: Vec<PathBuf>,
    /// Folders in which, and below which, files and folders are made, written, read and removed.
    pub writes: Vec<PathBuf>,
    /// Folders in which, and below which, files that are open without a name get one.
    pub names: Vec<PathBuf>,
    /// The same, where such a file takes the place of another.
    pub replaces: Vec<PathBuf>,
    /// Folders in which, and below which, folders are made, and removed where they are empty.
    pub folders: Vec<PathBuf>,
}

/// What the system holds the program to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// The version of Landlock's interface that does so.
    pub version: u32,
    /// Whether files out of reach cannot be emptied either.
    pub lengths: bool,
    /// What of the network is out of reach.
    pub network: Network,
}

/// What of the network is out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// Nothing of it.
    Open,
    /// TCP.
    Tcp,
    /// TCP and UDP.
    TcpAndUdp,
}

/// Why the system does not hold the program to anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It was said so.
    Asked,
    /// Only Linux can.
    System,
    /// The kernel was made without Landlock, or something around the program keeps it away.
    Kernel,
    /// The kernel has Landlock, and it was switched off when it was started.
    SwitchedOff,
    /// The kernel has Landlock, but one that does not keep files from being emptied, and that was asked for.
    TooOld,
    /// The kernel has Landlock, and did not do it this time.
    Failed,
}
