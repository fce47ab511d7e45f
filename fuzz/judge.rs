//! The copy of a file, judged by what the program promises and not only by its own judge: nothing is left to take out of it, a
//! second cleaning changes nothing, parsers of others see no more than we do, and no removed text is found, coded data included.

use untrace_core::base::{Error, Input, Limit, Span};
use untrace_core::formats::{self, AnyScan, Planned};
use untrace_core::model::{FieldId, FormatKind, KEEPABLE, Keep, Value};
use untrace_core::policy::{self, Treatment};
use untrace_core::sniff::{self, Sniffed};
use untrace_core::verify::{self, Depth, Doubt, Original};

use crate::{decide_keeping, scan, write};

/// So many bytes of a removed text stand nowhere by chance; of longer ones, so much is looked for.
const TEXT: std::ops::RangeInclusive<usize> = 12..=16;

/// Describes `bytes` as a file of `format`; where they are one, their copy is judged, once with nothing kept and once with all
/// that can be. Bytes that the program would take for something else only have to be described.
pub fn judge(format: FormatKind, bytes: &[u8]) {
    let input = Input::from_bytes(bytes);
    let Ok(first) = scan(format, bytes) else { return };
    if sniff::look(&input).ok() != Some(Sniffed::Format(first.format())) {
        let _ = decide_keeping(&first, Keep::NOTHING);
        return;
    }
    // As the program does: before the copy is written.
    let Ok(asks) = verify::asks(&input, &first) else { return };
    let Ok(first) = (if asks { verify::decoded(&input, first) } else { Ok(first) }) else { return };
    for keep in [Keep::NOTHING, Keep::these(KEEPABLE)] {
        if let Ok(plan) = decide_keeping(&first, keep) {
            judge_copy(&input, bytes, &first, keep, plan);
        }
    }
}

/// As [`judge`], for what the program takes `bytes` for.
pub fn judge_any(bytes: &[u8]) {
    if let Ok(Sniffed::Format(format)) = sniff::look(&Input::from_bytes(bytes)) {
        judge(format, bytes);
    }
}

fn judge_copy(input: &Input<'_>, bytes: &[u8], first: &AnyScan, keep: Keep, plan: Planned) {
    let copy = write(bytes, &plan.edits);
    assert_eq!(plan.is_empty, copy == bytes, "an empty plan changes nothing, any other changes something");

    let second = match scan(first.format(), &copy) {
        // The copy is shorter, and so has less of it: a refusal.
        Err(Error::Limit { what: Limit::Work | Limit::Memory, .. }) => return,
        second => second.expect("the copy can be read"),
    };
    let again = decide_keeping(&second, keep).expect("the copy is not refused");
    assert!(again.removed.is_empty(), "left in the copy: {:?}", again.removed);
    assert!(again.is_empty, "the copy would be changed again: {:?}", again.edits);
    assert_eq!(write(&copy, &again.edits), copy);

    let original = Original { keep, values: plan.values.clone(), ..Original::new(input, first) };
    match verify::verify(&original, &Input::from_bytes(&copy), Depth::Always) {
        Ok(()) => nothing_left(&plan, first, &second, &copy),
        // A refusal: what was taken out is, by chance or not, a part of what has to stay.
        Err(Doubt::Needle { .. }) => {}
        Err(Doubt::Unreadable(Error::Limit { .. })) => {}
        // A refusal: the verifier's own grammar has no place for what a file of this form could say.
        Err(Doubt::Unexplained { .. }) => {}
        // Another parser may not know this form of a file, which is a refusal, too. What it reads, it has to read as we do.
        Err(Doubt::SecondEyes { sees, .. }) if is_unread(&sees) => {}
        Err(doubt) => panic!("{doubt:?}"),
    }
}

/// Whether a parser of others says that it cannot read a file, rather than what it reads.
fn is_unread(sees: &str) -> bool {
    !["a segment", "another ", "bytes behind", "an Exif block"].iter().any(|seen| sees.starts_with(seen)) && sees.contains(' ')
}

/// No text that went stands in the copy. In the picture itself anything may stand, but only a decoder knows where that ends.
fn nothing_left(plan: &Planned, first: &AnyScan, second: &AnyScan, copy: &[u8]) {
    // What is kept may have stood in two places, and of another category in one of them.
    if !plan.values.is_empty() {
        return;
    }
    let format = formats::of(first.format());
    // What is written anew is what its values are composed to, or the plan were not empty: such a text stands in them by chance.
    let composed = |id: &FieldId| policy::rule(id).treatment != Treatment::Stay;
    let decoded = |id: &FieldId| (format.is_coded)(id) && (!(format.has_end)(id) || first.is_decoded());
    for finding in &plan.removed {
        let Value::Text(text) = &finding.value else { continue };
        let text: String = text.chars().take(*TEXT.end()).collect();
        if text.len() < *TEXT.start() || is_monotonous(&text) {
            continue;
        }
        for at in memchr::memmem::find_iter(copy, &text) {
            let span = Span::new(at as u64, text.len() as u64);
            // One that two regions have a part of is made by their being neighbours.
            let own = second.regions().into_iter().find(|(region, _)| region.start <= span.start && span.end() <= region.end());
            let Some((region, id)) = own else { continue };
            assert!(composed(id) || decoded(id), "{text:?} of {:?} is left at {at}, in {id:?} at {region:?}", finding.id);
        }
    }
}

/// A text of one or two characters stands in any picture of one colour.
fn is_monotonous(text: &str) -> bool {
    let mut bytes = text.as_bytes().to_vec();
    bytes.sort_unstable();
    bytes.dedup();
    bytes.len() < 3
}
