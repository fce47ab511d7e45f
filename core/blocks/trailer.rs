//! Trailers: what programs and makers append to a picture, each in its own form, recognised by how it ends. ExifTool
//! reads the same forms; its tables are the reference. Whatever a reader does not claim to have read is reported as
//! unread.

mod afcp;
mod canon_recipe;
mod content;
mod foto_station;
mod insta360;
mod mie;
mod nikon_app;
mod phones;
mod photo_mechanic;
mod picture;
mod record;
mod records;
mod samsung;
mod tail;

#[cfg(test)]
mod tests;

pub use content::{Content, content};

use crate::base::{Error, Input, Span};
use crate::model::{Field, TrailerForm};
use tail::Tail;

/// A trailer.
#[derive(Debug)]
pub struct Trailer {
    /// Its form.
    pub form: TrailerForm,
    /// Where it is.
    pub span: Span,
    /// What it says, and how much of it was not read.
    pub fields: Vec<Field>,
}

/// Reads a trailer that ends where the span ends, and returns where it begins; `None` if there is none in this form.
type Reader = fn(&mut Tail<'_, '_>) -> Result<Option<u64>, Error>;

/// Forms, recognised by how they end.
const FORMS: [(TrailerForm, &str, Reader); 10] = [
    (TrailerForm::Afcp, "AFCP", afcp::read),
    (TrailerForm::FotoStation, "FotoStation", foto_station::read),
    (TrailerForm::PhotoMechanic, "Photo Mechanic", photo_mechanic::read),
    (TrailerForm::CanonRecipe, "Canon recipe", canon_recipe::read),
    (TrailerForm::Mie, "MIE", mie::read),
    (TrailerForm::Samsung, "SEFT", samsung::read),
    (TrailerForm::Insta360, "Insta360", insta360::read),
    (TrailerForm::NikonApp, "NIKON APP", nikon_app::read),
    (TrailerForm::Vivo, "vivo", phones::read_vivo),
    (TrailerForm::OnePlus, "OnePlus", phones::read_one_plus),
];

/// The trailer at the end of a span.
///
/// # Errors
/// Those of reading the input.
pub fn last(input: &Input<'_>, span: Span) -> Result<Option<Trailer>, Error> {
    for (form, name, read) in FORMS {
        let mut tail = Tail::new(input, span, name);
        if let Some(start) = read(&mut tail)?.filter(|&start| start >= span.start && start < span.end()) {
            let span = Span::between(start, span.end());
            return Ok(Some(Trailer { form, span, fields: tail.told(span)? }));
        }
    }
    Ok(None)
}
