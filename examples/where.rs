//! Says of each position on standard input, a line with latitude and longitude, the town, its distance in metres, the country and the time
//! zone: what `.ci/towns.py` holds against other tables.
//!
//! `echo 48.8566 2.3522 | cargo run --example where`

use std::io::{self, BufRead, Write};

use untrace::atlas;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let mut numbers = line.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
        let (latitude, longitude) = numbers.next().zip(numbers.next()).unwrap_or((f64::NAN, f64::NAN));
        let town = atlas::town(latitude, longitude);
        let (name, distance) = town.map_or(("", 0.0), |town| (town.name, town.distance));
        let country = atlas::country(latitude, longitude).unwrap_or_default();
        let zone = atlas::zone_name(latitude, longitude).unwrap_or_default();
        writeln!(out, "{name}\t{distance:.0}\t{country}\t{zone}")?;
    }
    Ok(())
}
