//! JPEG files: what the segments of a picture and of its gain map are, and how the values in them are written afresh.
//! `behind` sorts out what comes after the picture.

mod behind;
mod ends;
mod profile;
mod segments;
mod value;

pub(super) use ends::decoded;
pub use value::JpegValue;

use crate::base::{ByteOrder, Cursor, Error, Input, Limits, Span};
use crate::blocks::gain_map;
use crate::blocks::multi_picture::{self, Picture};
use crate::codecs::jpeg::Coding;
use crate::containers::jpeg::{Element, Image, Segment, signature};
use crate::keep;
use crate::model::{
    ExifBlock, Field, FieldId, FormatKind, Fresh, JpegElement, Keep, Leftover, Orientation, Region, Scan, Subject,
};
use behind::Behind;
use profile::Profile;

/// Describes a JPEG file.
///
/// # Errors
/// Those of [`walk`](crate::containers::jpeg::walk) for the first image; anything may come after it.
pub fn scan(input: &Input<'_>) -> Result<Scan<JpegValue>, Error> {
    let image = ends::image(input, 0)?;
    let index = behind::index(input, &image)?;
    let behind = behind::survey(input, &image, index.as_ref())?;
    let map = behind.iter().find_map(|behind| match behind {
        Behind::GainMap(_, span) => Some(*span),
        _ => None,
    });
    let mut scan = Scan::new(FormatKind::Jpeg, input.len(), input.limits());
    let plain_index = map.zip(index.as_ref()).is_some_and(|(map, index)| says_only(index, image.end, map));
    // Without a map that stays, the index has nothing to say, and goes.
    let pictures = map.and_then(|map| pair(&index?, map.start));
    Role { plain_index, ..Role::new(false, pictures, input, &image)? }.push_all(input, &image, &mut scan)?;
    for behind in behind {
        match behind {
            Behind::GainMap(image, _) => {
                Role::new(true, None, input, &image)?.push_all(input, &image, &mut scan)?;
            }
            Behind::Image(span, fields) => behind::push_image(span, fields, &mut scan)?,
            Behind::Bytes(span) => super::behind::push(input, span, &mut scan)?,
        }
    }
    Ok(scan)
}

/// Whether a separate stream would stay as it is.
pub(super) fn is_bare(bytes: &[u8], limits: &Limits) -> bool {
    let planned = scan(&Input::part(bytes, limits)).and_then(|scan| crate::plan::plan(&scan, Keep::NOTHING));
    planned.is_ok_and(|plan| plan.is_empty())
}

/// The entries of the picture and of the gain map that starts at `start`, which become numbers 1 and 2.
fn pair((from, pictures): &(u64, Vec<Picture>), start: u64) -> Option<[Picture; 2]> {
    let is_map = |picture: &Picture| from.saturating_add(u64::from(picture.offset)) == start;
    let number = pictures.iter().position(is_map).and_then(|at| u16::try_from(at.saturating_add(1)).ok());
    let renumbered = |old: u16| match old {
        1 => 1,
        old if Some(old) == number => 2,
        // An entry that depends on a picture that goes then depends on none.
        _ => 0,
    };
    let plain =
        |picture: &Picture, usual: u32| Picture { dependents: picture.dependents.map(renumbered), ..picture.defined(usual) };
    let map = pictures.iter().find(|picture| is_map(picture));
    let unnamed = Picture { attribute: 0, size: 0, offset: 0, dependents: [0, 0] };
    Some([plain(pictures.first()?, multi_picture::PRIMARY), map.map_or(unnamed, |map| plain(map, 0))])
}

/// Whether an index lists a picture of this length and its map, as they are, and nothing else.
fn says_only((from, pictures): &(u64, Vec<Picture>), len: u64, map: Span) -> bool {
    let [picture, second] = pictures.as_slice() else { return false };
    let offset = from.saturating_add(u64::from(second.offset));
    let known = |picture: &Picture| picture.defined(0) == *picture && picture.dependents.iter().all(|&n| n <= 2);
    let placed =
        (u64::from(picture.size), picture.offset) == (len, 0) && (offset, u64::from(second.size)) == (map.start, map.len);
    placed && known(picture) && known(second)
}

