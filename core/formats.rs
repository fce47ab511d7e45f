//! One folder for each format: which containers and blocks it consists of, and how a value is written again. One row
//! each, by [`of`].

mod any;
mod auxiliary;
mod behind;
mod boxes;
mod coded;
mod extended_usage;
mod extents;
pub mod gif;
pub mod heif;
pub mod isom;
pub mod jpeg;
pub mod jxl;
mod marks;
mod palette;
pub mod png;
mod regions;
mod row;
pub mod tiff;
pub mod webp;

pub use any::{AnyScan, Planned};
pub use row::{Format, SecondParser, of};
pub use tiff::may_stay;
