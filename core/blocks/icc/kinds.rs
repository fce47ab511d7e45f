//! Which tags say how the numbers of a picture become colour, and which types they can have (ISO 15076-1, 9.2; ICC.2:2019,
//! 9.2). A picture's profile is where colours come from: nobody turns them into it.

use super::profile::Profile;

/// What becomes of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is colour, in one of these types.
    Colour(&'static [&'static [u8; 4]]),
    /// It is a way back into the profile. Nobody goes it, but Chromium and Firefox give up at one of another type, or one
    /// that is damaged.
    Back(&'static [&'static [u8; 4]]),
    /// It is about something else, or nobody would read it.
    Other,
}

/// The role of a tag among those of its profile.
pub(super) fn role(signature: [u8; 4], profile: &Profile<'_>) -> Role {
    /// LittleCMS reads two more that old writers invented.
    const POINT: Role = Role::Colour(&[b"XYZ ", &[0x17, 0xA5, 0x05, 0xB8]]);
    const CURVE: Role = Role::Colour(&[b"curv", b"para", &[0x94, 0x78, 0xEE, 0x00]]);
    const TABLES: &[&[u8; 4]] = &[b"mft1", b"mft2", b"mAB ", b"mBA ", b"mpet"];
    const PROGRAM: Role = Role::Colour(&[b"mpet"]);
    let grey = &profile.space() == b"GRAY";
    match &signature {
        // All readers take the one curve of a grey profile.
        b"rXYZ" | b"gXYZ" | b"bXYZ" | b"rTRC" | b"gTRC" | b"bTRC" if grey && profile.has(*b"kTRC") => Role::Other,
        b"wtpt" | b"rXYZ" | b"gXYZ" | b"bXYZ" => POINT,
        b"rTRC" | b"gTRC" | b"bTRC" => CURVE,
        b"kTRC" if grey => CURVE,
        b"chad" => Role::Colour(&[b"sf32"]),
        b"cicp" => Role::Colour(&[b"cicp"]),
        b"ncl2" if profile.is_of_names() => Role::Colour(&[b"ncl2"]),
        // Intents are three, and LittleCMS takes the second one for the fourth.
        b"A2B0" | b"A2B1" | b"A2B2" => Role::Colour(TABLES),
        b"D2B0" | b"D2B1" | b"D2B2" | b"D2B3" => PROGRAM,
        // LittleCMS goes to and fro to find the black of a printer.
        b"B2A0" if profile.is_for_inks() => Role::Colour(TABLES),
        b"B2D0" if profile.is_for_inks() => PROGRAM,
        b"B2A0" | b"B2A1" => Role::Back(TABLES),
        _ => Role::Other,
    }
}
