//! What a clean aperture hides of a film is told, and stays.

use super::*;
use crate::model::Crop;

/// What a film hides whose pictures have this size, and of which so much is shown.
fn hidden(size: [u16; 2], shown: [u32; 2]) -> Option<Crop> {
    let mut film = film();
    let entry = film.find(b"vp08");
    entry.head[24..28].copy_from_slice(&size.map(u16::to_be_bytes).concat());
    entry.inner.push(leaf(b"clap", &[shown[0], 1, shown[1], 1, 0, 1, 0, 1].map(u32::to_be_bytes).concat()));
    let bytes = film.bytes();
    let (copy, plan) = cleaned(&bytes).unwrap();
    assert!(copy == bytes && plan.is_empty, "{:?}", plan.removed);
    plan.needed.first().and_then(crate::plan::Finding::crop)
}

#[test]
fn what_an_aperture_hides_of_a_film_is_told() {
    let crop = Some(Crop { shown: (640, 480), whole: (1920, 1080) });
    assert_eq!(hidden([1920, 1080], [640, 480]), crop);
    assert_eq!(hidden([1920, 1088], [1920, 1080]), None);
    // The clean aperture of digitised tape.
    assert_eq!(hidden([720, 576], [703, 576]), None);
    assert_eq!(hidden([1920, 1080], [1920, 1080]), None);
}
