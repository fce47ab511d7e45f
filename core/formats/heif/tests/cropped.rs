//! What a crop hides is told, and stays.

use super::*;
use crate::model::{Category, Crop};

/// A file whose picture has this size, and these other properties.
fn sized(width: u32, height: u32, others: &[Vec<u8>]) -> File {
    let mut file = file();
    let size = [&[0; 4][..], &width.to_be_bytes(), &height.to_be_bytes()].concat();
    file.properties[0] = boxed(b"ispe", &size);
    others.iter().fold(file, |file, property| file.property(property.clone()))
}

fn aperture(numbers: [i32; 8]) -> Vec<u8> {
    boxed(b"clap", &numbers.into_iter().flat_map(i32::to_be_bytes).collect::<Vec<_>>())
}

/// Of a picture in whole pixels, with its middle there.
fn middle(width: i32, height: i32) -> Vec<u8> {
    aperture([width, 1, height, 1, 0, 1, 0, 1])
}

/// What a file hides; it stays as it is, and is clean.
fn hidden(file: &File) -> Option<Crop> {
    let bytes = file.bytes();
    let plan = clean(FormatKind::Heif, &bytes).unwrap().plan;
    assert!(plan.is_empty, "{:?}", plan.removed);
    assert!(plan.needed.iter().all(|found| found.category == Category::Preview && found.crop().is_some()), "{:?}", plan.needed);
    assert!(plan.needed.len() <= 1);
    plan.needed.first().and_then(crate::plan::Finding::crop)
}

fn crop(shown: (u32, u32), whole: (u32, u32)) -> Option<Crop> {
    Some(Crop { shown, whole })
}

/// Phones that crop without coding anew write this: nobody was told that the rest is still there.
#[test]
fn what_an_aperture_hides_is_told() {
    assert_eq!(hidden(&sized(4000, 3000, &[middle(1200, 900)])), crop((1200, 900), (4000, 3000)));
    let left = aperture([1200, 1, 3000, 1, -1400, 1, 0, 1]);
    assert_eq!(hidden(&sized(4000, 3000, &[left])), crop((1200, 3000), (4000, 3000)));
    assert_eq!(hidden(&sized(4000, 3000, &[])), None);
}

#[test]
fn a_picture_is_told_the_way_up_that_it_is_shown() {
    let turned = boxed(b"irot", &[1]);
    assert_eq!(hidden(&sized(4000, 3000, &[middle(1200, 900), turned.clone()])), crop((900, 1200), (3000, 4000)));
    assert_eq!(hidden(&sized(4000, 3000, &[turned, middle(1200, 900)])), crop((1200, 900), (3000, 4000)));
    let twice = [middle(3900, 2900), middle(100, 100)];
    assert_eq!(hidden(&sized(4000, 3000, &twice)), crop((100, 100), (4000, 3000)));
}

#[test]
fn padding_and_an_aperture_around_everything_are_not_told() {
    for (width, height, aperture) in [
        (4000, 3000, middle(4000, 3000)),
        (4000, 3000, middle(9000, 9000)),
        (4032, 3024, middle(4000, 3000)),
        (64, 64, middle(1, 1)),
        (1921, 1081, aperture([1920, 1, 1080, 1, -1, 2, -1, 2])),
    ] {
        assert_eq!(hidden(&sized(width, height, &[aperture])), None, "{width} x {height}");
    }
    assert_eq!(hidden(&sized(4000, 3000, &[middle(3936, 3000)])), crop((3936, 3000), (4000, 3000)));
}

/// A grid of tiles fills up its last ones, up to a tile; a crop hides more.
#[test]
fn what_a_grid_hides_of_its_tiles_is_told() {
    let grid = |width: u16, height: u16, tile: u32| {
        let [w, h] = [width, height].map(u16::to_be_bytes);
        let data = [&[0, 0, 0, 1][..], &w, &h].concat();
        let mut file = sized(width.into(), height.into(), &[]);
        file.items = vec![Item { method: 1, properties: vec![1], ..item(b"grid", &data) }];
        let size = [&[0; 4][..], &tile.to_be_bytes(), &tile.to_be_bytes()].concat();
        file.properties.push(boxed(b"ispe", &size));
        let part = || Item { hidden: true, properties: vec![3, 2], ..item(b"unci", PICTURE) };
        file.with(part()).with(part()).refers(b"dimg", 1, &[2, 3])
    };
    assert_eq!(hidden(&grid(1000, 500, 512)), None);
    assert_eq!(hidden(&grid(513, 1, 512)), None);
    assert_eq!(hidden(&grid(901, 1, 896)), None);
    assert_eq!(hidden(&grid(2100, 300, 2000)), crop((2100, 300), (4000, 2000)));
}

/// The picture that a viewer shows first comes first.
#[test]
fn another_picture_is_told_if_the_first_is_whole() {
    let mut two = sized(4000, 3000, &[]).with(Item { properties: vec![1, 2, 3], ..item(b"unci", b"second") });
    two.properties.push(middle(1200, 900));
    let group = full(b"altr", 0, &[0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2]);
    let two = File { inside: boxed(b"grpl", &group), ..two };
    assert_eq!(hidden(&two), crop((1200, 900), (4000, 3000)));
    let mut both = two;
    both.properties.push(middle(200, 100));
    both.items[0].properties.push(4);
    assert_eq!(hidden(&both), crop((200, 100), (4000, 3000)));
}

/// What goes hides nothing.
#[test]
fn a_thumbnail_that_goes_is_not_told() {
    let mut file =
        sized(4000, 3000, &[]).with(Item { properties: vec![1, 2, 3], ..item(b"unci", b"small") }).refers(b"thmb", 2, &[1]);
    file.properties.push(middle(1200, 900));
    let plan = clean(FormatKind::Heif, &file.bytes()).unwrap().plan;
    assert!(plan.needed.is_empty() && !plan.removed.is_empty());
}

#[test]
fn a_file_that_hides_something_is_refused_if_that_is_asked_for() {
    use crate::{CropGuard, Error, Options, Reason};
    let options = Options::default().trust_codecs(["unci".parse().unwrap()]);
    let bytes = sized(4000, 3000, &[middle(1200, 900)]).bytes();
    let cleaned = crate::clean(&bytes, &options).unwrap();
    assert_eq!((cleaned.bytes == bytes, cleaned.needed.len()), (true, 1));
    assert_eq!(crate::check(&bytes).unwrap().needed[0].crop(), crop((1200, 900), (4000, 3000)));
    match crate::clean(&bytes, &options.crop_guard(CropGuard::Refuse)) {
        Err(Error::Refused(Reason::Unsupported { what: Unsupported::Cropped(shown, whole), .. })) => {
            assert_eq!((shown, whole), ((1200, 900), (4000, 3000)));
        }
        other => panic!("{other:?}"),
    }
    let whole = sized(4000, 3000, &[middle(4000, 3000)]).bytes();
    assert!(crate::clean(&whole, &options.crop_guard(CropGuard::Refuse)).is_ok());
}
