//! Judges a written copy before it gets its name. It trusts neither the writer nor the plan: the copy is scanned as if
//! it were a stranger's file, parsers that share no code with ours read it, and it is searched for the values that had
//! to go.

mod asked;
mod doubt;
mod media;
mod needles;
mod own_eyes;
mod second_eyes;

use asked::Asked;
pub use doubt::{Depth, Doubt};
use media::Media;
use needles::Needles;

use crate::base::{Error, Input, Place, Span, Unsupported};
use crate::formats::{self, AnyScan, Format};
use crate::model::{BmffElement, FieldId, Fresh, Keep, Kept, Region, Scan, Trust};
use crate::plan::{Plan, plan};
use crate::policy::{self, Treatment};
use crate::sniff::{self, Sniffed};

/// Media larger than this are compared byte for byte only on request: the kernel copied them.
const COMPARED_BYTES: u64 = 64 << 20;

/// What a copy is compared with.
#[derive(Debug)]
pub struct Original<'a> {
    /// Its bytes.
    pub input: &'a Input<'a>,
    /// What its format says about them.
    pub scan: &'a AnyScan,
    /// Categories whose values are kept.
    pub keep: Keep,
    /// Codecs whose samples remain unread.
    pub trust: Trust,
    /// Those of its values that the copy has to contain.
    pub values: Kept,
}

impl<'a> Original<'a> {
    /// An original of which nothing is kept except what is needed to show the picture.
    #[must_use]
    pub fn new(input: &'a Input<'a>, scan: &'a AnyScan) -> Self {
        Self { input, scan, keep: Keep::NOTHING, trust: Trust::NOTHING, values: Kept::default() }
    }
}

/// Judges `copy`.
///
/// # Errors
/// The first [`Doubt`].
pub fn verify(original: &Original<'_>, copy: &Input<'_>, depth: Depth) -> Result<(), Doubt> {
    let kind = original.scan.format();
    if sniff::look(copy).map_err(Doubt::Unreadable)? != Sniffed::Format(kind) {
        return Err(Doubt::NotFinal);
    }
    let format = formats::of(kind);
    let judge = Judge { original, copy, depth, format };
    let found = (format.scan)(copy).map_err(Doubt::Unreadable)?.trusting(original.trust);
    // Decoded like the original: otherwise, what was cut out of it could not be seen at all.
    let found = if original.scan.is_decoded() { found.decoded(copy).map_err(Doubt::Unreadable)? } else { found };
    match (original.scan, &found) {
        (AnyScan::Jpeg(scan), AnyScan::Jpeg(found)) => judge.judge(scan, found),
        (AnyScan::Png(scan), AnyScan::Png(found)) => judge.judge(scan, found),
        (AnyScan::Webp(scan), AnyScan::Webp(found)) => judge.judge(scan, found),
        (AnyScan::Gif(scan), AnyScan::Gif(found)) => judge.judge(scan, found),
        (AnyScan::Isom(scan), AnyScan::Isom(found)) => judge.judge(scan, found),
        (AnyScan::Jxl(scan), AnyScan::Jxl(found)) => judge.judge(scan, found),
        (AnyScan::Tiff(scan), AnyScan::Tiff(found)) => judge.judge(scan, found),
        _ => Err(Doubt::NotFinal),
    }
}

/// A copy and its original.
struct Judge<'a> {
    original: &'a Original<'a>,
    copy: &'a Input<'a>,
    depth: Depth,
    format: &'static Format,
}

impl Judge<'_> {
    fn judge<F: Fresh>(&self, scan: &Scan<F>, found: &Scan<F>) -> Result<(), Doubt> {
        let Self { original, copy, format, .. } = self;
        let plan = plan(found, original.keep).map_err(Doubt::Unreadable)?;
        nothing_left(&plan)?;
        if plan.values != original.values {
            return Err(Doubt::KeptChanged);
        }
        // What was asked for but has no place in the copy is searched for like everything else that goes.
        let kept = Keep::these(original.values.categories());
        let needles = Needles::of(&scan.fields, kept);
        self.same_media(scan, found, &needles)?;
        self.same_values(scan, found)?;
        own_eyes::read(copy, found.format, &media(found, format), !kept.is_nothing())?;
        second_eyes::agree(copy, found, format.second_parser, kept)?;
        needles.none_left(copy, &searched(found, format))?;
        #[cfg(feature = "pictures")]
        if self.depth == Depth::Pixels {
            second_eyes::same_pixels(original.input, copy, format.decoder)?;
        }
        Ok(())
    }

    fn same_media<F>(&self, scan: &Scan<F>, found: &Scan<F>, needles: &Needles<'_>) -> Result<(), Doubt> {
        let total = stays(scan).map(|region| region.span.len).fold(0, u64::saturating_add);
        let compared = self.depth >= Depth::Full || total <= COMPARED_BYTES;
        let Self { original, copy, format, .. } = self;
        let may_ask = !scan.decoded && stays(scan).any(|region| (format.has_end)(&region.id));
        let asked = may_ask.then(|| Asked::new(needles.values(), original.input.budget()));
        Media { original: original.input, copy, format, compared, asked }.are_same(stays(scan), stays(found))
    }

    /// What stays as a value, value by value.
    fn same_values<F: Fresh>(&self, scan: &Scan<F>, found: &Scan<F>) -> Result<(), Doubt> {
        // Lists of items with an Exif block already are as they should be, otherwise the copy would not be final.
        let moved = |id: &FieldId| !self.original.values.is_empty() && *id == FieldId::Bmff(BmffElement::ItemLists);
        let mut left = scan.regions.iter().filter(|region| !moved(&region.id)).filter_map(value);
        for region in found.regions.iter().filter(|region| !moved(&region.id)) {
            if let Some(value) = value(region)
                && left.next().is_none_or(|there| there != value)
            {
                return Err(Doubt::MediaChanged { at: region.span.start });
            }
        }
        if left.next().is_none() { Ok(()) } else { Err(Doubt::MediaChanged { at: found.len }) }
    }
}

