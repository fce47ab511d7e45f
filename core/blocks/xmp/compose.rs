//! Writes an XMP packet afresh (ISO 16684-1), for formats in which nothing else holds what is kept.

use quick_xml::escape::escape;

use crate::base::Position;
use crate::model::{Camera, Kept};

/// The part of what a person may ask to keep that a packet can say.
#[must_use]
pub fn sayable(kept: &Kept) -> Kept {
    let Camera { make, model, lens_make, lens_model, .. } = kept.camera.clone();
    Kept { camera: Camera { make, model, lens_make, lens_model, ..Default::default() }, ..kept.clone() }
}

/// The smallest packet that says what is given; empty if nothing is.
#[must_use]
pub fn compose(kept: &Kept) -> Vec<u8> {
    let Kept { position, moment, camera, people, texts, software, panorama: _ } = kept;
    let single = [
        ("tiff:Make", &camera.make),
        ("tiff:Model", &camera.model),
        ("exifEX:LensMake", &camera.lens_make),
        ("exifEX:LensModel", &camera.lens_model),
        ("exifEX:CameraOwnerName", &people.owner),
        ("xmp:CreatorTool", software),
    ];
    let single = single.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
    let attributes = single.chain(moment.as_ref().map(|moment| ("exif:DateTimeOriginal", moment.iso_8601(":"))));
    let attributes: Vec<(&str, String)> = attributes.chain(position.iter().flat_map(places)).collect();
    let lists = [
        ("dc:creator", "Seq", &people.artist),
        ("dc:rights", "Alt", &people.copyright),
        ("dc:title", "Alt", &texts.title),
        ("dc:description", "Alt", &texts.description),
        ("exif:UserComment", "Alt", &texts.comment),
        ("dc:subject", "Bag", &texts.keywords),
    ];
    let lists: Vec<(&str, &str, &String)> =
        lists.into_iter().filter_map(|(name, kind, value)| Some((name, kind, value.as_ref()?))).collect();
    if attributes.is_empty() && lists.is_empty() {
        return Vec::new();
    }
    let mut packet = String::from(HEAD);
    for (name, value) in attributes {
        // A line break in an attribute would be read as a space (XML 1.0, 3.3.3).
        packet.push_str(&format!(" {name}=\"{}\"", escape(&value).replace('\n', "&#10;")));
    }
    packet.push('>');
    for (name, kind, value) in lists {
        let language = if kind == "Alt" { " xml:lang=\"x-default\"" } else { "" };
        let value = escape(value);
        packet.push_str(&format!("<{name}><rdf:{kind}><rdf:li{language}>{value}</rdf:li></rdf:{kind}></{name}>"));
    }
    packet.push_str(FOOT);
    packet.into_bytes()
}

const HEAD: &str = concat!(
    "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\"",
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
    " xmlns:tiff=\"http://ns.adobe.com/tiff/1.0/\" xmlns:exif=\"http://ns.adobe.com/exif/1.0/\"",
    " xmlns:exifEX=\"http://cipa.jp/exif/1.0/\"",
);
// `r` for read-only: without padding there is no room to edit it in place (ISO 16684-1, 7.3.2).
const FOOT: &str = "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";

/// A position; metres above sea level as a fraction (ISO 16684-1, 8.2.1.6).
fn places(position: &Position) -> Vec<(&'static str, String)> {
    let mut places = vec![("exif:GPSLatitude", position.xmp_latitude()), ("exif:GPSLongitude", position.xmp_longitude())];
    if let Some(altitude) = position.altitude {
        places.push(("exif:GPSAltitude", format!("{}/1000", altitude.unsigned_abs())));
        places.push(("exif:GPSAltitudeRef", u8::from(altitude < 0).to_string()));
    }
    places
}
