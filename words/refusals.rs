//! What a language has to say when a file has no copy because of what is in it.

use untrace_core::base::Error;
use untrace_core::verify::Doubt;

/// What is wrong with a file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Goes on after the file's name: `is cut off at byte 81,920 (no end-of-image marker)`.
    pub trouble: String,
    /// A separate sentence: `Export it from the phone again.`
    pub remedy: String,
}

/// Why a file has no copy, and what to do.
pub trait Refusals: Sync {
    /// Why it was not understood.
    fn refused(&self, error: &Error) -> Advice;
    /// Why its copy was not believed.
    fn doubted(&self, doubt: &Doubt) -> Advice;
    /// That the program made a mistake with it.
    fn bug(&self) -> Advice;
    /// `IMG_1.JPG is cut off ...; not copied. Export it again.`
    fn not_copied(&self, name: &str, advice: &Advice) -> String;
    /// `IMG_1.JPG is cut off ...; not checked. Export it again.`
    fn not_checked(&self, name: &str, advice: &Advice) -> String;
}
