//! Counts over all files of a run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::troubles::Troubles;
use crate::discover::Skip;
use crate::hashed::Set;
use crate::names::live_photo;
use crate::outcome::{Failure, FileReport, Outcome, Outdated, Recognised};
use crate::run::End;
use crate::surplus::Surplus;
use untrace_core::model::{BmffElement, Category, FieldId, Fraction, ItemRole, JpegElement, KEEPABLE, Keep, Leftover, Value};
use untrace_core::plan::Finding;
use untrace_core::previews::Shows;
use untrace_core::sniff::{self, Foreign};

/// Counts over all files of a run.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// Files whose copy was written, or would be, with something removed.
    pub cleaned: u64,
    /// Files that had nothing to lose.
    pub already_clean: u64,
    /// Copies that already existed.
    pub up_to_date: u64,
    /// Files that cannot be cleaned with certainty.
    pub refused: u64,
    /// Those of them whose format is not cleaned at all: they are not among the photos and videos counted.
    pub foreign: u64,
    /// Archives that were left out, whatever is in them.
    pub archives: u64,
    /// Files that are not photos, but may say where somebody was.
    pub may_tell: Vec<PathBuf>,
    /// Files with something in the way.
    pub failed: u64,
    /// Files that were asked for by name but are not photos.
    pub unread: u64,
    /// What is there on purpose, as the person said: it is reported, but does not count.
    pub expected: Keep,
    /// Files that give something away.
    pub telling: u64,
    /// Those of them that give away more than that.
    pub telling_more: u64,
    /// Photos with previews, none of which could be compared with the picture.
    pub uncompared: u64,
    /// Files next to photos that were read.
    pub sidecars: u64,
    /// Those of them that give something away.
    pub sidecars_telling: u64,
    /// Files next to photos that could not be read.
    pub sidecars_unread: u64,
    /// Files in which something could not be read.
    pub partly_unread: u64,
    /// Folders that were asked for and hold nothing but links.
    pub only_links: u64,
    /// Folders that were asked for and hold no photo or video.
    pub empty_folders: u64,
    /// Whether photos were expected, but there were none, or none in one of the folders.
    pub missed: bool,
    /// Videos with tracks or boxes that nobody sees.
    pub hidden_tracks: u64,
    /// Photos that mention a video that is not behind them.
    pub video_notes: u64,
    /// Files with an HDR gain map that could not be kept.
    pub hdr_lost: u64,
    /// 360-degree pictures whose copies look flat, although how they are shown could be kept.
    pub flat: u64,
    /// Files that were incomplete, but whose copies are complete.
    pub made_whole: u64,
    /// Files of which a crop hides a part that their copies still have.
    pub cropped: super::Cropped,
    /// Videos containing film that was cut off and has to stay.
    pub cut_off: u64,
    /// The most of it in any one video, in milliseconds.
    pub cut_off_most: u64,
    /// Files whose extension suggests another kind.
    pub misnamed: u64,
    /// The first of them whose copies have it too, and what they are.
    pub misnamed_first: Vec<(PathBuf, &'static str)>,
    /// Files with something that was to be kept, but has no place in their copies.
    pub unkept: u64,
    /// Those of them whose copy has the right one.
    pub corrected: u64,
    /// Copies whose names give something away; files, if no copies are wanted.
    pub telling_names: u64,
    /// Bytes of all files that were read.
    pub bytes_in: u64,
    /// Bytes of all their copies.
    pub bytes_out: u64,
    /// Folders and files that hold all copies.
    pub outputs: BTreeSet<PathBuf>,
    /// The copies themselves.
    pub destinations: Set<PathBuf>,
    /// Files without an up-to-date copy, because an earlier one is there.
    pub outdated_by: BTreeMap<Outdated, u64>,
    /// Files in the outputs that are not copies from this run.
    pub surplus: Surplus,
    /// Files that were not looked at, because the run ended first.
    pub not_reached: u64,
    /// Whether it ended because the folder of the copies was gone.
    pub output_lost: bool,
    /// Copies that did not get out through standard output.
    pub unsent: u64,
    /// Sentences about files without a copy.
    pub troubles: Troubles,
    /// Photos with a video behind them.
    pub videos_behind: u64,
    /// Those of them whose video has sound.
    pub videos_with_sound: u64,
    /// Videos that have no earlier copy, including those of Live Photos.
    pub videos: u64,
    /// Videos that have one.
    pub videos_there: u64,
    /// Live Photos: a photo and a video of the same name.
    pub live_photos: u64,
    /// What halves of Live Photos told, while the other half may still come.
    halves: BTreeMap<PathBuf, Half>,
    moments: BTreeMap<Category, u64>,
    perhaps: BTreeMap<Category, u64>,
    kept: BTreeMap<Category, u64>,
    categories: BTreeMap<Category, u64>,
    counting: BTreeMap<Category, u64>,
    names: BTreeMap<Category, u64>,
    skips: BTreeMap<Skip, u64>,
}

