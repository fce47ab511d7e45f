//! Writes the pieces of an [`EditList`] to a file. Knows no format.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow::{Break, Continue};

use untrace_core::base::{Error, Input, Span};
use untrace_core::edit::{EditList, Piece};

use crate::work::Work;

/// Up to this many bytes, copying them ourselves is faster than asking the kernel, which takes more than the copy.
const FEW: u64 = 16 << 10;

/// Bytes that are written together.
const TOGETHER: usize = 64 << 10;

/// Where a source is read from while it is being copied.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file; the kernel copies its kept spans if it is not in memory.
    pub file: &'a File,
    /// The same, by position.
    pub input: &'a Input<'a>,
}

/// Writes the output of `edits` to an empty file, from its beginning.
///
/// # Errors
/// The error of the file system; a source that became shorter is [`io::ErrorKind::UnexpectedEof`]. That of the work.
pub fn write(source: &Source<'_>, edits: &EditList, target: &File, work: &Work<'_>) -> Result<(), Error> {
    // Small pieces go together: each call of the system takes longer than copying as many bytes.
    let mut target = BufWriter::with_capacity(TOGETHER, target);
    for piece in edits.pieces() {
        work.go_on()?;
        match piece {
            Piece::Copied(span) => copy(source, span, &mut target, work)?,
            Piece::Written(bytes) => target.write_all(bytes)?,
            Piece::Filled(value, len) => {
                for part in parts(len) {
                    work.go_on()?;
                    io::copy(&mut io::repeat(value).take(part), &mut target)?;
                }
            }
        }
    }
    Ok(target.flush()?)
}

fn copy(source: &Source<'_>, span: Span, target: &mut BufWriter<&File>, work: &Work<'_>) -> Result<(), Error> {
    if let Some(bytes) = source.input.lent(span)? {
        return Ok(target.write_all(bytes)?);
    }
    if span.len <= FEW {
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
    target.flush()?;
    let (mut from, mut target) = (source.file, *target.get_ref());
    from.seek(SeekFrom::Start(span.start))?;
    for part in parts(span.len) {
        work.go_on()?;
        // For concrete files this is copy_file_range(2).
        if io::copy(&mut from.take(part), &mut target)? != part {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
    }
    Ok(())
}

/// A length in parts that take less than a second each on any disk.
fn parts(len: u64) -> impl Iterator<Item = u64> {
    const PART: u64 = 16 << 20;
    let mut left = len;
    std::iter::from_fn(move || {
        let part = left.min(PART);
        left = left.saturating_sub(part);
        (part > 0).then_some(part)
    })
}
