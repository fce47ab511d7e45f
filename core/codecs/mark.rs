//! What a walker says about the bytes that no decoder needs: which they are, what they say, what replaces them.

use crate::base::{Error, Input, Span};
use crate::model::{CodedElement, Value};

/// Bytes of a sample that no decoder needs.
///
/// A walker marks the same spans in a copy as in its original, even if they contain nothing but stuffing: the copy of a
/// clean copy must be the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Which bytes of the input.
    pub span: Span,
    /// What the standard calls them.
    pub element: CodedElement,
    /// What replaces them.
    pub stuffing: Stuffing,
    /// What was read in them.
    pub says: Vec<(CodedElement, Value)>,
}

impl Mark {
    /// Bytes from which nothing was read.
    #[must_use]
    pub const fn new(span: Span, element: CodedElement, stuffing: Stuffing) -> Self {
        Self { span, element, stuffing, says: Vec::new() }
    }

    /// Bytes of a configuration in the form that they have in every copy, `there` being what they are.
    #[must_use]
    pub fn of_configuration(span: Span, there: &[u8], anew: Vec<u8>) -> Self {
        let says = if there == anew { None } else { Some((CodedElement::Configuration, Value::Bytes(there.len() as u64))) };
        Self { says: says.into_iter().collect(), ..Self::new(span, CodedElement::Configuration, Stuffing::exactly(anew)) }
    }
}

/// What replaces bytes that go: a head, and one value up to their end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuffing {
    /// No longer than what it replaces.
    pub head: Vec<u8>,
    /// What follows it.
    pub fill: u8,
}

impl Stuffing {
    /// A single value throughout.
    #[must_use]
    pub const fn of(fill: u8) -> Self {
        Self { head: Vec::new(), fill }
    }

    /// These bytes, and nothing else.
    #[must_use]
    pub const fn exactly(head: Vec<u8>) -> Self {
        Self { head, fill: 0 }
    }

    /// Whether a span already contains it.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn stands_in(&self, input: &Input<'_>, span: Span) -> Result<bool, Error> {
        let len = self.head.len() as u64;
        if len > span.len || !input.matches(span.start, &self.head)? {
            return Ok(false);
        }
        input.is_filled(Span::between(span.start.saturating_add(len), span.end()), self.fill)
    }
}
