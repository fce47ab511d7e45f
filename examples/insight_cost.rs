//! What it costs to find out what many photos tell together: `cargo run --release --example insight_cost -- 100000` makes up
//! the facts of so many photos of a family, and says how long the analysis takes and how much memory it took.
//! `benches/insight.py` runs it with 1, 10 and 100 thousand.

use std::io::{self, Write};
use std::time::Instant;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span};
use untrace::atlas::Earth;
use untrace_core::insight::{Album, Atlas, Sighting, Spot, Taken};

/// Numbers without a pattern, the same on every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Around a place, as phones err.
    fn around(&mut self, (latitude, longitude): (f64, f64), degrees: f64) -> Option<Spot> {
        let mut off = || (self.next() + self.next() + self.next() - 1.5) * degrees;
        Spot::new(latitude + off(), longitude + off())
    }
}

const HOME: (f64, f64) = (48.7791, 2.2902);
const SCHOOL: (f64, f64) = (48.7841, 2.2962);
const CLUB: (f64, f64) = (48.7702, 2.3011);

/// Photos of a day.
const DAILY: usize = 40;

fn sighting(numbers: &mut Numbers, day: Date, number: usize) -> Option<Sighting> {
    let is_holiday = day.month() == 8;
    let (place, error, from, hours) = match number % 10 {
        _ if is_holiday => ((43.5297 + f64::from(day.year() % 7), 5.4474), 0.05, 9.0, 12.0),
        0..5 => (HOME, 0.0003, 17.0, 5.0),
        5 | 6 if day.weekday().to_monday_zero_offset() < 5 => (SCHOOL, 0.0003, 8.0, 9.0),
        7 if day.weekday().to_monday_zero_offset() == 2 => (CLUB, 0.0003, 17.0, 0.5),
        _ => ((48.5 + numbers.next(), 2.0 + numbers.next()), 0.001, 9.0, 12.0),
    };
    let seconds = SignedDuration::from_secs_f64((from + numbers.next() * hours) * 3600.0);
    Some(Sighting {
        spots: numbers.around(place, error).into_iter().collect(),
        within: 5,
        taken: Some(Taken::Local(day.at(0, 0, 0, 0).checked_add(seconds).ok()?)),
        make: Some("Lumora".to_owned()),
        model: Some(if number.is_multiple_of(3) { "P4" } else { "P5" }.to_owned()),
        people: if number.is_multiple_of(4) { vec!["Nora".to_owned()] } else { Vec::new() },
        texts: if number.is_multiple_of(8) { vec![format!("Nora, picture {number}")] } else { Vec::new() },
        ..Sighting::default()
    })
}

/// Mebibytes that were taken at most; nothing where the system does not say.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<f64>().ok().map(|kibibytes| kibibytes / 1024.0)
}

fn main() -> io::Result<()> {
    let photos: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let mut numbers = Numbers(7);
    let mut album = Album::default();
    for number in 0..photos {
        let days = i64::try_from(number / DAILY).unwrap_or(0);
        let day = date(2016, 1, 4).checked_add(Span::new().days(days)).unwrap_or(date(2016, 1, 4));
        album.add(sighting(&mut numbers, day, number).unwrap_or_default());
    }
    // The tables of the world are unpacked once, whatever there is to ask.
    let _ = Spot::new(HOME.0, HOME.1).and_then(|spot| Earth.town(spot));
    let (before, begun) = (peak().unwrap_or(0.0), Instant::now());
    let insight = album.insight(&Earth);
    let seconds = begun.elapsed().as_secs_f64();
    writeln!(
        io::stdout(),
        "{photos} photos: {seconds:.3} s, {:.0} MiB at most, {before:.0} before; {} places, {} routines, {} journeys",
        peak().unwrap_or(0.0),
        insight.places.len(),
        insight.routines.len(),
        insight.journeys.len()
    )
}
