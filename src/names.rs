//! What copies are called, and what names give away. A stage between discover and run: it gives entries other targets,
//! and writes nothing except, if asked to, the list of old and new names. What a file says is read elsewhere.

mod asked;
mod content;
mod extension;
pub mod live_photo;
pub mod map;
mod neutral;
mod numbers;
mod telling;

use std::path::Path;

use crate::discover::{self, Entry, Naming, RequestError};
use crate::state::State;

pub use asked::Asked;
pub(crate) use extension::misnamed;
pub use telling::telling;

/// Gives the copies of all entries the names that were asked for. `looked` is called for each file that had to be looked
/// into for its name; `is_media` is asked only about files that would get the same name.
///
/// # Errors
/// A [`RequestError`]; nothing has been written then.
pub fn give(
    entries: &mut [Entry],
    state: &State,
    asked: &Asked,
    jobs: usize,
    is_media: impl Fn(&Path) -> bool,
    looked: impl FnMut(usize),
) -> Result<(), RequestError> {
    match asked.naming {
        Naming::Kept => {}
        Naming::Corrected => extension::correct(entries, state, jobs, looked),
        Naming::Neutral => neutral::name(entries, state, asked, jobs, looked)?,
    }
    discover::no_collision(entries, is_media)
}
