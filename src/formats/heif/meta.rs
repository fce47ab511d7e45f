//! The `meta` box of a HEIF file (ISO/IEC 14496-12, 8.11.1): its lists, and the same without what goes. It stays as
//! long as it is, so that nothing behind it moves.

use crate::containers::bmff::{self, BmffBox, Boxes};
use crate::error::{Error, Malformed, Unsupported};
use crate::input::{Input, Span};
use crate::model::{BmffElement, Field, FieldId, Value};

use super::items::Items;
use super::locations::Locations;
use super::properties::Properties;
use super::references::{self, Group, References};
use super::roles::Roles;

/// The box and what is in it.
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
    /// Data that stand in the box itself.
    pub(super) idat: Option<Span>,
}

/// A self-contained data reference, and nothing else: what `dinf` may hold (ISO/IEC 14496-12, 8.7.2).
const SELF_CONTAINED: &[u8] = b"\0\0\0\x1Cdref\0\0\0\0\0\0\0\x01\0\0\0\x0Curl \0\0\0\x01";

impl Meta {
    /// Reads the lists; says what goes of them whatever the items are.
    pub(super) fn read(input: &Input<'_>, meta: &BmffBox, fields: &mut Vec<Field>) -> Result<Self, Error> {
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
        let references = boxes.only(*b"iref")?.map(|iref| References::read(input, iref)).transpose()?;
        let groups = boxes.only(*b"grpl")?.map(|grpl| references::groups(input, grpl)).transpose()?;
        Ok(Self {
            body,
            primary: primary.ok_or_else(missing)?,
            items: Items::read(input, need(*b"iinf")?)?,
            locations: Locations::read(input, need(*b"iloc")?)?,
            references: references.unwrap_or_default(),
            properties: properties.unwrap_or_default(),
            groups: groups.unwrap_or_default(),
            idat: boxes.only(*b"idat")?.map(BmffBox::body),
            boxes,
        })
    }

    /// Refuses what would be shown wrongly without what goes.
    pub(super) fn check(&self, roles: &Roles) -> Result<(), Error> {
        match self.boxes.only(*b"iprp")? {
            Some(iprp) => self.properties.check(|id| roles.stays(id), iprp),
            None => Ok(()),
        }
    }

    /// The body as it is to be, exactly as long as it is. `idat` are the new bytes of that box, `lengths` those of items
    /// that become shorter.
    pub(super) fn compose(
        &self,
        input: &Input<'_>,
        roles: &Roles,
        idat: &[u8],
        lengths: &[(u32, u64)],
        fields: &mut Vec<Field>,
    ) -> Result<Vec<u8>, Error> {
        let (tight, before) = (self.assemble(input, roles, idat, lengths, false, fields)?, self.body.len);
        let gap = before.saturating_sub(tight.len() as u64);
        // A box has eight bytes at least; less is only won where associations go, which can stay as empty ones.
        let body = if (1..8).contains(&gap) { self.assemble(input, roles, idat, lengths, true, &mut Vec::new())? } else { tight };
        let gap = usize::try_from(before.saturating_sub(body.len() as u64)).unwrap_or(0);
        let free = if gap >= 8 { bmff::compose(*b"free", &vec![0; gap.saturating_sub(8)]) } else { Vec::new() };
        let body = [body, free].concat();
        if body.len() as u64 == before {
            Ok(body)
        } else {
            Err(Error::unsupported(Unsupported::MetaLayout, crate::error::Place::new(self.body.start, "meta")))
        }
    }

    fn assemble(
        &self,
        input: &Input<'_>,
        roles: &Roles,
        idat: &[u8],
        lengths: &[(u32, u64)],
        in_place: bool,
        fields: &mut Vec<Field>,
    ) -> Result<Vec<u8>, Error> {
        let stays = |id: u32| roles.stays(id);
        let goes = |id: u32| self.items.get(id).is_some() && !roles.stays(id);
        let mut body = Vec::new();
        for one in &self.boxes.list {
            let bytes = input.bytes(one.span)?;
            let content = input.bytes(one.body())?;
            let mut tell =
                |element: BmffElement, value: Value| fields.push(Field::with(FieldId::Bmff(element), one.place(), value));
            match &one.kind {
                b"hdlr" => {
                    let (kept, name) = content.split_at_checked(12).unwrap_or((&content, &[]));
                    if name.iter().any(|&byte| byte != 0) {
                        tell(BmffElement::HandlerName, crate::formats::told(name));
                    }
                    body.extend(bmff::compose(one.kind, &[kept, &vec![0; name.len()]].concat()));
                }
                b"pitm" => body.extend(&*bytes),
                b"iinf" => body.extend(self.items.compose(stays)),
                b"iloc" => body.extend(self.locations.compose(stays, lengths)),
                b"iref" => body.extend(self.references.compose(stays)),
                b"iprp" => body.extend(self.properties.compose(stays, in_place)),
                b"grpl" => body.extend(references::compose_groups(&self.groups, goes)),
                b"idat" => body.extend(bmff::compose(one.kind, idat)),
                b"dinf" if *content == *SELF_CONTAINED => body.extend(&*bytes),
                b"free" | b"skip" => {
                    if content.iter().any(|&byte| byte != 0) {
                        tell(BmffElement::Free, crate::formats::told(&content));
                    }
                    body.extend(bmff::compose(one.kind, &vec![0; content.len()]));
                }
                _ => tell(BmffElement::Box(one.kind), crate::formats::told(&content)),
            }
        }
        Ok(body)
    }
}
