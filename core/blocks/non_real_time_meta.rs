//! Reads the XML that Sony's cameras write about a recording (`NonRealTimeMeta`): when it was made, with which camera,
//! and the tags of a GPS receiver. Most of it is in attributes; unknown ones are listed as settings.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Found;
use crate::base::{Axis, Coordinate, Fix, cost};
use crate::model::{FieldId, TelemetryElement as T, TelemetryForm, Value};

/// The name of its first element.
const ROOT: &[u8] = b"NonRealTimeMeta";

/// Nobody writes longer attribute names.
const LONGEST_KEY: usize = 512;

/// Whether a text is in this form.
#[must_use]
pub fn is_such(text: &[u8]) -> bool {
    /// At most a declaration and a comment come before the first element.
    const HEAD: usize = 1024;
    memchr::memmem::find(text.get(..HEAD).unwrap_or(text), ROOT).is_some()
}

/// Lists what it says.
pub fn read(text: &[u8], found: &mut Found<'_>) {
    let text = String::from_utf8_lossy(text);
    let text = text.trim_matches(|c: char| c == '\0' || c == '\u{FEFF}' || c.is_whitespace());
    let mut told = Told { found, latitude: [None, None], longitude: [None, None], date: None };
    let whole = told.walk(text).is_some();
    told.mention_halves();
    if !whole {
        told.found.unreadable(0);
    }
}

/// What has been read so far.
struct Told<'f, 'a> {
    found: &'f mut Found<'a>,
    /// The side and the number, as far as they were found.
    latitude: [Option<String>; 2],
    longitude: [Option<String>; 2],
    date: Option<String>,
}

impl Told<'_, '_> {
    fn walk(&mut self, text: &str) -> Option<()> {
        let mut reader = Reader::from_str(text);
        let mut open: Vec<String> = Vec::new();
        let mut budget = self.found.limits().fields;
        loop {
            budget = budget.checked_sub(1)?;
            self.found.budget().affords(cost::EVENT).then_some(())?;
            let at = usize::try_from(reader.buffer_position()).ok()?;
            match reader.read_event().ok()? {
                Event::Start(element) => {
                    self.element(&element, at)?;
                    (open.len() < self.found.limits().depth).then_some(())?;
                    open.push(local(&element));
                }
                Event::Empty(element) => self.element(&element, at)?,
                Event::End(_) => drop(open.pop()?),
                Event::Text(text) => self.text(&text.xml_content(quick_xml::XmlVersion::Implicit1_0), open.last(), at),
                Event::CData(text) => self.text(&text, open.last(), at),
                Event::Comment(text) => self.text(&text, None, at),
                Event::Decl(_) => {}
                // A document type can define entities: a text with one is not read.
                Event::DocType(_) | Event::GeneralRef(_) | Event::PI(_) => return None,
                Event::Eof => return open.is_empty().then_some(()),
            }
        }
    }

    /// What is in the attributes of an element.
    fn element(&mut self, element: &BytesStart<'_>, at: usize) -> Option<()> {
        let name = local(element);
        let mut item: [String; 2] = Default::default();
        let mut known = BTreeSet::new();
        // The reader would compare each name with every other; repeated names (XML 1.0, 3.1) are detected here.
        for attribute in element.attributes().with_checks(false) {
            self.found.budget().affords(cost::EVENT).then_some(())?;
            (known.len() < self.found.limits().fields).then_some(())?;
            let attribute = attribute.ok()?;
            (attribute.key.as_ref().len() <= LONGEST_KEY && known.insert(attribute.key)).then_some(())?;
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
            let key = attribute.key.as_ref();
            match (name.as_str(), key) {
                (_, key) if key.starts_with("xmlns") || key.starts_with("xsi:") => {}
                ("Item", "name") => item[0] = value.into_owned(),
                ("Item", "value") => item[1] = value.into_owned(),
                ("CreationDate", "value") | (_, "lastUpdate") => self.say(T::Moment, &value, at),
                ("Device" | "Lens", "manufacturer") => self.say(T::Make, &value, at),
                ("Device" | "Lens", "modelName") => self.say(T::Model, &value, at),
                (_, "serialNo") => self.say(T::SerialNumber, &value, at),
                (_, key) if key.starts_with("umid") => self.say(T::UniqueId, &value, at),
                ("Creator", _) => self.say(T::Author, &value, at),
                ("Title" | "Description", _) => self.say(T::Text, &value, at),
                _ => self.say(T::Setting, &value, at),
            }
        }
        let [name, value] = item;
        self.item(&name, value, at);
        Some(())
    }

    /// A tag from a receiver, as in Exif, or anything else by its name.
    fn item(&mut self, name: &str, value: String, at: usize) {
        let slot = match name {
            "LatitudeRef" => &mut self.latitude[0],
            "Latitude" => &mut self.latitude[1],
            "LongitudeRef" => &mut self.longitude[0],
            "Longitude" => &mut self.longitude[1],
            "DateStamp" => {
                self.date = Some(value);
                return;
            }
            "TimeStamp" => {
                let day = self.date.take().unwrap_or_default();
                return self.say(T::Moment, format!("{day} {value}").trim(), at);
            }
            _ => return self.say(T::Setting, &value, at),
        };
        *slot = Some(value);
        if let ([Some(north), Some(latitude)], [Some(east), Some(longitude)]) = (&self.latitude, &self.longitude) {
            let said = format!("{latitude} {north} {longitude} {east}");
            let coordinate =
                |number: &str, side: &str, axis| Coordinate::of_xmp(&format!("{}{side}", number.replace(':', ",")), axis);
            let fix = coordinate(latitude, north, Axis::Latitude).zip(coordinate(longitude, east, Axis::Longitude));
            // In an unknown form, it is a text.
            let value = match fix {
                Some((latitude, longitude)) => {
                    Value::Position { fix: Fix::new(latitude, longitude), name: String::new(), raw: Vec::new() }
                }
                None => Value::Text(super::beginning(&said).to_owned()),
            };
            self.push(T::Position, value, at);
            (self.latitude, self.longitude) = Default::default();
        }
    }

