//! Files that stand beside photos and tell about them: which there are, by name, and what they say. One file for
//! each kind that has a form of its own, and `names` for the photos that they belong to. They are never copied;
//! only `check` reads them. What is private in them is the policy's business, as in photos.

mod apple_double;
mod desktop_ini;
mod ds_store;
mod json;
mod names;
mod property_list;
mod thumbs_db;

use std::path::Path;

use crate::blocks::{self, Found};
use crate::error::{Error, Limit, Malformed, Place};
use crate::input::{Input, Span};
use crate::model::{Field, FieldId, SidecarKind, Value};

pub use names::Folders;

/// Largest file that is read. `Thumbs.db` holds pictures.
const LARGEST: u64 = 64 << 20;

/// What kind of file beside photos a name promises.
#[must_use]
pub fn kind(path: &Path) -> Option<SidecarKind> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    Some(match (name.as_str(), path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).as_deref()) {
        (_, _) if name.starts_with("._") => SidecarKind::AppleDouble,
        (".ds_store", _) => SidecarKind::DsStore,
        ("thumbs.db" | "ehthumbs.db" | "ehthumbs_vista.db", _) => SidecarKind::ThumbsDb,
        ("desktop.ini", _) => SidecarKind::DesktopIni,
        (_, Some("json")) => SidecarKind::Takeout,
        (_, Some("aae")) => SidecarKind::Adjustments,
        (_, Some("xmp")) => SidecarKind::Xmp,
        (_, Some("thm")) => SidecarKind::Thumbnail,
        _ => return None,
    })
}

/// What such a file says; a `.THM` is a picture and is read as one.
///
/// # Errors
/// [`Malformed::Sidecar`] where it is not what its name says, [`Limit::BlockBytes`] where it is too large.
pub fn read(kind: SidecarKind, input: &Input<'_>) -> Result<Vec<Field>, Error> {
    let most = if kind == SidecarKind::ThumbsDb { LARGEST } else { input.limits().block_bytes };
    if input.len() > most {
        return Err(Error::limit(Limit::BlockBytes, Place::at(0)));
    }
    let mut bytes = vec![0; usize::try_from(input.len()).unwrap_or(0)];
    input.read_exact_at(0, &mut bytes)?;
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
        SidecarKind::ThumbsDb => thumbs_db::read(bytes, &mut found),
        SidecarKind::DsStore => ds_store::read(&bytes, &mut found),
        SidecarKind::DesktopIni => desktop_ini::read(&bytes, &mut found),
        SidecarKind::Thumbnail => None,
    };
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

/// Says a text; an empty one, too, because its name may say something.
fn say(found: &mut Found<'_>, at: usize, kind: SidecarKind, path: &str, text: &str) {
    found.push(at, "", FieldId::Sidecar(kind, path.to_owned()), Value::Text(blocks::beginning(text.trim()).to_owned()));
}

/// The bytes of a span that a file declares in 32 bits.
fn declared(bytes: &[u8], start: u32, len: u32) -> Option<&[u8]> {
    let span = Span::new(u64::from(start), u64::from(len));
    bytes.get(usize::try_from(span.start).ok()?..usize::try_from(span.end()).ok()?)
}

#[cfg(test)]
mod tests;
