//! Lines of JSON, one per file and one for all of them (schema: `docs/report.schema.json`).

use serde::Serialize;

use untrace_core::base::Fix;
use untrace_core::facts;
use untrace_core::model::{Category, Crop, Value};
use untrace_core::plan::Finding;
use untrace_core::previews::Preview;

use crate::i18n::{Advice, Lang, Spoken, Told};
use crate::outcome::{FileReport, Outcome, Recognised, Refusal};
use crate::tally::Totals;
use untrace_words::{path_text, steers};

/// Version of the lines; it changes whenever a script would have to.
pub(super) const SCHEMA: u32 = 2;

#[derive(Serialize)]
struct FileLine<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    schema: u32,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_path_bytes: Option<String>,
    destination: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination_path_bytes: Option<String>,
    format: Option<&'a str>,
    misnamed: Option<&'a str>,
    telling_name: &'a [Category],
    outcome: &'static str,
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    removed: Vec<FindingLine>,
    kept: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    unkept: &'a [Category],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needed: Vec<FindingLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cropped: Option<CropLine>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    made_whole: bool,
    bytes_in: u64,
    bytes_out: Option<u64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    motion: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    remembered: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    sidecar: Option<SidecarLine>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    positions: Vec<PositionLine>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    previews: Vec<PreviewLine>,
}

#[derive(Serialize)]
struct SidecarLine {
    kind: &'static str,
    about: Vec<String>,
}

#[derive(Serialize)]
struct CropLine {
    shown: (u32, u32),
    whole: (u32, u32),
}

#[derive(Serialize)]
struct PositionLine {
    latitude: f64,
    longitude: f64,
    metres: f64,
}

#[derive(Serialize)]
struct PreviewLine {
    shows: &'static str,
    #[serde(rename = "where")]
    place: String,
}

#[derive(Serialize)]
struct FindingLine {
    category: Category,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    possible: bool,
    field: String,
    #[serde(rename = "where")]
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ValueSaid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moment: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueSaid {
    Text(String),
    Degrees(f64),
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    schema: u32,
    version: &'a str,
    command: &'a str,
    dry_run: bool,
    duration_ms: u64,
    cleaned: u64,
    already_clean: u64,
    up_to_date: u64,
    refused: u64,
    failed: u64,
    skipped: u64,
    telling: u64,
    telling_names: u64,
    sidecars: u64,
    cropped: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    fail_on: Option<&'a [&'static str]>,
    bytes_in: u64,
    bytes_out: u64,
    categories: serde_json::Map<String, serde_json::Value>,
    empty_folders: u64,
    not_reached: u64,
    #[serde(flatten)]
    surplus: Option<SurplusCounts>,
    exit_status: u8,
}

#[derive(Serialize)]
struct SurplusCounts {
    other_files: Vec<String>,
    earlier: u64,
    gone: u64,
    pruned: u64,
    renamed: u64,
}

/// The line for one file. Values of what was removed are included only with `values`: a log must not become a leak.
#[must_use]
pub fn file(report: &FileReport, values: bool) -> String {
    let (reason, message, at) = reason(report);
    let (source, source_path_bytes) = path_text(&report.source);
    let (destination, destination_path_bytes) = report.destination.as_deref().map_or((None, None), |destination| {
        let (text, bytes) = path_text(destination);
        (Some(text), bytes)
    });
    line(&FileLine {
        kind: "file",
        schema: SCHEMA,
        source,
        source_path_bytes,
        destination,
        destination_path_bytes,
        // Nobody asks about what is passed over.
        format: report.format.filter(|_| !matches!(report.outcome, Outcome::Skipped(_))).map(Recognised::name),
        misnamed: report.misnamed,
        telling_name: &report.telling_name,
        outcome: outcome(&report.outcome),
        reason,
        message,
        at,
        removed: report.removed.iter().map(|found| finding(found, values)).collect(),
        kept: &report.kept,
        unkept: &report.unkept,
        needed: report.needed.iter().map(|found| finding(found, values)).collect(),
        cropped: report.crop().map(|Crop { shown, whole }| CropLine { shown, whole }),
        made_whole: report.made_whole,
        bytes_in: report.bytes_in,
        bytes_out: report.bytes_out,
        motion: report.motion,
        remembered: report.remembered,
        sidecar: report.sidecar.map(|kind| SidecarLine {
            kind: kind.name(),
            about: report.about.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
        }),
        positions: if values { facts::positions(&report.removed).iter().map(position).collect() } else { Vec::new() },
        previews: report.previews.iter().map(preview).collect(),
    })
}