    /// Half of a position, or a day without its time.
    fn mention_halves(&mut self) {
        let halves = [&mut self.latitude, &mut self.longitude].map(std::mem::take).into_iter().flatten().flatten();
        let halves: Vec<String> = halves.collect();
        self.say(T::Position, &halves.join(" "), 0);
        let day = self.date.take().unwrap_or_default();
        self.say(T::Moment, &day, 0);
    }

    fn text(&mut self, text: &str, within: Option<&String>, at: usize) {
        let element = match within.map(String::as_str) {
            Some("CreationDate") => T::Moment,
            Some("Creator") => T::Author,
            _ => T::Text,
        };
        self.say(element, text, at);
    }

    fn say(&mut self, element: T, text: &str, at: usize) {
        let text = text.trim();
        // A bare number says nothing: a rate, a length, a channel.
        let plain = element == T::Setting && text.parse::<f64>().is_ok();
        if !text.is_empty() && !plain {
            self.push(element, Value::Text(super::beginning(text).to_owned()), at);
        }
    }

    fn push(&mut self, element: T, value: Value, at: usize) {
        self.found.push(at, "", FieldId::Telemetry(TelemetryForm::NonRealTimeMeta, element), value);
    }
}

/// The name of an element, without its prefix.
fn local(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;

    fn told(text: &str) -> Vec<String> {
        let mut fields = Vec::new();
        read(text.as_bytes(), &mut Found::new(0, "xml", &Limits::DEFAULT, &mut fields));
        fields.iter().map(|field| format!("{} {}", field.id.name(), field.value.text().unwrap_or_default())).collect()
    }

    const RECORDING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00" lastUpdate="2024-05-12T17:05:00+02:00">
  <TargetMaterial umidRef="060A2B340101010501010D43130000001A2B3C4D5E6F70818293A4B5C6D7E8F9"/>
  <Duration value="250"/>
  <CreationDate value="2024-05-12T17:03:12+02:00"/>
  <VideoFormat><VideoFrame videoCodec="AVC_1920_1080_HP@L41" captureFps="25p"/></VideoFormat>
  <Device manufacturer="Sony" modelName="DSC-RX0M2" serialNo="4294967295"/>
  <AcquisitionRecord><Group name="ExifGPS">
    <Item name="LatitudeRef" value="N"/><Item name="Latitude" value="48:51:23.760"/>
    <Item name="LongitudeRef" value="E"/><Item name="Longitude" value="2:21:7.920"/>
    <Item name="DateStamp" value="2024:05:12"/><Item name="TimeStamp" value="15:03:12"/>
  </Group></AcquisitionRecord>
</NonRealTimeMeta>"#;

    #[test]
    fn a_recording_says_when_where_and_with_which_camera() {
        let told = told(RECORDING);
        for said in [
            "moment 2024-05-12T17:05:00+02:00",
            "moment 2024-05-12T17:03:12+02:00",
            "moment 2024:05:12 15:03:12",
            "make Sony",
            "model DSC-RX0M2",
            "serial number 4294967295",
            "position 48.8566, 2.3522",
            "setting AVC_1920_1080_HP@L41",
        ] {
            assert!(told.contains(&format!("NonRealTimeMeta {said}")), "{said} in {told:#?}");
        }
        assert!(told.iter().any(|told| told.starts_with("NonRealTimeMeta unique id 060A2B34")));
        assert!(!told.iter().any(|told| told.ends_with(" 250")));
    }

    #[test]
    fn a_position_of_a_form_that_is_not_known_is_a_text() {
        let told = told(&RECORDING.replace("48:51:23.760", "somewhere"));
        assert!(told.contains(&"NonRealTimeMeta position somewhere N 2:21:7.920 E".to_owned()), "{told:#?}");
    }

    #[test]
    fn what_is_cut_off_or_defines_entities_is_told_to_be_unreadable() {
        let entities = "<!DOCTYPE a [<!ENTITY b \"c\">]><NonRealTimeMeta/>";
        for text in [&RECORDING[..600], entities] {
            assert_eq!(told(text).last().unwrap(), "unreadable data ");
        }
        let deep = format!("<NonRealTimeMeta>{}", "<a>".repeat(10_000));
        assert_eq!(told(&deep), ["unreadable data "]);
    }

    #[test]
    fn half_a_position_and_a_day_alone_are_told_as_they_are() {
        let half = RECORDING.replace("\"Longitude\"", "\"Other\"").replace("\"TimeStamp\"", "\"Other\"");
        let told = told(&half);
        assert!(told.contains(&"NonRealTimeMeta position N 48:51:23.760 E".to_owned()), "{told:#?}");
        assert!(told.contains(&"NonRealTimeMeta moment 2024:05:12".to_owned()), "{told:#?}");
    }

    #[test]
    fn it_is_told_from_other_xml() {
        assert!(is_such(RECORDING.as_bytes()) && !is_such(b"<x:xmpmeta/>") && !is_such(b""));
    }
}
