//! Parsers that share no code with ours read the copy: `img-parts` its segments or chunks, `kamadak-exif` its Exif,
//! and, on request, `image` its pixels.

mod jpeg;
mod pixels;
mod tiff;

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF, ImageICC};

use super::Doubt;
use crate::blocks::zlib;
use crate::input::{Input, Limits};
use crate::model::{FieldId, Fresh, Ifd, Region, Scan};
use crate::policy::Keep;
use crate::sniff::FormatKind;

pub(super) use pixels::same_pixels;

/// Above this, a copy is not loaded for other parsers, which know no streaming.
const LOADED: u64 = 64 << 20;

/// What another parser sees besides the coded picture.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    exif: Option<Vec<u8>>,
    profile: Option<Vec<u8>>,
}

/// What was meant to be written.
impl Seen {
    fn meant<'a>(regions: impl IntoIterator<Item = &'a Region>) -> Self {
        let mut meant = Self::default();
        for region in regions {
            match &region.fresh {
                Some(Fresh::Exif(block)) => {
                    let block = crate::blocks::exif::compose(block);
                    meant.exif = meant.exif.or(Some(block).filter(|block| !block.is_empty()));
                }
                Some(Fresh::Profile(profile)) => meant.profile = Some(profile.clone()),
                Some(Fresh::CompressedProfile(stream)) => {
                    meant.profile = zlib::inflate(stream, Limits::DEFAULT.inflated_bytes).map(|(profile, _)| profile);
                }
                _ => {}
            }
        }
        meant
    }
}

/// Asks `img-parts` and `kamadak-exif` whether they see anything but what was meant to be written.
pub(super) fn agree(copy: &Input<'_>, scan: &Scan, keep: Keep) -> Result<(), Doubt> {
    if copy.len() > LOADED {
        return Ok(());
    }
    guarded("img-parts", || match scan.format {
        FormatKind::Jpeg => jpeg::agree(copy, scan, keep),
        FormatKind::Png => compare(png(copy)?, Seen::meant(&scan.regions), keep),
        FormatKind::Webp => compare(webp(copy)?, Seen::meant(&scan.regions), keep),
        FormatKind::Heif | FormatKind::Avif => guarded("kamadak-exif", || exif_item(copy, keep)),
        // It knows no GIF, and no GIF has Exif; videos are not read as a whole.
        FormatKind::Gif | FormatKind::Jxl | FormatKind::Mp4 | FormatKind::QuickTime | FormatKind::ThreeGp => Ok(()),
        FormatKind::Tiff | FormatKind::Dng => tiff::agree(copy, keep),
    })
}

fn compare(seen: Seen, meant: Seen, keep: Keep) -> Result<(), Doubt> {
    if seen.profile != meant.profile {
        return Err(sees("img-parts", "another colour profile, or none"));
    }
    if seen.exif != meant.exif {
        return Err(sees("img-parts", "another Exif block, or none"));
    }
    match seen.exif {
        Some(block) => guarded("kamadak-exif", || only_kept(&block, keep)),
        None => Ok(()),
    }
}

fn sees(parser: &'static str, what: impl Into<String>) -> Doubt {
    Doubt::SecondEyes { parser, sees: what.into() }
}

/// A parser of others may panic; that is a doubt, not a crash.
fn guarded<T>(parser: &'static str, ask: impl FnOnce() -> Result<T, Doubt>) -> Result<T, Doubt> {
    catch_unwind(AssertUnwindSafe(ask)).unwrap_or_else(|_| Err(sees(parser, "something that it panics at")))
}

/// The whole copy, for parsers that want it so.
fn loaded(copy: &Input<'_>) -> Result<Bytes, Doubt> {
    let mut bytes = vec![0; usize::try_from(copy.len().min(LOADED)).unwrap_or(0)];
    copy.read_exact_at(0, &mut bytes).map_err(Doubt::Unreadable)?;
    Ok(bytes.into())
}

fn png(copy: &Input<'_>) -> Result<Seen, Doubt> {
    let image = Png::from_bytes(loaded(copy)?).map_err(|error| sees("img-parts", error.to_string()))?;
    for chunk in image.chunks() {
        let rule = crate::policy::rule(&FieldId::Png(chunk.kind()));
        if rule.treatment == crate::policy::Treatment::Remove {
            return Err(sees("img-parts", String::from_utf8_lossy(&chunk.kind())));
        }
    }
    Ok(Seen { exif: image.exif().map(|exif| exif.to_vec()), profile: image.icc_profile().map(|profile| profile.to_vec()) })
}

fn webp(copy: &Input<'_>) -> Result<Seen, Doubt> {
    let image = WebP::from_bytes(loaded(copy)?).map_err(|error| sees("img-parts", error.to_string()))?;
    for chunk in image.chunks() {
        let kind = chunk.id();
        if !matches!(&kind, b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" | b"EXIF") {
            return Err(sees("img-parts", String::from_utf8_lossy(&kind)));
        }
    }
    if u64::from(image.len()) != copy.len() {
        return Err(sees("img-parts", "bytes behind the end"));
    }
    // An Exif chunk in a form that it does not know is one as well.
    let unread = || image.chunk_by_id(*b"EXIF").and_then(|chunk| chunk.content().data()).map(|data| data.to_vec());
    let exif = image.exif().map(|exif| exif.to_vec()).or_else(unread);
    Ok(Seen { exif, profile: image.icc_profile().map(|profile| profile.to_vec()) })
}

/// A HEIF copy has no Exif item, but for what is kept.
fn exif_item(copy: &Input<'_>, keep: Keep) -> Result<(), Doubt> {
    let mut reader = BufReader::new(Positioned { copy, at: 0 });
    match exif::Reader::new().read_from_container(&mut reader) {
        Ok(_) if keep.is_nothing() => Err(sees("kamadak-exif", "an Exif block")),
        Ok(read) => stays(&read, keep),
        // Not every form of the lists of items is known to it.
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

/// Tags that say nothing, and those of the categories that are kept.
fn only_kept(block: &[u8], keep: Keep) -> Result<(), Doubt> {
    let read = exif::Reader::new().read_raw(block.to_vec()).map_err(|error| sees("kamadak-exif", error.to_string()))?;
    stays(&read, keep)
}

fn stays(read: &exif::Exif, keep: Keep) -> Result<(), Doubt> {
    match read.fields().find(|field| !is_kept(field, keep)) {
        Some(field) => Err(sees("kamadak-exif", field.tag.to_string())),
        None => Ok(()),
    }
}

fn is_kept(field: &exif::Field, keep: Keep) -> bool {
    let ifd = match field.tag.context() {
        exif::Context::Tiff => Ifd::Image,
        exif::Context::Exif => Ifd::Exif,
        exif::Context::Gps => Ifd::Gps,
        _ => return false,
    };
    let category = crate::policy::rule(&FieldId::Exif(ifd, field.tag.number())).category;
    field.ifd_num == exif::In::PRIMARY && category.is_none_or(|category| keep.has(category))
}
