//! What has to hold for every input, whatever the format. The targets call it.

mod judge;

pub use judge::{judge, judge_any};

use untrace_core::base::{Error, Input, Malformed, Span};
use untrace_core::codecs::Mark;
use untrace_core::edit::EditList;
use untrace_core::formats::{self, AnyScan, Planned};
use untrace_core::model::{FormatKind, Keep};

/// Scans `bytes`; where that works, the description has to be sound.
pub fn scan(format: FormatKind, bytes: &[u8]) -> Result<AnyScan, Error> {
    let input = Input::from_bytes(bytes);
    let scan = (formats::of(format).scan)(&input)?;
    assert!(input.budget().left(0).is_ok(), "described beyond its budget");
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

/// Marks what a walker finds, in the bytes and in their copy: the same spans in order, in the copy stuffed already, and
/// nothing said of them.
pub fn marks(bytes: &[u8], walk: impl Fn(&Input<'_>, &mut Vec<Mark>) -> Result<(), Error>) {
    let found = |bytes: &[u8]| {
        let mut marks = Vec::new();
        walk(&Input::from_bytes(bytes), &mut marks).map(|()| marks)
    };
    let Ok(marks) = found(bytes) else { return };
    let mut copy = bytes.to_vec();
    let mut at = 0;
    for Mark { span, stuffing, .. } in &marks {
        let (start, end) = (usize::try_from(span.start).expect("in memory"), usize::try_from(span.end()).expect("in memory"));
        assert!(at <= start && start < end && end <= copy.len(), "{span:?}");
        at = end;
        let (head, rest) = copy[start..end].split_at_mut(stuffing.head.len());
        head.copy_from_slice(&stuffing.head);
        rest.fill(stuffing.fill);
    }
    let again = found(&copy).expect("the copy is not refused");
    let spans = |marks: &[Mark]| marks.iter().map(|mark| mark.span).collect::<Vec<Span>>();
    assert_eq!(spans(&marks), spans(&again));
    let input = Input::from_bytes(&copy);
    for mark in &again {
        assert!(mark.stuffing.stands_in(&input, mark.span).expect("in memory") && mark.says.is_empty(), "{mark:?}");
    }
}
