//! What can be said of any bytes at all.

use proptest::prelude::*;
use untrace::source::OpenFile;
use untrace_core::base::{Input, ReadAt};
use untrace_core::formats;
use untrace_core::sniff::{Sniffed, sniff};

use crate::common::{bytes, clean_in_memory, fixtures, manifest, scan};

/// Files small enough to be changed thousands of times.
fn seeds() -> Vec<Vec<u8>> {
    manifest().iter().map(bytes).filter(|bytes| bytes.len() < 1500 && scan(bytes).is_some()).collect()
}

fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Some(Ok(scan)) = scan(bytes) {
        prop_assert!(scan.is_total());
        let regions = scan.regions().len();
        prop_assert!(scan.fields().iter().all(|field| field.region < regions));
    }
    if let Some(copy) = clean_in_memory(bytes) {
        let again = clean_in_memory(&copy);
        prop_assert!(again.is_some(), "the copy cannot be cleaned");
        prop_assert!(again == Some(copy), "cleaning twice is not cleaning once");
    }
    Ok(())
}

#[test]
fn every_truncation_of_every_small_fixture_is_read_without_a_panic() {
    for seed in seeds() {
        for len in 0..seed.len() {
            holds(&seed[..len]).unwrap();
        }
    }
}

#[test]
fn a_file_is_described_alike_from_memory_and_from_disk() {
    for entry in manifest() {
        let content = bytes(&entry);
        let Some(in_memory) = scan(&content) else { continue };
        let file = OpenFile::open(&fixtures().join(&entry.path)).unwrap().unwrap();
        assert_eq!(file.len(), content.len() as u64);
        let input = Input::from_reader(&file);
        let Sniffed::Format(kind) = sniff(&input.head().unwrap()) else { panic!("{}", entry.path) };
        let on_disk = (formats::of(kind).scan)(&input);
        assert_eq!(format!("{in_memory:?}"), format!("{on_disk:?}"), "{}", entry.path);
    }
}

/// What files begin with, as far as it takes for the rest to be read.
static HEADS: &[&[u8]] = &[
    b"\x89PNG\r\n\x1a\n",
    &[0xFF, 0xD8, 0xFF],
    b"RIFF\xC0\0\0\0WEBPVP8X\x0A\0\0\0\x0C\0\0\0\0\0\0\0\0\0",
    b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02",
    b"\0\0\0\x10ftypisom\0\0\0\0",
    b"\0\0\0\x10ftypqt  \0\0\0\0\0\0\0\x40moov\0\0\0\x38trak",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn partition_is_total_and_cleaning_is_final_for_any_change(
        seed in any::<proptest::sample::Index>(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        thread_local!(static SEEDS: Vec<Vec<u8>> = seeds());
        let mut bytes = SEEDS.with(|seeds| seed.get(seeds).clone());
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        holds(&bytes)?;
    }

    #[test]
    fn partition_is_total_for_anything_behind_a_signature(
        head in proptest::sample::select(HEADS),
        tail in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0xFF), Just(0xD9), Just(0)], 0..200),
    ) {
        holds(&[head, &tail].concat())?;
    }
}

/// Numbers of a gain map stood behind the media data then, and the copy told of data that were not in it.
#[test]
fn media_data_of_any_length_hold_all_that_stays_or_there_is_no_copy() {
    let mut seen = 0;
    for seed in seeds() {
        let Some(at) = seed.windows(4).rposition(|kind| kind == b"mdat").filter(|at| *at >= 4) else { continue };
        let len = u32::from_be_bytes(seed[at - 4..at].try_into().unwrap());
        for shorter in 8..len {
            let mut bytes = seed.clone();
            bytes[at - 4..at].copy_from_slice(&shorter.to_be_bytes());
            holds(&bytes).unwrap();
            seen += 1;
        }
    }
    assert!(seen > 1000, "{seen}");
}
