//! Boxes about colour and light (ISO/IEC 14496-12, 12.1.5 to 12.1.10; VP Codec ISO Media File Format Binding, 3).

use super::fields::{Fields, Read, one_of, within};
use crate::blocks::cicp;
use crate::blocks::mastering::{self, Order};

pub(super) fn reader(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"clli" => |fields| fields.array(mastering::light_levels),
        b"CoLL" => |fields| {
            fields.full()?;
            fields.array(mastering::light_levels)
        },
        b"mdcv" => |fields| fields.array(|bytes| mastering::display(bytes, Order::Any)),
        b"SmDm" => |fields| {
            fields.full()?;
            fields.array(mastering::display_in_binary)
        },
        b"amve" => ambient_viewing,
        // QuickTime File Format, Gamma Level: from 0.5 to 4.
        b"gama" => |fields| fields.long(within(0x8000..=0x4_0000)).map(|_| ()),
        _ => return None,
    })
}

/// The body of a `colr` box whose colours are numbers: primaries, transfer and matrix that the standard has, or none in
/// particular (ITU-T H.273, 8.1 to 8.3). `None` if it has a profile.
pub(in crate::formats) fn code_points(body: &[u8]) -> Option<Vec<u8>> {
    let kind = body.first_chunk::<4>().filter(|kind| matches!(*kind, b"nclx" | b"nclc"))?;
    Fields::anew(body, |fields| {
        fields.constant(kind)?;
        let (numbers, _) = fields.rest().as_chunks::<2>();
        // In 16 bits; no code is above 255, and none is listed as that.
        let codes = numbers.first_chunk::<3>()?.map(|number| u8::try_from(u16::from_be_bytes(number)).unwrap_or(u8::MAX));
        for code in cicp::listed(codes) {
            fields.short(|_| Some(code.into()))?;
        }
        if kind == b"nclx" { fields.byte(|range| Some(range & 0x80)).map(|_| ()) } else { Some(()) }
    })
}

/// `amve`: how bright the surroundings are, in ten thousandths of a lux, and their white.
fn ambient_viewing(fields: &mut Fields<'_>) -> Option<()> {
    fields.long(|lux| Some(mastering::whole(lux)).filter(|lux| (10_000..=1_000_000_000).contains(lux)))?;
    let [[x, y], _] = mastering::WHITES;
    fields.short(one_of(&[x]))?;
    fields.short(one_of(&[y])).map(|_| ())
}
