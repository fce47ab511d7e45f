//! What has to hold for every input, whatever the format. The targets call it.

use untrace_core::base::{Error, Input, Malformed};
use untrace_core::edit::EditList;
use untrace_core::formats::{self, AnyScan, Planned};
use untrace_core::model::{FormatKind, Keep};

/// Scans `bytes`; where that works, the description has to be sound.
pub fn scan(format: FormatKind, bytes: &[u8]) -> Result<AnyScan, Error> {
    let input = Input::from_bytes(bytes);
    let scan = (formats::of(format).scan)(&input)?;
    let (regions, fields) = (scan.regions(), scan.fields());
    assert!(scan.is_total(), "the regions do not tile the file");
    assert_eq!(regions.last().map_or(0, |(span, _)| span.end()), bytes.len() as u64);
    // One more than the limit: the field that says that there were more.
    assert!(fields.len() <= input.limits().fields + 1, "{} fields", fields.len());
    assert!(fields.is_sorted_by_key(|field| field.region), "fields are not in the order of their regions");
    assert!(fields.last().is_none_or(|last| last.region < regions.len()), "a field without a region");
    Ok(scan)
}

/// Plans; a scan may be refused for what it holds, but never left without a decision.
pub fn decide(scan: &AnyScan) -> Result<Planned, Error> {
    decide_keeping(scan, Keep::NOTHING)
}

/// The same where something is to be kept.
pub fn decide_keeping(scan: &AnyScan, keep: Keep) -> Result<Planned, Error> {
    let decided = scan.plan(keep);
    if let Err(error @ Error::Malformed { what: Malformed::Undecided, .. }) = &decided {
        panic!("{error:?}");
    }
    decided
}

/// What the writer would write.
pub fn write(bytes: &[u8], edits: &EditList) -> Vec<u8> {
    let copy = edits.apply(bytes).expect("the edits lie in the file");
    assert_eq!(copy.len() as u64, edits.output_len());
    copy
}
