//! What a language has to say about what a file tells.

use untrace_core::base::{Coordinate, Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::{Category, Crop};
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

/// What one file tells.
pub trait Facts: Sync {
    /// A number of bytes.
    fn bytes(&self, count: u64) -> String;
    /// The same in short, as large as a disk says it is: `3.1 MB`.
    fn size(&self, bytes: u64) -> String;
    /// What a category tells, as the label of a line: `where`.
    fn category(&self, category: Category) -> &'static str;
    /// What a field is called, if this program named it; names from standards stay as they are.
    fn field<'a>(&self, name: &'a str) -> &'a str;
    /// What becomes of a field, for `untrace fields`.
    fn field_fate(&self, treatment: Treatment, keep: bool) -> &'static str;
    /// `48.8566 N, 2.3522 E, exact to 3 m`.
    fn position(&self, position: &Fix) -> String;
    /// `3 August 2024, 21:07:44`.
    fn moment(&self, moment: &Moment) -> String;
    /// A number with its unit: `1/50 s`, `f/1.8`.
    fn measure(&self, measure: Measure, number: &str) -> String;
    /// The number of marked faces; 0 if nobody says how many.
    fn faces(&self, count: u64) -> String;
    /// Numbers, switches and codes about this that only programs understand.
    fn numbers(&self, category: Category) -> &'static str;
    /// What a part of a file is.
    fn part(&self, part: Part) -> &'static str;
    /// The label of a line about what was not read: `perhaps`.
    fn perhaps_label(&self) -> &'static str;
    /// What unread parts may tell: `where, who: in the maker's own notes, which untrace does not read`.
    fn may_tell(&self, categories: &[Category], parts: &[Part]) -> String;
    /// That a field of this name was not read, and may say it.
    fn perhaps(&self, name: &str) -> String;
    /// What a preview shows.
    fn preview(&self, shows: Shows) -> &'static str;
    /// The label of a line about what a crop hides: `crop`.
    fn crop_label(&self) -> &'static str;
    /// That a crop hides part of the picture, and how large it is.
    fn cropped(&self, crop: Crop) -> String;
    /// A number of small pictures, in a file next to photos.
    fn small_pictures(&self, count: u64) -> String;
    /// That a video is appended to the picture, perhaps with sound.
    fn video(&self, sound: bool) -> &'static str;
    /// That it mentions a video that is somewhere else.
    fn notes_about_video(&self) -> &'static str;
    /// Continues after the name of a file that tells about others: `, about IMG_1.jpg`.
    fn beside(&self, about: &[String]) -> String;
    /// Parts of a line, one after the other: `a; b`.
    fn parts(&self, parts: &[String]) -> String;
    /// A label with what it labels: `When: 3 August 2024`.
    fn labelled(&self, label: &str, said: &str) -> String;
    /// What somebody wrote, between quotation marks.
    fn quoted(&self, text: &str) -> String;
    /// A place in degrees that is half of a position: `48.8566 N`.
    fn coordinate(&self, coordinate: Coordinate) -> String;
}

/// How large a file is, in tenths of the largest unit of which there is one, and which that is: 0 for bytes, 3 for thousands of
/// millions.
pub(crate) fn tenths_of_unit(bytes: u64) -> (u128, usize) {
    let tenths = u128::from(bytes).saturating_mul(10);
    let (mut unit, mut power) = (1_u128, 0_usize);
    while power < 3 && tenths >= unit.saturating_mul(9_995) {
        unit = unit.saturating_mul(1_000);
        power = power.saturating_add(1);
    }
    (tenths.saturating_add(unit / 2).checked_div(unit).unwrap_or(0), power)
}

/// How exact a position is, in as many digits as are true: two at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exact {
    /// To so many metres, and to one at best.
    Metres(u64),
    /// To so many kilometres.
    Kilometres(u64),
}

impl Exact {
    /// From millimetres.
    pub const fn of(millimetres: u64) -> Self {
        let metres = millimetres.saturating_add(500) / 1000;
        match metres {
            0 => Self::Metres(1),
            1..100 => Self::Metres(metres),
            100..1000 => Self::Metres((metres.saturating_add(5) / 10).saturating_mul(10)),
            _ => Self::Kilometres(metres.saturating_add(500) / 1000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Exact::{self, Kilometres, Metres};
    use crate::{English, Facts, French};

    #[test]
    fn sizes_are_those_of_disks() {
        for (bytes, english, french) in [
            (0, "0 bytes", "0\u{a0}octet"),
            (999, "999 bytes", "999\u{a0}octets"),
            (1_500, "1.5 kB", "1,5\u{a0}ko"),
            (999_950, "1.0 MB", "1,0\u{a0}Mo"),
            (3_145_728, "3.1 MB", "3,1\u{a0}Mo"),
            (123_456_789, "123.5 MB", "123,5\u{a0}Mo"),
            (4_500_000_000, "4.5 GB", "4,5\u{a0}Go"),
            (u64::MAX, "18,446,744,073.7 GB", "18\u{202f}446\u{202f}744\u{202f}073,7\u{a0}Go"),
        ] {
            assert_eq!([English.size(bytes), French.size(bytes)], [english, french]);
        }
    }

    #[test]
    fn distances_are_as_round_as_they_are_true() {
        for (millimetres, exact) in [
            (309, Metres(1)),
            (3000, Metres(3)),
            (1855, Metres(2)),
            (30_922, Metres(31)),
            (111_320, Metres(110)),
            (1_113_200, Kilometres(1)),
            (111_320_000, Kilometres(111)),
        ] {
            assert_eq!(Exact::of(millimetres), exact);
        }
    }
}
