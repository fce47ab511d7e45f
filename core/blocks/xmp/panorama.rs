//! Writes how a panorama is shown, and nothing else: an XMP packet, or the XML of Spherical Video V1, which is
//! similar.

use crate::model::Panorama;

/// The smallest packet with these values.
#[must_use]
pub fn compose(panorama: &Panorama) -> Vec<u8> {
    let mut packet = String::from(HEAD);
    packet.push_str(Panorama::NAMESPACE);
    packet.push('"');
    let mut say = |name: &str, value: String| packet.push_str(&format!(" GPano:{name}=\"{value}\""));
    say("ProjectionType", panorama.projection.word().to_owned());
    if let Some(viewer) = panorama.viewer {
        say("UsePanoramaViewer", if viewer { "True" } else { "False" }.to_owned());
    }
    measures(panorama).for_each(|(name, value)| say(name, value));
    packet.push_str(FOOT);
    packet.into_bytes()
}

/// A placeholder for the program that stitched the pictures: readers require one.
pub const NOBODY: &str = "-";

/// The XML in the box of a video (Spherical Video V1).
#[must_use]
pub fn compose_of_video(panorama: &Panorama) -> Vec<u8> {
    let mut xml = format!("{VIDEO_HEAD}{}\">", Panorama::OF_VIDEOS);
    let mut say = |name: &str, value: &str| xml.push_str(&format!("<GSpherical:{name}>{value}</GSpherical:{name}>"));
    say("Spherical", "true");
    say("Stitched", "true");
    say("StitchingSoftware", NOBODY);
    say("ProjectionType", panorama.projection.word());
    if let Some(stereo) = panorama.stereo {
        say("StereoMode", stereo.word());
    }
    measures(panorama).for_each(|(name, value)| say(name, &value));
    xml.push_str("</rdf:SphericalVideo>");
    xml.into_bytes()
}

const VIDEO_HEAD: &str = concat!(
    "<?xml version=\"1.0\"?><rdf:SphericalVideo xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"",
    " xmlns:GSpherical=\"",
);

/// Pixels and degrees by name, in the order of the types.
fn measures(panorama: &Panorama) -> impl Iterator<Item = (&'static str, String)> {
    let lengths = Panorama::LENGTHS.into_iter().zip(panorama.lengths);
    let angles = Panorama::ANGLES.into_iter().zip(panorama.angles);
    let lengths = lengths.filter_map(|(name, pixels)| Some((name, pixels?.to_string())));
    lengths.chain(angles.filter_map(|(name, angle)| Some((name, decimal(angle?)))))
}

const HEAD: &str = concat!(
    "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:GPano=\"",
);
const FOOT: &str = "/></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";

/// `12.5`, from thousandths.
fn decimal(thousandths: i32) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    let text = format!("{sign}{}.{:03}", size / 1000, size % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_have_no_more_digits_than_they_need() {
        let texts = [0, 1, -500, 12_500, 360_000, -90_000].map(decimal);
        assert_eq!(texts, ["0", "0.001", "-0.5", "12.5", "360", "-90"]);
    }
}
