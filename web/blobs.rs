//! Files of a browser: read by position, without holding them, and written as slices of an original between fresh bytes.

use std::cell::RefCell;
use std::io;

use js_sys::WebAssembly::Memory;
use js_sys::{Array, Uint8Array};
use untrace_core::base::ReadAt;
use untrace_core::model::FormatKind;
use untrace_core::{EditList, Error, Piece};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, FileReaderSync};

use crate::look::Writer;

/// Files up to this size are read once, whole: asking a browser for a piece costs more than reading a photo.
const WHOLE: u64 = 32 << 20;
/// How much of a larger file is read at a time. A browser keeps what it has read for a worker until that ends, and a film is read
/// here and there: more at a time costs memory, and gains nothing.
const WINDOW: u64 = 64 << 10;
/// How much of one value is written at a time.
const FILLED: u64 = 1 << 20;

/// A file that a person chose, or a copy that is not yet believed.
#[derive(Debug)]
pub(crate) struct Opened {
    blob: Blob,
    reader: FileReaderSync,
    length: u64,
    /// Where the bytes that were read last begin, and they.
    window: RefCell<(u64, Vec<u8>)>,
}

impl Opened {
    /// The whole of a small file, or the beginning of a large one.
    pub(crate) fn new(blob: &Blob) -> io::Result<Self> {
        let length = whole_number(blob.size()).ok_or(io::ErrorKind::InvalidData)?;
        let reader = FileReaderSync::new().map_err(refused)?;
        let opened = Self { blob: blob.clone(), reader, length, window: RefCell::default() };
        let first = opened.read(0, length.min(if length <= WHOLE { WHOLE } else { WINDOW }))?;
        opened.window.replace((0, first));
        Ok(opened)
    }

    /// What somebody makes of all of its bytes, if it is small.
    fn of_whole<T>(&self, make: impl FnOnce(&[u8]) -> T) -> Option<T> {
        let (at, bytes) = &*self.window.borrow();
        (*at == 0 && bytes.len() as u64 == self.length).then(|| make(bytes))
    }

    fn read(&self, at: u64, length: u64) -> io::Result<Vec<u8>> {
        let end = at.checked_add(length).filter(|end| *end <= self.length).ok_or(io::ErrorKind::UnexpectedEof)?;
        let slice = self.slice(at, end).map_err(refused)?;
        let bytes = Uint8Array::new(&JsValue::from(self.reader.read_as_array_buffer(&slice).map_err(refused)?)).to_vec();
        if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    fn slice(&self, at: u64, end: u64) -> Result<Blob, JsValue> {
        self.blob.slice_with_f64_and_f64(number(at), number(end))
    }
}

impl ReadAt for Opened {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_exact_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        let length = buffer.len() as u64;
        let end = at.checked_add(length).filter(|end| *end <= self.length).ok_or(io::ErrorKind::UnexpectedEof)?;
        let mut window = self.window.borrow_mut();
        if at < window.0 || end > window.0.saturating_add(window.1.len() as u64) {
            if length > WINDOW {
                buffer.copy_from_slice(&self.read(at, length)?);
                return Ok(());
            }
            *window = (at, self.read(at, WINDOW.min(self.length.saturating_sub(at)))?);
        }
        let from = usize::try_from(at.saturating_sub(window.0)).map_err(|_| io::ErrorKind::UnexpectedEof)?;
        let bytes = window.1.get(from..).and_then(|rest| rest.get(..buffer.len())).ok_or(io::ErrorKind::UnexpectedEof)?;
        buffer.copy_from_slice(bytes);
        Ok(())
    }
}

impl Writer for Opened {
    type Copy = Blob;

    fn write(
        &self,
        edits: &EditList,
        format: FormatKind,
        believed: &dyn Fn(&dyn ReadAt) -> Result<(), Error>,
    ) -> Result<Option<Blob>, Error> {
        let parts = Array::new();
        if let Some(copy) = self.of_whole(|original| edits.apply(original)) {
            let Some(copy) = copy else { return Ok(None) };
            believed(&copy.as_slice())?;
            parts.push(&seen(&copy));
            return Ok(joined(&parts, format));
        }
        for piece in edits.pieces() {
            match piece {
                Piece::Copied(span) => match self.slice(span.start, span.end()) {
                    Ok(slice) => _ = parts.push(&slice),
                    Err(_) => return Ok(None),
                },
                Piece::Written(bytes) => _ = parts.push(&Uint8Array::from(bytes)),
                Piece::Filled(value, length) => fill(&parts, value, length),
            }
        }
        let Some(copy) = joined(&parts, format) else { return Ok(None) };
        let Ok(written) = Self::new(&copy) else { return Ok(None) };
        believed(&written)?;
        Ok(Some(copy))
    }
}

/// Bytes where they are: whoever is given them takes a copy at once, which is the only one.
fn seen(bytes: &[u8]) -> JsValue {
    let memory = wasm_bindgen::memory().unchecked_into::<Memory>();
    match (u32::try_from(bytes.as_ptr().addr()), u32::try_from(bytes.len())) {
        (Ok(at), Ok(length)) => Uint8Array::new_with_byte_offset_and_length(&memory.buffer(), at, length).into(),
        _ => Uint8Array::from(bytes).into(),
    }
}

/// One value many times, as the same piece again and again.
fn fill(parts: &Array, value: u8, length: u64) {
    let size = u32::try_from(length.min(FILLED)).unwrap_or(0);
    let piece = Uint8Array::new_with_length(size).fill(value, 0, size);
    let mut left = length;
    while left > 0 {
        let next = left.min(u64::from(size));
        parts.push(&piece.subarray(0, u32::try_from(next).unwrap_or(0)));
        left = left.saturating_sub(next);
    }
}

/// Bytes as a file of their own; the browser finds out what they are.
pub(crate) fn alone(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()
}

fn joined(parts: &Array, format: FormatKind) -> Option<Blob> {
    let bag = BlobPropertyBag::new();
    bag.set_type(format.media_type());
    Blob::new_with_blob_sequence_and_options(parts, &bag).ok()
}

/// A file that was changed or taken away in the meantime cannot be read any more.
fn refused(_: JsValue) -> io::Error {
    io::ErrorKind::NotFound.into()
}

/// A length as a browser gives it.
pub(crate) fn whole_number(number: f64) -> Option<u64> {
    /// Numbers up to this are whole (ECMA-262, Number.MAX_SAFE_INTEGER).
    const MOST: f64 = 9_007_199_254_740_991.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
    (0.0..=MOST).contains(&number).then_some(number as u64)
}

/// A position as a browser takes it: no file is as long as numbers are exact.
#[allow(clippy::cast_precision_loss, reason = "it is in range")]
fn number(position: u64) -> f64 {
    position as f64
}
