//! Places, times and measures.

use untrace_core::base::{Coordinate, Fix, Moment};
use untrace_core::facts::Measure;

use crate::facts::{Exact, tenths_of_unit};
use crate::french::dates;
use crate::french::numbers::{decimal, number};

/// `3.1 MB`; `None` for less than a thousand bytes.
pub(super) fn size(bytes: u64) -> Option<String> {
    const UNITS: [&str; 4] = ["", "ko", "Mo", "Go"];
    let (tenths, power) = tenths_of_unit(bytes);
    let unit = UNITS.get(power).filter(|unit| !unit.is_empty())?;
    let whole = number(u64::try_from(tenths / 10).unwrap_or(u64::MAX));
    Some(format!("{whole},{}\u{a0}{unit}", tenths % 10))
}

pub(super) fn position(position: &Fix) -> String {
    let (latitude, longitude) = (coordinate(position.latitude), coordinate(position.longitude));
    format!("{latitude}, {longitude}, à {} près", exact(Exact::of(position.millimetres)))
}

/// `48,856 6° N`; west is `O`, for ouest.
pub(super) fn coordinate(coordinate: Coordinate) -> String {
    let side = if coordinate.side() == 'W' { 'O' } else { coordinate.side() };
    format!("{}°\u{a0}{side}", decimal(&coordinate.number()))
}

/// `3 m`.
fn exact(exact: Exact) -> String {
    match exact {
        Exact::Metres(metres) => format!("{metres}\u{a0}m"),
        Exact::Kilometres(kilometres) => format!("{}\u{a0}km", number(kilometres)),
    }
}

/// `3 août 2024 à 21 h 07 min 44 s`.
pub(super) fn moment(moment: &Moment) -> String {
    let date = dates::date(moment.date);
    let Some(time) = moment.time else { return date };
    let zone = match moment.offset {
        None => String::new(),
        Some(offset) if offset.is_zero() => " UTC".to_owned(),
        Some(_) => format!(" (UTC{})", moment.clock(":").unwrap_or_default()),
    };
    let seconds = if time.second() == 0 { String::new() } else { format!("\u{a0}min\u{a0}{:02}\u{a0}s", time.second()) };
    format!("{date} à {}\u{a0}h\u{a0}{:02}{seconds}{zone}", time.hour(), time.minute())
}

pub(super) fn measure(measure: Measure, number: &str) -> String {
    let value = decimal(number);
    match measure {
        Measure::Seconds => format!("{value}\u{a0}s"),
        Measure::Aperture => format!("f/{value}"),
        Measure::Millimetres => format!("{value}\u{a0}mm"),
        Measure::Sensitivity => format!("{value}\u{a0}ISO"),
        Measure::Celsius => format!("{value}\u{a0}°C"),
        Measure::Percent => format!("{value}\u{a0}% d’humidité"),
        Measure::Pressure => format!("pression de {value}\u{a0}hPa"),
        Measure::Height => format!("{value}\u{a0}m d’altitude"),
        Measure::Direction => format!("orienté à {value}° du nord"),
        Measure::Speed => format!("vitesse {value}"),
        Measure::Uncertainty => format!("à {value}\u{a0}m près"),
        Measure::Rating => format!("note {value}"),
        // A name next to it says whose.
        Measure::Version if number.contains(char::is_alphabetic) => number.to_owned(),
        Measure::Version => format!("version {number}"),
        Measure::Language => format!("langue\u{a0}: {}", language(number)),
        Measure::TimeZone => format!("fuseau horaire {number}"),
    }
}

/// The languages that old films give as numbers (QuickTime File Format, Language Code Values), and others by their
/// codes.
fn language(code: &str) -> &str {
    match code.strip_prefix("Mac OS language ") {
        Some("0") => "anglais",
        Some("1") => "français",
        Some("2") => "allemand",
        Some("3") => "italien",
        Some("6") => "espagnol",
        Some("11") => "japonais",
        Some("23") => "coréen",
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_times_are_those_of_a_french_person() {
        let fix = Fix::of_decimals("48.8566, -2.3522").unwrap();
        assert_eq!(position(&fix), "48,856\u{202f}6°\u{a0}N, 2,352\u{202f}2°\u{a0}O, à 11\u{a0}m près");
        let said = |text: &str| moment(&Moment::of_text(text).unwrap());
        assert_eq!(said("2024:08:03 21:07:44"), "3\u{a0}août 2024 à 21\u{a0}h\u{a0}07\u{a0}min\u{a0}44\u{a0}s");
        assert_eq!(said("2024:08:01 21:07:00"), "1er\u{a0}août 2024 à 21\u{a0}h\u{a0}07");
        assert_eq!(said("2024-05-11T12:30:12Z"), "11\u{a0}mai 2024 à 12\u{a0}h\u{a0}30\u{a0}min\u{a0}12\u{a0}s UTC");
        assert_eq!(said("20240512"), "12\u{a0}mai 2024");
        assert_eq!(measure(Measure::Aperture, "1.8"), "f/1,8");
    }
}
