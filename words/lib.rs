//! The words for a single photo or video: what it gives away, and why it has no copy. Both the command line and the page in a
//! browser say them. A language is one implementation of each trait here, in a folder of its own. There are no files and no
//! options in here: what a run comes to, and what is typed, is worded by whoever has those.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::string_slice))]

pub mod english;
pub mod facts;
pub mod french;
pub mod lang;
pub mod lists;
pub mod obstacle;
pub mod page;
pub mod printable;
pub mod refusals;
#[cfg(feature = "testing")]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "for tests alone"
)]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod told;

pub use facts::{Exact, Facts};
pub use lang::{English, French, Lang, OneFile};
pub use obstacle::{BAD_DEVICE, FILE_READ_ONLY, Obstacle};
pub use page::{Counted, Page, Text};
pub use printable::{path_text, printable, printable_path, steers};
pub use refusals::{Advice, Refusals};
pub use told::{shortened, told, value};
