//! A viewer's reading of each kind of gain map is the same before and after: its flags and numbers by ExifTool, its
//! place and length by the index of pictures, its pixels by another decoder.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use crate::common::{clean, fixtures};
use crate::oracles::oracle;

/// A whole photo with the packet of a map would be kept, and could show what was cropped away.
#[test]
fn a_map_of_another_shape_is_another_picture() {
    let mut photo = std::fs::read(fixtures().join("jpeg/gain-map.jpg")).unwrap();
    let map = memchr::memmem::rfind(&photo, b"\xFF\xD8\xFF").unwrap();
    let frame = map + memchr::memmem::find(&photo[map..], b"\xFF\xC0\0").unwrap();
    photo[frame + 5] += 4;
    let (report, _) = crate::common::clean_bytes(&photo, "shape.jpg");
    let lost = untrace_core::model::FieldId::Jpeg(untrace_core::model::JpegElement::GainMap);
    assert!(report.removed.iter().any(|finding| finding.id == lost), "{:?}", report.outcome);
}

/// Numbers behind the coded data of a map were believed to make it one, and not written: the copy was refused.
#[test]
fn a_map_whose_numbers_stand_behind_its_coded_data_is_another_picture() {
    let photo = std::fs::read(fixtures().join("jpeg/gain-map.jpg")).unwrap();
    let map = memchr::memmem::rfind(&photo, b"\xFF\xD8\xFF").unwrap();
    let packet = map + memchr::memmem::find(&photo[map..], b"http://ns.adobe.com/xap/1.0/").unwrap() - 4;
    let behind = packet + 2 + usize::from(u16::from_be_bytes([photo[packet + 2], photo[packet + 3]]));
    let end = photo.len() - 2;
    assert_eq!(photo[end..], [0xFF, 0xD9]);
    let moved = [&photo[..packet], &photo[behind..end], &photo[packet..behind], &photo[end..]].concat();
    let (report, copy) = crate::common::clean_bytes(&moved, "behind.jpg");
    let copy = copy.unwrap_or_else(|| panic!("{:?}", report.outcome));
    assert_eq!(memchr::memmem::find_iter(&copy, &[0xFF, 0xD8, 0xFF]).count(), 1);
}

/// An index behind the coded data of the picture was believed, and not written: the copy was refused.
#[test]
fn a_map_whose_index_stands_behind_the_coded_data_is_another_picture() {
    let photo = std::fs::read(fixtures().join("jpeg/gain-map.jpg")).unwrap();
    let map = memchr::memmem::rfind(&photo, b"\xFF\xD8\xFF").unwrap();
    let index = memchr::memmem::find(&photo, b"MPF\0").unwrap() - 4;
    let behind = index + 2 + usize::from(u16::from_be_bytes([photo[index + 2], photo[index + 3]]));
    let end = memchr::memmem::rfind(&photo[..map], &[0xFF, 0xD9]).unwrap();
    let moved = [&photo[..index], &photo[behind..end], &photo[index..behind], &photo[end..]].concat();
    let (report, copy) = crate::common::clean_bytes(&moved, "index.jpg");
    let copy = copy.unwrap_or_else(|| panic!("{:?}", report.outcome));
    assert_eq!(memchr::memmem::find_iter(&copy, &[0xFF, 0xD8, 0xFF]).count(), 1);
}

/// A packet behind a signature that nobody knows was believed to make a map, and not written: the copy was refused.
#[test]
fn a_map_whose_packet_nobody_knows_is_another_picture() {
    let mut photo = std::fs::read(fixtures().join("jpeg/gain-map.jpg")).unwrap();
    let map = memchr::memmem::rfind(&photo, b"\xFF\xD8\xFF").unwrap();
    let signature = map + memchr::memmem::find(&photo[map..], b"http://ns.adobe.com/xap/1.0/").unwrap();
    photo[signature] = b'x';
    let (report, copy) = crate::common::clean_bytes(&photo, "signature.jpg");
    let copy = copy.unwrap_or_else(|| panic!("{:?}", report.outcome));
    assert_eq!(memchr::memmem::find_iter(&copy, &[0xFF, 0xD8, 0xFF]).count(), 1);
}

