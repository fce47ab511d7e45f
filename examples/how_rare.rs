//! How rare it is that coded data ask for decoding them, and how long that takes: of the files in folders, those whose coded
//! pictures hold a run of text, the header of an Exif block or a removed value.
//!
//! `cargo run --release --example how_rare -- FOLDER...`

use std::io::{self, Write};
use std::time::{Duration, Instant};

use untrace_core::base::Input;
use untrace_core::{formats, sniff, verify};

fn main() -> io::Result<()> {
    let (mut files, mut bytes, mut asking) = (0_u64, 0_u64, 0_u64);
    let [mut looked, mut decoded] = [Duration::ZERO; 2];
    for folder in std::env::args().skip(1) {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let content = if path.is_file() { std::fs::read(&path)? } else { continue };
            let input = Input::from_bytes(&content);
            let Ok(sniff::Sniffed::Format(kind)) = sniff::look(&input) else { continue };
            let format = formats::of(kind);
            let Ok(scan) = (format.scan)(&input) else { continue };
            if !scan.regions().iter().any(|(_, id)| (format.has_end)(id)) {
                continue;
            }
            (files, bytes) = (files.saturating_add(1), bytes.saturating_add(input.len()));
            let start = Instant::now();
            let asks = verify::asks(&input, &scan).map_err(io::Error::other)?;
            looked = looked.saturating_add(start.elapsed());
            if asks {
                let start = Instant::now();
                let known = verify::decoded(&input, scan).is_ok();
                let took = start.elapsed();
                (asking, decoded) = (asking.saturating_add(1), decoded.saturating_add(took));
                writeln!(io::stdout(), "{} asks: {} in {took:.1?}", path.display(), if known { "decoded" } else { "refused" })?;
            }
        }
    }
    writeln!(io::stdout(), "{files} files, {bytes} bytes: {asking} ask; looked for in {looked:.1?}, decoded in {decoded:.1?}")
}
