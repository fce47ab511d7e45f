//! Any bytes, read as a JPEG file: their copy is judged where they are one.
#![no_main]

use untrace_core::model::FormatKind;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| untrace_fuzz::judge(FormatKind::Jpeg, bytes));
