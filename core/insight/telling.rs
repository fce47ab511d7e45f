//! From what was found in one file to what it reveals about people: one place, one moment, one device.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::makers;
use super::said;
use super::sighting::{Secret, Sighting, Spot, Taken};
use super::tags;
use crate::base::{Fix, Moment};
use crate::facts;
use crate::keep::{self, Clock};
use crate::model::{BmffElement, Category, FieldId, Ifd, ItemRole, Leftover, SidecarKind};
use crate::plan::Finding;
use crate::policy;
use crate::previews::Shows;

/// A moving video gives up to this many positions, and no more.
const SPOTS: usize = 64;

impl Sighting {
    /// What the findings of a file reveal; `shows` is the worst that its previews show.
    #[must_use]
    pub fn of(findings: &[Finding], shows: Option<Shows>) -> Self {
        let certain = || findings.iter().filter(|found| !found.possible);
        let (kept, clock) = keep::told_by_values(certain().map(|found| (&found.id, &found.value)));
        let first = kept.position.as_ref();
        let fixes = facts::positions(findings);
        let others = fixes.iter().filter_map(Fix::position);
        let mut spots: Vec<Spot> = first.copied().into_iter().chain(others).filter_map(|position| Spot::of(&position)).collect();
        spots.dedup();
        spots.truncate(SPOTS);
        let mut people = People::of(certain());
        join(&mut people.shown, tags::people(certain()));
        let satellites = satellites(findings);
        // What satellites say is more than a program does.
        let by_any = || certain().next().filter(|_| satellites.is_none()).and_then(|_| said::moment(certain()));
        let taken = kept.moment.and_then(|moment| taken(&moment, clock)).or_else(|| certain().find_map(beside));
        let (taken, offset) = match taken {
            Some(taken) => (Some(taken), kept.moment.and_then(|moment| moment.offset)),
            None => by_any().map_or((None, None), |moment| (Some(said::taken(&moment)), moment.offset)),
        };
        let today = match taken {
            Some(Taken::Local(moment)) => Some(moment.date()),
            Some(Taken::Utc(_)) | None => None,
        };
        let mut sighting = Self {
            within: fixes.first().map_or(0, |fix| u32::try_from(fix.millimetres / 1000).unwrap_or(u32::MAX)),
            nowhere: spots.is_empty() && (first.is_some() || !fixes.is_empty() || certain().any(is_latitude)),
            spots,
            taken,
            told: makers::told(certain(), today),
            offset,
            satellites,
            serial: certain().find_map(serial),
            // New cameras give their maker's name as that of their owner.
            owner: kept.people.owner.as_deref().and_then(maker),
            called: certain().find_map(|found| host(found, kept.camera.model.as_deref())),
            make: kept.camera.make,
            model: kept.camera.model,
            makers: kept
                .people
                .artist
                .iter()
                .chain(&kept.people.copyright)
                .flat_map(|names| names.split(';'))
                .filter_map(maker)
                .collect(),
            people: people.shown,
            texts: [kept.texts.title, kept.texts.description, kept.texts.comment, kept.texts.keywords]
                .into_iter()
                .flatten()
                .collect(),
            secrets: secrets(findings, shows),
            ..Self::default()
        };
        (sighting.said, sighting.perhaps) = said::of(findings, shows, &sighting);
        sighting
    }

    /// Takes over what another file says about the same photo, if this one says nothing.
    pub fn complete(&mut self, other: Self) {
        if self.spots.is_empty() {
            (self.spots, self.within) = (other.spots, other.within);
        }
        self.nowhere = self.spots.is_empty() && (self.nowhere || other.nowhere);
        if self.taken.is_none() {
            (self.taken, self.offset) = (other.taken, other.offset);
        }
        self.satellites = self.satellites.or(other.satellites);
        for (here, there) in [
            (&mut self.make, other.make),
            (&mut self.model, other.model),
            (&mut self.serial, other.serial),
            (&mut self.owner, other.owner),
            (&mut self.called, other.called),
        ] {
            if here.is_none() {
                *here = there;
            }
        }
        join(&mut self.people, other.people);
        join(&mut self.told, other.told);
        join(&mut self.makers, other.makers);
        join(&mut self.texts, other.texts);
        join(&mut self.secrets, other.secrets);
        join(&mut self.names, other.names);
        join(&mut self.said, other.said);
        self.perhaps |= other.perhaps;
    }
}

