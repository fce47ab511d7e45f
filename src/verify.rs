//! Judges a written copy before it gets its name. It trusts neither the writer nor the plan: the copy is scanned as
//! if it were a stranger's file, parsers that share no code with ours read it, and the values that had to go are
//! looked for in its bytes.

mod needles;
mod second_eyes;

use crate::error::{Error, Place};
use crate::formats;
use crate::formats::tiff::Part;
use crate::input::{Input, Span};
use crate::model::{BmffElement, FieldId, Fresh, ItemLists, Kept, Region, Scan};
use crate::plan::{Plan, plan};
use crate::policy::{self, Keep, Treatment};
use crate::sniff::{self, Sniffed};
use crate::write::same;

/// Media above this many bytes are compared byte for byte only on request: the kernel copied them.
const COMPARED_BYTES: u64 = 64 << 20;

/// How much is verified beyond what always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Depth {
    /// Scan, second parsers, values that had to go, and all media up to 64 MiB.
    #[default]
    Always,
    /// Also every media byte above 64 MiB.
    Full,
    /// Also both pictures decoded and compared.
    Pixels,
}

/// Why a copy is not believed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Doubt {
    /// It cannot be read as what it should be.
    Unreadable(Error),
    /// Something that had to go is there.
    StillThere {
        /// What.
        id: FieldId,
        /// Where in the copy.
        place: Place,
    },
    /// It is not what would be kept if it were cleaned again.
    NotFinal,
    /// The picture's data differ from the original's.
    MediaChanged {
        /// Offset in the copy of the region that differs.
        at: u64,
    },
    /// Another parser sees what we do not.
    SecondEyes {
        /// The parser.
        parser: &'static str,
        /// What it sees.
        sees: String,
    },
    /// The text of a removed field stands in the bytes of the copy.
    Needle {
        /// The field.
        id: FieldId,
    },
    /// What was asked to be kept is not what the copy says.
    KeptChanged,
    /// The copy does not decode to the picture that the original decodes to.
    PixelsChanged,
}

/// The original, as far as a copy is measured against it.
#[derive(Debug)]
pub struct Original<'a> {
    /// Its bytes.
    pub input: &'a Input<'a>,
    /// What its format says about them.
    pub scan: &'a Scan,
    /// Categories whose values are kept.
    pub keep: Keep,
    /// The values of them that the copy has to say.
    pub values: Kept,
}

impl<'a> Original<'a> {
    /// An original of which nothing is kept that was not there to show the picture.
    #[must_use]
    pub fn new(input: &'a Input<'a>, scan: &'a Scan) -> Self {
        Self { input, scan, keep: Keep::NOTHING, values: Kept::default() }
    }
}

/// Judges `copy`.
///
/// # Errors
/// The first [`Doubt`].
pub fn verify(original: &Original<'_>, copy: &Input<'_>, depth: Depth) -> Result<(), Doubt> {
    let format = original.scan.format;
    if sniff::look(copy).map_err(Doubt::Unreadable)? != Sniffed::Format(format) {
        return Err(Doubt::NotFinal);
    }
    let scan = (formats::of(format).scan)(copy).map_err(Doubt::Unreadable)?;
    let plan = plan(&scan, original.keep).map_err(Doubt::Unreadable)?;
    nothing_left(&plan)?;
    if plan.values != original.values {
        return Err(Doubt::KeptChanged);
    }
    same_media(original, copy, &scan, depth)?;
    same_values(original, &scan)?;
    second_eyes::agree(copy, &scan, Keep::these(original.values.categories()))?;
    needles::none_left(original, copy, &scan)?;
    if depth == Depth::Pixels { second_eyes::same_pixels(original.input, copy, format) } else { Ok(()) }
}

fn nothing_left(plan: &Plan) -> Result<(), Doubt> {
    if let Some(left) = plan.removed.first() {
        return Err(Doubt::StillThere { id: left.id.clone(), place: left.place.clone() });
    }
    if plan.is_empty() { Ok(()) } else { Err(Doubt::NotFinal) }
}

/// What stays byte for byte, region by region.
fn stays(scan: &Scan) -> impl Iterator<Item = &Region> {
    scan.regions.iter().filter(|region| policy::rule(&region.id).treatment == Treatment::Keep)
}

