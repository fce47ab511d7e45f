//! What `image` decodes.

use image::ImageFormat;

use super::*;

const STILL: &[u8] = include_bytes!("../../../../fixtures/webp/lossless.webp");
const MOVING: &[u8] = include_bytes!("../../../../fixtures/webp/animated-lossless.webp");

fn are_same(one: &[u8], other: &[u8]) -> bool {
    same_pixels(&Input::from_bytes(one), &Input::from_bytes(other), Some(ImageFormat::WebP)).is_ok()
}

#[test]
fn a_still_picture_is_compared_as_one() {
    assert!(are_same(STILL, STILL));
    assert!(!are_same(STILL, include_bytes!("../../../../fixtures/webp/lossy.webp")));
    assert!(!are_same(STILL, b"RIFF"));
}

/// Each frame, and how long it is shown.
#[test]
fn all_frames_of_a_moving_picture_are_compared() {
    let mut slower = MOVING.to_vec();
    let last = slower.windows(4).rposition(|kind| kind == b"ANMF").unwrap();
    slower[last + 8 + 12] ^= 0x40;
    assert!(are_same(MOVING, MOVING) && !are_same(MOVING, &slower));
}
