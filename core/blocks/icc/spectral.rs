//! Tags that only version 5 has (ICC.2:2019, 9.2).

/// Whether only readers of version 5 know a tag and take colour from it: spectra, materials, reflectances, encodings.
pub(super) fn is_spectral(signature: [u8; 4]) -> bool {
    const NAMED: [&[u8; 4]; 12] =
        [b"c2sp", b"s2cp", b"svcn", b"swpt", b"smwp", b"sdin", b"cept", b"nmcl", b"mdv ", b"mcta", b"clin", b"clio"];
    const NUMBERED: [&[u8; 3]; 14] =
        [b"A2M", b"M2A", b"M2B", b"M2S", b"bcp", b"bsp", b"bAB", b"bBA", b"bBD", b"bDB", b"bMB", b"bMS", b"dAB", b"dBA"];
    let [name @ .., number] = signature;
    NAMED.contains(&&signature) || NUMBERED.contains(&&name) && number.is_ascii_digit()
}
