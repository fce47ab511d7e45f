//! Maps and sets by hash, with a seed that no system could refuse to give: the standard library's end the program
//! if there are no random bytes.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, DefaultHasher, Hasher};

/// Hashes with a number of their own, so that nobody can craft names that all collide.
#[derive(Debug, Clone)]
pub struct Seeded(u64);

impl Default for Seeded {
    fn default() -> Self {
        Self(fastrand::u64(..))
    }
}

impl BuildHasher for Seeded {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.0);
        hasher
    }
}

/// A map.
pub type Map<K, V> = HashMap<K, V, Seeded>;
/// A set.
pub type Set<K> = HashSet<K, Seeded>;
