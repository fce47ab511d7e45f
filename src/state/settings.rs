//! What a copy depends on besides its original: the program with its policy, and what was asked for.

use serde::{Deserialize, Serialize};

use untrace_core::model::{CropGuard, Keep, Trust};
use untrace_core::policy;

/// What a copy depends on besides its original.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The version and the policy.
    pub(super) program: u64,
    /// What was asked for.
    pub(super) options: u64,
}

impl Settings {
    /// Those of this program and of what was asked for.
    #[must_use]
    pub fn new(keep: Keep, trust: Trust, crops: CropGuard, extract_motion: bool) -> Self {
        let mut policy = env!("CARGO_PKG_VERSION").to_owned();
        policy::rows().for_each(|row| policy.push_str(&format!("{row:?}")));
        Self { program: hash(&policy), options: hash(&format!("{:?}", (keep, trust, crops, extract_motion))) }
    }

    /// Whether both are from the same program.
    #[must_use]
    pub const fn is_of_program(&self, other: &Self) -> bool {
        self.program == other.program
    }
}

fn hash(text: &str) -> u64 {
    let mut bytes = [0; 8];
    blake3::Hasher::new().update(text.as_bytes()).finalize_xof().fill(&mut bytes);
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use untrace_core::model::Category;

    #[test]
    fn what_is_asked_for_makes_other_copies() {
        let plain = Settings::new(Keep::NOTHING, Trust::NOTHING, CropGuard::Tell, false);
        assert_eq!(plain, Settings::new(Keep::NOTHING, Trust::NOTHING, CropGuard::Tell, false));
        let others = [
            Settings::new(Keep::these([Category::Date]), Trust::NOTHING, CropGuard::Tell, false),
            Settings::new(Keep::NOTHING, Trust::NOTHING, CropGuard::Tell, true),
            // What was copied before may have to be refused now.
            Settings::new(Keep::NOTHING, Trust::NOTHING, CropGuard::Refuse, false),
        ];
        for other in others {
            assert_eq!(plain.program, other.program);
            assert_ne!(plain.options, other.options);
        }
    }
}
