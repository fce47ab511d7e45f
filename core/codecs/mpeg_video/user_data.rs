//! User data of MPEG-1 and MPEG-2 video that change what is shown: according to the syntax of those who registered
//! them, and up to the last byte. All others are unused, including captions: these are text, as in H.264.

use crate::codecs::Stuffing;

/// How an encoder says that its matrices have to be read differently (FFmpeg, `mpeg_decode_user_data`).
const TMPGENC: &[u8] = b"\0TMPGEXS\0";

/// What replaces user data.
pub(super) fn stuffing(data: &[u8]) -> Stuffing {
    let kept = active_format(data).or_else(|| stereo(data)).unwrap_or(0);
    match data.get(..kept).filter(|head| !head.is_empty()) {
        // In almost all of them, there are already zeros after the part that stays.
        Some(head) => Stuffing { head: head.to_vec(), fill: 0 },
        None if is_tmpgenc(data) => Stuffing { head: TMPGENC.to_vec(), fill: 0xFF },
        None => Stuffing::of(0xFF),
    }
}

/// Which part of the picture is not a bar (ETSI TS 101 154, B.3; ATSC A/53 part 4, 6.2.4).
fn active_format(data: &[u8]) -> Option<usize> {
    let flags = *data.strip_prefix(b"DTG1")?.first()?;
    match (flags, data.get(5)) {
        // Reserved bits are ones, and so is the high half of the second byte.
        (0x41, Some(0xF0..=0xFF)) => Some(6),
        (0x01, _) => Some(5),
        _ => None,
    }
}

/// How two views share a picture (ISO/IEC 13818-2:2013, L.1).
fn stereo(data: &[u8]) -> Option<usize> {
    let [kind, 0x04, 0xFF, ..] = data.strip_prefix(b"JP3D\x03")? else { return None };
    (kind & 0x7F < 0x0A).then_some(8)
}

/// Whether FFmpeg would find it: it begins within the first twenty bytes.
fn is_tmpgenc(data: &[u8]) -> bool {
    data.len() > 29 && data.windows(TMPGENC.len()).take(20).any(|here| here == TMPGENC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_are_shown_stay_and_nothing_behind_them() {
        let kept = |data: &[u8]| stuffing(data).head;
        assert_eq!(kept(b"DTG1\x41\xF8Nora"), b"DTG1\x41\xF8");
        assert_eq!(kept(b"JP3D\x03\x83\x04\xFFNora"), b"JP3D\x03\x83\x04\xFF");
        for other in [
            &b"DTG1No"[..],
            b"DTG1\x41N",
            b"GA94\x06Nora",
            b"GA94\x03\xC1\xFF\xFC\x94\x20\xFFNora",
            b"JP3D\x03\x83No",
            b"DTG",
            b"",
        ] {
            assert_eq!(stuffing(other), Stuffing::of(0xFF));
        }
    }

    #[test]
    fn a_word_that_decoders_look_for_stays_alone() {
        let data = [b"NoraPetit", TMPGENC, &[b'a'; 20]].concat();
        let clean = stuffing(&data);
        assert_eq!(clean, Stuffing { head: TMPGENC.to_vec(), fill: 0xFF });
        assert_eq!(stuffing(&[TMPGENC, &[0xFF; 29]].concat()), clean);
    }
}
