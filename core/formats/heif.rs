//! HEIF pictures (ISO/IEC 23008-12), HEIC and AVIF among them: which items a viewer shows, and what the others say.
//! Boxes outside of `meta`, and sequences, are those of videos: `isom` lays them.

mod by_id;
mod coded;
mod data;
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
