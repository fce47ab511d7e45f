//! The decoders for the samples of a track, according to its sample entries and the boxes in them.

use super::descriptors::{self, Described};
use super::entry_fields;
use super::picture_fields;
use super::track::Track;
use crate::base::{Error, Input, Span};
pub(super) use crate::codecs::Decoder;
use crate::codecs::{Raster, Room, Walker, aac, sound, video};
use crate::containers::bmff::{BmffBox, boxes_as_far};

/// Boxes that configure decoders (ISO/IEC 14496-15; AV1 Codec ISO Media File Format Binding, 2.3; RFC 7845 in ISO BMFF).
const CONFIGURATIONS: [[u8; 4]; 5] = [*b"avcC", *b"hvcC", *b"vvcC", *b"av1C", *b"dOps"];

/// The decoders of a track, one for each sample entry.
pub(super) fn of(input: &Input<'_>, track: &Track) -> Result<Vec<Decoder>, Error> {
    let is_sound = track.handler == *b"soun";
    track.entries(input)?.iter().map(|entry| decoder(input, entry, is_sound)).collect()
}

/// What samples of an entry can contain besides picture and sound.
pub(super) fn room(input: &Input<'_>, entry: &BmffBox, is_sound: bool) -> Result<Room, Error> {
    let codec = if is_sound { sound::codec_of(entry.kind) } else { video::codec_of(entry.kind) };
    match codec.map_or(Room::Unknown, |codec| codec.room) {
        Room::Walked(Walker::MpegObject) => {
            let inner = entry_fields::inner_boxes(input, entry, is_sound)?;
            let Some(esds) = descriptor(input, &inner)? else { return Ok(Room::Unknown) };
            let body = input.bytes(esds.body())?;
            let Described { object, specific, .. } = descriptors::read(&body, is_sound);
            let specific = specific.and_then(|(at, end)| body.get(at..end));
            Ok(object.map_or(Room::Unknown, |object| room_of(object, specific, is_sound)))
        }
        room => Ok(room),
    }
}

/// Whether a box configures decoders of another codec than that of its entry: none reads it there.
pub(super) fn is_of_other_codec(kind: [u8; 4], entry: [u8; 4], room: Room) -> bool {
    let walker = match room {
        Room::Walked(walker) => Some(walker),
        Room::None(_) => None,
        // Nobody knows which decoder that is.
        Room::Unknown => return false,
    };
    let is_own = match &kind {
        b"avcC" => walker == Some(Walker::Avc),
        b"hvcC" | b"lhvC" => walker == Some(Walker::Hevc),
        b"vvcC" => walker == Some(Walker::Vvc),
        b"av1C" => walker == Some(Walker::Av1),
        b"vpcC" => walker == Some(Walker::Vpx) || entry == *b"vp08",
        b"d263" => walker == Some(Walker::H263),
        b"damr" => walker == Some(Walker::Amr),
        b"dOps" => walker == Some(Walker::Opus),
        b"dfLa" => walker == Some(Walker::Flac),
        b"dac3" | b"dec3" => walker == Some(Walker::Ac3),
        // Layouts of channels, which other codecs have among their own headers.
        b"chnl" | b"pcmC" => walker.is_none(),
        b"esds" => {
            // Codecs that are named by it, or by nothing else that configures them.
            let others = [Walker::Mpeg4Visual, Walker::MpegVideo, Walker::MpegAudio, Walker::Aac, Walker::Jpeg, Walker::Png];
            matches!(&entry, b"mp4v" | b"mp4a") || walker.is_some_and(|walker| others.contains(&walker))
        }
        _ => true,
    };
    !is_own
}

/// What samples can contain, according to `esds`.
pub(super) fn room_of(object: u8, specific: Option<&[u8]>, is_sound: bool) -> Room {
    if !is_sound {
        return video::room_of(object);
    }
    let configuration = |specific: &[u8]| {
        aac::configuration(&Input::from_bytes(specific), Span::new(0, specific.len() as u64), &mut Vec::new()).ok()
    };
    sound::room_of(object, specific.and_then(configuration))
}

fn decoder(input: &Input<'_>, entry: &BmffBox, is_sound: bool) -> Result<Decoder, Error> {
    let Room::Walked(walker) = room(input, entry, is_sound)? else { return Ok(Decoder::Blind) };
    let raster = if is_sound { Raster::default() } else { picture_fields::raster(input, entry)? };
    let inner = entry_fields::inner_boxes(input, entry, is_sound)?;
    if let Some(found) = inner.iter().find(|inner| CONFIGURATIONS.contains(&inner.kind)) {
        return Decoder::new(walker, entry.kind, raster, Some(&input.bytes(found.body())?));
    }
    let Some(esds) = descriptor(input, &inner)? else { return Decoder::new(walker, entry.kind, raster, None) };
    let body = input.bytes(esds.body())?;
    let specific = descriptors::read(&body, is_sound).specific.and_then(|(at, end)| body.get(at..end));
    Decoder::new(walker, entry.kind, raster, specific)
}

/// The elementary stream descriptor of an entry; for QuickTime's sound it is in `wave`.
fn descriptor(input: &Input<'_>, inner: &[BmffBox]) -> Result<Option<BmffBox>, Error> {
    let esds = |list: &[BmffBox]| list.iter().find(|inner| inner.kind == *b"esds").copied();
    match (esds(inner), inner.iter().find(|inner| inner.kind == *b"wave")) {
        (None, Some(wave)) => Ok(esds(&boxes_as_far(input, wave.body())?.list)),
        (found, _) => Ok(found),
    }
}