/// What a viewer needs of an HDR photo.
struct Reading {
    /// Number of pictures and the flags and types of each, by ExifTool.
    index: BTreeMap<String, String>,
    /// The numbers of the map, by ExifTool.
    numbers: BTreeMap<String, f64>,
    /// `BaseRenditionIsHDR` and the like.
    words: BTreeMap<String, String>,
    /// ISO 21496-1 metadata of the map, as it is.
    iso: Option<(Vec<u8>, Vec<f32>)>,
    /// The map, decoded.
    pixels: image::DynamicImage,
}

type Tags = BTreeMap<String, String>;

/// The tags of each file in these groups.
fn tags(exiftool: &str, paths: &[PathBuf], groups: &[&str]) -> Vec<Tags> {
    let output = Command::new(exiftool).args(["-j", "-n", "-G1", "-a"]).args(groups).args(paths).output().unwrap();
    let files: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(files.len(), paths.len());
    let text = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of_groups = |file: BTreeMap<String, serde_json::Value>| {
        file.into_iter().filter(|(name, _)| name.contains(':')).map(|(name, value)| (name, text(value))).collect()
    };
    files.into_iter().map(of_groups).collect()
}

/// A photo on the way to its reading.
struct Photo {
    index: Tags,
    map: Vec<u8>,
}

impl Photo {
    fn new(bytes: &[u8], is_copy: bool, mut index: Tags) -> Self {
        let said: Tags = index.extract_if(.., |name, _| name.contains("Container:")).collect();
        // Where the map is and how long must differ, and must be right.
        let number = |index: &mut Tags, name: &str| index.remove(name).unwrap().parse::<usize>().unwrap();
        let (start, len) = (number(&mut index, "MPImage2:MPImageStart"), number(&mut index, "MPImage2:MPImageLength"));
        let first = number(&mut index, "MPImage1:MPImageLength");
        index.retain(|name, _| !name.ends_with("MPImage2") && !name.ends_with("MPImageStart"));
        assert_eq!(bytes[start..start + 3], [0xFF, 0xD8, 0xFF]);
        assert_eq!(bytes[start + len - 2..start + len], [0xFF, 0xD9]);
        // Some writers leave the length of the first picture as it was; a copy has it right.
        assert!(!is_copy || bytes[first - 2..first] == [0xFF, 0xD9]);
        let said = said.into_iter().find(|(name, _)| name.ends_with(":DirectoryItemLength")).map(|(_, said)| said);
        if let (true, Some(said)) = (is_copy, said) {
            assert_eq!(said.rsplit(',').next().unwrap().trim_matches(['[', ']', '"']).parse(), Ok(len), "{said}");
            assert_eq!(start + len, bytes.len());
        }
        let map = bytes[start..start + len].to_vec();
        Self { index, map }
    }

    fn reading(self, of_map: Tags) -> Reading {
        let (mut numbers, mut words) = (BTreeMap::new(), BTreeMap::new());
        for (name, value) in of_map {
            let values: Vec<f64> =
                value.split([',', '[', ']']).filter_map(|text| text.trim().trim_matches('"').parse().ok()).collect();
            match values.as_slice() {
                [] => {
                    words.insert(name, value);
                }
                values => numbers.extend(values.iter().enumerate().map(|(at, value)| (format!("{name}[{at}]"), *value))),
            }
        }
        let Self { index, map } = self;
        let iso = memchr::memmem::find(&map, b"urn:iso:std:iso:ts:21496:-1\0").map(|at| {
            let segment = usize::from(u16::from_be_bytes([map[at - 2], map[at - 1]]));
            // Versions and flags, then fractions: the copy has simpler ones of the same value.
            let (head, fractions) = map[at + 28..at - 2 + segment].split_at(5);
            let word = |bytes: &[u8]| f64::from(i32::from_be_bytes(bytes.try_into().unwrap()));
            let values = fractions.chunks(8).map(|fraction| (word(&fraction[..4]) / word(&fraction[4..])) as f32);
            (head.to_vec(), values.collect())
        });
        let pixels = image::load_from_memory_with_format(&map, image::ImageFormat::Jpeg).unwrap();
        Reading { index, numbers, words, iso, pixels }
    }
}

