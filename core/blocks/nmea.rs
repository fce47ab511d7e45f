//! Reads sentences from GPS receivers (NMEA 0183): where and when, as cameras log them alongside their videos.

use jiff::tz::Offset;

use super::Found;
use crate::base::{Axis, Coordinate, Fix, Moment};
use crate::model::{FieldId, TelemetryElement, TelemetryForm, Value};

/// Most sentences that are listed: a log has one per second.
const MOST: usize = 4;
/// The longest sentence is shorter.
const LONGEST: usize = 120;

/// Lists the first positions and moments in a log; returns whether any sentence says where.
pub fn read(bytes: &[u8], found: &mut Found<'_>) -> bool {
    let mut told = 0_usize;
    for at in memchr::memchr_iter(b'$', bytes) {
        let sentence = bytes.get(at..).unwrap_or_default();
        let sentence = sentence.get(..LONGEST).unwrap_or(sentence);
        let sentence = sentence.split(|byte| matches!(byte, b'*' | b'\r' | b'\n' | 0)).next().unwrap_or_default();
        let Ok(sentence) = std::str::from_utf8(sentence) else { continue };
        if tell(sentence, at, found).is_some() {
            told = told.saturating_add(1);
            if told == MOST {
                break;
            }
        }
    }
    told > 0
}

/// What a sentence says: RMC has time, status, place, speed, course, day; GGA has time and place.
fn tell(sentence: &str, at: usize, found: &mut Found<'_>) -> Option<()> {
    let words: Vec<&str> = sentence.split(',').collect();
    let word = |index: usize| words.get(index).copied();
    let first = match word(0)?.get(3..)? {
        "RMC" => 3,
        "GGA" => 2,
        _ => return None,
    };
    let (latitude, longitude) = (word(first)?, word(first.checked_add(2)?)?);
    let side = |index: usize| word(index)?.chars().next();
    let fix = Fix::new(
        Coordinate::of_nmea(latitude, side(first.checked_add(1)?)?, Axis::Latitude)?,
        Coordinate::of_nmea(longitude, side(first.checked_add(3)?)?, Axis::Longitude)?,
    );
    let id = |element| FieldId::Telemetry(TelemetryForm::Nmea, element);
    let raw = latitude.as_bytes().to_vec();
    found.push(at, "", id(TelemetryElement::Position), Value::Position { fix, name: String::new(), raw });
    if let Some(moment) = word(9).filter(|_| first == 3).and_then(|day| moment(day, word(1)?)) {
        found.push(at, "", id(TelemetryElement::Moment), Value::Moment { moment, raw: Vec::new() });
    }
    Some(())
}

/// From `ddmmyy` and `hhmmss`, in UTC.
fn moment(day: &str, time: &str) -> Option<Moment> {
    let two = |text: &str, at: usize| text.get(at..at.checked_add(2)?)?.parse().ok();
    let year: u32 = two(day, 4)?;
    let year = if year >= 70 { year.checked_add(1900)? } else { year.checked_add(2000)? };
    Moment::of_numbers([year, two(day, 2)?, two(day, 0)?, two(time, 0)?, two(time, 2)?, two(time, 4)?], Some(Offset::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;

    fn told(bytes: &[u8]) -> Vec<String> {
        let mut fields = Vec::new();
        read(bytes, &mut Found::new(100, "log", &Limits::DEFAULT, &mut fields));
        fields.iter().map(|field| format!("{} {}", field.place, field.value.text().unwrap())).collect()
    }

    const SENTENCE: &[u8] = b"$GPRMC,150312.000,A,4851.3960,N,00221.1320,E,13.50,90.00,120524,,,A*59\r\n";

    #[test]
    fn a_log_says_where_and_when() {
        assert_eq!(told(SENTENCE), ["log@100 48.8566, 2.3522", "log@100 2024-05-12T15:03:12Z"]);
        let log = [b"[1715526192000]", SENTENCE, b"$GNGGA,150313.0,4851.3961,S,00221.1320,W,1,08,1.0,35.0,M\r\n"].concat();
        assert_eq!(told(&log).last().unwrap(), "log@187 -48.8566, -2.3522");
    }

    #[test]
    fn of_a_long_log_a_few_sentences_are_listed() {
        assert_eq!(told(&SENTENCE.repeat(5000)).len(), 2 * MOST);
    }

    #[test]
    fn what_only_looks_like_a_sentence_says_nothing() {
        for none in [
            &b"$"[..],
            b"$GPRMC",
            b"$GPRMC,150312,V,,,,,,,120524",
            b"$GPRMC,1,A,9999.9,N,00221.1,E,,,120524",
            "$é,é,é".as_bytes(),
        ] {
            assert!(told(none).is_empty(), "{}", String::from_utf8_lossy(none));
        }
        let dayless = told(b"$GPRMC,150312,A,4851.3960,N,00221.1320,E,,,310224,,");
        assert_eq!(dayless, ["log@100 48.8566, 2.3522"]);
    }
}
