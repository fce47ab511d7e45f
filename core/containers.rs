//! One walker for each container. A walker yields spans and the standard's names for them; it knows nothing of metadata
//! or policy.

pub mod bmff;
pub mod gif;
pub mod jpeg;
pub mod png;
pub mod riff;
pub mod tiff;
