//! Whether the small previews in a photo show what the photo shows: they are decoded and compared with it. Only `check`
//! asks; cleaning needs no answer, because previews go in any case. What cannot be decoded is reported as not compared.

#[cfg(feature = "pictures")]
mod compare;
#[cfg(feature = "pictures")]
mod decoded;
mod shows;

#[cfg(feature = "pictures")]
pub use decoded::compare;
pub use shows::{Preview, Shows};
