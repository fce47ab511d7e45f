//! Which of the chunks about colours decoders follow (PNG third edition, 11.3.2): code points before a profile, a profile before
//! sRGB, and numbers of the file's own last. Numbers that nobody reads could be anything.

use super::profile;
use crate::base::{Error, Input};
use crate::blocks::{Found, cicp};
use crate::containers::png::Chunk;

/// What decoders follow.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Colours {
    /// Whether chromaticities and gamma are read by nobody.
    pub(super) beaten: bool,
    /// Whether code points announce PQ or HLG (ITU-T H.273, table 3), to which brightness belongs.
    pub(super) bright: bool,
}

impl Colours {
    /// Of all chunks of a file. The first of each type counts, if it is intact and before the data.
    pub(super) fn of(input: &Input<'_>, chunks: &[Chunk]) -> Result<Self, Error> {
        let mut colours = Self::default();
        let before = || chunks.iter().take_while(|chunk| chunk.kind != *b"IDAT");
        let first = |kind: &[u8; 4]| before().find(|chunk| chunk.kind == *kind).filter(|chunk| chunk.intact);
        if let Some(chunk) = first(b"cICP").filter(|chunk| chunk.data.len == 4) {
            let codes: [u8; 4] = input.array(chunk.data.start)?;
            colours.beaten = cicp::are_listed(codes);
            colours.bright = colours.beaten && matches!(codes, [_, 16 | 18, ..]);
        }
        if let Some(chunk) = first(b"sRGB").filter(|chunk| chunk.data.len == 1) {
            let [intent] = input.array(chunk.data.start)?;
            colours.beaten |= intent <= 3;
        }
        let asked = before().any(|chunk| matches!(&chunk.kind, b"cHRM" | b"gAMA"));
        if let Some(chunk) = first(b"iCCP").filter(|_| asked && !colours.beaten) {
            colours.beaten = is_read(input, chunk)?;
        }
        Ok(colours)
    }
}

/// Whether decoders use a profile.
fn is_read(input: &Input<'_>, chunk: &Chunk) -> Result<bool, Error> {
    let data = match input.bytes(chunk.data) {
        Ok(data) => data,
        // Too large to read, it is refused where it is described.
        Err(Error::Limit { .. }) => return Ok(true),
        Err(error) => return Err(error),
    };
    let mut fields = Vec::new();
    let mut found = Found::new(chunk.data.start, &chunk.name(), input.limits(), &mut fields);
    Ok(profile::read(&data, &mut found)?.is_some())
}
