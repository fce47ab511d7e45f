//! Any bytes, taken through every stage but the file system, as whatever they are taken for.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| untrace_fuzz::judge_any(bytes));
