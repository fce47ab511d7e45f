//! What files contain, as digests: they pick out an existing copy among thousands. Before a copy is called up to date, its
//! bytes are compared.

use std::io::{self, Read};
use std::ops::ControlFlow::Continue;
use std::path::Path;

use crate::source::OpenFile;
use untrace_core::base::{Error, Input, ReadAt, Span};
use untrace_core::edit::{EditList, Piece};

/// What a file contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    /// Something of this digest.
    Digest([u8; 32]),
    /// It cannot be read, so it may contain anything.
    Unknown,
}

impl Content {
    /// Of what edits turn a file into.
    pub(super) fn of_output(input: &Input<'_>, edits: &EditList) -> Result<Self, Error> {
        let mut hasher = blake3::Hasher::new();
        for piece in edits.pieces() {
            match piece {
                Piece::Copied(span) => add(&mut hasher, input, span)?,
                Piece::Written(bytes) => _ = hasher.update(bytes),
                Piece::Filled(value, len) => _ = io::copy(&mut io::repeat(value).take(len), &mut hasher)?,
            }
        }
        Ok(Self::Digest(hasher.finalize().into()))
    }

    /// Of an existing file.
    pub(super) fn of_file(path: &Path) -> Self {
        let digest = || -> Result<Self, Error> {
            let file = OpenFile::open(path)?.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
            let mut hasher = blake3::Hasher::new();
            add(&mut hasher, &Input::from_reader(&file), Span::new(0, file.len()))?;
            Ok(Self::Digest(hasher.finalize().into()))
        };
        digest().unwrap_or(Self::Unknown)
    }
}

fn add(hasher: &mut blake3::Hasher, input: &Input<'_>, span: Span) -> Result<(), Error> {
    let all = input.stream::<()>(span, |_, bytes| {
        hasher.update(bytes);
        Continue(())
    });
    all.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use untrace_core::edit::{Edit, Patch};

    #[test]
    fn an_output_is_known_by_the_file_that_it_became() {
        let source: Vec<u8> = (0_u32..100_000).map(|number| number.to_le_bytes()[1]).collect();
        let edits = vec![
            Edit { span: Span::new(10, 20), patch: Patch::Drop },
            Edit { span: Span::new(70_000, 5), patch: Patch::Bytes(b"other".to_vec()) },
            Edit { span: Span::new(90_000, 9_000), patch: Patch::Fill(7) },
        ];
        let edits = EditList::new(edits, source.len() as u64).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let [copy, other] = ["copy", "other"].map(|name| folder.path().join(name));
        std::fs::write(&copy, edits.apply(&source).unwrap()).unwrap();
        std::fs::write(&other, &source).unwrap();
        let wanted = Content::of_output(&Input::from_bytes(&source), &edits).unwrap();
        assert_eq!(wanted, Content::of_file(&copy));
        assert_ne!(wanted, Content::of_file(&other));
        assert_eq!(Content::of_file(&folder.path().join("nothing")), Content::Unknown);
    }
}
