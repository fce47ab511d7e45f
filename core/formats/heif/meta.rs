//! The `meta` box of a HEIF file (ISO/IEC 14496-12, 8.11.1): its lists, and the same without what goes. Its length does
//! not change, so nothing after it moves.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::containers::bmff::{self, BmffBox, Boxes};
use crate::model::{BmffElement, Field, FieldId, Value};

use super::items::Items;
use super::locations::Locations;
use super::properties::Properties;
use super::references::{self, Group, References};

/// The box and its contents.
#[derive(Debug)]
pub(super) struct Meta {
    /// What follows version and flags.
    pub(super) body: Span,
    boxes: Boxes,
    pub(super) primary: u32,
    pub(super) items: Items,
    pub(super) locations: Locations,
    pub(super) references: References,
    pub(super) properties: Properties,
    groups: Vec<Group>,
    /// Data in the box itself.
    pub(super) idat: Option<Span>,
    /// Bytes of items that may still be read. Items can share their data: each could be as long as the file.
    pub(super) readable: Cell<u64>,
}

/// How often each byte of a file may be read as data of an item: for the numbers of gain maps, and to report what goes.
const READINGS: u64 = 4;

/// A self-contained data reference, and nothing else: what `dinf` may contain (ISO/IEC 14496-12, 8.7.2).
const SELF_CONTAINED: &[u8] = b"\0\0\0\x1Cdref\0\0\0\0\0\0\0\x01\0\0\0\x0Curl \0\0\0\x01";

impl Meta {
    /// Reads the lists, and reports the parts that go whatever the items are.
    pub(super) fn read(input: &Input<'_>, meta: &BmffBox, has_tracks: bool, fields: &mut Vec<Field>) -> Result<Self, Error> {
        let body = meta.body_from(bmff::FULL_LEN);
        let boxes = bmff::boxes(input, body)?;
        let missing = || Error::malformed(Malformed::NoPrimaryItem, meta.place());
        let need = |kind: [u8; 4]| boxes.only(kind)?.ok_or_else(missing);
        let pitm = input.bytes(need(*b"pitm")?.body())?;
        let primary = match &*pitm {
            [0, _, _, _, id @ ..] => <[u8; 2]>::try_from(id).ok().map(|id| u32::from(u16::from_be_bytes(id))),
            [_, _, _, _, id @ ..] => <[u8; 4]>::try_from(id).ok().map(u32::from_be_bytes),
            _ => None,
        };
        if let Some(protected) = boxes.list.iter().find(|one| one.kind == *b"ipro") {
            return Err(Error::unsupported(Unsupported::Protected, protected.place()));
        }
        let properties = boxes.only(*b"iprp")?.map(|iprp| Properties::read(input, iprp, fields)).transpose()?;
        let items = Items::read(input, need(*b"iinf")?)?;
        let references = boxes.only(*b"iref")?.map(|iref| References::read(input, iref, &items, fields)).transpose()?;
        let groups = boxes.only(*b"grpl")?.map(|grpl| references::groups(input, grpl, &items, has_tracks, fields)).transpose()?;
        Ok(Self {
            body,
            primary: primary.ok_or_else(missing)?,
            items,
            locations: Locations::read(input, need(*b"iloc")?)?,
            references: references.unwrap_or_default(),
            properties: properties.unwrap_or_default(),
            groups: groups.unwrap_or_default(),
            idat: boxes.only(*b"idat")?.map(BmffBox::body),
            readable: Cell::new(input.len().saturating_mul(READINGS)),
            boxes,
        })
    }

    /// Items in a group with the primary one.
    pub(super) fn beside_primary(&self) -> impl Iterator<Item = u32> {
        references::together(&self.groups, self.primary)
    }

    /// Refuses anything that would be shown wrongly without what goes.
    pub(super) fn check(&self, stays: &dyn Fn(u32) -> bool) -> Result<(), Error> {
        match self.boxes.only(*b"iprp")? {
            Some(iprp) => self.properties.check(stays, iprp),
            None => Ok(()),
        }
    }

