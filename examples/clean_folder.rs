//! Clean copies of the files in a folder, in another one: read by position, so that videos need no more memory than
//! photos, and written under a name only after they were verified.
//!
//! `cargo run --example clean_folder -- Photos Clean`

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use untrace_core::{Error, Options, Piece, ReadAt, plan};

/// A file for the core, which knows none.
#[derive(Debug)]
struct OnDisk(File);

impl ReadAt for OnDisk {
    fn len(&self) -> u64 {
        self.0.metadata().map_or(0, |metadata| metadata.len())
    }

    fn read_exact_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        let mut file = &self.0;
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(buffer)
    }
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("two folders are needed: one with photos, and one for the copies"));
    };
    std::fs::create_dir_all(&to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name().filter(|_| path.is_file()) else { continue };
        let said = match clean(&path, Path::new(&to), &Path::new(&to).join(name)) {
            Ok(removed) => format!("{removed} things removed"),
            Err(error) => format!("not copied: {error}"),
        };
        writeln!(io::stdout(), "{}: {said}", path.display())?;
    }
    Ok(())
}

fn clean(path: &Path, folder: &Path, target: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let original = OnDisk(File::open(path)?);
    let plan = plan(&original, &Options::default())?;
    let mut copy = tempfile::NamedTempFile::new_in(folder)?;
    for piece in plan.edits().pieces() {
        match piece {
            Piece::Copied(span) => {
                (&original.0).seek(SeekFrom::Start(span.start))?;
                io::copy(&mut (&original.0).take(span.len), &mut copy)?;
            }
            Piece::Written(bytes) => copy.write_all(bytes)?,
            Piece::Filled(byte, len) => _ = io::copy(&mut io::repeat(byte).take(len), &mut copy)?,
        }
    }
    let written = OnDisk(copy.reopen()?);
    plan.verify(&written).map_err(|error: Error| error.to_string())?;
    copy.persist_noclobber(target)?;
    Ok(plan.removed().len())
}
