//! What the names of copies depend on.

use crate::discover::Naming;
use untrace_core::model::{Keep, Trust};

/// What the names of copies depend on.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// What they are called.
    pub naming: Naming,
    /// Categories that are kept.
    pub keep: Keep,
    /// Codecs that are copied unread.
    pub trust: Trust,
}