fn nothing_left<F: Fresh>(plan: &Plan<F>) -> Result<(), Doubt> {
    if let Some(left) = plan.removed.first() {
        return Err(Doubt::StillThere { id: left.id.clone(), place: left.place.clone() });
    }
    if plan.is_empty() { Ok(()) } else { Err(Doubt::NotFinal) }
}

/// The description of a file, with its coded data decoded before a copy is made if something in them calls for it or
/// this depth does: for callers who do not make a copy, or cannot make another.
///
/// # Errors
/// Those of [`decoded`] if something calls for it, and of [`AnyScan::decoded`] otherwise.
pub fn looked_into(input: &Input<'_>, scan: AnyScan, depth: Depth) -> Result<AnyScan, Error> {
    match () {
        () if asks(input, &scan)? => decoded(input, scan),
        () if depth >= Depth::Full => scan.decoded(input),
        () => Ok(scan),
    }
}

/// Whether anything in coded data calls for decoding them.
///
/// # Errors
/// Those of the reader.
pub fn asks(input: &Input<'_>, scan: &AnyScan) -> Result<bool, Error> {
    let format = formats::of(scan.format());
    if scan.is_decoded() {
        return Ok(false);
    }
    let mut asked = Asked::new(Needles::of(scan.fields(), Keep::NOTHING).values(), input.budget());
    media::ask(input, scan.regions().into_iter(), format, &mut asked)
}

/// The description of a file whose coded data call for decoding, after that.
///
/// # Errors
/// [`Unsupported::CodedEnd`] if their end cannot be determined, and those of [`AnyScan::decoded`].
pub fn decoded(input: &Input<'_>, scan: AnyScan) -> Result<AnyScan, Error> {
    let scan = scan.decoded(input)?;
    let has_end = formats::of(scan.format()).has_end;
    let start = scan.regions().iter().find(|(_, id)| has_end(id)).map_or(0, |(span, _)| span.start);
    if scan.is_decoded() { Ok(scan) } else { Err(Error::unsupported(Unsupported::CodedEnd, Place::at(start))) }
}

/// What stays byte for byte, region by region.
fn stays<F>(scan: &Scan<F>) -> impl Iterator<Item = &Region<F>> {
    scan.regions.iter().filter(|region| policy::rule(&region.id).treatment == Treatment::Stay)
}

/// The value of a region, without the parts that depend on other regions.
fn value<F: Fresh>(region: &Region<F>) -> Option<(Option<&FieldId>, F)> {
    // What was text between frames is stuffing in the copy, and named so.
    let id = Some(&region.id).filter(|id| !matches!(id, FieldId::Coded(_)));
    Some((id, region.fresh.as_ref()?.lasting()?))
}

/// Where coded data are, with what was text between frames and is stuffing in the copy.
fn media<F>(scan: &Scan<F>, format: &Format) -> own_eyes::Media {
    let is_coded = |id: &FieldId| (format.has_end)(id) || matches!(id, FieldId::Bmff(BmffElement::Samples) | FieldId::Coded(_));
    let spans =
        |is: &dyn Fn(&FieldId) -> bool| scan.regions.iter().filter(|region| is(&region.id)).map(|region| region.span).collect();
    own_eyes::Media { coded: spans(&is_coded), numbers: spans(&|id| *id == FieldId::Bmff(BmffElement::ItemLists)) }
}

/// The spans of a copy in which a removed text could only be left over.
fn searched<F: Fresh>(scan: &Scan<F>, format: &Format) -> Vec<Span> {
    // A region that is exactly zeros has just been read, byte for byte.
    let blank = |region: &Region<F>| region.fixed && region.exact;
    let written = |region: &Region<F>| region.fresh.as_ref().is_some_and(|fresh| !fresh.is_searched());
    // Coded data contain any short run of bytes by chance; values were compared as what they are.
    let searched = scan.regions.iter().filter(|region| !(format.is_coded)(&region.id) && !written(region) && !blank(region));
    searched.map(|region| region.span).collect()
}

#[cfg(test)]
mod tests;
