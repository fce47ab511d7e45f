//! Parsers that share no code with ours read the copy: `img-parts` its segments or chunks, `kamadak-exif` its Exif,
//! and, on request, `image` its pixels.

mod jpeg;
#[cfg(feature = "pictures")]
mod pixels;
mod seen;
mod tiff;

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{ImageEXIF, ImageICC};

use super::doubt::Doubt;
use crate::base::Input;
use crate::containers::{png, riff};
use crate::formats::SecondParser;
use crate::model::{FieldId, Fresh, Keep, Scan};
use crate::policy::{self, Treatment};
use seen::{LOADED, Seen, compare, guarded, loaded, sees, stays};

#[cfg(feature = "pictures")]
pub(super) use pixels::same_pixels;

/// Checks with `img-parts` and `kamadak-exif` that they see only what was meant to be written.
pub(super) fn agree<F: Fresh>(copy: &Input<'_>, scan: &Scan<F>, parser: SecondParser, keep: Keep) -> Result<(), Doubt> {
    if copy.len() > LOADED {
        return Ok(());
    }
    guarded("img-parts", || match parser {
        SecondParser::JpegSegments => jpeg::agree(copy, scan, keep),
        SecondParser::PngChunks => compare(png_chunks(copy, &meant(scan))?, Seen::meant(&scan.regions), keep),
        SecondParser::WebpChunks => compare(webp_chunks(copy, &meant(scan))?, Seen::meant(&scan.regions), keep),
        SecondParser::ExifItem => guarded("kamadak-exif", || exif_item(copy, keep)),
        SecondParser::TiffTags => tiff::agree(copy, keep),
        SecondParser::None => Ok(()),
    })
}

/// What was meant to be written, value by value.
fn meant<F: Fresh>(scan: &Scan<F>) -> Vec<Vec<u8>> {
    scan.regions.iter().filter_map(|region| region.fresh.as_ref()).map(Fresh::compose).collect()
}

fn png_chunks(copy: &Input<'_>, meant: &[Vec<u8>]) -> Result<Seen, Doubt> {
    let image = Png::from_bytes(loaded(copy)?.into()).map_err(|error| sees("img-parts", error.to_string()))?;
    for chunk in image.chunks() {
        let rule = policy::rule(&FieldId::Png(chunk.kind()));
        let stray = chunk.kind() == *b"iTXt" && !meant.contains(&png::compose(chunk.kind(), chunk.contents()));
        if rule.treatment == Treatment::Remove || stray {
            return Err(sees("img-parts", String::from_utf8_lossy(&chunk.kind())));
        }
    }
    Ok(Seen { exif: image.exif().map(|exif| exif.to_vec()), profile: image.icc_profile().map(|profile| profile.to_vec()) })
}

fn webp_chunks(copy: &Input<'_>, meant: &[Vec<u8>]) -> Result<Seen, Doubt> {
    let image = WebP::from_bytes(loaded(copy)?.into()).map_err(|error| sees("img-parts", error.to_string()))?;
    for chunk in image.chunks() {
        let kind = chunk.id();
        let packet = kind == *b"XMP " && chunk.content().data().is_some_and(|data| meant.contains(&riff::compose(kind, data)));
        if !packet && !matches!(&kind, b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" | b"EXIF") {
            return Err(sees("img-parts", String::from_utf8_lossy(&kind)));
        }
    }
    if u64::from(image.len()) != copy.len() {
        return Err(sees("img-parts", "bytes behind the end"));
    }
    // An Exif chunk in an unknown form still counts as one.
    let unread = || image.chunk_by_id(*b"EXIF").and_then(|chunk| chunk.content().data()).map(|data| data.to_vec());
    let exif = image.exif().map(|exif| exif.to_vec()).or_else(unread);
    Ok(Seen { exif, profile: image.icc_profile().map(|profile| profile.to_vec()) })
}

/// A HEIF copy has no Exif item, except for what is kept.
fn exif_item(copy: &Input<'_>, keep: Keep) -> Result<(), Doubt> {
    let mut reader = BufReader::new(Positioned { copy, at: 0 });
    match exif::Reader::new().read_from_container(&mut reader) {
        Ok(_) if keep.is_nothing() => Err(sees("kamadak-exif", "an Exif block")),
        Ok(read) => stays(&read, keep),
        // It does not know every form of the lists of items.
        Err(_) => Ok(()),
    }
}

/// A copy for parsers that read and seek.
struct Positioned<'i, 'a> {
    copy: &'i Input<'a>,
    at: u64,
}

impl Read for Positioned<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.copy.len().saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        let room = buffer.get_mut(..wanted).unwrap_or_default();
        self.copy.read_exact_at(self.at, room).map_err(io::Error::other)?;
        self.at = self.at.saturating_add(wanted as u64);
        Ok(wanted)
    }
}

impl Seek for Positioned<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.copy.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests;
