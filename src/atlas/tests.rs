//! Places all over the world. The expected answers were checked against borders and zones from another source.

use jiff::Timestamp;

use super::*;

/// Latitude, longitude, the town, the country of the place, its zone.
const PLACES: &[(f64, f64, &str, &str, &str)] = &[
    // Both sides of borders, a few kilometres apart.
    (48.5734, 7.7521, "Strasbourg", "FR", "Europe/Paris"),
    (48.5710, 7.8150, "Kehl", "DE", "Europe/Berlin"),
    (46.2044, 6.1432, "Geneva", "CH", "Europe/Zurich"),
    (46.1950, 6.2360, "Annemasse", "FR", "Europe/Paris"),
    (43.7384, 7.4246, "Monaco", "MC", "Europe/Monaco"),
    (43.7765, 7.5020, "Menton", "FR", "Europe/Paris"),
    (47.1410, 9.5209, "Vaduz", "LI", "Europe/Vaduz"),
    (35.7800, -5.8100, "Tangier", "MA", "Africa/Casablanca"),
    (54.7104, 20.4522, "Kaliningrad", "RU", "Europe/Kaliningrad"),
    (54.3520, 18.6466, "Gdańsk", "PL", "Europe/Warsaw"),
    (65.8481, 24.1466, "Tornio", "FI", "Europe/Helsinki"),
    (26.4525, 87.2718, "Biratnagar", "NP", "Asia/Kathmandu"),
    (32.5149, -117.0382, "Tijuana", "MX", "America/Tijuana"),
    (32.7157, -117.1611, "San Diego", "US", "America/Los_Angeles"),
    (42.6629, 21.1655, "Pristina", "XK", "Europe/Belgrade"),
    // Territories far from the rest of their state.
    (78.2232, 15.6267, "Longyearbyen", "SJ", "Arctic/Longyearbyen"),
    (28.1235, -15.4363, "Las Palmas de Gran Canaria", "ES", "Atlantic/Canary"),
    (37.7412, -25.6756, "Ponta Delgada", "PT", "Atlantic/Azores"),
    (-20.8800, 55.4500, "Saint-Denis", "RE", "Indian/Reunion"),
    (14.6000, -61.0700, "Fort-de-France", "MQ", "America/Martinique"),
    (-49.3500, 70.2200, "Port-aux-Français", "TF", "Indian/Kerguelen"),
    (-43.9520, -176.5600, "Waitangi", "NZ", "Pacific/Chatham"),
    (-31.5250, 159.0600, "Lord Howe", "AU", "Australia/Lord_Howe"),
    // Zones within a state.
    (36.0544, -112.1401, "Grand Canyon", "US", "America/Phoenix"),
    (36.1540, -109.0530, "Tsaile", "US", "America/Denver"),
    (-12.4634, 130.8456, "Darwin", "AU", "Australia/Darwin"),
    (-34.9285, 138.6007, "Adelaide", "AU", "Australia/Adelaide"),
    (-31.6800, 128.8800, "Eucla", "AU", "Australia/Eucla"),
    (43.8256, 87.6168, "Ürümqi", "CN", "Asia/Urumqi"),
    // Near the antimeridian.
    (-18.1416, 178.4419, "Suva", "FJ", "Pacific/Fiji"),
    (-13.8333, -171.7667, "Apia", "WS", "Pacific/Apia"),
    (-14.2756, -170.7020, "Pago Pago", "AS", "Pacific/Pago_Pago"),
    // In the city, but closer to the centre of a suburb.
    (48.8584, 2.2945, "Paris", "FR", "Europe/Paris"),
    (64.1466, -21.9426, "Reykjavík", "IS", "Atlantic/Reykjavik"),
    // In a district of a city.
    (52.5200, 13.4050, "Berlin", "DE", "Europe/Berlin"),
    (51.5074, -0.1278, "London", "GB", "Europe/London"),
    (37.9838, 23.7275, "Athens", "GR", "Europe/Athens"),
    (35.6892, 51.3890, "Tehran", "IR", "Asia/Tehran"),
    (28.6139, 77.2090, "Delhi", "IN", "Asia/Kolkata"),
    (27.7172, 85.3240, "Kathmandu", "NP", "Asia/Kathmandu"),
    (40.7128, -74.0060, "New York City", "US", "America/New_York"),
    (-34.6037, -58.3816, "Buenos Aires", "AR", "America/Argentina/Buenos_Aires"),
    (-22.9068, -43.1729, "Rio de Janeiro", "BR", "America/Sao_Paulo"),
];

