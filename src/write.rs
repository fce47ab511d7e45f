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
    reserve(target, edits.output_len());
    // Small pieces go together: each call of the system takes longer than copying as many bytes.
    let mut target = BufWriter::with_capacity(TOGETHER, target);
    let mut at = 0_u64;
    for piece in edits.pieces() {
        work.go_on()?;
        match piece {
            Piece::Copied(span) => copy(source, span, at, &mut target, work)?,
            Piece::Written(bytes) => target.write_all(bytes)?,
            Piece::Filled(value, len) => {
                for part in parts(len) {
                    work.go_on()?;
                    io::copy(&mut io::repeat(value).take(part), &mut target)?;
                }
            }
        }
        at = at.saturating_add(piece.len());
    }
    Ok(target.flush()?)
}

/// Takes the blocks of a file at once, on ext4: otherwise each is asked for as it is written, which makes a fifth of what
/// writing costs. Whether there are enough is for the writing to find out.
#[cfg(target_os = "linux")]
fn reserve(target: &File, len: u64) {
    use rustix::fs::{FallocateFlags, fallocate, fstatfs};
    /// Magic number of statfs(2).
    const EXT4: u64 = 0xEF53;
    /// Fewer bytes have too few blocks.
    const MANY: u64 = 128 << 10;
    if len >= MANY && fstatfs(target).is_ok_and(|disk| u64::try_from(disk.f_type).is_ok_and(|kind| kind == EXT4)) {
        let _ = fallocate(target, FallocateFlags::KEEP_SIZE, 0, len);
    }
}

/// Other systems have no such call, or gain nothing by it.
#[cfg(not(target_os = "linux"))]
const fn reserve(_: &File, _: u64) {}

/// Copies a span of the source to where `at` bytes have been written.
fn copy(source: &Source<'_>, span: Span, at: u64, target: &mut BufWriter<&File>, work: &Work<'_>) -> Result<(), Error> {
    if let Some(bytes) = source.input.lent(span)? {
        return Ok(target.write_all(bytes)?);
    }
    if span.len <= FEW {
        return few(source, span, target);
    }
    let begun = unshared(span.start, at);
    few(source, Span::new(span.start, begun), target)?;
    let span = Span::new(span.start.saturating_add(begun), span.len.saturating_sub(begun));
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

fn few(source: &Source<'_>, span: Span, target: &mut BufWriter<&File>) -> Result<(), Error> {
    let mut failed = None;
    source.input.stream(span, |_, piece| match target.write_all(piece) {
        Ok(()) => Continue(()),
        Err(error) => {
            failed = Some(error);
            Break(())
        }
    })?;
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// How many bytes come before the first block that a copy could share with its original, as btrfs and XFS let it where both
/// begin a block there: the kernel then copies no byte of it. None where they never do.
const fn unshared(from: u64, to: u64) -> u64 {
    /// Their smallest block; larger ones are multiples of it.
    const BLOCK: u64 = 4096;
    if from % BLOCK == to % BLOCK { from.wrapping_neg() % BLOCK } else { 0 }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use untrace_core::edit::{Edit, Patch};

    #[test]
    fn a_span_is_divided_where_both_files_begin_a_block() {
        assert_eq!([unshared(48, 48), unshared(4_096, 0), unshared(4_097, 8_193), unshared(48, 40)], [4_048, 0, 4_095, 0]);
    }

    /// Blocks that are taken at once must not outlast what is written.
    #[test]
    fn a_copy_is_as_long_as_its_edits_say_and_takes_no_more_room() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("original");
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|at| (at % 251) as u8).collect();
        File::create(&path).unwrap().write_all(&bytes).unwrap();
        let (from, to) = (File::open(&path).unwrap(), File::create(place.path().join("copy")).unwrap());
        let reader = bytes.as_slice();
        let shorter = vec![
            Edit { span: Span::new(2, 700_000), patch: Patch::Drop },
            Edit { span: Span::new(700_010, 5), patch: Patch::Bytes(b"fresh bytes".to_vec()) },
            Edit { span: Span::new(2_000_000, 200_000), patch: Patch::Fill(7) },
        ];
        // Where what stays is where it was, blocks can be shared.
        let as_long = vec![
            Edit { span: Span::new(4_090, 11), patch: Patch::Bytes(b"fresh bytes".to_vec()) },
            Edit { span: Span::new(700_010, 5), patch: Patch::Fill(7) },
            Edit { span: Span::new(2_039_808, 4_096), patch: Patch::Fill(7) },
        ];
        let each = [shorter, as_long].map(|edits| EditList::new(edits, bytes.len() as u64).unwrap());
        for (edits, input) in
            each.iter().flat_map(|edits| [(edits, Input::from_bytes(&bytes)), (edits, Input::from_reader(&reader))])
        {
            to.set_len(0).unwrap();
            (&to).rewind().unwrap();
            write(&Source { file: &from, input: &input }, edits, &to, &Work::new(&|| false)).unwrap();
            assert!(fs::read(place.path().join("copy")).unwrap() == edits.apply(&bytes).unwrap());
            #[cfg(unix)]
            {
                let blocks = std::os::unix::fs::MetadataExt::blocks(&to.metadata().unwrap());
                assert!(blocks * 512 <= edits.output_len() + (64 << 10), "{blocks} blocks");
            }
        }
    }
}
