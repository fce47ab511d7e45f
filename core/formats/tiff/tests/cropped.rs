//! What converters hide of a raw photo is told, and stays.

use super::*;
use crate::model::Crop;

/// What a raw picture of so many columns and one row of strips hides, with these tags.
fn hidden(more: &[Entry]) -> Option<Crop> {
    const WIDTH: u32 = 400;
    const LENGTH: u32 = 300;
    let mut raw = vec![(0x100, 4, 1, WIDTH), (0x101, 4, 1, LENGTH), (0x102, 3, 1, 8), (0x103, 3, 1, 1), (0x106, 3, 1, 32_803)];
    raw.extend([(0x111, 4, 1, 1000), (0x115, 3, 1, 1), (0x116, 4, 1, LENGTH), (0x117, 4, 1, WIDTH * LENGTH)]);
    raw.extend([(0xFE, 4, 1, 0), (0x828D, 3, 2, 0x0002_0002), (0x828E, 1, 4, 0x0201_0100), (0xC61D, 3, 1, 255)]);
    raw.extend(more);
    raw.sort_unstable();
    let root = [(0xFE, 4, 1, 1), (0x14A, 4, 1, 300), (0xC612, 1, 4, 0x0104), (0xC614, 2, 7, 600)];
    let bytes = Builder::new()
        .directory(8, &root, 0)
        .directory(300, &raw, 0)
        .bytes(600, b"Camera\0")
        // Numbers of ActiveArea, and of DefaultUserCrop.
        .bytes(620, &[8_u32, 16, 300, 400].map(u32::to_le_bytes).concat())
        .bytes(640, &[100_u32, 100, 200, 200].map(u32::to_le_bytes).concat())
        .bytes(660, &[1_u32, 4, 1, 4, 3, 4, 3, 4].map(u32::to_le_bytes).concat())
        .bytes(1000, &vec![7; (WIDTH * LENGTH) as usize]);
    let plan = testing::clean(FormatKind::Dng, &bytes.0).unwrap().plan;
    assert!(plan.removed.iter().all(|found| found.crop().is_none()));
    plan.needed.first().and_then(crate::plan::Finding::crop)
}

/// Width and height of a default crop, as a pair of short numbers.
fn default_crop(width: u32, height: u32) -> Entry {
    (0xC620, 3, 2, height << 16 | width)
}

const ACTIVE: Entry = (0xC68D, 4, 4, 620);
const SMALL: Entry = (0xC68D, 4, 4, 640);
const USER_CROP: Entry = (0xC7B5, 5, 4, 660);

#[test]
fn what_a_default_crop_hides_is_told() {
    let crop = |shown, whole| Some(Crop { shown, whole });
    assert_eq!(hidden(&[default_crop(200, 100)]), crop((200, 100), (400, 300)));
    assert_eq!(hidden(&[ACTIVE, default_crop(200, 100)]), crop((200, 100), (384, 292)));
    assert_eq!(hidden(&[USER_CROP]), crop((200, 150), (400, 300)));
    assert_eq!(hidden(&[ACTIVE, USER_CROP, default_crop(360, 280)]), crop((180, 140), (384, 292)));
    assert_eq!(hidden(&[SMALL]), crop((100, 100), (400, 300)));
}

#[test]
fn margins_of_a_sensor_are_not_told() {
    assert_eq!(hidden(&[]), None);
    assert_eq!(hidden(&[ACTIVE]), None);
    assert_eq!(hidden(&[ACTIVE, default_crop(368, 276)]), None);
}