fn same_media(original: &Original<'_>, copy: &Input<'_>, scan: &Scan, depth: Depth) -> Result<(), Doubt> {
    let total = stays(original.scan).map(|region| region.span.len).fold(0, u64::saturating_add);
    let compared = depth >= Depth::Full || total <= COMPARED_BYTES;
    let mut left = stays(original.scan);
    for here in stays(scan) {
        let changed = Doubt::MediaChanged { at: here.span.start };
        let Some(there) = left.next().filter(|there| there.id == here.id && there.span.len == here.span.len) else {
            return Err(changed);
        };
        if compared && !same(original.input, there.span, copy, here.span).map_err(Doubt::Unreadable)? {
            return Err(changed);
        }
    }
    if left.next().is_none() { Ok(()) } else { Err(Doubt::MediaChanged { at: copy.len() }) }
}

/// What stays as a value, value by value.
fn same_values(original: &Original<'_>, scan: &Scan) -> Result<(), Doubt> {
    // Lists of items with an Exif block are as they are to be, or the copy would not be final.
    let moved = |id: &FieldId| !original.values.is_empty() && *id == FieldId::Bmff(BmffElement::ItemLists);
    let mut left = original.scan.regions.iter().filter(|region| !moved(&region.id)).filter_map(value);
    for region in scan.regions.iter().filter(|region| !moved(&region.id)) {
        if let Some(value) = value(region)
            && left.next().is_none_or(|there| there != value)
        {
            return Err(Doubt::MediaChanged { at: region.span.start });
        }
    }
    if left.next().is_none() { Ok(()) } else { Err(Doubt::MediaChanged { at: scan.len }) }
}

/// The value that a region holds, without what follows from other regions.
fn value(region: &Region) -> Option<(&FieldId, Fresh)> {
    let value = match region.fresh.as_ref()? {
        Fresh::RiffHeader { .. }
        | Fresh::Continued
        | Fresh::MultiPicture(_)
        | Fresh::GainMapContainer { .. }
        // What stands in for something that goes is no value.
        | Fresh::BoxHeader { .. }
        | Fresh::Undetermined
        | Fresh::Brand(_)
        | Fresh::TrackId(_)
        | Fresh::FlacPadding { .. }
        // And what is kept is compared by itself.
        | Fresh::Packet(_)
        | Fresh::MovieMetadata(_)
        | Fresh::MovieTime { .. }
        | Fresh::FirstDirectory(_, Part::Rest | Part::Tail) => return None,
        Fresh::Vp8x { flags, canvas } => Fresh::Vp8x { flags: flags & formats::webp::OWN_FLAGS, canvas: *canvas },
        Fresh::Frame { header, .. } => Fresh::Frame { size: 0, header: *header },
        Fresh::ItemLists(lists) => {
            Fresh::ItemLists(Box::new(ItemLists { plain: lists.plain.clone(), ..Default::default() }))
        }
        // What is kept is compared by itself.
        Fresh::FirstDirectory(directory, Part::Head) => Fresh::Tiff(directory.holding(&Kept::default()).part(Part::Head)),
        Fresh::Exif(block) => Fresh::exif(Some(block.orientation?), Kept::default()),
        value => value.clone(),
    };
    Some((&region.id, value))
}

/// The coded picture, and what is as short as a text that is looked for: where no search looks.
fn is_coded(id: &FieldId) -> bool {
    use crate::model::{GifElement, JpegElement, TiffElement};
    matches!(
        id,
        FieldId::Jpeg(JpegElement::Scan | JpegElement::Icc)
            | FieldId::Png([b'I', b'D', b'A', b'T'] | [b'f', b'd', b'A', b'T'] | [b'i', b'C', b'C', b'P'])
            | FieldId::Webp([b'V', b'P', b'8', b' ' | b'L'] | [b'A', b'L', b'P', b'H'])
            | FieldId::Gif(GifElement::Screen | GifElement::Image)
            | FieldId::Bmff(BmffElement::Samples)
            | FieldId::Tiff(TiffElement::Picture)
    )
}

/// The spans of a copy in which a removed text could only be a leftover.
fn searched(scan: &Scan) -> impl Iterator<Item = Span> {
    // What is exactly zeros was just read, byte for byte.
    let blank = |region: &Region| region.fixed && region.exact;
    let searched = scan.regions.iter().filter(move |region| !is_coded(&region.id) && region.fresh.is_none() && !blank(region));
    searched.map(|region| region.span)
}

#[cfg(test)]
mod tests;
