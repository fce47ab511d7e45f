//! Writes the pieces of an [`EditList`] to a file, and compares them with one that is there. Knows no format.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow::{Break, Continue};

use crate::edit::{EditList, Piece};
use crate::error::Error;
use crate::input::{Input, Span};

/// Most bytes that are sooner copied by ourselves than by the kernel, which is asked for more than the copy.
const FEW: u64 = 16 << 10;

/// Where a source is read from while it is copied.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file; its kept spans are copied by the kernel where it is not in memory.
    pub file: &'a File,
    /// The same, by position.
    pub input: &'a Input<'a>,
}

/// Writes the output of `edits` to an empty file, from its beginning.
///
/// # Errors
/// The error of the file system; a source that became shorter is [`io::ErrorKind::UnexpectedEof`].
pub fn write(source: &Source<'_>, edits: &EditList, mut target: &File) -> Result<(), Error> {
    for piece in edits.pieces() {
        match piece {
            Piece::Kept(span) => keep(source, span, target)?,
            Piece::Written(bytes) => target.write_all(bytes)?,
            Piece::Filled(value, len) => {
                io::copy(&mut io::repeat(value).take(len), &mut target)?;
            }
        }
    }
    Ok(())
}

fn keep(source: &Source<'_>, span: Span, mut target: &File) -> Result<(), Error> {
    if source.input.in_memory().is_some() || span.len <= FEW {
        let mut failed = None;
        source.input.stream(span, |_, piece| match target.write_all(piece) {
            Ok(()) => Continue(()),
            Err(error) => {
                failed = Some(error);
                Break(())
            }
        })?;
        return failed.map_or(Ok(()), |error| Err(error.into()));
    }
    let mut from = source.file;
    from.seek(SeekFrom::Start(span.start))?;
    // On concrete files this is copy_file_range(2).
    if io::copy(&mut from.take(span.len), &mut target)? == span.len {
        Ok(())
    } else {
        Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())
    }
}

/// Whether a file is, byte for byte, what [`write()`] would write.
///
/// # Errors
/// The error of the file system.
pub fn is_written(source: &Input<'_>, edits: &EditList, present: &Input<'_>) -> Result<bool, Error> {
    if edits.output_len() != present.len() {
        return Ok(false);
    }
    let mut at = 0;
    for piece in edits.pieces() {
        let here = Span::new(at, piece.len());
        let same = match piece {
            Piece::Kept(span) => same(source, span, present, here)?,
            Piece::Written(bytes) => same(&Input::from_bytes(bytes), Span::new(0, here.len), present, here)?,
            Piece::Filled(value, _) => {
                let other = |_, bytes: &[u8]| if bytes.iter().all(|&byte| byte == value) { Continue(()) } else { Break(()) };
                present.stream(here, other)?.is_none()
            }
        };
        if !same {
            return Ok(false);
        }
        at = here.end();
    }
    Ok(true)
}

/// Whether two spans of the same length hold the same bytes.
///
/// # Errors
/// The error of the file system.
pub fn same(one: &Input<'_>, span: Span, other: &Input<'_>, there: Span) -> Result<bool, Error> {
    if span.len != there.len {
        return Ok(false);
    }
    let differs = one.stream(span, |at, piece| {
        let from = there.start.saturating_add(at.saturating_sub(span.start));
        match other.matches(from, piece) {
            Ok(true) => Continue(()),
            Ok(false) => Break(Ok(())),
            Err(error) => Break(Err(error)),
        }
    })?;
    differs.map_or(Ok(true), |read| read.map(|()| false))
}
