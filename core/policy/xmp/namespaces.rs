//! The namespaces of XMP, as their owners write them, and how to recognise them when others write them slightly wrong.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::Category;

use Category::{Camera, Id, Location, Motion, Other, People, Preview, Software, Text};

/// A namespace: its URI, its usual prefix, what its properties say if they have no row.
pub(super) struct Namespace(pub(super) &'static str, pub(super) &'static str, pub(super) Option<Category>);

#[rustfmt::skip]
static NAMESPACES: &[Namespace] = &[
    Namespace("http://purl.org/dc/elements/1.1/", "dc", Some(Text)),
    Namespace("http://purl.org/dc/terms/", "dcterms", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/", "xmp", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/rights/", "xmpRights", Some(People)),
    Namespace("http://ns.adobe.com/xap/1.0/mm/", "xmpMM", Some(Id)),
    Namespace("http://ns.adobe.com/xap/1.0/bj/", "xmpBJ", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/g/", "xmpG", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/g/img/", "xmpGImg", Some(Preview)),
    Namespace("http://ns.adobe.com/xap/1.0/t/pg/", "xmpTPg", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/ResourceEvent#", "stEvt", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/ResourceRef#", "stRef", Some(Id)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/Dimensions#", "stDim", Some(Other)),
    Namespace("http://ns.adobe.com/xmp/sType/Area#", "stArea", Some(People)),
    Namespace("http://ns.adobe.com/xmp/note/", "xmpNote", Some(Id)),
    Namespace("http://ns.adobe.com/xmp/1.0/DynamicMedia/", "xmpDM", Some(Text)),
    Namespace("http://ns.adobe.com/photoshop/1.0/", "photoshop", Some(Software)),
    Namespace("http://ns.adobe.com/camera-raw-settings/1.0/", "crs", Some(Software)),
    Namespace("http://ns.adobe.com/lightroom/1.0/", "lr", Some(Text)),
    Namespace("http://ns.adobe.com/hdr-gain-map/1.0/", "hdrgm", Some(Other)),
    Namespace("http://ns.adobe.com/exif/1.0/", "exif", Some(Camera)),
    Namespace("http://cipa.jp/exif/1.0/", "exifEX", Some(Camera)),
    Namespace("http://ns.adobe.com/exif/1.0/aux/", "aux", Some(Camera)),
    Namespace("http://ns.adobe.com/tiff/1.0/", "tiff", Some(Camera)),
    Namespace("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore", Some(Text)),
    Namespace("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt", Some(Text)),
    Namespace("http://ns.useplus.org/ldf/xmp/1.0/", "plus", Some(People)),
    Namespace("http://creativecommons.org/ns#", "cc", Some(People)),
    Namespace("http://www.metadataworkinggroup.com/schemas/regions/", "mwg-rs", Some(People)),
    Namespace("http://www.metadataworkinggroup.com/schemas/keywords/", "mwg-kw", Some(Text)),
    Namespace("http://www.metadataworkinggroup.com/schemas/collections/", "mwg-coll", Some(Text)),
    Namespace("http://ns.microsoft.com/photo/1.0/", "MicrosoftPhoto", Some(Text)),
    Namespace("http://ns.microsoft.com/photo/1.0", "MicrosoftPhoto", Some(Text)),
    Namespace("http://ns.microsoft.com/photo/1.2/", "MP", Some(People)),
    Namespace("http://ns.microsoft.com/photo/1.2/t/RegionInfo#", "MPRI", Some(People)),
    Namespace("http://ns.microsoft.com/photo/1.2/t/Region#", "MPReg", Some(People)),
    Namespace("http://www.digikam.org/ns/1.0/", "digiKam", Some(Text)),
    Namespace("http://ns.acdsee.com/iptc/1.0/", "acdsee", Some(Text)),
    Namespace("http://ns.google.com/photos/1.0/camera/", "GCamera", Some(Camera)),
    Namespace("http://ns.google.com/photos/1.0/container/", "Container", Some(Other)),
    Namespace("http://ns.google.com/photos/1.0/container/item/", "Item", Some(Other)),
    Namespace("http://ns.google.com/photos/1.0/image/", "GImage", Some(Preview)),
    Namespace("http://ns.google.com/photos/1.0/audio/", "GAudio", Some(Motion)),
    Namespace("http://ns.google.com/photos/1.0/depthmap/", "GDepth", Some(Preview)),
    Namespace("http://ns.google.com/photos/1.0/focus/", "GFocus", Some(Preview)),
    Namespace("http://ns.google.com/photos/1.0/creations/", "GCreations", Some(Software)),
    Namespace("http://ns.google.com/photos/1.0/panorama/", "GPano", Some(Camera)),
    Namespace("http://ns.google.com/videos/1.0/spherical/", "GSpherical", Some(Camera)),
    Namespace("http://ns.google.com/photos/dd/1.0/device/", "Device", Some(Camera)),
    Namespace("http://ns.apple.com/faceinfo/1.0/", "apple-fi", Some(People)),
    Namespace("http://ns.apple.com/pixeldatainfo/1.0/", "apdi", Some(Other)),
    Namespace("http://ns.apple.com/HDRGainMap/1.0/", "HDRGainMap", Some(Other)),
    Namespace("http://www.dji.com/drone-dji/1.0/", "drone-dji", Some(Location)),
    Namespace("http://pix4d.com/camera/1.0", "Camera", Some(Camera)),
    Namespace("adobe:ns:meta/", "x", Some(Software)),
    Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", Some(Id)),
    Namespace("http://ns.google.com/photos/dd/1.0/container/", "Container", Some(Other)),
    Namespace("http://ns.google.com/photos/dd/1.0/item/", "Item", Some(Other)),
    Namespace("http://ns.google.com/photos/dd/1.0/pose/", "Pose", Some(Location)),
    Namespace("http://ns.google.com/photos/dd/1.0/earthpose/", "EarthPose", Some(Location)),
    Namespace("http://ns.google.com/photos/dd/1.0/vendorinfo/", "VendorInfo", Some(Camera)),
    Namespace("http://ns.google.com/photos/dd/1.0/appinfo/", "AppInfo", Some(Software)),
    Namespace("http://ns.google.com/photos/dd/1.0/camera/", "Camera", Some(Camera)),
    Namespace("http://ns.google.com/photos/dd/1.0/profile/", "Profile", Some(Camera)),
    Namespace("http://ns.google.com/photos/dd/1.0/image/", "Image", Some(Preview)),
    Namespace("http://ns.google.com/photos/dd/1.0/depthmap/", "DepthMap", Some(Preview)),
    Namespace("http://ns.google.com/photos/dd/1.0/pointcloud/", "PointCloud", Some(Preview)),
    Namespace("http://ns.google.com/photos/dd/1.0/plane/", "Plane", Some(Preview)),
    Namespace("http://ns.google.com/photos/dd/1.0/imagingmodel/", "ImagingModel", Some(Camera)),
    Namespace("http://ns.google.com/photos/dd/1.0/lightestimate/", "LightEstimate", Some(Camera)),
    Namespace("http://ns.google.com/videos/1.0/spherical/", "GSpherical", Some(Camera)),
    Namespace("http://ns.acdsee.com/regions/", "acdsee-rs", Some(People)),
    Namespace("http://ns.acdsee.com/sType/Area#", "acdsee-stArea", Some(People)),
    Namespace("http://ns.microsoft.com/photo/1.1/", "MP1", Some(Camera)),
    Namespace("http://ns.microsoft.com/expressionmedia/1.0/", "expressionmedia", Some(Text)),
    Namespace("http://ns.iview-multimedia.com/mediapro/1.0/", "mediapro", Some(Text)),
    Namespace("http://ns.iview-multimedia.com/mediapro/1.0/", "mediapro", Some(Text)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/Job#", "stJob", Some(Text)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/Version#", "stVer", Some(Software)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/ManifestItem#", "stMfs", Some(Id)),
    Namespace("http://ns.adobe.com/xap/1.0/sType/Font#", "stFnt", Some(Software)),
    Namespace("http://ns.adobe.com/album/1.0/", "album", Some(Text)),
    Namespace("http://ns.adobe.com/pdf/1.3/", "pdf", Some(Software)),
    Namespace("http://ns.adobe.com/creatorAtom/1.0/", "creatorAtom", Some(Software)),
    Namespace("http://ns.extensis.com/extensis/1.0/", "extensis", Some(Text)),
    Namespace("http://ns.idimager.com/ics/1.0/", "ics", Some(Text)),
    Namespace("http://ns.fastpictureviewer.com/fpv/1.0/", "fpv", Some(Text)),
    Namespace("http://ns.camerabits.com/photomechanic/1.0/", "photomechanic", Some(Text)),
    Namespace("http://developer.sonyericsson.com/cell/1.0/", "cell", Some(Location)),
    Namespace("http://rs.tdwg.org/dwc/index.htm", "dwc", Some(Location)),
    Namespace("http://ns.apple.com/adjustment-settings/1.0/", "aas", Some(Software)),
    Namespace("http://xmp.gettyimages.com/gift/1.0/", "GettyImagesGIFT", Some(Text)),
    Namespace("http://prismstandard.org/namespaces/basic/2.0/", "prism", Some(Text)),
];

/// The namespace of a URI. Common mistakes are ignored: the scheme, upper or lower case, a slash or hash at the end,
/// the version, and which of Adobe's two names for XMP is used.
pub(super) fn namespace(uri: &str) -> Option<&'static Namespace> {
    exact(uri).or_else(|| {
        let parts = parts(uri);
        let listed = |known: &'static LazyLock<Listed>, uri: &str| known.get(uri).copied();
        listed(&BY_FORM, &parts.join("/")).or_else(|| listed(&WITHOUT_VERSION, &without_version(&parts)))
    })
}

/// The namespace of a URI written exactly as its owner does.
pub(super) fn exact(uri: &str) -> Option<&'static Namespace> {
    NAMESPACES.iter().find(|namespace| namespace.0 == uri)
}