/// How many files with a wrong extension are remembered by name.
const MISNAMED: usize = 4;

/// A number of seconds.
fn milliseconds(value: &Value) -> Option<u64> {
    match value {
        Value::Numbers { numbers, .. } => match numbers.as_slice() {
            [Fraction { numerator, denominator: 1000 }] => u64::try_from(*numerator).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the copy of a file with a wrong extension has the right one.
fn is_corrected(report: &FileReport) -> bool {
    let has_copy = matches!(report.outcome, Outcome::Cleaned | Outcome::AlreadyClean | Outcome::UpToDate);
    let extension = report.destination.as_deref().and_then(|copy| copy.extension()?.to_str());
    has_copy && report.misnamed.is_some() && extension == report.misnamed
}

/// What was met of a photo and its video.
#[derive(Debug, Clone, Default)]
struct Half {
    photo: bool,
    video: bool,
    told: BTreeSet<Category>,
}

impl Totals {
    /// For a run that may find this.
    #[must_use]
    pub fn expecting(expected: Keep) -> Self {
        Self { expected, ..Self::default() }
    }

    /// Counts one file. If a file was not copied now, what it told was told by the run that did copy it.
    pub fn add(&mut self, report: &FileReport) {
        let counter = match &report.outcome {
            Outcome::Cleaned => &mut self.cleaned,
            Outcome::AlreadyClean => &mut self.already_clean,
            Outcome::UpToDate => &mut self.up_to_date,
            Outcome::Refused(_) => &mut self.refused,
            Outcome::Failed(_) => &mut self.failed,
            Outcome::Skipped(why) => self.skips.entry(*why).or_default(),
        };
        *counter = counter.saturating_add(1);
        if matches!(report.outcome, Outcome::Cleaned | Outcome::AlreadyClean | Outcome::UpToDate) {
            if let Some(output) = report.output.as_ref().filter(|output| !self.outputs.contains(*output)) {
                self.outputs.insert(output.clone());
            }
            self.destinations.extend(report.destination.clone());
            self.count_name(report);
            self.count_kept(report);
        }
        if let Outcome::Failed(Failure::Outdated(why)) = &report.outcome {
            let files = self.outdated_by.entry(*why).or_default();
            *files = files.saturating_add(1);
        }
        self.count_foreign(report);
        self.unread = self.unread.saturating_add(u64::from(report.unread().is_some()));
        self.misnamed = self.misnamed.saturating_add(u64::from(report.misnamed.is_some()));
        if let Some(extension) = report.misnamed.filter(|_| !is_corrected(report))
            && self.misnamed_first.len() < MISNAMED
        {
            self.misnamed_first.push((report.source.clone(), report.format.map_or(extension, Recognised::name)));
        }
        self.bytes_in = self.bytes_in.saturating_add(report.bytes_in);
        self.bytes_out = self.bytes_out.saturating_add(report.bytes_out.unwrap_or(0));
        if matches!(report.outcome, Outcome::UpToDate | Outcome::Failed(Failure::Outdated(_))) {
            self.videos_there = self.videos_there.saturating_add(u64::from(report.is_video()));
            return;
        }
        let telling = report.removed.iter().any(|finding| finding.category.is_telling());
        self.telling = self.telling.saturating_add(u64::from(telling));
        // A file next to photos is never copied, whatever is kept of the photos; and what was not read cannot be what is kept.
        let counts = |found: &Finding| report.sidecar.is_some() || found.possible || !self.expected.has(found.category);
        let counting: BTreeSet<Category> =
            report.removed.iter().filter(|found| counts(found)).map(|found| found.category).collect();
        self.telling_more = self.telling_more.saturating_add(u64::from(counting.iter().any(|category| category.is_telling())));
        for category in counting {
            let files = self.counting.entry(category).or_default();
            *files = files.saturating_add(1);
        }
        let previews = report.removed.iter().any(|found| found.category == Category::Preview && !found.possible);
        let uncompared = previews && report.sidecar.is_none() && report.shows() == Some(Shows::Unknown);
        self.uncompared = self.uncompared.saturating_add(u64::from(uncompared));
        self.partly_unread = self.partly_unread.saturating_add(u64::from(report.is_partly_unread()));
        let gain_maps = [FieldId::Jpeg(JpegElement::GainMap), FieldId::Bmff(BmffElement::Item(ItemRole::GainMap))];
        let hdr_lost = report.removed.iter().any(|finding| gain_maps.contains(&finding.id));
        let behind = |id| report.removed.iter().any(|finding| finding.id == FieldId::Leftover(id));
        let (silent, sound) = (behind(Leftover::Video), behind(Leftover::VideoWithSound));
        self.videos_behind = self.videos_behind.saturating_add(u64::from(silent || sound));
        self.videos_with_sound = self.videos_with_sound.saturating_add(u64::from(sound));
        self.hdr_lost = self.hdr_lost.saturating_add(u64::from(hdr_lost));
        let flat = report.removed.iter().any(|finding| finding.category == Category::Panorama);
        let flat = flat && !report.unkept.contains(&Category::Panorama);
        self.flat = self.flat.saturating_add(u64::from(flat));
        self.made_whole = self.made_whole.saturating_add(u64::from(report.made_whole));
        self.cropped.add(report);
        let cut_off = report.needed.iter().filter(|found| found.id == FieldId::Bmff(BmffElement::CutOffNeeded));
        if let Some(most) = cut_off.filter_map(|found| milliseconds(&found.value)).max() {
            self.cut_off = self.cut_off.saturating_add(1);
            self.cut_off_most = self.cut_off_most.max(most);
        }
        if report.sidecar.is_some() {
            let unread = matches!(report.outcome, Outcome::Refused(_) | Outcome::Failed(_));
            let counter = if unread { &mut self.sidecars_unread } else { &mut self.sidecars };
            *counter = counter.saturating_add(1);
            self.sidecars_telling = self.sidecars_telling.saturating_add(u64::from(!report.removed.is_empty()));
        }
        let told: BTreeSet<Category> = report.removed.iter().map(|finding| finding.category).collect();
        for category in &told {
            let files = self.categories.entry(*category).or_default();
            *files = files.saturating_add(1);
        }
        if !matches!(report.outcome, Outcome::Skipped(_)) && report.sidecar.is_none() && !report.is_foreign() {
            let is_video = report.is_video();
            // Bytes that nobody read may also be a video: that is not a note about one.
            let moves = report.removed.iter().any(|found| found.category == Category::Motion && !found.possible);
            self.hidden_tracks = self.hidden_tracks.saturating_add(u64::from(moves && is_video));
            self.video_notes = self.video_notes.saturating_add(u64::from(moves && !is_video && !silent && !sound));
            let mut perhaps = told.clone();
            perhaps.retain(|category| !report.removed.iter().any(|found| found.category == *category && !found.possible));
            self.remember(report, told, &perhaps);
        }
    }

    /// Counts what is not a photo or video that can be cleaned.
    fn count_foreign(&mut self, report: &FileReport) {
        match (&report.outcome, report.format) {
            (Outcome::Refused(_), Some(Recognised::Foreign(_))) => self.foreign = self.foreign.saturating_add(1),
            (Outcome::Skipped(Skip::MayTell), _) => self.may_tell.push(report.source.clone()),
            (Outcome::Skipped(_), Some(Recognised::Foreign(name))) if sniff::foreign(name) == Foreign::Archive => {
                self.archives = self.archives.saturating_add(1);
            }
            _ => {}
        }
    }

    /// Counts what was not reached.
    pub fn end(&mut self, end: &End) {
        let (End::Stopped(left) | End::OutputLost(_, left)) = end else { return };
        self.not_reached = *left as u64;
        self.output_lost = matches!(end, End::OutputLost(..));
    }

    /// Whether the run ended early.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        self.not_reached > 0 || self.output_lost
    }

    /// Counts what the name of a copy tells, and whether its extension was corrected.
    fn count_name(&mut self, report: &FileReport) {
        self.corrected = self.corrected.saturating_add(u64::from(is_corrected(report)));
        self.telling_names = self.telling_names.saturating_add(u64::from(!report.telling_name.is_empty()));
        for category in &report.telling_name {
            let names = self.names.entry(*category).or_default();
            *names = names.saturating_add(1);
        }
    }

    /// Counts what the copy says because it was asked for.
    fn count_kept(&mut self, report: &FileReport) {
        self.unkept = self.unkept.saturating_add(u64::from(!report.unkept.is_empty()));
        for category in KEEPABLE.into_iter().filter(|category| report.kept.iter().any(|word| word == category.word())) {
            let files = self.kept.entry(category).or_default();
            *files = files.saturating_add(1);
        }
    }

    /// Counts what was told by moment: a Live Photo is one, whichever half told it.
    /// What was only possibly told is also counted among the rest.
    fn remember(&mut self, report: &FileReport, mut told: BTreeSet<Category>, perhaps: &BTreeSet<Category>) {
        self.videos = self.videos.saturating_add(u64::from(report.is_video()));
        if let Some((name, video)) = live_photo::half(&report.source).filter(|_| !report.motion) {
            let half = self.halves.entry(name).or_default();
            let whole = half.photo && half.video;
            *(if video { &mut half.video } else { &mut half.photo }) = true;
            if half.photo && half.video && !whole {
                self.live_photos = self.live_photos.saturating_add(1);
            }
            told.retain(|category| half.told.insert(*category));
        }
        for category in told {
            let counters = [&mut self.moments].into_iter().chain(perhaps.contains(&category).then_some(&mut self.perhaps));
            for counter in counters {
                let moments = counter.entry(category).or_default();
                *moments = moments.saturating_add(1);
            }
        }
    }

    /// Moments that told something of this category: photos, videos, and Live Photos, which are one each.
    #[must_use]
    pub fn moments_with(&self, category: Category) -> u64 {
        self.moments.get(&category).copied().unwrap_or(0)
    }

    /// Those of them that only may have told something of it, in unread data.
    #[must_use]
    pub fn moments_perhaps_with(&self, category: Category) -> u64 {
        self.perhaps.get(&category).copied().unwrap_or(0)
    }

    /// Photos and videos, with or without a copy; those in a format that is not cleaned do not count.
    #[must_use]
    pub fn media(&self) -> u64 {
        self.copies().saturating_add(self.without_copy()).saturating_sub(self.foreign)
    }

    /// Those of them that have no earlier copy.
    #[must_use]
    pub fn fresh(&self) -> u64 {
        self.media().saturating_sub(self.up_to_date).saturating_sub(self.outdated())
    }

    /// Those of them whose only copy would be different now.
    #[must_use]
    pub fn outdated(&self) -> u64 {
        self.outdated_by.values().copied().fold(0, u64::saturating_add)
    }

    /// Photos with a clean copy.
    #[must_use]
    pub fn copies(&self) -> u64 {
        self.cleaned.saturating_add(self.already_clean).saturating_add(self.up_to_date)
    }

    /// Photos without a copy.
    #[must_use]
    pub const fn without_copy(&self) -> u64 {
        // Files next to photos can be refused as well, but were never meant to have a copy.
        self.refused.saturating_add(self.failed).saturating_sub(self.sidecars_unread)
    }

    /// Files that were passed over for this reason.
    #[must_use]
    pub fn skipped(&self, why: Skip) -> u64 {
        self.skips.get(&why).copied().unwrap_or(0)
    }

    /// Files that were passed over.
    #[must_use]
    pub fn all_skipped(&self) -> u64 {
        self.skips.values().copied().fold(0, u64::saturating_add)
    }

    /// Files whose copies say something of this category, because that was asked for.
    #[must_use]
    pub fn kept_with(&self, category: Category) -> u64 {
        self.kept.get(&category).copied().unwrap_or(0)
    }

    /// Those of them that were not expected to, or that may give away more of it than was expected.
    #[must_use]
    pub fn files_counting(&self, category: Category) -> u64 {
        self.counting.get(&category).copied().unwrap_or(0)
    }

    /// Names that give something of this category away.
    #[must_use]
    pub fn names_with(&self, category: Category) -> u64 {
        self.names.get(&category).copied().unwrap_or(0)
    }

    /// Files that give something of this category away.
    #[must_use]
    pub fn files_with(&self, category: Category) -> u64 {
        self.categories.get(&category).copied().unwrap_or(0)
    }
}
