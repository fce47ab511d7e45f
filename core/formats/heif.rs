//! HEIF pictures (ISO/IEC 23008-12), including HEIC and AVIF: which items a viewer shows, and what the others say.
//! Boxes outside `meta`, and sequences, are the same as in videos: `isom` handles them.

mod by_id;
mod coded;
mod crop;
mod data;
mod derived;
mod forms;
mod gain_map;
mod inside;
mod items;
mod locations;
mod meta;
mod pictures;
mod properties;
mod references;
mod roles;
mod sample_transform;
mod value;

pub(super) use pictures::Pictures;
pub use value::{HeifValue, ItemLists};

#[cfg(test)]
mod tests;
