//! What the program may reach, what it is held to, and why it may not be.

use std::path::PathBuf;

/// What may still be opened by path. What is open stays open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Files to read, and folders with everything below them.
    pub reads: Vec<PathBuf>,
    /// Folders in and below which files and folders are created, written, read and removed.
    pub writes: Vec<PathBuf>,
    /// Folders in and below which open files without a name get one.
    pub names: Vec<PathBuf>,
    /// The same, if such a file replaces another.
    pub replaces: Vec<PathBuf>,
    /// Folders in and below which folders are created, and removed if they are empty.
    pub folders: Vec<PathBuf>,
}

/// What the system holds the program to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// The version of Landlock's interface that does it.
    pub version: u32,
    /// Whether files out of reach cannot be truncated either.
    pub lengths: bool,
    /// How much of the network is out of reach.
    pub network: Network,
}

/// How much of the network is out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// None of it.
    Open,
    /// TCP.
    Tcp,
    /// TCP and UDP.
    TcpAndUdp,
}

/// Why the system does not hold the program to anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It was asked not to.
    Asked,
    /// Only Linux can do it.
    System,
    /// The kernel was built without Landlock, or something around the program blocks it.
    Kernel,
    /// The kernel has Landlock, but it was switched off at boot.
    SwitchedOff,
    /// The kernel has Landlock, but one that cannot keep files from being truncated, and that was asked for.
    TooOld,
    /// The kernel has Landlock, but it failed this time.
    Failed,
}
