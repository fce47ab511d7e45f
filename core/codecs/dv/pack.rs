//! Packs of DV (IEC 61834-4): which of them a decoder needs, and what the others say.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use crate::base::Moment;
use crate::model::{CodedElement, Value};

/// A header and four bytes.
pub(super) const PACK_LEN: usize = 5;

/// The header of a pack without information (IEC 61834-4, 3.256), which consists of ones.
pub(super) const NO_INFO: u8 = 0xFF;

/// Headers of packs.
mod header {
    pub(super) const TIME_CODE: u8 = 0x13;
    pub(super) const AAUX_SOURCE: u8 = 0x50;
    pub(super) const AAUX_SOURCE_CONTROL: u8 = 0x51;
    pub(super) const AAUX_REC_DATE: u8 = 0x52;
    pub(super) const AAUX_REC_TIME: u8 = 0x53;
    pub(super) const VAUX_SOURCE: u8 = 0x60;
    pub(super) const VAUX_SOURCE_CONTROL: u8 = 0x61;
    pub(super) const VAUX_REC_DATE: u8 = 0x62;
    pub(super) const VAUX_REC_TIME: u8 = 0x63;
}

/// Where a pack is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    Subcode,
    Vaux,
    Aaux,
}

/// The packs of a frame that go, one of each kind: a frame says everything many times.
#[derive(Debug, Default)]
pub(super) struct Packs(BTreeMap<u8, [u8; 4]>);

impl Packs {
    /// What replaces a pack. What goes is recorded, and `gone` is its header if there was none.
    pub(super) fn take(&mut self, pack: &[u8], area: Area, gone: &mut u8) -> [u8; PACK_LEN] {
        let Some(&[header, a, b, c, d]) = pack.first_chunk::<PACK_LEN>() else { return [NO_INFO; PACK_LEN] };
        match (area, header) {
            // How sound is sampled: all of it.
            (Area::Aaux, header::AAUX_SOURCE) => return [header, a, b, c, d],
            // Copying, recording, speed; without the genre.
            (Area::Aaux, header::AAUX_SOURCE_CONTROL) | (Area::Vaux, header::VAUX_SOURCE_CONTROL) => {
                return [header, a, b, c, 0xFF];
            }
            // System and signal type; without the channel of a tuner, which says where it was.
            (Area::Vaux, header::VAUX_SOURCE) => return [header, 0xFF, b | 0x0F, c, 0xFF],
            (_, NO_INFO) if [a, b, c, d] == [0xFF; 4] => {}
            _ => {
                self.0.entry(header).or_insert([a, b, c, d]);
                if *gone == NO_INFO {
                    *gone = header;
                }
            }
        }
        [NO_INFO; PACK_LEN]
    }

    /// What the packs that go say.
    pub(super) fn says(&self) -> Vec<(CodedElement, Value)> {
        use header::*;
        let said = self.0.iter().map(|(&header, &body)| {
            let value = match header {
                AAUX_REC_DATE | VAUX_REC_DATE => self.moment(body, header),
                AAUX_REC_TIME | VAUX_REC_TIME | TIME_CODE => time(body).map(|time| Value::numbers(time.to_string(), Vec::new())),
                _ => None,
            };
            (CodedElement::DvPack(header), value.unwrap_or(Value::Bytes(4)))
        });
        said.collect()
    }

    /// A date, with the time recorded next to it (IEC 61834-4, 8.3, 8.4).
    fn moment(&self, body: [u8; 4], header: u8) -> Option<Value> {
        let time = header.checked_add(1).and_then(|header| self.0.get(&header)).and_then(|&body| time(body));
        let moment = Moment { date: date(body)?, time, offset: None };
        Some(Value::Moment { moment, raw: Vec::new() })
    }
}

/// Time zone, day, month with day of the week, year of the century.
fn date([_, day, month, year]: [u8; 4]) -> Option<Date> {
    let year = i16::from(decimal(year, 0x0F)?);
    let century: i16 = if year < 75 { 2000 } else { 1900 };
    Date::new(century.checked_add(year)?, decimal(month, 0x01)?, decimal(day, 0x03)?).ok()
}

/// Frames, seconds, minutes, hours.
fn time([_, second, minute, hour]: [u8; 4]) -> Option<Time> {
    Time::new(decimal(hour, 0x03)?, decimal(minute, 0x07)?, decimal(second, 0x07)?, 0).ok()
}

/// Two decimal digits, the first of which has this many bits.
fn decimal(byte: u8, tens: u8) -> Option<i8> {
    let (tens, units) = (byte >> 4 & tens, byte & 0x0F);
    if tens > 9 || units > 9 {
        return None;
    }
    i8::try_from(tens.checked_mul(10)?.checked_add(units)?).ok()
}