type Listed = BTreeMap<String, &'static Namespace>;

static BY_FORM: LazyLock<Listed> = LazyLock::new(|| listed(|parts| parts.join("/")));
static WITHOUT_VERSION: LazyLock<Listed> = LazyLock::new(|| listed(without_version));

/// The first of several namespaces that differ only in what is ignored.
fn listed(form: fn(&[String]) -> String) -> Listed {
    NAMESPACES.iter().rev().map(|namespace| (form(&parts(namespace.0)), namespace)).collect()
}

/// The parts of a URI, between slashes and hashes.
fn parts(uri: &str) -> Vec<String> {
    let uri = uri.trim().to_ascii_lowercase();
    let uri = uri.split_once("://").map_or(uri.as_str(), |(_, behind)| behind);
    let uri = uri.strip_prefix("www.").unwrap_or(uri);
    let parts = uri.split(['/', '#']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| if part == "xap" { "xmp".to_owned() } else { part.to_owned() }).collect()
}

fn without_version(parts: &[String]) -> String {
    let is_version = |part: &&String| part.bytes().all(|byte| byte.is_ascii_digit() || b".-_v".contains(&byte));
    parts.iter().filter(|part| !is_version(part)).map(String::as_str).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_that_is_written_a_little_wrong_is_the_same_namespace() {
        for (uri, prefix) in [
            ("http://ns.microsoft.com/photo/1.0", "MicrosoftPhoto"),
            ("http://ns.microsoft.com/photo/1.0/", "MicrosoftPhoto"),
            ("http://ns.microsoft.com/photo/1.2", "MP"),
            ("http://ns.microsoft.com/photo/1.2/t/Region", "MPReg"),
            ("https://ns.adobe.com/exif/1.0/", "exif"),
            ("http://ns.adobe.com/exif/1.0#", "exif"),
            ("HTTP://NS.ADOBE.COM/EXIF/1.0/", "exif"),
            ("http://ns.adobe.com/exif/1.1/aux/", "aux"),
            ("http://ns.adobe.com/exif/2.31/", "exif"),
            ("http://cipa.jp/exif/2.32/", "exifEX"),
            ("http://ns.adobe.com/xmp/1.0/", "xmp"),
            ("http://ns.adobe.com/xmp/1.0/mm", "xmpMM"),
            ("http://iptc.org/std/Iptc4xmpExt/2008-02-19/", "Iptc4xmpExt"),
            ("http://purl.org/dc/elements/1.1", "dc"),
            ("http://www.purl.org/dc/elements/1.1/", "dc"),
            ("http://metadataworkinggroup.com/schemas/regions", "mwg-rs"),
            ("http://ns.google.com/photos/dd/1.0/earthpose", "EarthPose"),
            ("adobe:ns:meta", "x"),
        ] {
            assert_eq!(namespace(uri).map(|known| known.1), Some(prefix), "{uri}");
        }
        for uri in ["", "http://", "http://example.org/1.0/", "1.0", "http://ns.adobe.com/", "http://ns.adobe.com/anna/1.0/"] {
            assert!(namespace(uri).is_none(), "{uri}");
        }
    }

    #[test]
    fn every_namespace_is_found_by_its_own_uri() {
        for known in NAMESPACES {
            assert_eq!(namespace(known.0).map(|found| found.1), Some(known.1), "{}", known.0);
        }
    }
}
