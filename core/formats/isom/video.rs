//! A video while its regions are laid out: what the neighbouring files add to, each for its own boxes.

use std::collections::{BTreeMap, BTreeSet};

use super::movie::Movie;
use super::tiles::Tiles;
use super::value::IsomValue;
use crate::base::{Span, Spans};
use crate::codecs::Room;
use crate::formats::heif::Pictures;
use crate::formats::marks::Marks;
use crate::model::{BmffElement, Field, FieldId, Scan, Value};

/// A video while its regions are laid out.
pub(super) struct Video<'i, 'a> {
    pub(super) tiles: Tiles<'i, 'a>,
    pub(super) movie: Movie,
    pub(super) shown: Spans,
    pub(super) others: Spans,
    /// Bytes of samples that were cut off.
    pub(super) cut: Spans,
    pub(super) told: Sums,
    /// What the samples that stay contain besides picture and sound.
    pub(super) marks: Marks,
    /// The track being laid out, by its id; the type of its handler.
    pub(super) track: u32,
    pub(super) handler: [u8; 4],
    /// Type of the sample entry being laid out.
    pub(super) entry: [u8; 4],
    /// What its samples can contain.
    pub(super) room: Room,
    /// Body of the `hvcC` box in it, which one for additional layers belongs to.
    pub(super) first: Option<Span>,
    /// Number of its samples.
    pub(super) samples: u32,
    /// Where boxes begin, and which of them are fragments with samples.
    pub(super) starts: BTreeSet<u64>,
    pub(super) fragments_at: BTreeSet<u64>,
    /// Length of the box that says where fragments are.
    pub(super) access: u32,
    /// How many fragments are laid out.
    pub(super) fragments: u32,
    /// What its first table says for all of them.
    pub(super) tables: Option<FirstTable>,
    /// Tables of the track that are written anew, by where their boxes begin.
    pub(super) anews: BTreeMap<u64, Vec<u8>>,
    /// Pictures that are items.
    pub(super) pictures: Option<Pictures>,
    /// Whether metadata lists have version and flags.
    pub(super) full: bool,
}

/// What the first table of a track says for all of them.
pub(super) struct FirstTable {
    pub(super) digest: [u8; 16],
    pub(super) fields: Vec<Field>,
}

/// What has been reported about bytes that go: once for each kind, with their sum.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Sums {
    pub(super) others: u64,
    pub(super) unowned: u64,
    /// Whether the base of fragment times has been reported.
    pub(super) base: bool,
}

impl Sums {
    /// Writes the sums into the fields.
    pub(super) fn settle(self, scan: &mut Scan<IsomValue>) {
        let sums = [
            (BmffElement::OtherSamples, self.others),
            (BmffElement::SecondarySamples, self.others),
            (BmffElement::Unowned, self.unowned),
        ];
        for (element, sum) in sums {
            if let Some(field) = scan.fields.iter_mut().find(|field| field.id == FieldId::Bmff(element)) {
                field.value = Value::Bytes(sum);
            }
        }
    }
}
