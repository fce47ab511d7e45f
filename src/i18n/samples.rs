//! Samples of everything that is said, for the tests of every language.

pub(super) mod ending;
pub(super) mod trouble;
pub(super) mod usage;