    /// The body in its final form, with exactly the same length. `idat` is the new content of that box, `lengths` those
    /// of items that become shorter.
    pub(super) fn compose(
        &self,
        input: &Input<'_>,
        stays: &dyn Fn(u32) -> bool,
        idat: &[u8],
        lengths: &BTreeMap<u32, u64>,
        fields: &mut Vec<Field>,
    ) -> Result<Vec<u8>, Error> {
        const HEADER: usize = 8;
        let wrong = || Error::unsupported(Unsupported::MetaLayout, Place::new(self.body.start, "meta"));
        let before = usize::try_from(self.body.len).map_err(|_| wrong())?;
        let gap = |body: &[u8]| before.checked_sub(body.len()).ok_or_else(wrong);
        let mut body = self.assemble(input, stays, idat, lengths, false, fields)?;
        // A box has at least eight bytes; a smaller gap only appears if associations go, and these can stay as empty
        // ones.
        if (1..HEADER).contains(&gap(&body)?) {
            // What goes was reported the first time.
            body = self.assemble(input, stays, idat, lengths, true, &mut Vec::new())?;
        }
        match gap(&body)? {
            0 => {}
            1..HEADER => return Err(wrong()),
            gap => bmff::append_blank(&mut body, *b"free", gap),
        }
        Ok(body)
    }

    fn assemble(
        &self,
        input: &Input<'_>,
        stays: &dyn Fn(u32) -> bool,
        idat: &[u8],
        lengths: &BTreeMap<u32, u64>,
        in_place: bool,
        fields: &mut Vec<Field>,
    ) -> Result<Vec<u8>, Error> {
        let goes = |id: u32| self.items.get(id).is_some() && !stays(id);
        // The result is as long as the original, or shorter.
        let mut body = Vec::with_capacity(usize::try_from(self.body.len.min(input.limits().block_bytes)).unwrap_or(0));
        for one in &self.boxes.list {
            let content = || input.bytes(one.body());
            let mut tell =
                |element: BmffElement, value: Value| fields.push(Field::with(FieldId::Bmff(element), one.place(), value));
            match &one.kind {
                b"iinf" => self.items.compose(stays, &mut body),
                b"iloc" => self.locations.compose(stays, lengths, &mut body),
                b"iref" => self.references.compose(stays, &mut body),
                b"iprp" => self.properties.compose(stays, |id| Some(self.items.get(id)?.kind), in_place, &mut body),
                b"grpl" => references::compose_groups(&self.groups, goes, self.items.free_id(stays), &mut body),
                b"idat" => bmff::append(&mut body, one.kind, |body| body.extend(idat)),
                b"pitm" => bmff::append(&mut body, one.kind, |body| {
                    let id = self.primary.to_be_bytes();
                    match u16::try_from(self.primary).ok().filter(|_| one.body().len == 6) {
                        Some(id) => body.extend([[0; 4].as_slice(), &id.to_be_bytes()].concat()),
                        None => body.extend([[1, 0, 0, 0], id].concat()),
                    }
                }),
                // Any other may contain a name or an address.
                b"dinf" if *content()? == *SELF_CONTAINED => body.extend(&*input.bytes(one.span)?),
                b"hdlr" => {
                    let content = content()?;
                    let (head, name) = content.split_at_checked(12).unwrap_or((&content, &[]));
                    // Version, flags and pre_defined are zero (ISO/IEC 14496-12, 8.4.3.2); the type of handler follows.
                    let (reserved, handler) = head.split_at(head.len().min(8));
                    if reserved.iter().any(|&byte| byte != 0) {
                        tell(BmffElement::HandlerName, crate::formats::regions::told(reserved));
                    }
                    if name.iter().any(|&byte| byte != 0) {
                        tell(BmffElement::HandlerName, crate::formats::regions::told(name));
                    }
                    bmff::append(&mut body, one.kind, |body| {
                        body.resize(body.len().saturating_add(reserved.len()), 0);
                        body.extend(handler);
                        body.resize(body.len().saturating_add(name.len()), 0);
                    });
                }
                b"free" | b"skip" => {
                    let content = content()?;
                    if content.iter().any(|&byte| byte != 0) {
                        tell(BmffElement::Free, crate::formats::regions::told(&content));
                    }
                    bmff::append_blank(&mut body, one.kind, content.len().saturating_add(8));
                }
                _ => tell(BmffElement::Box(one.kind), crate::formats::regions::told(&content()?)),
            }
        }
        Ok(body)
    }
}
