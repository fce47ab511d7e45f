//! Whether the small previews in a photo show what the photo shows: they are decoded and compared with it. Only `check`
//! asks; cleaning needs no answer, because previews go in any case. What cannot be decoded is reported as not compared.

mod coded;
mod compare;
#[cfg(feature = "pictures")]
mod decoded;
mod shows;

pub use coded::coded;
pub use compare::{lightness, shown};
#[cfg(feature = "pictures")]
pub use decoded::compare;
/// A picture without colours, as it is compared.
pub use image::GrayImage;
pub use shows::{Preview, Shows};
