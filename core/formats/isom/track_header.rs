//! Header boxes of tracks (ISO/IEC 14496-12, 8.3.2): which of them are on, which can replace each other, and how large their
//! pictures are. Everything else follows from the track.

use super::crop;
use super::describe::Slot;
use super::entry_fields;
use super::headers::times;
use super::lasts::Lasts;
use super::matrix;
use super::sample_tables::in_body;
use super::track::Track;
use super::video::Video;
use crate::base::Error;
use crate::containers::bmff::{BmffBox, FULL_LEN};
use crate::formats::boxes::{self, Anew};

/// Flags of a track: whether it is on, in the movie, in its preview, and whether its size is only a shape (8.3.2.3).
const ENABLED: u8 = 1;
const IN_MOVIE: u8 = 2;
const FLAGS: u8 = 0x0F;

/// Width and height of a track, and of its coded pictures.
#[derive(Clone, Copy)]
struct Own {
    size: [u32; 2],
    raster: [u32; 2],
}

impl Video<'_, '_> {
    pub(super) fn track_header(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let long = self.is_long(inner)?;
        let (reserved, content): (u64, u64) = if long { (24, 96) } else { (16, 84) };
        let input = self.tiles.input;
        let [_, a, b, flags] = in_body(input, inner, 0)?;
        let usual = [a, b, flags & !FLAGS] == [0; 3];
        let mut slots = vec![Slot::rates(0, vec![u8::from(long), 0, 0, used(flags)], usual)];
        slots.extend(times(long));
        let number = self.movie.number(self.track).to_be_bytes();
        slots.push(Slot::rates(reserved.saturating_sub(4), number.to_vec(), true));
        slots.push(Slot::reserved(reserved, 4));
        let duration = reserved.saturating_add(FULL_LEN);
        let stands = self.long_or_short(inner, duration, long)?;
        let track = self.movie.track(self.track);
        let lasts = track.map_or(Lasts::Unknown, |track| track.lasts_in_movie(self.movie.scale));
        slots.push(Slot::nearly(duration, long, stands, lasts.said(stands, self.movie.scale), self.movie.scale));
        slots.push(Slot::reserved(content.saturating_sub(60), 8));
        // The layer is that of one picture, which is seen or heard as it is; which tracks can replace each other stays.
        let placed = content.saturating_sub(44);
        let [_, _, high, _, _, _, _, _] = in_body(input, inner, placed.saturating_sub(8))?;
        let loud = u8::from(self.handler == *b"soun");
        let alternates = vec![0, 0, 0, track.map_or(0, |track| self.movie.alternates(track)), loud, 0, 0, 0];
        slots.push(Slot::rates(placed.saturating_sub(8), alternates, high == 0));
        if self.handler == *b"soun" {
            let nowhere = [&matrix::PLAIN[..], &[0; 8]].concat();
            slots.push(Slot::numbers(placed, nowhere));
        } else {
            let at = placed.saturating_add(matrix::LEN);
            let (stands, size) = (in_body(input, inner, placed)?, matrix::size(in_body(input, inner, at)?));
            let own = track.map_or(Ok(None), |track| self.own_size(track, size))?;
            let raster = own.map(|own| own.raster);
            slots.push(Slot::numbers(placed, matrix::anew(stands, raster.map(|raster| [raster, size]))));
            let size = own.map_or(size, |own| own.size);
            slots.push(Slot::rates(at, size.map(|pixels| pixels << 16).map(u32::to_be_bytes).concat(), true));
        }
        self.values(inner, content, slots, path)
    }

    /// The size that a track has by its only sample entry, if there are no other pictures beside or behind it: that which is
    /// nearest to what its header says.
    fn own_size(&self, track: &Track, stands: [u32; 2]) -> Result<Option<Own>, Error> {
        let pictures = self.movie.tracks.iter().filter(|track| track.shown && track.handler != *b"soun").count();
        let input = self.tiles.input;
        let (entries, 1, None) = (track.entries(input)?, pictures, &self.pictures) else { return Ok(None) };
        let [entry] = entries.as_slice() else { return Ok(None) };
        let raster = crop::size(input, entry)?.map(u32::from);
        let list = entry_fields::inner_boxes(input, entry, false)?;
        if raster.contains(&0) || list.iter().any(|inner| inner.kind == *b"clap") {
            return Ok(None);
        }
        let shape = list.iter().find(|inner| inner.kind == *b"pasp");
        let shape = shape.map(|shape| input.bytes(shape.body())).transpose()?;
        let size = match shape.and_then(|shape| boxes::anew(*b"pasp", &shape)) {
            Some(Anew::Numbers(shape)) if stands != [0; 2] => nearest(stands, raster, &shape),
            // Players stretch pictures to the size of the track; one of the same shape does nothing.
            _ if stands != [0; 2] && is_of_shape(stands, raster) => raster,
            _ => stands,
        };
        Ok(Some(Own { size, raster }))
    }
}

/// Those flags of a track that players ask for.
const fn used(flags: u8) -> u8 {
    match flags & (ENABLED | IN_MOVIE) {
        0 => IN_MOVIE,
        flags => flags,
    }
}

fn is_of_shape([width, height]: [u32; 2], [across, down]: [u32; 2]) -> bool {
    u64::from(width).saturating_mul(down.into()) == u64::from(height).saturating_mul(across.into())
}

/// Pictures as they are coded, or with square points by one of two ways: whatever is nearest.
fn nearest(stands: [u32; 2], [across, down]: [u32; 2], shape: &[u8]) -> [u32; 2] {
    let (numbers, _) = shape.as_chunks::<4>();
    let [wide, high] = [0, 1].map(|index| numbers.get(index).map_or(1, |number| u32::from_be_bytes(*number)));
    let scaled = |size: u32, by: u32, of: u32| {
        let twice = u64::from(size).saturating_mul(by.into()).saturating_mul(2).saturating_add(of.into());
        let scaled = twice.checked_div(u64::from(of).saturating_mul(2)).unwrap_or(0);
        u32::try_from(scaled).ok().filter(|scaled| *scaled <= matrix::FARTHEST.unsigned_abs()).unwrap_or(size)
    };
    let ways = [[across, down], [scaled(across, wide, high), down], [across, scaled(down, high, wide)]];
    let far = |way: &[u32; 2]| way.iter().zip(stands).fold(0_u32, |far, (one, stands)| far.saturating_add(one.abs_diff(stands)));
    ways.into_iter().min_by_key(far).unwrap_or(stands)
}
