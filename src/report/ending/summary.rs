//! The end of a report, in words. The terminal decides how wide its lines are, and in which colours.

/// The end of a report: what was found, what became of it, what to do now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// What it is about.
    pub title: String,
    /// Headings with their lines.
    pub sections: Vec<(String, Vec<String>)>,
    /// Single lines about the rest.
    pub notes: Vec<String>,
    /// The one thing to remember.
    pub conclusion: String,
    /// Whether that is good news.
    pub is_good: bool,
    /// Whether sections are set close together, so that many fit on a screen.
    pub is_close: bool,
    /// A command to run, as it would be typed.
    pub command: Option<String>,
}
