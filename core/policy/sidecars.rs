//! The rows for sidecar files: Google Takeout's JSON, Apple's AAE, AppleDouble and `.DS_Store`, Windows' `Thumbs.db`
//! and `desktop.ini`. They are never copied, so their rows only say what a value reveals. A row applies to all paths
//! below it.

use super::local_names;
use crate::model::{Category, SidecarKind, Value};

use Category::{Camera, Date, Id, Location, Other, People, Preview, Software, Text};
use SidecarKind::{Adjustments, AppleDouble, DesktopIni, DsStore, Takeout, Thumbnail, ThumbsDb};

/// Kind of file, path of the value, what it reveals; `None` if it says nothing by itself.
struct Row(SidecarKind, &'static str, Option<Category>);

const fn says(kind: SidecarKind, path: &'static str, category: Category) -> Row {
    Row(kind, path, Some(category))
}

const fn nothing(kind: SidecarKind, path: &'static str) -> Row {
    Row(kind, path, None)
}

#[rustfmt::skip]
static ROWS: &[Row] = &[
    says(Takeout, "geoData", Location), says(Takeout, "geoDataExif", Location), says(Takeout, "location", Location),
    says(Takeout, "enrichments", Text), says(Takeout, "enrichments/locationEnrichment", Location),
    says(Takeout, "photoTakenTime", Date), says(Takeout, "creationTime", Date), says(Takeout, "modificationTime", Date),
    says(Takeout, "photoLastModifiedTime", Date), says(Takeout, "date", Date),
    says(Takeout, "people", People), says(Takeout, "sharedAlbumComments", People), says(Takeout, "sharedAlbumComments/text", Text),
    says(Takeout, "sharedAlbumComments/creationTime", Date), says(Takeout, "owner", People),
    says(Takeout, "googlePhotosOrigin", Software), says(Takeout, "googlePhotosOrigin/mobileUpload/deviceType", Camera),
    says(Takeout, "googlePhotosOrigin/mobileUpload/deviceFolder", Text), says(Takeout, "googlePhotosOrigin/fromPartnerSharing", People),
    says(Takeout, "googlePhotosOrigin/fromSharedAlbum", People), says(Takeout, "appSource", Software),
    says(Takeout, "composition", Software), says(Takeout, "access", Software), says(Takeout, "url", Id),
    says(Takeout, "title", Text), says(Takeout, "description", Text), says(Takeout, "imageViews", Text),
    says(Takeout, "favorited", Text), says(Takeout, "archived", Text), says(Takeout, "trashed", Text),

    says(Adjustments, "adjustmentTimestamp", Date), says(Adjustments, "adjustmentData", Software),
    says(Adjustments, "adjustmentEditorBundleID", Software), says(Adjustments, "adjustmentFormatIdentifier", Software),
    says(Adjustments, "adjustmentFormatVersion", Software), nothing(Adjustments, "adjustmentBaseVersion"),
    nothing(Adjustments, "adjustmentRenderTypes"),

    says(Thumbnail, "picture", Preview),

    says(AppleDouble, "com.apple.metadata:kMDItemWhereFroms", Text), says(AppleDouble, "com.apple.metadata:kMDItemDownloadedDate", Date),
    says(AppleDouble, "com.apple.metadata:kMDItemFinderComment", Text), says(AppleDouble, "com.apple.metadata:_kMDItemUserTags", Text),
    says(AppleDouble, "com.apple.metadata:kMDItemOMUserTags", Text), says(AppleDouble, "com.apple.metadata:kMDLabel", Text),
    says(AppleDouble, "com.apple.metadata:kMDItemIsScreenCapture", Software), says(AppleDouble, "com.apple.metadata:kMDItemScreenCaptureGlobalRect", Software),
    says(AppleDouble, "com.apple.metadata:kMDItemScreenCaptureType", Software), says(AppleDouble, "com.apple.quarantine", Software),
    says(AppleDouble, "com.apple.quarantine/time", Date), says(AppleDouble, "com.apple.quarantine/program", Software),
    says(AppleDouble, "com.apple.quarantine/id", Id), says(AppleDouble, "com.apple.lastuseddate#PS", Date),
    says(AppleDouble, "com.apple.provenance", Id), says(AppleDouble, "com.apple.macl", Id),
    says(AppleDouble, "com.apple.assetsd.customLocation", Location), says(AppleDouble, "com.apple.assetsd.customCreationDate", Date),
    says(AppleDouble, "com.apple.assetsd.addedDate", Date), says(AppleDouble, "com.apple.assetsd.UUID", Id),
    says(AppleDouble, "com.apple.assetsd.originalFilename", Text), says(AppleDouble, "com.apple.assetsd.title", Text),
    says(AppleDouble, "com.apple.assetsd.assetDescription", Text), says(AppleDouble, "com.apple.assetsd.publicGlobalUUID", Id),
    says(AppleDouble, "Finder information", Software), says(AppleDouble, "home file system", Software),
    says(AppleDouble, "resource fork", Preview), says(AppleDouble, "icon", Preview), says(AppleDouble, "real name", Text),
    says(AppleDouble, "short name", Text), says(AppleDouble, "comment", Text), says(AppleDouble, "creation time", Date),
    says(AppleDouble, "modification time", Date), says(AppleDouble, "backup time", Date), says(AppleDouble, "access time", Date),

    says(ThumbsDb, "small picture", Preview), says(ThumbsDb, "file name", Text), says(ThumbsDb, "file date", Date),

    says(DsStore, "file name", Text), says(DsStore, "cmmt", Text), says(DsStore, "modD", Date), says(DsStore, "moDD", Date),
    says(DsStore, "dilc", Other), says(DsStore, "ptbL", Text), says(DsStore, "ptbN", Text), says(DsStore, "pBBk", People),
    says(DsStore, "pBB0", People), says(DsStore, "pict", People), says(DsStore, "BKGD", Software), says(DsStore, "extn", Text),
    says(DsStore, "ph1S", Software), says(DsStore, "phyS", Software), says(DsStore, "lg1S", Software), says(DsStore, "logS", Software),
    says(DsStore, "Iloc", Software), says(DsStore, "bwsp", Software), says(DsStore, "icvp", Software), says(DsStore, "icvo", Software),
    says(DsStore, "icvt", Software), says(DsStore, "icgo", Software), says(DsStore, "icsp", Software), says(DsStore, "lsvp", Software),
    says(DsStore, "lsvP", Software), says(DsStore, "lsvC", Software), says(DsStore, "lsvo", Software), says(DsStore, "lsvt", Software),
    says(DsStore, "glvp", Software), says(DsStore, "fwi0", Software), says(DsStore, "fwsw", Software), says(DsStore, "fwvh", Software),
    says(DsStore, "dscl", Software), says(DsStore, "vSrn", Software), says(DsStore, "vstl", Software), says(DsStore, "GRP0", Software),
    says(DsStore, "clip", Software), says(DsStore, "info", Software),

    says(DesktopIni, "LocalizedFileNames", Text), says(DesktopIni, "DeleteOnCopy/Owner", People),
    says(DesktopIni, "DeleteOnCopy/PersonalizedName", People), says(DesktopIni, ".ShellClassInfo/InfoTip", Text),
    says(DesktopIni, ".ShellClassInfo/LocalizedResourceName", Text), says(DesktopIni, ".ShellClassInfo/IconResource", Software),
    says(DesktopIni, ".ShellClassInfo/IconFile", Software), nothing(DesktopIni, ".ShellClassInfo/IconIndex"),
    nothing(DesktopIni, ".ShellClassInfo/ConfirmFileOp"), says(DesktopIni, ".ShellClassInfo", Software),
    says(DesktopIni, "ViewState", Software), says(DesktopIni, "ViewState/Logo", Text), says(DesktopIni, "comment", Text),
];

/// What a value reveals, according to the row with the longest path, or its own name; unknown does not mean harmless.
pub(super) fn category(kind: SidecarKind, path: &str) -> Option<Category> {
    row(kind, path).map_or_else(|| local_names::category(path).or(Some(Other)), |row| row.2)
}

/// Whether a row applies to a value.
pub(super) fn is_known(kind: SidecarKind, path: &str) -> bool {
    row(kind, path).is_some()
}

fn row(kind: SidecarKind, path: &str) -> Option<&'static Row> {
    let counts =
        |row: &&Row| row.0 == kind && path.strip_prefix(row.1).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    ROWS.iter().filter(counts).max_by_key(|row| row.1.len())
}

