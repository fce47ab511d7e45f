//! Which tags say how numbers become colour, and which types they can have (ISO 15076-1, 9.2; ICC.2:2019, 9.2).

/// The types that such a tag can have; `None` if a tag is about something else, or nobody would read it.
pub(super) fn kinds(signature: [u8; 4], space: [u8; 4]) -> Option<&'static [&'static [u8; 4]]> {
    /// LittleCMS reads two more that old writers invented.
    const POINT: &[&[u8; 4]] = &[b"XYZ ", &[0x17, 0xA5, 0x05, 0xB8]];
    const CURVE: &[&[u8; 4]] = &[b"curv", b"para", &[0x94, 0x78, 0xEE, 0x00]];
    Some(match &signature {
        b"wtpt" | b"bkpt" | b"rXYZ" | b"gXYZ" | b"bXYZ" => POINT,
        b"rTRC" | b"gTRC" | b"bTRC" => CURVE,
        b"kTRC" if &space == b"GRAY" => CURVE,
        b"chad" | b"arts" => &[b"sf32"],
        b"cicp" => &[b"cicp"],
        b"ncl2" => &[b"ncl2"],
        b"A2B0" | b"A2B1" | b"A2B2" | b"A2B3" | b"B2A0" | b"B2A1" | b"B2A2" | b"B2A3" | b"gamt" | b"pre0" | b"pre1" | b"pre2" => {
            &[b"mft1", b"mft2", b"mAB ", b"mBA ", b"mpet"]
        }
        b"D2B0" | b"D2B1" | b"D2B2" | b"D2B3" | b"B2D0" | b"B2D1" | b"B2D2" | b"B2D3" => &[b"mpet"],
        _ => return None,
    })
}

/// Whether only readers of version 5 know a tag and take colour from it: spectra, materials, reflectances, encodings.
pub(super) fn is_spectral(signature: [u8; 4]) -> bool {
    const NAMED: [&[u8; 4]; 12] =
        [b"c2sp", b"s2cp", b"svcn", b"swpt", b"smwp", b"sdin", b"cept", b"nmcl", b"mdv ", b"mcta", b"clin", b"clio"];
    const NUMBERED: [&[u8; 3]; 14] =
        [b"A2M", b"M2A", b"M2B", b"M2S", b"bcp", b"bsp", b"bAB", b"bBA", b"bBD", b"bDB", b"bMB", b"bMS", b"dAB", b"dBA"];
    let [name @ .., number] = signature;
    NAMED.contains(&&signature) || NUMBERED.contains(&&name) && number.is_ascii_digit()
}