/// Readings of all photos; ExifTool is started twice, for the photos and for their maps.
fn read(exiftool: &str, photos: Vec<(Vec<u8>, bool)>) -> Vec<Reading> {
    const INDEX: [&str; 5] = ["-MPF0:all", "-MPImage1:all", "-MPImage2:all", "-XMP-GContainer:all", "-XMP-Container:all"];
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str, number: usize, bytes: &[u8]| {
        let path = folder.path().join(format!("{name}-{number}.jpg"));
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let paths: Vec<_> = photos.iter().enumerate().map(|(number, (bytes, _))| written("photo", number, bytes)).collect();
    let photos = photos.into_iter().zip(tags(exiftool, &paths, &INDEX));
    let photos: Vec<Photo> = photos.map(|((bytes, is_copy), index)| Photo::new(&bytes, is_copy, index)).collect();
    let paths: Vec<_> = photos.iter().enumerate().map(|(number, photo)| written("map", number, &photo.map)).collect();
    let maps = tags(exiftool, &paths, &["-XMP-hdrgm:all", "-XMP-HDRGainMap:all", "-XMP-apdi:all"]);
    photos.into_iter().zip(maps).map(|(photo, map)| photo.reading(map)).collect()
}

#[test]
fn a_viewer_reads_each_kind_of_gain_map_as_before() {
    let Some(exiftool) = oracle("EXIFTOOL", "exiftool") else { return };
    let photos = [
        "jpeg/gain-map.jpg",
        "jpeg/gain-map-iso.jpg",
        "jpeg/gain-map-apple.jpg",
        "phone-export/DCIM/Camera/PXL_20240811_200512345.jpg",
    ];
    let mut both = Vec::new();
    for photo in photos {
        let path = fixtures().join(photo);
        let (report, copy) = clean(&path);
        assert!(report.kept.iter().any(|kept| kept == "gain-map"), "{photo}: {:?}", report.kept);
        both.extend([(std::fs::read(&path).unwrap(), false), (copy.unwrap(), true)]);
    }
    let readings = read(&exiftool, both);
    for (photo, pair) in photos.iter().zip(readings.chunks(2)) {
        let [before, after] = pair else { panic!("{photo}") };
        assert!(before.iso.is_some() || !before.numbers.is_empty(), "{photo}");
        assert_eq!(
            (&after.index, &after.numbers, &after.words, &after.iso),
            (&before.index, &before.numbers, &before.words, &before.iso)
        );
        assert!(after.pixels == before.pixels, "{photo}");
    }
}

#[test]
fn a_gain_map_that_nobody_understands_goes_and_is_said() {
    for photo in ["jpeg/gain-map-unknown-version.jpg", "jpeg/gain-map-without-index.jpg"] {
        let (report, copy) = clean(&fixtures().join(photo));
        assert!(report.removed.iter().any(|finding| finding.id.name() == "HDR gain map"), "{photo}: {:?}", report.removed);
        let copy = copy.unwrap();
        assert_eq!(memchr::memmem::find_iter(&copy, &[0xFF, 0xD8, 0xFF]).count(), 1, "{photo}");
        assert!(memchr::memmem::find(&copy, b"hdrgm").is_none(), "{photo}");
    }
}

#[test]
fn what_stands_beside_a_gain_map_goes_and_the_map_stays() {
    let (report, copy) = clean(&fixtures().join("jpeg/gain-map-and-more.jpg"));
    assert!(report.kept.iter().any(|kept| kept == "gain-map"));
    let copy = copy.unwrap();
    assert_eq!(memchr::memmem::find_iter(&copy, &[0xFF, 0xD8, 0xFF]).count(), 2);
    assert!(memchr::memmem::find(&copy, b"MotionPhoto").is_none());
}
