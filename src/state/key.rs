//! Paths as hashes: reading what is remembered reveals no names. Each output has its own salt.

use std::ffi::OsStr;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// A hashed path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(u128);

/// What paths are hashed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Salt([u8; 32]);

impl Salt {
    /// A new one. It makes the hashes of two outputs differ, and is not secret.
    pub(super) fn new() -> Self {
        Self(std::array::from_fn(|_| fastrand::u8(..)))
    }

    /// Of a path made up of two parts.
    pub(super) fn key(&self, above: &Path, below: &Path) -> Key {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for part in [above, below] {
            hasher.update(part.as_os_str().as_encoded_bytes());
            // No name contains it, so no two pairs share a hash.
            hasher.update(b"\0");
        }
        short(&hasher)
    }

    /// Of a folder that is walked, and of how.
    pub(super) fn input(&self, folder: &Path, hidden: bool) -> Key {
        self.key(folder, Path::new(if hidden { "hidden" } else { "" }))
    }
}

/// A name for the file about an output.
pub(super) fn name(output: &OsStr) -> String {
    let hash = blake3::Hasher::new_derive_key("untrace state of an output").update(output.as_encoded_bytes()).finalize();
    hash.to_hex().chars().take(32).collect()
}

fn short(hasher: &blake3::Hasher) -> Key {
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    Key(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_has_a_key_and_each_output_others() {
        let (one, other) = (Salt::new(), Salt::new());
        let key = |salt: Salt, above: &str, below: &str| salt.key(Path::new(above), Path::new(below));
        assert_eq!(key(one, "a", "b"), key(one, "a", "b"));
        assert_ne!(key(one, "a", "b"), key(one, "ab", ""));
        assert_ne!(key(one, "a", "b"), key(other, "a", "b"));
        assert_ne!(one.input(Path::new("a"), true), one.input(Path::new("a"), false));
    }
}
