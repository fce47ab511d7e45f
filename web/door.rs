//! What the page's workers call.

use js_sys::{Array, JSON, Object, Reflect};
use untrace_words::{Counted, Lang};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Blob;

use crate::blobs::{Opened, alone, whole_number};
use crate::look;
use crate::previews::{self, Pixels};

/// What became of a file of this name: an object with what is said about it, and its copy, if it has one, as `copy`.
///
/// # Errors
/// If the browser does not hand out the file.
#[wasm_bindgen]
pub fn clean(file: &Blob, name: &str) -> Result<Object, JsValue> {
    let opened = Opened::new(file).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let (examined, copy) = look::clean(&opened, name, &opened);
    let text = serde_json::to_string(&examined).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let result = Object::from(JSON::parse(&text)?);
    Reflect::set(&result, &"copy".into(), &copy.map_or(JsValue::NULL, JsValue::from))?;
    Ok(result)
}

/// The previews inside a file that are pictures in their own right, as files of their own.
///
/// # Errors
/// If the browser does not hand out the file.
#[wasm_bindgen]
pub fn previews(file: &Blob) -> Result<Array, JsValue> {
    let opened = Opened::new(file).map_err(|error| JsValue::from_str(&error.to_string()))?;
    Ok(previews::coded(&opened).iter().filter_map(|bytes| alone(bytes)).collect())
}

/// What a preview shows, compared with its picture; both as their width and the four bytes of each point: an object with a
/// word, and what is said about it.
///
/// # Errors
/// None that a browser knows.
#[wasm_bindgen]
pub fn compare(picture_width: u32, picture: &[u8], preview_width: u32, preview: &[u8]) -> Result<JsValue, JsValue> {
    let picture = Pixels { width: picture_width, bytes: picture };
    let preview = Pixels { width: preview_width, bytes: preview };
    let text = serde_json::to_string(&previews::compared(picture, preview));
    JSON::parse(&text.map_err(|error| JsValue::from_str(&error.to_string()))?)
}

/// A sentence with counts, in a language.
///
/// # Errors
/// If there is none of that name with so many numbers.
#[wasm_bindgen]
pub fn say(language: &str, what: &str, numbers: &[f64]) -> Result<String, JsValue> {
    let words = Lang::of_code(language).unwrap_or_default().one_file();
    let numbers: Option<Vec<u64>> = numbers.iter().map(|number| whole_number(*number)).collect();
    let counted = numbers.and_then(|numbers| Counted::read(what, &numbers)).ok_or_else(|| JsValue::from_str(what))?;
    Ok(words.counted(counted))
}
