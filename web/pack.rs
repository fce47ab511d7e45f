//! Makes the core as small to load as gzip can, from standard input to standard output, for whoever builds the page:
//! any browser unpacks it, whatever its host compresses.

use std::io::{self, BufWriter, Write};

use zopfli::{Format, Options};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout());
    zopfli::compress(Options::default(), Format::Gzip, io::stdin(), &mut out)?;
    out.flush()
}
