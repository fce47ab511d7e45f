//! What the payloads of application segments begin with, so that readers can recognise them.

/// Exif (EXIF 3.0, 4.7.2).
pub const EXIF: &[u8] = b"Exif\0\0";
/// XMP (XMP specification part 3, 1.1.3).
pub const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// The rest of an XMP packet that is longer than a segment (XMP specification part 3, 1.1.3.1).
pub const EXTENDED_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
/// A colour profile (ISO 15076-1, B.4).
pub const ICC: &[u8] = b"ICC_PROFILE\0";
/// Numbers of an HDR gain map (ISO 21496-1, annex C).
pub const GAIN_MAP: &[u8] = b"urn:iso:std:iso:ts:21496:-1\0";
