//! Readers of metadata payloads, whatever file they are in. Each lists what it finds as fields, reports what it could
//! not read, and never fails: the block is removed in any case.

pub mod camm;
pub mod cicp;
mod coordinates;
pub mod exif;
mod found;
pub mod free_gps;
pub mod gain_map;
pub mod gdal;
pub mod geotiff;
pub mod gpmf;
pub mod icc;
pub mod iptc;
pub mod json;
pub mod jumbf;
pub mod mastering;
pub mod multi_picture;
pub mod nmea;
pub mod non_real_time_meta;
pub mod photoshop;
pub mod png_text;
pub mod quicktime;
pub mod trailer;
pub mod utf16;
mod value;
pub mod xmp;
pub mod zlib;

pub use found::Found;
pub use value::{TEXT_BYTES, beginning, is_blank, text};
