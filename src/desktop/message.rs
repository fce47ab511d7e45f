//! What a window says.

/// The end of a run, as a window shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What the window is called.
    pub title: String,
    /// What it says, in paragraphs.
    pub text: String,
    /// Whether all is well.
    pub is_good: bool,
    /// The button that says to go on; `None` if there is nothing to go on to.
    pub go_on: Option<String>,
    /// The same as a question, where buttons cannot be named.
    pub question: String,
    /// The button that closes the window.
    pub close: String,
}
