//! Telemetry in bytes that belong to no sample, and in `free` boxes: dashcams write it between pictures and sound. It
//! is found by how its blocks begin; a few of them are listed, and whether there are more.

use crate::base::{Error, Input, Place, Span};
use crate::blocks::{Found, free_gps, gpmf};
use crate::model::{Field, FieldId, TelemetryElement, TelemetryForm, Value};

/// Most blocks of a form that are listed.
const MOST: usize = 4;
/// Most bytes of a block that are read.
const LONGEST: u64 = 1 << 18;

/// How a form is found: what its blocks contain, how far after their beginning, and who reads them.
struct Form {
    form: TelemetryForm,
    magic: &'static [u8],
    behind: u64,
    read: fn(&[u8], &mut Found<'_>),
}

const FORMS: [Form; 3] = [
    Form { form: TelemetryForm::FreeGps, magic: free_gps::MAGIC, behind: 4, read: free_gps::read },
    Form { form: TelemetryForm::Ligo, magic: b"LIGOGPSINFO", behind: 0, read: unread_ligo },
    Form { form: TelemetryForm::Gpmf, magic: gpmf::MAGIC, behind: 0, read: unread_gpmf },
];

/// What has been reported so far about the bytes of a file that belong to no sample.
#[derive(Debug, Default)]
pub(super) struct Telemetry {
    /// Blocks of each form, up to one more than are listed.
    met: [usize; FORMS.len()],
}

/// Lists the telemetry in a box.
pub(super) fn within(input: &Input<'_>, span: Span, path: &str) -> Result<Vec<Field>, Error> {
    Telemetry::default().within(input, span, path)
}

impl Telemetry {
    /// Lists the telemetry in a span.
    pub(super) fn within(&mut self, input: &Input<'_>, span: Span, path: &str) -> Result<Vec<Field>, Error> {
        let mut fields = Vec::new();
        for (form, met) in FORMS.iter().zip(&mut self.met) {
            let mut rest = span;
            while *met <= MOST
                && let Some(at) = input.find(rest, form.magic)?
            {
                *met = met.saturating_add(1);
                let block = form.block(input, at.saturating_sub(form.behind).max(span.start), span.end())?;
                rest = Span::between(block.end().max(at.saturating_add(form.magic.len() as u64)), span.end());
                if *met > MOST {
                    // One for all others: nobody looks for more.
                    let id = FieldId::Telemetry(form.form, TelemetryElement::Unread);
                    fields.push(Field::new(id, Place::new(block.start, path)));
                } else {
                    (form.read)(&input.bytes(block)?, &mut Found::new(block.start, path, input.limits(), &mut fields));
                }
            }
        }
        Ok(fields)
    }
}

impl Form {
    /// A block that begins there: as long as it says, or up to the next one.
    fn block(&self, input: &Input<'_>, start: u64, end: u64) -> Result<Span, Error> {
        let longest = Span::between(start, end.min(start.saturating_add(LONGEST)));
        if self.behind == 4 && longest.len >= 4 {
            let len = u64::from(u32::from_be_bytes(input.array(start)?));
            return Ok(Span::new(start, if len < 12 { longest.len } else { len.min(longest.len) }));
        }
        let from = Span::between(start.saturating_add(self.magic.len() as u64).min(longest.end()), longest.end());
        let next = input.find(from, self.magic)?;
        Ok(Span::between(start, next.unwrap_or_else(|| longest.end())))
    }
}

/// Its numbers are obfuscated.
fn unread_ligo(block: &[u8], found: &mut Found<'_>) {
    unread(TelemetryForm::Ligo, block, found);
}

/// Its content is listed, and it is a long list with more to say.
fn unread_gpmf(block: &[u8], found: &mut Found<'_>) {
    gpmf::read(block, found);
    unread(TelemetryForm::Gpmf, block, found);
}

fn unread(form: TelemetryForm, block: &[u8], found: &mut Found<'_>) {
    found.push(0, "", FieldId::Telemetry(form, TelemetryElement::Unread), Value::Bytes(block.len() as u64));
}
