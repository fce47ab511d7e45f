//! The policy table as shown by `untrace fields`: what each named field tells, and what becomes of it.

use serde::Serialize;
use textwrap::core::display_width;

use crate::i18n::language;
use untrace_core::keep;
use untrace_core::model::Category;
use untrace_core::policy::{Pattern, Row, Treatment, rows};

/// One row, for people and scripts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldLine {
    #[serde(rename = "type")]
    kind: &'static str,
    schema: u32,
    /// Whose name it is.
    pub standard: &'static str,
    /// The name.
    pub field: String,
    /// What it tells; `None` for something that only holds the file together.
    pub category: Option<Category>,
    /// What else it may tell, if it was not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<Category>,
    /// `stays`, `rewritten`, `goes` or `refused`.
    pub treatment: &'static str,
    #[serde(skip)]
    fate: Treatment,
    /// Whether `--keep` with its category rewrites its value.
    pub keep: bool,
}

/// Every row of the policy, in policy order.
pub fn lines() -> impl Iterator<Item = FieldLine> {
    rows().map(|row| FieldLine {
        kind: "field",
        schema: super::json::SCHEMA,
        standard: standard(&row.field),
        field: field(row),
        category: row.rule.category,
        possible: row.rule.possible.iter().copied().filter(|category| row.rule.category != Some(*category)).collect(),
        fate: row.rule.treatment,
        treatment: match row.rule.treatment {
            Treatment::Stay => "stays",
            Treatment::Rewrite => "rewritten",
            Treatment::Remove => "goes",
            Treatment::Refuse => "refused",
        },
        keep: keep::is_source(&row.field),
    })
}

/// The same as lines of JSON.
pub fn json() -> impl Iterator<Item = String> {
    lines().map(|line| super::json::line(&line))
}

/// The same as a table, with aligned columns.
#[must_use]
pub fn table() -> Vec<String> {
    let lines: Vec<FieldLine> = lines().collect();
    let widest = |width: fn(&FieldLine) -> usize| lines.iter().map(width).max().unwrap_or(0);
    let (standard, field) =
        (widest(|line| display_width(language().field(line.standard))), widest(|line| display_width(name(line))).min(WIDEST));
    let show = |line: &FieldLine| {
        let category = line.category.map_or("", Category::word);
        let fate = language().field_fate(line.fate, line.keep);
        let from = language().field(line.standard);
        let indent = " ".repeat(standard.saturating_sub(display_width(from)));
        let gap = " ".repeat(field.saturating_sub(display_width(name(line))));
        format!("{from}{indent}  {}{gap}  {category:8}  {fate}", name(line)).trim_end().to_owned()
    };
    lines.iter().map(show).collect()
}

/// What a field is called, in the language in use.
fn name(line: &FieldLine) -> &str {
    language().field(&line.field)
}

/// Longer names shift the rest of their line.
const WIDEST: usize = 38;

const fn standard(field: &Pattern) -> &'static str {
    match field {
        Pattern::Jpeg(_) => "JPEG",
        Pattern::Png(_) => "PNG",
        Pattern::Webp(_) => "WebP",
        Pattern::Gif(_) => "GIF",
        Pattern::Bmff(_) => "MP4/HEIF",
        Pattern::Coded(_) => "coded",
        Pattern::Telemetry(_) => "telemetry",
        Pattern::BmffKey(_) => "QuickTime",
        Pattern::Tiff(_) => "TIFF",
        Pattern::Icc(_) => "ICC",
        Pattern::PngText(_) => "PNG text",
        Pattern::Exif(..) => "Exif",
        Pattern::Xmp(..) => "XMP",
        Pattern::Iptc(..) => "IPTC",
        Pattern::ImageResource(_) => "Photoshop",
        Pattern::Leftover(_) => "any",
    }
}

fn field(row: &Row) -> String {
    match row.field {
        Pattern::Xmp(prefix, name) => format!("{prefix}:{name}"),
        _ => row.name.to_owned(),
    }
}