/// Whether a value says nothing: Google writes names without a value, and zeros for an unknown place.
pub(super) fn is_empty(kind: SidecarKind, path: &str, value: &Value) -> bool {
    match (row(kind, path).map(|row| row.2), value) {
        // An unknown name may say something even without a value.
        (None | Some(Some(Other)), _) => false,
        (Some(Some(Location)), Value::Text(text)) => text.is_empty() || text == "0",
        (_, Value::Text(text)) => text.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_says_what_the_row_with_the_longest_path_above_it_says() {
        for (kind, path, said) in [
            (Takeout, "geoData/latitude", Some(Location)),
            (Takeout, "enrichments/text", Some(Text)),
            (Takeout, "enrichments/locationEnrichment/name", Some(Location)),
            (Takeout, "url", Some(Id)),
            (Takeout, "urls", Some(Other)),
            (Takeout, "clip", Some(Other)),
            (DsStore, "clip", Some(Software)),
            (Adjustments, "adjustmentBaseVersion", None),
            // By its name alone.
            (Takeout, "cellTower", Some(Location)),
        ] {
            assert_eq!(category(kind, path), said, "{path}");
        }
        assert!(is_known(Takeout, "url") && !is_known(Takeout, "urls") && !is_known(Takeout, "clip"));
    }

    #[test]
    fn a_value_is_empty_if_it_is_known_what_it_would_say() {
        let empty = |kind, path, text: &str| is_empty(kind, path, &Value::Text(text.to_owned()));
        for path in ["title", "people/name", "geoData/latitude"] {
            assert!(empty(Takeout, path, ""), "{path}");
        }
        assert!(empty(Takeout, "geoData/latitude", "0"));
        assert!(!empty(Takeout, "geoData/latitude", "47.1") && !empty(Takeout, "imageViews", "0"));
        assert!(!empty(Takeout, "hue", "") && !empty(DsStore, "dilc", ""), "an unknown name may say something");
        assert!(!is_empty(Takeout, "title", &Value::Unknown));
    }
}
