//! What dashcams and action cameras record.

/// A Novatek block, 16 KiB long.
pub(crate) fn free_gps(body: &[u8]) -> Vec<u8> {
    let mut block = [&0x4000_u32.to_be_bytes()[..], b"freeGPS ", &0x3F0_u32.to_le_bytes(), body].concat();
    block.resize(0x4000, 0);
    block
}

/// 12 May 2024, 17:03:12, and 48.8566 N, 2.3522 E.
fn record() -> Vec<u8> {
    let numbers = [17_u32, 3, 12, 24, 5, 12].iter().flat_map(|number| number.to_le_bytes());
    let place = [4851.396_f32, 221.132, 13.5, 90.0].into_iter().flat_map(f32::to_le_bytes);
    numbers.chain(*b"ANE\0").chain(place).collect()
}

/// The same in a block as written by Viofo's A119 V3.
pub(crate) fn viofo() -> Vec<u8> {
    free_gps(&record())
}

/// The same as older ones write it.
pub(crate) fn novatek() -> Vec<u8> {
    free_gps(&[&[0; 32][..], &record()].concat())
}

/// A GoPro item: key, type, length of one value, values.
pub(crate) fn gpmf(key: &[u8; 4], kind: u8, size: u8, values: &[u8]) -> Vec<u8> {
    let count = if kind == 0 { values.len() } else { values.len() / usize::from(size) };
    let mut item = [&key[..], &[kind, if kind == 0 { 1 } else { size }], &(count as u16).to_be_bytes(), values].concat();
    item.resize(item.len().next_multiple_of(4), 0);
    item
}

/// A GoPro device with a serial number, positions and a moment.
pub(crate) fn gopro() -> Vec<u8> {
    let numbers = |numbers: &[i32]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<_>>();
    let stream = [
        gpmf(b"GPSF", b'L', 4, &numbers(&[3])),
        gpmf(b"GPSU", b'U', 16, b"240512150312.000"),
        gpmf(b"SCAL", b'l', 4, &numbers(&[10_000_000, 10_000_000, 1000, 1000, 100])),
        gpmf(b"GPS5", b'l', 20, &numbers(&[488_566_000, 23_522_000, 35_000, 0, 0, 488_566_100, 23_522_100, 35_000, 0, 0])),
    ];
    let device = [
        gpmf(b"DVID", b'L', 4, &numbers(&[1])),
        gpmf(b"MINF", b'c', 1, b"HERO8 Black"),
        gpmf(b"CASN", b'c', 1, b"C3331324545448"),
        gpmf(b"STRM", 0, 1, &stream.concat()),
    ];
    gpmf(b"DEVC", 0, 1, &device.concat())
}
