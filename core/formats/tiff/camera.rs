//! What dcraw and LibRaw take for a raw picture from outside its own directory: what any directory of the file says
//! last, and what they themselves know about a camera by its name.

use crate::base::{Error, Input, Span};
use crate::containers::tiff::{Directory, File};

/// The meaning of pixels (DNG 1.7.1.0, PhotometricInterpretation): a colour filter array, or linear raw.
const FILTER_ARRAY: u64 = 32_803;
const LINEAR: u64 = 34_892;

/// Rows and columns of the smallest picture that LibRaw develops.
const SMALLEST: u64 = 22;

/// Whether raw converters remember what a directory says, whatever its own picture is: levels, matrices, white balance,
/// the active area, and the opcodes that turn 8 bits of lossy JPEG into 16.
pub(super) fn remember(directory: &Directory) -> bool {
    directory
        .entries
        .iter()
        .any(|entry| matches!(entry.tag, 0xC618..=0xC61E | 0xC621..=0xC624 | 0xC627..=0xC629 | 0xC68D | 0xC68E | 0xC741))
}

/// Whether the name of the camera decides how a converter develops the picture. With another name, its edges or colours
/// would be different, and a name with the same effect would reveal the camera.
///
/// Directories are passed with only the entries that stay: all that do, and those whose picture does.
pub(super) fn decides(input: &Input<'_>, file: &File, stays: &[&Directory], shown: &[&Directory]) -> Result<bool, Error> {
    let camera = Camera::read(input, file)?;
    let has_matrix = stays.iter().any(|visible| [0xC621, 0xC622].iter().any(|&tag| visible.find(tag).is_some()));
    let has_note = [0x927C, 0xC634].iter().any(|&tag| file.directories.iter().any(|directory| directory.find(tag).is_some()));
    for raw in shown {
        let number = |tag| file.number(input, raw, tag);
        let whole = (number(0x0100)?.unwrap_or(0), number(0x0101)?.unwrap_or(0));
        if whole.0.min(whole.1) < SMALLEST {
            continue;
        }
        let means = number(0x0106)?.unwrap_or(0);
        let coloured = means == FILTER_ARRAY || means == LINEAR && number(0x0115)?.unwrap_or(1) >= 3;
        if coloured && !has_matrix && camera.has_colours() {
            return Ok(true);
        }
        let active = raw.find(0xC68D).map(|entry| file.numbers(input, entry)).transpose()?.flatten();
        let size = match active.as_deref() {
            Some([top, left, bottom, right]) => (right.saturating_sub(*left), bottom.saturating_sub(*top)),
            _ => whole,
        };
        if (coloured || means == LINEAR) && camera.has_edges(whole.0, size, means == FILTER_ARRAY, has_note) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A camera's name as LibRaw reads it, in lower case.
#[derive(Debug)]
struct Camera {
    maker: String,
    model: String,
}

impl Camera {
    /// From Make and Model; without a model, from UniqueCameraModel, whose first word is the maker.
    fn read(input: &Input<'_>, file: &File) -> Result<Self, Error> {
        let text = |tag: u16| -> Result<String, Error> {
            /// LibRaw reads no more.
            const MOST: u64 = 64;
            let Some(span) = file.directories.iter().find_map(|directory| directory.find(tag)?.value) else {
                return Ok(String::new());
            };
            let bytes = input.bytes(Span::new(span.start, span.len.min(MOST)))?;
            let text = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
            Ok(String::from_utf8_lossy(text).trim().to_lowercase())
        };
        let (maker, model) = (text(0x010F)?, text(0x0110)?);
        if !model.is_empty() {
            let rest = model.strip_prefix(&maker).filter(|_| !maker.is_empty()).map(|rest| rest.trim().to_owned());
            return Ok(Self { model: rest.filter(|rest| !rest.is_empty()).unwrap_or(model), maker });
        }
        let unique = text(0xC614)?;
        let (first, rest) = unique.split_once(' ').unwrap_or((&unique, ""));
        let maker = if first.is_empty() { maker } else { first.to_owned() };
        Ok(Self { maker, model: rest.trim().to_owned() })
    }

    /// Whether converters have special colours for the maker's cameras.
    fn has_colours(&self) -> bool {
        #[rustfmt::skip]
        const MAKERS: &[&str] = &[
            "agfa", "apple", "broadcom", "canon", "casio", "contax", "dji", "epson", "fuji", "gitup", "gopro", "hasselblad", "imacon",
            "kodak", "konica", "leaf", "leica", "logitech", "mamiya", "matrix", "micron", "minolta", "motorola", "nikon", "nokia",
            "olympus", "om digital", "omnivis", "panasonic", "parrot", "pentax", "phase one", "phaseone", "photron", "pixelink",
            "polaroid", "raspberry", "red", "ricoh", "rollei", "samsung", "sigma", "sinar", "sony", "xiaomi", "yi", "yuneec", "zeiss",
        ];
        MAKERS.iter().any(|maker| self.maker.contains(maker))
    }

    /// Whether LibRaw cuts the edges in a special way.
    fn has_edges(&self, width: u64, active: (u64, u64), filtered: bool, has_note: bool) -> bool {
        let is = |maker: &str| self.maker.contains(maker);
        let pentax = is("pentax") || is("ricoh") && self.model.starts_with("pentax");
        match () {
            () if is("leica") && self.model == "sl2" => true,
            () if is("leica") && self.model == "sl3" => [9536, 7424, 5312].contains(&width),
            () if is("leica") => self.model.starts_with("q2 mono"),
            () if is("panasonic") => self.model == "dmc-lx100",
            () if is("sony") => [3984, 4288, 5504].contains(&width) || width == 4928 && active.1 < 3280,
            () if filtered && (pentax || is("samsung")) && [(3936, 2624), (4864, 3136)].contains(&active) => true,
            // A maker note says which of them it is.
            () if filtered && pentax => has_note && matches!(active.0, 4352 | 4736 | 4960..=5100 | 6080 | 6304),
            () => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_cameras_have_edges_or_colours_of_their_own() {
        let camera = |maker: &str, model: &str| Camera { maker: maker.to_owned(), model: model.to_owned() };
        let edges = |maker, model, width, height| camera(maker, model).has_edges(width, (width, height), true, true);
        assert!(edges("leica camera ag", "sl2", 8400, 5600) && !edges("leica camera ag", "m10", 8400, 5600));
        assert!(edges("sony", "nex-5n", 4928, 3276) && !edges("sony", "xq-ct54", 4032, 3024));
        assert!(edges("pentax", "k10d", 3936, 2624) && edges("ricoh imaging company, ltd.", "pentax k-70", 6080, 4032));
        assert!(!camera("pentax", "k-70").has_edges(6080, (6080, 4032), true, false));
        assert!(
            camera("canon", "eos 6d").has_colours() && !camera("camera", "").has_colours() && !camera("cam", "").has_colours()
        );
    }
}
