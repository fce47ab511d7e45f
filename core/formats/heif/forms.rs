//! How far the content of properties extends that are numbers in a known form: nothing may hide after it.

use crate::formats::auxiliary::Auxiliary;

/// Version and flags.
pub(super) const FULL: usize = 4;

/// The length of the content of a property of this type; `None` if it is not in a known form.
pub(super) fn content_len(kind: [u8; 4], body: &[u8]) -> Option<usize> {
    Some(match &kind {
        b"irot" | b"imir" | b"a1op" => 1,
        b"lsel" => 2,
        b"clli" => 4,
        b"tols" => 6,
        b"pasp" | b"amve" => 8,
        b"ispe" | b"rloc" => 12,
        b"mdcv" => 24,
        b"clap" => 32,
        // Three sizes of layers (AV1 Image File Format, 2.3.2.3), wide if the first bit says so.
        b"a1lx" => {
            if body.first()? & 1 == 0 {
                7
            } else {
                13
            }
        }
        b"pixi" => channels(body)?.end,
        // A SEI message describing the alpha could come after the name; no reader looks for it.
        b"auxC" => {
            let name = body.get(FULL..)?.split(|&byte| byte == 0).next()?;
            let is_kept = matches!(Auxiliary::of(name), Auxiliary::Alpha | Auxiliary::AppleGainMap | Auxiliary::AdobeGainMap);
            is_kept.then(|| FULL.saturating_add(name.len()).saturating_add(1))?
        }
        _ => return None,
    })
}

/// Where the names of channels are in a `pixi` property, without their terminating zeros, and where the property ends
/// (ISO/IEC 23008-12, 6.5.6).
pub(super) struct Channels {
    pub(super) names: Vec<std::ops::Range<usize>>,
    end: usize,
}

pub(super) fn channels(body: &[u8]) -> Option<Channels> {
    const SUBSAMPLED: u8 = 2;
    const NAMED: u8 = 1;
    let [_, _, _, flags, count, ..] = body else { return None };
    let mut at = FULL.saturating_add(1).saturating_add(usize::from(*count));
    let mut names = Vec::new();
    for _ in 0..*count {
        if flags & 1 == 0 {
            break;
        }
        let form = body.get(at)?;
        at = at.saturating_add(if form & SUBSAMPLED == 0 { 1 } else { 2 });
        if form & NAMED != 0 {
            let len = body.get(at..)?.iter().position(|&byte| byte == 0)?;
            let end = at.saturating_add(len);
            names.push(at..end);
            at = end.saturating_add(1);
        }
    }
    Some(Channels { names, end: at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_channels_are_found() {
        assert_eq!(content_len(*b"pixi", &[0, 0, 0, 0, 3, 8, 8, 8]), Some(8));
        let named = [0, 0, 0, 1, 2, 8, 8, 0x23, 0x11, b'N', b'o', 0, 0x40];
        assert_eq!(channels(&named).unwrap().names.first(), Some(&(9..11)));
        assert_eq!(content_len(*b"pixi", &named), Some(13));
        for len in 0..named.len() {
            assert!(channels(&named[..len]).is_none_or(|found| found.end >= len));
        }
    }
}
