//! Samples of everything that is said here, and what the sentences of each language are held to. Whoever adds sentences of its
//! own holds them to the same.

pub mod checks;
pub mod each;
pub mod samples;
pub mod terms;
pub mod typography;