/// What an image is in its file, and what has been found in it so far.
#[derive(Debug)]
struct Role {
    /// Whether it is a gain map rather than a picture.
    map: bool,
    /// The index entries of the picture and its gain map, if there is one that stays.
    pictures: Option<[Picture; 2]>,
    /// Whether there was an Exif block: only the first counts, whatever it says, and none for a gain map.
    turned: bool,
    /// Whether there was the packet that mentions the gain map, or is about it.
    announced: bool,
    /// Whether there is a place for how the picture is shown.
    placed: bool,
    /// Whether there was an index of pictures.
    indexed: bool,
    /// Whether the index says where the two pictures are, and nothing else.
    plain_index: bool,
    /// Whether there were ISO 21496-1 numbers.
    numbered: bool,
    /// Whether there was a JFIF segment: one is enough.
    measured: bool,
    /// Whether the first SOS was passed: nobody looks for values after it.
    coded: bool,
    /// Offset of the Adobe segment that counts: the last before the first SOS.
    adobe: Option<u64>,
    coding: Coding,
    profile: Profile,
}

impl Role {
    fn new(map: bool, pictures: Option<[Picture; 2]>, input: &Input<'_>, image: &Image) -> Result<Self, Error> {
        Ok(Self {
            map,
            pictures,
            turned: map,
            announced: false,
            placed: map,
            indexed: false,
            plain_index: false,
            numbered: false,
            measured: false,
            coded: false,
            adobe: segments::last_adobe(input, image)?,
            coding: Coding::of(input, image)?,
            profile: Profile::of(input, image)?,
        })
    }

    fn push_all(mut self, input: &Input<'_>, image: &Image, scan: &mut Scan<JpegValue>) -> Result<(), Error> {
        // What is kept is said once, by the picture.
        let mut slot = if self.map { None } else { segments::place_for_exif(input, image)? };
        for element in &image.elements {
            let region = match element {
                // Nothing can hide in bytes that are all FF.
                Element::Fill(span) => Region::new(*span, FieldId::Jpeg(JpegElement::Fill)).accounted(),
                Element::Stray(span) => Region::new(*span, FieldId::Leftover(Leftover::Between)),
                Element::Segment(segment) => {
                    if let Some(at) = slot.take_if(|at| *at == segment.span.start) {
                        scan.push(super::regions::place_for_exif(at, FieldId::Jpeg(JpegElement::Exif)))?;
                    }
                    self.describe(input, segment, scan)?
                }
            };
            scan.push(region)?;
        }
        let ends = |region: &Region<JpegValue>| region.id == FieldId::Jpeg(JpegElement::Eoi) && region.span.end() == image.end;
        if !scan.regions.last().is_some_and(ends) {
            let fresh = Some(JpegValue::EndOfImage);
            scan.push(Region { fresh, ..Region::new(Span::new(image.end, 0), FieldId::Jpeg(JpegElement::Eoi)) })?;
        }
        Ok(())
    }

    /// The region of a segment; its fields are added to the scan.
    fn describe(&mut self, input: &Input<'_>, segment: &Segment, scan: &mut Scan<JpegValue>) -> Result<Region<JpegValue>, Error> {
        let element = segments::element(input, segment)?;
        let mut region = Region::new(segment.span, FieldId::Jpeg(element));
        if element == JpegElement::Tables {
            let used = self.coding.used(segment);
            region.fresh = used.map(|used| JpegValue::Tables { marker: segment.marker, payload: used.to_vec() });
            region.exact = match used {
                Some(used) if used.len() as u64 == segment.payload.len => *input.bytes(segment.payload)? == *used,
                _ => false,
            };
            return Ok(region);
        }
        if element == JpegElement::Eoi {
            return Ok(Region { fresh: Some(JpegValue::EndOfImage), exact: true, ..region });
        }
        if element == JpegElement::Scan {
            self.coded = true;
            let header = Span::between(segment.span.start, segment.payload.end());
            let fresh = JpegValue::ScanHeader(self.coding.scan_header(&input.bytes(segment.payload)?));
            let exact = *input.bytes(header)? == *fresh.compose();
            let id = FieldId::Jpeg(JpegElement::ScanHeader);
            scan.push(Region { fresh: Some(fresh), exact, accounted: true, ..Region::new(header, id) })?;
            return Ok(Region { span: Span::between(header.end(), segment.span.end()), ..region });
        }
        if segments::is_coding(element) {
            return Ok(region);
        }
        let payload = input.bytes(segment.payload)?;
        let mut fields = Vec::new();
        let turned = segments::read(element, segment, &payload, input, &mut fields);
        if element == JpegElement::Xmp && !self.coded && !self.placed && self.pictures.is_some() && gain_map::announces(&fields) {
            self.placed = true;
            // A packet that mentions the gain map is no place for anything else.
            let place = JpegValue::Panorama(None);
            scan.push(super::regions::place_for_kept(segment.span.start, FieldId::Jpeg(JpegElement::Xmp), place))?;
        }
        if element == JpegElement::Icc && !self.coded {
            self.profile.complete(&mut region, &mut fields);
        } else if !self.coded {
            region.fresh = self.fresh(element, segment, &payload, &fields, turned);
            if let Some(fresh) = &region.fresh {
                region.exact = *input.bytes(segment.span)? == *fresh.compose();
            }
        }
        region.accounted =
            segments::is_accounted(element, &payload, region.fresh.as_ref()) && (element != JpegElement::Mpf || self.plain_index);
        if self.map {
            for field in &mut fields {
                field.place.path.insert_str(0, "gain map/");
                field.about = Subject::GainMap;
            }
        }
        scan.find(fields);
        Ok(region)
    }

