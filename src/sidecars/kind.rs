//! The kinds that exist, by name.

use std::path::Path;

use untrace_core::model::SidecarKind;

/// What kind of file next to photos a name suggests.
#[must_use]
pub fn kind(path: &Path) -> Option<SidecarKind> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    Some(match (name.as_str(), path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).as_deref()) {
        (_, _) if name.starts_with("._") => SidecarKind::AppleDouble,
        (".ds_store", _) => SidecarKind::DsStore,
        ("thumbs.db" | "ehthumbs.db" | "ehthumbs_vista.db", _) => SidecarKind::ThumbsDb,
        ("desktop.ini", _) => SidecarKind::DesktopIni,
        (_, Some("json")) => SidecarKind::Takeout,
        (_, Some("aae")) => SidecarKind::Adjustments,
        (_, Some("xmp")) => SidecarKind::Xmp,
        (_, Some("thm")) => SidecarKind::Thumbnail,
        _ => return None,
    })
}