fn position(fix: &Fix) -> PositionLine {
    PositionLine { latitude: fix.latitude.degrees(), longitude: fix.longitude.degrees(), metres: fix.millimetres as f64 / 1e3 }
}

fn preview(preview: &Preview) -> PreviewLine {
    PreviewLine { shows: preview.shows.word(), place: preview.place.to_string() }
}

/// The line for all files; `fail_on` are the words that `check` went by.
#[must_use]
pub fn summary(totals: &Totals, told: &Told<'_>, fail_on: Option<&[&'static str]>) -> String {
    let count = |category: &Category| (category.word().to_owned(), totals.files_with(*category).into());
    line(&SummaryLine {
        kind: "summary",
        schema: SCHEMA,
        version: told.version,
        command: told.command,
        dry_run: told.dry_run,
        duration_ms: u64::try_from(told.duration.as_millis()).unwrap_or(u64::MAX),
        cleaned: totals.cleaned,
        already_clean: totals.already_clean,
        up_to_date: totals.up_to_date,
        refused: totals.refused,
        failed: totals.failed,
        skipped: totals.all_skipped(),
        telling: totals.telling,
        telling_names: totals.telling_names,
        sidecars: totals.sidecars_telling,
        cropped: totals.cropped.files,
        fail_on,
        bytes_in: totals.bytes_in,
        bytes_out: totals.bytes_out,
        categories: Category::ALL.iter().map(count).collect(),
        empty_folders: totals.empty_folders,
        not_reached: totals.not_reached,
        surplus: (told.command == "clean").then_some(SurplusCounts {
            other_files: totals.surplus.others.iter().map(|path| path_text(path).0).collect(),
            earlier: totals.surplus.earlier,
            gone: totals.surplus.gone,
            pruned: totals.surplus.pruned,
            renamed: totals.surplus.renamed,
        }),
        exit_status: told.status,
    })
}

pub(super) fn line(value: &impl Serialize) -> String {
    // Writing maps with text keys and numbers cannot fail.
    let line = serde_json::to_string(value).unwrap_or_default();
    let mut safe = String::with_capacity(line.len());
    for c in line.chars() {
        if steers(c) {
            // Only texts can contain such characters, and in texts they may be written like this (RFC 8259, 7).
            safe.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    safe
}

fn finding(found: &Finding, values: bool) -> FindingLine {
    let (value, bytes) = match &found.value {
        Value::Bytes(len) => (None, Some(*len)),
        Value::Coordinate { coordinate, .. } => (Some(ValueSaid::Degrees(coordinate.degrees())), None),
        other => (other.text().map(|text| ValueSaid::Text(text.into_owned())), None),
    };
    let moment = found.moment().map(|moment| moment.to_string());
    let told = FindingLine {
        category: found.category,
        possible: found.possible,
        field: found.id.name(),
        place: found.place.to_string(),
        value,
        bytes,
        moment,
    };
    if values { told } else { FindingLine { value: None, bytes: None, moment: None, ..told } }
}

const fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Cleaned => "cleaned",
        Outcome::AlreadyClean => "already-clean",
        Outcome::UpToDate => "up-to-date",
        Outcome::Refused(_) => "refused",
        Outcome::Failed(_) => "failed",
        Outcome::Skipped(_) => "skipped",
    }
}

/// A word for scripts, a sentence for people, and the byte it is about.
fn reason(report: &FileReport) -> (Option<&'static str>, Option<String>, Option<u64>) {
    // Scripts read the same words on every computer.
    let words = Lang::English.words();
    let said = |advice: Advice| Some(format!("{}. {}", advice.trouble, advice.remedy));
    let (message, at) = match &report.outcome {
        Outcome::Refused(refusal) => {
            let at = match refusal {
                Refusal::Unreadable(error) => error.place().map(|place| place.at),
                Refusal::Verification(_) => None,
            };
            (said(words.refusal(refusal)), at)
        }
        Outcome::Failed(failure) => (said(words.failure(failure, report.destination.as_deref())), None),
        Outcome::Cleaned | Outcome::AlreadyClean | Outcome::UpToDate | Outcome::Skipped(_) => (None, None),
    };
    (report.outcome.reason(), message, at)
}
