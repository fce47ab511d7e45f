//! Places, times and measures.

use untrace_core::base::{Fix, Moment};
use untrace_core::facts::Measure;

use crate::english::months::month;
use crate::english::numbers::number;
use crate::facts::{Exact, tenths_of_unit};

/// `3.1 MB`; `None` for less than a thousand bytes.
pub(super) fn size(bytes: u64) -> Option<String> {
    const UNITS: [&str; 4] = ["", "kB", "MB", "GB"];
    let (tenths, power) = tenths_of_unit(bytes);
    let unit = UNITS.get(power).filter(|unit| !unit.is_empty())?;
    let whole = number(u64::try_from(tenths / 10).unwrap_or(u64::MAX));
    Some(format!("{whole}.{} {unit}", tenths % 10))
}

pub(super) fn position(position: &Fix) -> String {
    format!("{}, {}, {}", position.latitude.shown(), position.longitude.shown(), exact(Exact::of(position.millimetres)))
}

/// `to within 3 m`.
fn exact(exact: Exact) -> String {
    match exact {
        Exact::Metres(metres) => format!("to within {metres} m"),
        Exact::Kilometres(kilometres) => format!("to within {} km", number(kilometres)),
    }
}

/// A moment without its time.
pub fn day(moment: &Moment) -> String {
    format!("{} {} {}", moment.date.day(), month(moment.date.month()), moment.date.year())
}

pub(super) fn moment(moment: &Moment) -> String {
    let date = day(moment);
    let Some(time) = moment.time else { return date };
    let zone = match moment.offset {
        None => String::new(),
        Some(offset) if offset.is_zero() => " UTC".to_owned(),
        Some(_) => format!(" (UTC{})", moment.clock(":").unwrap_or_default()),
    };
    format!("{date}, {:02}:{:02}:{:02}{zone}", time.hour(), time.minute(), time.second())
}

pub(super) fn measure(measure: Measure, number: &str) -> String {
    match measure {
        Measure::Seconds => format!("{number} s"),
        Measure::Aperture => format!("f/{number}"),
        Measure::Millimetres => format!("{number} mm"),
        Measure::Sensitivity => format!("ISO {number}"),
        Measure::Celsius => format!("{number} \u{b0}C"),
        Measure::Percent => format!("{number}% humidity"),
        Measure::Pressure => format!("air pressure {number} hPa"),
        Measure::Height => format!("{number} m above sea level"),
        Measure::Direction => format!("facing {number}\u{b0} from north"),
        Measure::Speed => format!("speed {number}"),
        Measure::Uncertainty => format!("accurate to {number} m"),
        Measure::Rating => format!("rating {number}"),
        // A name next to it says whose.
        Measure::Version if number.contains(char::is_alphabetic) => number.to_owned(),
        Measure::Version => format!("version {number}"),
        Measure::Language => format!("language {}", language(number)),
        Measure::TimeZone => format!("time zone {number}"),
    }
}

/// The languages that old films give as numbers (QuickTime File Format, Language Code Values), and others by their
/// codes.
fn language(code: &str) -> &str {
    match code.strip_prefix("Mac OS language ") {
        Some("0") => "English",
        Some("1") => "French",
        Some("2") => "German",
        Some("3") => "Italian",
        Some("6") => "Spanish",
        Some("11") => "Japanese",
        Some("23") => "Korean",
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_a_person() {
        let said = |text: &str| position(&Fix::of_decimals(text).unwrap());
        assert_eq!(said("48.8566, -2.3522"), "48.8566 N, 2.3522 W, to within 11 m");
        assert_eq!(said("48.9, -2.3"), "48.9 N, 2.3 W, to within 11 km");
    }

    #[test]
    fn dates_are_those_of_a_person() {
        let said = |text: &str| moment(&Moment::of_text(text).unwrap());
        assert_eq!(said("2024:08:03 21:07:44"), "3 August 2024, 21:07:44");
        assert_eq!(said("2024-05-11T12:30:12Z"), "11 May 2024, 12:30:12 UTC");
        assert_eq!(said("2024-08-03T21:09:12+0200"), "3 August 2024, 21:09:12 (UTC+02:00)");
        assert_eq!(said("20240512"), "12 May 2024");
    }
}
