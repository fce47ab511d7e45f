//! Videos: MP4, M4V (ISO/IEC 14496-12 and -14), QuickTime movies, 3GP. Which boxes they are made of, which bytes the
//! samples of picture and sound own, and what everything else says.
//!
//! No offset moves: boxes and values that go leave their place to `free` boxes and zeros.

mod brands;
mod configuration;
mod describe;
mod extents;
mod fragments;
mod grammar;
mod headers;
mod media_data;
mod movie;
mod removed;
mod sample_entry;
mod sample_groups;
mod sample_tables;
mod sound;
mod tiles;

use crate::containers::bmff::{self, BmffBox, compose_header};
use crate::error::{Error, Malformed, Place};
use crate::input::{Input, Span};
use crate::model::{BmffElement, Fresh, Scan};
use crate::sniff::{self, FormatKind, Sniffed};

use extents::Extents;
use grammar::Context;
use movie::Movie;
use tiles::Tiles;

/// Boxes at the top that stay where they are.
const TOP: [[u8; 4]; 12] =
    [*b"ftyp", *b"styp", *b"moov", *b"moof", *b"mdat", *b"free", *b"skip", *b"wide", *b"sidx", *b"ssix", *b"mfra", *b"pdin"];

/// The language `und` in three letters of five bits.
const UNDETERMINED: [u8; 2] = [0x55, 0xC4];

/// Describes a video.
///
/// # Errors
/// [`Error::Malformed`] where the boxes that say where samples lie are missing, doubled or wrong; [`Error::Unsupported`]
/// for samples in another file, and for samples that a track that stays shares with one that goes.
pub fn scan(input: &Input<'_>) -> Result<Scan, Error> {
    let Sniffed::Format(kind @ (FormatKind::Mp4 | FormatKind::QuickTime | FormatKind::ThreeGp)) = sniff::sniff(&input.head()?)
    else {
        return Err(Error::malformed(Malformed::Unrecognised, Place::at(0)));
    };
    let top = bmff::top(input, &TOP)?;
    let Some(found) = top.only(*b"moov")? else {
        return Err(Error::malformed(Malformed::NoMovie, Place::at(input.len())));
    };
    let (mut shown, mut others) = (Extents::default(), Extents::default());
    let inside = |error: Error| error.inside("moov");
    let mut movie = Movie::read(input, found).map_err(inside)?;
    movie.follow(input, &mut shown, &mut others).map_err(inside)?;
    for fragment in top.all(*b"moof") {
        fragments::follow(input, fragment, &mut movie, &mut shown, &mut others).map_err(|error| error.inside("moof"))?;
    }
    shown.merge();
    others.merge();
    let media: Vec<Span> = top.all(*b"mdat").map(BmffBox::body).collect();
    shown.inside(&media)?;
    shown.disjoint(&others)?;

    let tiles = Tiles::new(input, Scan::new(kind, input.len(), *input.limits()));
    let mut file = Video { tiles, movie, shown, others, told: media_data::Told::default(), handler: [0; 4], samples: 0 };
    let last = top.list.iter().rposition(|inner| TOP.contains(&inner.kind)).unwrap_or(0);
    for (index, inner) in top.list.iter().enumerate() {
        if index > last {
            let fields = removed::tell(input, inner, "")?;
            file.tiles.gone(inner.span, removed::element(input, inner)?, fields)?;
        } else {
            file.top(inner)?;
        }
    }
    let told = file.told;
    let mut scan = file.tiles.finish()?;
    told.settle(&mut scan);
    super::behind::push(input, top.rest, &mut scan)?;
    Ok(scan)
}

/// A video while its regions are laid.
struct Video<'i, 'a> {
    tiles: Tiles<'i, 'a>,
    movie: Movie,
    shown: Extents,
    others: Extents,
    told: media_data::Told,
    /// Handler type of the track that is being laid.
    handler: [u8; 4],
    /// Number of its samples.
    samples: u32,
}

impl Video<'_, '_> {
    /// A box at the top that stays, or that something that stays is behind.
    fn top(&mut self, inner: &BmffBox) -> Result<(), Error> {
        match &inner.kind {
            b"ftyp" | b"styp" => self.file_type(inner),
            b"ssix" => self.level_index(inner),
            b"pdin" => self.tiles.keep(inner.span, BmffElement::Structure),
            b"moov" => self.holder(inner, Context::Movie, ""),
            b"moof" => self.holder(inner, Context::Fragment, ""),
            b"mfra" => self.holder(inner, Context::RandomAccess, ""),
            b"mdat" => self.media_data(inner),
            b"sidx" => self.index(inner),
            _ => self.remove(inner, ""),
        }
    }
}

/// Writes a value as the bytes that stand in for what goes.
pub(super) fn compose(fresh: &Fresh) -> Vec<u8> {
    match fresh {
        Fresh::BoxHeader { kind, size, large } => compose_header(*kind, *size, *large),
        Fresh::Undetermined => UNDETERMINED.to_vec(),
        Fresh::Brand(brand) => brand.to_vec(),
        Fresh::TrackId(id) => id.to_be_bytes().to_vec(),
        Fresh::FlacPadding { last, len } => [&[if *last { 0x81 } else { 0x01 }], &len[..]].concat(),
        Fresh::Profile(profile) => profile.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
