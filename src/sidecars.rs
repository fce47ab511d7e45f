//! Files next to photos that tell about them: which there are, by name, and what they say. There is one file for
//! each kind with a format of its own, and `names` for the photos that they belong to. They are never copied;
//! only `check` reads them. What is private in them is the policy's business, as in photos.

mod apple_double;
mod compound_file;
mod desktop_ini;
mod ds_store;
mod json;
mod kind;
mod may_tell;
mod names;
mod page;
mod property_list;
mod say;
mod thumbs_db;

use untrace_core::base::{Error, Input, Limit, Malformed, Place, Span};
use untrace_core::blocks::{self, Found};
use untrace_core::model::{Field, FieldId, SidecarKind, Value};

pub use kind::kind;
pub use may_tell::may_tell;
pub use names::Folders;
pub use page::{GENERATOR, is_page};

/// Largest file that is read. `Thumbs.db` holds pictures.
const LARGEST: u64 = 64 << 20;

/// What such a file says; a `.THM` is a picture and is read as one.
///
/// # Errors
/// [`Malformed::Sidecar`] if it is not what its name says, [`Limit::BlockBytes`] if it is too large.
pub fn read(kind: SidecarKind, input: &Input<'_>) -> Result<Vec<Field>, Error> {
    let most = if kind == SidecarKind::ThumbsDb { LARGEST } else { input.limits().block_bytes };
    let bytes = input.copied(Span::new(0, input.len()), most)?;
    let mut fields = Vec::new();
    let mut found = Found::new(0, kind.name(), input.limits(), &mut fields);
    let understood = match kind {
        SidecarKind::Takeout => json::read(&bytes, &mut found),
        SidecarKind::Adjustments => property_list::read(&bytes, &mut found),
        SidecarKind::Xmp => {
            blocks::xmp::read(&bytes, &mut found);
            Some(())
        }
        SidecarKind::AppleDouble => apple_double::read(&bytes, &mut found),
        SidecarKind::ThumbsDb => thumbs_db::read(&bytes, &mut found),
        SidecarKind::DsStore => ds_store::read(&bytes, &mut found),
        SidecarKind::DesktopIni => desktop_ini::read(&bytes, &mut found),
        SidecarKind::Thumbnail => None,
    };
    // What came after the limit was dropped, and silence about it would pass for clean.
    let overflows = fields.len() > input.limits().fields;
    match understood {
        Some(()) if overflows => Err(Error::limit(Limit::Elements, Place::at(0))),
        Some(()) => Ok(fields),
        None => Err(Error::malformed(Malformed::Sidecar, Place::at(0))),
    }
}

/// That a `.THM` is a small picture of what it belongs to.
#[must_use]
pub fn thumbnail(input: &Input<'_>) -> Field {
    let id = FieldId::Sidecar(SidecarKind::Thumbnail, "picture".to_owned());
    Field { value: Value::Bytes(input.len()), ..Field::new(id, Place::new(0, SidecarKind::Thumbnail.name())) }
}

/// Whether Takeout's JSON is about an album, and not about one photo of it.
#[must_use]
pub fn is_of_album(fields: &[Field]) -> bool {
    let has = |start: &str| {
        fields.iter().any(|field| matches!(&field.id, FieldId::Sidecar(SidecarKind::Takeout, path) if path.starts_with(start)))
    };
    has("title") && !has("photoTakenTime")
}

#[cfg(test)]
mod tests;
