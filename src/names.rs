//! What copies are called, and what names give away. A stage between discover and run: it gives entries other targets,
//! and writes nothing but, where that is asked for, the list of old and new names. What a file says is read elsewhere.

mod extension;
pub mod live_photo;
pub mod map;
mod neutral;
mod numbers;
mod telling;

use std::path::Path;

use crate::discover::{self, Entry, Naming, Request, RequestError};
use untrace_core::model::{Keep, Trust};

pub(crate) use extension::misnamed;
pub use telling::telling;

/// Everything met below the paths, with places for copies under the names that were asked for. `looked` is called for
/// each file that had to be looked into for its name; `keep` and `trust` are those of the run; `is_media` is asked only of files that would meet in one name.
///
/// # Errors
/// A [`RequestError`]; nothing has been written then.
pub fn for_cleaning(
    request: &Request,
    keep: Keep,
    trust: Trust,
    jobs: usize,
    is_media: impl Fn(&Path) -> bool,
    looked: impl FnMut(usize),
) -> Result<Vec<Entry>, RequestError> {
    let mut entries = discover::for_naming(request)?;
    match request.naming {
        Naming::Kept => {}
        Naming::Corrected => extension::correct(&mut entries, jobs, looked),
        Naming::Neutral => neutral::name(&mut entries, keep, trust, jobs, looked),
    }
    discover::no_collision(&entries, is_media)?;
    Ok(entries)
}
