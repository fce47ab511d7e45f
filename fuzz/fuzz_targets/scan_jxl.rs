//! Any bytes, read as JPEG XL.
#![no_main]

use untrace_core::model::FormatKind;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(scan) = untrace_fuzz::scan(FormatKind::Jxl, bytes) {
        let _ = untrace_fuzz::decide(&scan);
    }
});