/// Adds what is missing.
fn join<T: PartialEq>(here: &mut Vec<T>, there: Vec<T>) {
    for item in there {
        if !here.contains(&item) {
            here.push(item);
        }
    }
}

fn taken(moment: &Moment, clock: Clock) -> Option<Taken> {
    Some(match clock {
        Clock::Local => Taken::Local(moment.local()?),
        Clock::Utc => Taken::Utc(moment.timestamp()?),
    })
}

/// When a photo was taken, according to a sidecar file.
fn beside(found: &Finding) -> Option<Taken> {
    let FieldId::Sidecar(SidecarKind::Takeout, name) = &found.id else { return None };
    name.starts_with("photoTakenTime/").then(|| found.moment()?.timestamp().map(Taken::Utc))?
}

fn is_latitude(found: &Finding) -> bool {
    matches!(found.id, FieldId::Exif(Ifd::Gps, 2))
}

/// Day and time according to the satellites, which count in UTC (EXIF 3.0, 4.6.7).
fn satellites(findings: &[Finding]) -> Option<Timestamp> {
    let text = |tag: u16| findings.iter().find(|found| found.id == FieldId::Exif(Ifd::Gps, tag))?.value.text();
    let exif = || {
        let day = text(0x001D)?;
        let day = Date::strptime("%Y:%m:%d", day.trim()).or_else(|_| Date::strptime("%Y-%m-%d", day.trim())).ok()?;
        let time = text(0x0007)?;
        let time = DateTime::strptime("%Y-%m-%d %H:%M:%S", format!("2000-01-01 {}", time.split('.').next()?.trim())).ok()?.time();
        TimeZone::UTC.to_timestamp(day.to_datetime(time)).ok()
    };
    let xmp = || {
        let is_it = |found: &&Finding| matches!(&found.id, FieldId::Xmp(uri, name) if name == "GPSTimeStamp" && policy::xmp_prefix(uri) == Some("exif"));
        findings.iter().find(is_it)?.moment().filter(|moment| moment.offset.is_some())?.timestamp()
    };
    exif().or_else(xmp)
}

/// The serial number of the camera itself, not of its lens or of one picture.
fn serial(found: &Finding) -> Option<String> {
    let is_number = match &found.id {
        FieldId::Exif(Ifd::Exif, 0xA431) | FieldId::Exif(Ifd::Image, 0xC62F) => true,
        FieldId::Xmp(_, name) => matches!(name.as_str(), "SerialNumber" | "BodySerialNumber" | "CameraSerialNumber"),
        FieldId::Telemetry(..) => found.category == Category::Id,
        _ => false,
    };
    let text = is_number.then(|| found.value.text())??;
    let text = text.trim();
    // Nothing but zeros is not a number.
    (text.len() > 2 && text.chars().any(|c| c != '0')).then(|| text.to_owned())
}

/// The name the owner gave the phone: `iPhone de Léa Martin`.
fn host(found: &Finding, model: Option<&str>) -> Option<String> {
    let is_host = found.id == FieldId::Exif(Ifd::Image, 0x013C);
    let text = is_host.then(|| found.value.text())??;
    // Programs write their system here, and most phones only their model.
    let is_name = text.split_whitespace().count() > 2 && Some(text.as_ref()) != model && !text.contains('/');
    let is_named = is_name && model.is_some_and(|model| text.contains(model.split(' ').next().unwrap_or(model)));
    is_named.then(|| text.trim().to_owned())
}

