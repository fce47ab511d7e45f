//! What the previews in a photo show, compared with the photo: the browser decodes both, and the core compares them.

use std::collections::BTreeMap;

use serde::Serialize;
use untrace_core::previews::{GrayImage, Shows, lightness, shown};
use untrace_core::{Options, ReadAt, plan};
use untrace_words::Lang;

/// A decoded picture: red, green, blue and opacity of each point, row by row.
#[derive(Debug, Clone, Copy)]
pub struct Pixels<'a> {
    /// Points in a row.
    pub width: u32,
    /// Four bytes for each point.
    pub bytes: &'a [u8],
}

/// What a preview shows.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// The word for programs: `cropped-away`.
    pub shows: &'static str,
    /// The same in words, by the code of the language.
    pub said: BTreeMap<&'static str, &'static str>,
}

/// The previews of a file that are pictures in their own right, as they are coded in it. None of one that is not understood.
#[must_use]
pub fn coded(source: &dyn ReadAt) -> Vec<Vec<u8>> {
    plan(source, &Options::default()).map(|plan| plan.previews()).unwrap_or_default()
}

/// What a preview shows, compared with its picture.
#[must_use]
pub fn compared(picture: Pixels<'_>, preview: Pixels<'_>) -> Compared {
    let shows = match (picture.light(), preview.light()) {
        (Some(picture), Some(preview)) => shown(&picture, &preview),
        _ => Shows::Unknown,
    };
    let said = Lang::ALL.iter().map(|lang| (lang.code(), lang.one_file().preview(shows)));
    Compared { shows: shows.word(), said: said.collect() }
}

impl Pixels<'_> {
    /// How light each point is; `None` if these are not the points of a picture.
    fn light(self) -> Option<GrayImage> {
        let (points, _) = self.bytes.as_chunks::<4>();
        let pixels: Vec<u8> = points.iter().map(|&[red, green, blue, _]| lightness([red, green, blue])).collect();
        let height = u32::try_from(pixels.len()).ok()?.checked_div(self.width)?;
        GrayImage::from_raw(self.width, height, pixels)
    }
}