    /// The value in a segment that is needed to show the picture.
    fn fresh(
        &mut self,
        element: JpegElement,
        segment: &Segment,
        payload: &[u8],
        fields: &[Field],
        turned: Option<Orientation>,
    ) -> Option<JpegValue> {
        let has_map = self.pictures.is_some();
        match element {
            JpegElement::Jfif if !self.measured => {
                let density = density(payload, has_map);
                self.measured = density.is_some();
                density
            }
            JpegElement::Adobe if self.adobe == Some(segment.span.start) => adobe(payload, self.coding.components),
            JpegElement::Exif if !self.turned => {
                self.turned = segments::has_exif_block(payload);
                Some(JpegValue::Exif(Box::new(ExifBlock::new(turned, keep::read(fields)))))
            }
            JpegElement::Xmp if self.map && !self.announced => {
                let map = gain_map::read_xmp(fields)?;
                self.announced = true;
                Some(JpegValue::GainMapXmp(map))
            }
            JpegElement::Xmp if has_map && !self.announced && gain_map::announces(fields) => {
                self.announced = true;
                Some(JpegValue::GainMapContainer { length: gain_map::container_length(fields).unwrap_or(0) })
            }
            JpegElement::Xmp if !self.placed => {
                let panorama = keep::panorama(fields)?;
                self.placed = true;
                Some(JpegValue::Panorama(Some(panorama)))
            }
            JpegElement::GainMapIso if (self.map || has_map) && !self.numbered => {
                let numbers = payload.get(signature::GAIN_MAP.len()..)?;
                self.numbered = true;
                gain_map::read_iso(numbers, self.map).map(JpegValue::GainMapIso)
            }
            JpegElement::Mpf if !self.indexed => {
                self.indexed = true;
                self.pictures.map(JpegValue::MultiPicture)
            }
            _ => None,
        }
    }
}

fn density(payload: &[u8], has_map: bool) -> Option<JpegValue> {
    let mut cursor = Cursor::starting_at(payload, 7, ByteOrder::Big);
    let (units, x, y) = (cursor.u8()?, cursor.u16()?, cursor.u16()?);
    // libjpeg requires 14 bytes for a JFIF segment, including the size of a thumbnail.
    cursor.take(2)?;
    /// Dots per inch: more than any printer has.
    const DENSEST: u16 = 10_000;
    // The existence of a JFIF segment tells decoders how the colours are coded, whatever it says.
    let (units, x, y) = if units <= 2 && x.max(y) <= DENSEST { (units, x, y) } else { (0, 1, 1) };
    // Without a map that stays, Apple's mark would announce one that is not there.
    Some(JpegValue::Density { units, x, y, ampf: has_map && payload.ends_with(b"AMPF") })
}

fn adobe(payload: &[u8], components: u8) -> Option<JpegValue> {
    /// The flags that say how the picture was blended and coded.
    const DEFINED: u16 = 0xC000;
    let mut cursor = Cursor::starting_at(payload, 5, ByteOrder::Big);
    let [version, flags0, _flags1] = [cursor.u16()?, cursor.u16()?, cursor.u16()?];
    let transform = match cursor.u8()? {
        known @ 0..=2 => known,
        // What decoders take any others for.
        _ => {
            if components == 4 {
                2
            } else {
                1
            }
        }
    };
    Some(JpegValue::Adobe { encode: [version.clamp(100, 101), flags0 & DEFINED, 0], transform })
}

#[cfg(test)]
mod tests;