#[test]
fn towns_countries_and_zones_are_those_of_the_place() {
    for &(latitude, longitude, name, land, zone_there) in PLACES {
        let found = town(latitude, longitude).unwrap();
        assert_eq!((found.name, found.country), (name, land), "{latitude} {longitude}");
        assert_eq!(country(latitude, longitude), Some(land), "{name}");
        assert_eq!(zone_name(latitude, longitude), Some(zone_there), "{name}");
        assert_eq!(zone(latitude, longitude).unwrap().iana_name(), Some(zone_there), "{name}");
    }
}

#[test]
fn far_from_towns_the_borders_say_whose_land_it_is() {
    for (latitude, longitude, land, zone_there) in [
        (23.0, 9.0, "DZ", "Africa/Algiers"),
        (23.4162, 25.6628, "EG", "Africa/Cairo"),
        (67.0, -42.0, "GL", "America/Nuuk"),
        // Not France, whose zone would be that of Paris.
        (4.0, -53.0, "GF", "America/Cayenne"),
        (66.0, 178.0, "RU", "Asia/Anadyr"),
        (68.0, -179.5, "RU", "Asia/Anadyr"),
        // Around Lesotho, and inside it.
        (-29.6, 28.2, "LS", "Africa/Maseru"),
        (-82.0, 0.0, "AQ", "Etc/GMT"),
    ] {
        assert_eq!(country(latitude, longitude), Some(land), "{latitude} {longitude}");
        assert_eq!(zone_name(latitude, longitude), Some(zone_there), "{latitude} {longitude}");
    }
    assert_eq!(town(23.0, 9.0), None);
}

#[test]
fn the_sea_has_no_country_and_a_zone_by_its_longitude() {
    for (longitude, hours) in [(-30.0, -2), (-22.6, -2), (-22.4, -1), (-170.0, -11), (-179.9, -12), (-140.0, -9)] {
        assert_eq!((town(25.0, longitude), country(25.0, longitude)), (None, None), "{longitude}");
        let offset = zone(25.0, longitude).unwrap().to_offset(Timestamp::UNIX_EPOCH);
        assert_eq!(offset, jiff::tz::offset(hours), "{longitude}");
    }
    // The antimeridian under both its names.
    assert_eq!(zone_name(0.0, 180.0), zone_name(0.0, -180.0));
    assert_eq!(zone_name(0.0, 165.0), Some("Etc/GMT-11"));
    assert_eq!(zone_name(90.0, 10.0), Some("Etc/GMT-1"));
}

#[test]
fn a_town_is_found_across_the_antimeridian() {
    let [here, there] = [179.999, -179.999].map(|longitude| town(-16.8, longitude).unwrap());
    assert_eq!((here.name, here.country), (there.name, "FJ"));
    assert!((here.distance - there.distance).abs() < 250.0);
}

#[test]
fn what_is_no_place_has_neither_town_nor_zone() {
    for (latitude, longitude) in
        [(f64::NAN, 7.0), (48.0, f64::NAN), (f64::INFINITY, 7.0), (48.0, f64::NEG_INFINITY), (90.5, 7.0), (48.0, 180.5)]
    {
        assert_eq!((town(latitude, longitude), country(latitude, longitude)), (None, None));
        assert!(zone(latitude, longitude).is_none() && on_map(latitude, longitude).is_none());
    }
}

#[test]
fn the_tables_are_whole() {
    // An unreadable table would be an empty one.
    assert!(countries().count() > 600);
    for zone in towns::towns().zones() {
        assert!(zones::by_name(zone).is_some(), "{zone}");
    }
}

#[test]
fn a_town_says_how_far_its_middle_is() {
    let kehl = town(48.5734, 7.8090).unwrap();
    assert_eq!(kehl.name, "Kehl");
    let point = Point::new(kehl.latitude, kehl.longitude).unwrap();
    assert!((metres(Point::new(48.5734, 7.8090).unwrap().angle_to(point)) - kehl.distance).abs() < 1.0);
    assert!(kehl.distance < 1500.0);
}
