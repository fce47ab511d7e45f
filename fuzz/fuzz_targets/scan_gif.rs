//! Any bytes, read as a GIF file.
#![no_main]

use untrace_core::model::FormatKind;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(scan) = untrace_fuzz::scan(FormatKind::Gif, bytes) {
        let _ = untrace_fuzz::decide(&scan);
    }
});
