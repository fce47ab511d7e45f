//! Any bytes, read as each kind of file that stands beside photos.
#![no_main]

use untrace::sidecars;
use untrace_core::base::Input;
use untrace_core::model::SidecarKind;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use SidecarKind::{Adjustments, AppleDouble, DesktopIni, DsStore, Takeout, ThumbsDb, Xmp};
    for kind in [Takeout, Adjustments, Xmp, AppleDouble, ThumbsDb, DsStore, DesktopIni] {
        let input = Input::from_bytes(bytes);
        if let Ok(fields) = sidecars::read(kind, &input) {
            assert!(fields.len() <= input.limits().fields, "{kind:?}: {} fields", fields.len());
        }
    }
});