/// A name without the signs and years of a copyright; `None` for addresses, companies and programs.
fn maker(text: &str) -> Option<String> {
    const NOBODY: [&str; 26] = [
        "unknown",
        "none",
        "picasa",
        "google",
        "adobe",
        "apple",
        "samsung",
        "canon",
        "nikon",
        "sony",
        "fujifilm",
        "gopro",
        "instagram",
        "facebook",
        "llc",
        "inc",
        "ltd",
        "gmbh",
        "corp",
        "corporation",
        "company",
        "sarl",
        "mairie",
        "public",
        "domain",
        "project",
    ];
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_name = |word: &&str| {
        let bare = bare(word);
        let is_year = bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
        !is_year && !bare.is_empty() && !["c", "copyright"].contains(&bare.as_str())
    };
    let words: Vec<&str> = text.split_whitespace().filter(is_name).collect();
    // `Copyright by Léa Martin`; a name may end like that.
    let words = words.strip_prefix(&["by"]).unwrap_or(&words);
    let is_nobody = words.iter().any(|word| NOBODY.contains(&bare(word).as_str())) || text.contains("://") || words.len() > 4;
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    (!is_nobody && !name.is_empty()).then(|| name.to_owned())
}

/// Who is in the picture, according to a list of people.
#[derive(Default)]
struct People {
    shown: Vec<String>,
}

impl People {
    fn of<'a>(findings: impl Iterator<Item = &'a Finding>) -> Self {
        let mut people = Self::default();
        let findings: Vec<&Finding> = findings.collect();
        // Regions of pets and barcodes have names, too.
        let types = |found: &&&Finding| matches!(&found.id, FieldId::Xmp(uri, name) if name == "Type" && matches!(policy::xmp_prefix(uri), Some("mwg-rs" | "acdsee-rs")));
        let mut types = findings.iter().filter(types).filter_map(|found| found.value.text()).peekable();
        if types.peek().is_some() && types.all(|kind| kind != "Face") {
            return people;
        }
        for found in findings.into_iter().filter(|found| found.category == Category::People) {
            let is_name = match &found.id {
                FieldId::Xmp(uri, name) => match name.as_str() {
                    "Name" => matches!(policy::xmp_prefix(uri), Some("mwg-rs" | "acdsee-rs")),
                    "PersonDisplayName" | "PersonInImage" | "PersonName" | "Personality" => true,
                    // Media Pro, and its earlier name.
                    "People" => matches!(policy::xmp_prefix(uri), Some("mediapro" | "expressionmedia")),
                    _ => false,
                },
                FieldId::Sidecar(SidecarKind::Takeout, name) => name.starts_with("people") && name.ends_with("name"),
                _ => false,
            };
            let name = if is_name { found.value.text() } else { None };
            if let Some(name) = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
                && !people.shown.contains(&name)
            {
                people.shown.push(name);
            }
        }
        people
    }
}

fn secrets(findings: &[Finding], shows: Option<Shows>) -> Vec<Secret> {
    let preview = matches!(shows, Some(Shows::CroppedAway | Shows::Another)).then_some(Secret::CroppedAway);
    let parts = findings.iter().filter(|found| !found.possible).filter_map(|found| match &found.id {
        FieldId::Leftover(Leftover::Video | Leftover::VideoWithSound)
        | FieldId::Bmff(BmffElement::Box([b'm', b'p', b'v', b'd'])) => Some(Secret::MotionVideo),
        FieldId::Leftover(Leftover::Image) => Some(Secret::SecondPicture),
        FieldId::Bmff(BmffElement::CutOff | BmffElement::CutOffNeeded) => Some(Secret::TrimmedFilm),
        FieldId::Bmff(BmffElement::Item(ItemRole::Depth) | BmffElement::TrackOf(ItemRole::Depth)) => Some(Secret::Depth),
        _ => None,
    });
    let mut secrets = Vec::new();
    join(&mut secrets, preview.into_iter().chain(parts).collect());
    secrets
}
