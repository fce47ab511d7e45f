//! Removes from a photo or video what says where, when, with which device or of whom it was taken: bytes in, bytes out.
//! The picture is never decoded or changed: the picture data stay the same byte for byte, what has to go is left out,
//! and what a file does not explain is never kept. JPEG, PNG, WebP, GIF, TIFF, DNG, HEIC, AVIF, JPEG XL, MP4, MOV and
//! 3GP.
//!
//! ```
//! use untrace_core::{Options, clean};
//!
//! # let upload = b"GIF89a\x01\0\x01\0\0\0\0!\xFE\x0ALea Martin\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".as_slice();
//! // `upload` is what somebody sent: any bytes at all.
//! let cleaned = clean(upload, &Options::default())?;
//! println!("{}: {} things removed", cleaned.format.name(), cleaned.removed.len());
//! # assert_eq!(cleaned.removed.len(), 1);
//! # let store = |_: &[u8]| ();
//! store(&cleaned.bytes);
//! # Ok::<(), untrace_core::Error>(())
//! ```
//!
//! [`check`] only reports what the bytes give away. [`plan()`] is for anything too large for memory, such as a video on
//! a disk or a blob in a browser: it returns the edits, and the caller writes the copy. `examples/` has a server in
//! thirty lines and a cleaner of folders.
//!
//! There are no files in here, no threads, no clock, no environment, and no text for people. Errors and findings are
//! types; whoever talks to people puts them into words.
//!
//! A file cannot make this panic: its own code has no panics, and third-party parsers are called behind a guard. If
//! panics abort the program, as in WebAssembly, that guard does not help: clean each file in a separate worker there.
//!
//! # Stability
//! What is listed here is kept stable. The modules hidden from this page exist for the command line of the same
//! project, and change without notice.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, clippy::string_slice))]

#[doc(hidden)]
pub mod base;
#[doc(hidden)]
pub mod blocks;
#[doc(hidden)]
pub mod codecs;
#[doc(hidden)]
pub mod containers;
mod door;
#[doc(hidden)]
pub mod edit;
#[doc(hidden)]
pub mod facts;
#[doc(hidden)]
pub mod formats;
#[doc(hidden)]
pub mod insight;
#[doc(hidden)]
pub mod keep;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod plan;
#[doc(hidden)]
pub mod policy;
#[doc(hidden)]
pub mod previews;
#[doc(hidden)]
pub mod sniff;
#[cfg(test)]
mod testing;
#[doc(hidden)]
pub mod verify;

#[doc(inline)]
pub use base::{Error as Reason, Place, ReadAt};
pub use door::{Cleaned, Error, Findings, Options, Plan, check, clean, plan};
#[doc(inline)]
pub use edit::{EditList, Piece};
#[doc(inline)]
pub use facts::Said;
#[doc(inline)]
pub use model::{Category, Codec, Crop, CropGuard, FieldId, FormatKind, Value};
#[doc(inline)]
pub use plan::Finding;
#[doc(inline)]
pub use verify::{Depth, Doubt};

/// What the types above are made of.
pub mod parts {
    pub use crate::base::{Axis, Coordinate, Fix, Limit, Malformed, Moment, Span, Unsupported};
    pub use crate::model::{
        BmffElement, CodedElement, Fraction, GifElement, Ifd, ItemRole, JpegElement, Leftover, NoCodec, SidecarKind,
        TelemetryElement, TelemetryForm, TiffElement,
    };
    /// The calendar used by [`Moment`].
    pub use jiff;
}
