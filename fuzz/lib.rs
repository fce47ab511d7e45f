//! What has to hold for every input, whatever the format. The targets call it.

use untrace::edit::{EditList, Piece};
use untrace::error::{Error, Malformed};
use untrace::formats;
use untrace::input::Input;
use untrace::model::Scan;
use untrace::plan::{Plan, plan};
use untrace::policy::Keep;
use untrace::sniff::FormatKind;

/// Scans `bytes`; where that works, the description has to be sound.
pub fn scan(format: FormatKind, bytes: &[u8]) -> Result<Scan, Error> {
    let input = Input::from_bytes(bytes);
    let scan = (formats::of(format).scan)(&input)?;
    assert!(scan.is_total(), "the regions do not tile the file");
    assert_eq!(scan.len, bytes.len() as u64);
    // One more than the limit: the field that says that there were more.
    assert!(scan.fields.len() <= input.limits().fields + 1, "{} fields", scan.fields.len());
    assert!(scan.fields.is_sorted_by_key(|field| field.region), "fields are not in the order of their regions");
    assert!(scan.fields.last().is_none_or(|last| last.region < scan.regions.len()), "a field without a region");
    Ok(scan)
}

/// Plans; a scan may be refused for what it holds, but never left without a decision.
pub fn decide(scan: &Scan) -> Result<Plan, Error> {
    decide_keeping(scan, Keep::NOTHING)
}

/// The same where something is to be kept.
pub fn decide_keeping(scan: &Scan, keep: Keep) -> Result<Plan, Error> {
    let decided = plan(scan, keep);
    if let Err(error @ Error::Malformed { what: Malformed::Undecided, .. }) = &decided {
        panic!("{error:?}");
    }
    decided
}

/// What the writer would write.
pub fn write(bytes: &[u8], edits: &EditList) -> Vec<u8> {
    let mut copy = Vec::new();
    for piece in edits.pieces() {
        match piece {
            Piece::Kept(span) => copy.extend(&bytes[span.start as usize..span.end() as usize]),
            Piece::Written(written) => copy.extend(written),
            Piece::Filled(value, len) => copy.resize(copy.len() + len as usize, value),
        }
    }
    assert_eq!(copy.len() as u64, edits.output_len());
    copy
}
