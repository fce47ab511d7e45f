//! What a format says about the bytes of a file, and nothing about what should become of them: regions that tile the
//! file without a gap, and the fields found in them. The policy decides by [`FieldId`].

mod category;
mod coded;
mod crop;
mod decision;
mod exif_block;
pub mod extended;
mod field;
mod format;
mod fresh;
mod item_role;
mod keep;
mod kept;
mod panorama;
mod scan;
mod sidecar;
mod telemetry;
mod trust;
mod value;

pub use category::Category;
pub use coded::CodedElement;
pub use crop::{Crop, CropGuard};
pub use decision::Decision;
pub use exif_block::{ExifBlock, Orientation};
pub use field::{
    BmffElement, Field, FieldId, GifElement, Ifd, JpegElement, Leftover, PNG_CHECKSUM, PNG_DATA_END, PNG_SIGNATURE, Subject,
    TiffElement, TrailerForm, WEBP_PADDING,
};
pub use format::FormatKind;
pub use fresh::Fresh;
pub use item_role::ItemRole;
pub use keep::{KEEPABLE, Keep};
pub use kept::{Camera, Kept, People, Texts};
pub use panorama::{Panorama, Projection, Stereo};
pub use scan::{Region, Scan};
pub use sidecar::SidecarKind;
pub use telemetry::{TelemetryElement, TelemetryForm};
pub use trust::{Codec, NoCodec, Trust, codec_name};
pub use value::{Fraction, Value, trimmed};
