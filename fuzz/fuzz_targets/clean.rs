//! Any bytes, taken through every stage but the file system, twice: what is written has to be clean, and to stay
//! as it is when it is cleaned again. Once with nothing kept, once with all that can be.
#![no_main]

use untrace_core::base::Input;
use untrace_core::formats::AnyScan;
use untrace_core::model::{KEEPABLE, Keep};
use untrace_core::sniff::{Sniffed, look};
use untrace_core::verify::{Depth, Doubt, Original, verify};
use untrace_fuzz::{decide_keeping, scan, write};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let input = Input::from_bytes(bytes);
    let Ok(Sniffed::Format(format)) = look(&input) else { return };
    let Ok(first) = scan(format, bytes) else { return };
    for keep in [Keep::NOTHING, Keep::these(KEEPABLE)] {
        clean(&input, bytes, &first, keep);
    }
});

fn clean(input: &Input<'_>, bytes: &[u8], first: &AnyScan, keep: Keep) {
    let Ok(plan) = decide_keeping(first, keep) else { return };
    let copy = write(bytes, &plan.edits);
    assert_eq!(plan.is_empty, copy == bytes, "an empty plan changes nothing, any other changes something");

    let second = scan(first.format(), &copy).expect("the copy can be read");
    let again = decide_keeping(&second, keep).expect("the copy is not refused");
    assert!(again.removed.is_empty(), "left in the copy: {:?}", again.removed);
    assert!(again.is_empty, "the copy would be changed again: {:?}", again.edits);
    assert_eq!(write(&copy, &again.edits), copy);

    // The program's own judge may turn a copy down because another parser, or a search for removed texts, says so;
    // what was just asserted it has to see as well.
    let original = Original { keep, values: plan.values, ..Original::new(input, first) };
    match verify(&original, &Input::from_bytes(&copy), Depth::Always) {
        Ok(()) | Err(Doubt::SecondEyes { .. } | Doubt::Needle { .. }) => {}
        Err(doubt) => panic!("{doubt:?}"),
    }
}
