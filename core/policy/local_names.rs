//! What the words of a name say, if it has no row: properties in unknown namespaces, keys of JSON, keywords, keys of
//! videos. Whoever invents a name wants it to be understood, and so uses the same words as others.

use crate::model::Category;

use Category::{Camera, Date, Id, Location, Motion, People, Preview, Software, Text};

/// Names whose words are revealing. The first match counts.
struct Names {
    category: Category,
    /// Whether such a name means the same in a namespace whose other names reveal something else.
    certain: bool,
    /// Parts of the name, ignoring the signs between its words.
    parts: &'static [&'static str],
    /// Whole words of the name.
    words: &'static [&'static str],
    /// The whole name.
    whole: &'static [&'static str],
}

const fn certain(category: Category, parts: &'static [&'static str], words: &'static [&'static str]) -> Names {
    Names { category, certain: true, parts, words, whole: &[] }
}

const fn likely(category: Category, parts: &'static [&'static str], words: &'static [&'static str]) -> Names {
    Names { category, certain: false, parts, words, whole: &[] }
}

const fn whole(category: Category, whole: &'static [&'static str]) -> Names {
    Names { category, certain: false, parts: &[], words: &[], whole }
}

#[rustfmt::skip]
static NAMES: &[Names] = &[
    // These contain words from other lists, but mean something else.
    certain(Software, &["creatortool", "software", "firmware"], &[]),
    likely(Camera, &["exposuretime", "exposurebias", "shutterspeed", "shuttertime", "daylight", "timelapse", "phonemodel"], &[]),
    // Where a camera points and how fast it moves is not a place.
    likely(Camera, &["gpsimgdirection", "gpsspeed", "gpsdestbearing", "gpsdestdistance", "gpsdop"], &[]),
    likely(Motion, &["motionphoto", "microvideo"], &[]),
    certain(People, &[
        "person", "people", "photographer", "author", "artist", "creator", "owner", "byline", "copyright", "contributor", "observer",
        "publisher", "nickname", "username", "fullname", "firstname", "lastname", "givenname", "familyname", "surname",
        "displayname", "facename", "email", "mailaddress", "telephone", "phonenumber", "mobilenumber", "contactinfo",
    ], &["contact", "contacts", "friend", "friends", "tagged", "relationship", "attribution"]),
    certain(Location, &["geohash", "celltower", "cellid", "placeid", "locationid"], &[]),
    certain(Id, &[
        "serial", "uuid", "guid", "imei", "imsi", "macaddr", "bssid", "fingerprint", "checksum", "digest", "ipaddr", "identifier",
        "filename", "filepath", "originalname", "advertisingid",
    ], &["udid", "oaid", "ssid", "md5", "hash", "uri", "filename"]),
    certain(Date, &[
        "timestamp", "datetime", "timezone", "createdate", "datecreated", "capturedate", "datetaken", "modifydate", "lastmodified",
        "creationtime", "createtime", "capturetime", "takentime", "shottime", "phototime", "gpstime", "unixtime", "utctime",
        "utcdata", "utcoffset", "epoch", "birthday",
    ], &["date", "dates", "when", "weekday", "calendar", "utc"]),
    certain(Location, &[
        "latitude", "longitude", "altitude", "geolocation", "geotag", "coordinate", "location", "address", "province",
        "country", "continent", "postalcode", "postcode", "zipcode", "street", "neighborhood", "neighbourhood", "landmark",
        "worldregion", "elevation", "locality", "municipality",
    ], &[
        "gps", "geo", "lat", "lon", "lng", "latlng", "latlon", "latlong", "city", "town", "village", "place", "places", "venue",
        "poi", "district", "county", "mcc", "mnc", "zip", "station", "site", "epsg", "srs", "crs", "rpc",
    ]),
    certain(Id, &[], &["id", "ids", "uid", "pid"]),
    likely(Location, &[], &["pose", "gpx", "geometry"]),
    likely(Date, &["created", "modified", "updated"], &["taken", "captured", "year", "month", "day"]),
    likely(Camera, &[
        "camera", "lens", "aperture", "exposure", "focal", "flash", "sensor", "gimbal", "drone", "flight", "manufacturer", "device",
        "megapixel", "hardware", "whitebalance", "product", "instrument", "satellite", "hostcomputer", "heading", "bearing", "compass",
    ], &["make", "model", "iso", "fnumber", "zoom", "maker", "phone", "brand", "scene"]),
    likely(Preview, &["thumbnail", "preview", "depthmap"], &[]),
    likely(Software, &[
        "version", "application", "program", "editor", "filter", "preset", "generator", "engine", "history", "processing", "profile",
        "workflow", "plugin", "enhance", "parameters", "negativeprompt", "sampler",
    ], &["app", "tool", "os", "action", "edit", "edited", "ai", "build", "api", "sdk", "font", "layer", "seed", "steps"]),
    likely(Text, &[
        "title", "description", "caption", "comment", "keyword", "headline", "category", "message", "prompt", "transcript",
        "annotation", "hashtag", "rating", "language",
    ], &[
        "tag", "tags", "label", "labels", "note", "notes", "text", "memo", "album", "event", "subject", "lang", "story", "words",
        "job", "project", "topic", "mood",
    ]),
    likely(People, &[], &["face", "faces", "user", "users", "name", "names", "child", "children", "baby", "family", "pet", "who", "credit", "rights"]),
    // Regions of a picture are where somebody can be seen.
    likely(People, &["region"], &[]),
    likely(Date, &[], &["time", "times", "hour"]),
    whole(Location, &["state", "loc", "position", "where", "ort", "stadt", "land", "ville", "pays", "lieu", "ciudad", "lugar"]),
];

/// What any name says. In a path, the last name that means something by itself counts: a `name` or `code` is that of
/// its parent.
pub(super) fn category(path: &str) -> Option<Category> {
    const OF_OTHERS: [&str; 8] = ["name", "names", "value", "text", "code", "label", "title", "type"];
    let any = |name: &str| find(name, |_| true);
    let by_itself = |name: &&str| !OF_OTHERS.iter().any(|other| name.eq_ignore_ascii_case(other));
    path.rsplit('/').filter(by_itself).find_map(any).or_else(|| path.rsplit('/').find_map(any))
}

/// What a name says wherever it occurs.
pub(super) fn certain_category(name: &str) -> Option<Category> {
    find(name, |names| names.certain)
}

fn find(name: &str, counts: fn(&Names) -> bool) -> Option<Category> {
    /// Longer ones are not read.
    const LONGEST: usize = 256;
    let name = name.get(..name.floor_char_boundary(LONGEST)).unwrap_or(name);
    let words = words(name);
    let joined = words.concat();
    let fits = |names: &&Names| {
        names.parts.iter().any(|part| joined.contains(part))
            || names.words.iter().any(|known| words.iter().any(|word| word == known))
            || names.whole.contains(&joined.as_str())
            || names.words.contains(&"date") && is_date(&joined)
            || names.words.contains(&"gps") && is_place(&joined)
    };
    NAMES.iter().filter(|names| counts(names)).find(fits).map(|names| names.category)
}

/// `createdate`, `datetaken`: a date written as one word.
fn is_date(joined: &str) -> bool {
    const OTHERS: [&str; 4] = ["update", "validate", "candidate", "mandate"];
    let ends = joined.ends_with("date") && !OTHERS.iter().any(|other| joined.ends_with(other));
    ends || joined.starts_with("date") && !joined.starts_with("dated")
}

/// The same for a place: `gpslat`, `geox`.
fn is_place(joined: &str) -> bool {
    joined.starts_with("gps") || joined.starts_with("geo") && joined.len() < 8 || joined.ends_with("gps")
}

/// The words of a name, in lower case: `GPSLatitude`, `gps_latitude` and `gps-latitude` have the same two.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut begins = true;
    let mut characters = name.chars().peekable();
    let mut last = ' ';
    while let Some(c) = characters.next() {
        if !c.is_alphanumeric() {
            begins = true;
            last = ' ';
            continue;
        }
        let next_is_small = characters.peek().is_some_and(|next| next.is_lowercase());
        // `IDs` is the plural of `ID`, not a word that begins with `D`.
        let plural = characters.peek() == Some(&'s') && characters.clone().nth(1).is_none_or(|behind| !behind.is_lowercase());
        begins |= c.is_uppercase() && (last.is_lowercase() || last.is_uppercase() && next_is_small && !plural);
        begins |= c.is_alphabetic() && last.is_numeric();
        if begins {
            words.push(String::new());
        }
        begins = false;
        last = c;
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_divided_as_names_are_written() {
        for (name, divided) in [
            ("GPSLatitude", vec!["gps", "latitude"]),
            ("gps_latitude", vec!["gps", "latitude"]),
            ("PersonIDs", vec!["person", "ids"]),
            ("PersonIDsOld", vec!["person", "ids", "old"]),
            ("GPSId", vec!["gps", "id"]),
            ("Image_UTC_Data", vec!["image", "utc", "data"]),
            ("lat", vec!["lat"]),
            ("4thFloorName", vec!["4", "th", "floor", "name"]),
            ("", vec![]),
        ] {
            assert_eq!(words(name), divided, "{name}");
        }
    }

    #[test]
    fn dates_and_places_are_known_in_names_written_as_one_word() {
        for (name, said) in [
            ("shotdate", Some(Date)),
            ("dateline", Some(Date)),
            ("dated", None),
            ("candidate", None),
            ("gpslat", Some(Location)),
            ("mygps", Some(Location)),
            ("geox", Some(Location)),
            ("geophon", Some(Location)),
            ("geophone", None),
        ] {
            assert_eq!(category(name), said, "{name}");
        }
    }

    #[test]
    fn items_of_gdal_tell_what_their_names_say() {
        for (name, expected) in [
            ("station", Some(Location)),
            ("TIFFTAG_DATETIME", Some(Date)),
            ("RPC/LAT_OFF", Some(Location)),
            ("TIFFTAG_ARTIST", Some(People)),
            ("TIFFTAG_HOSTCOMPUTER", Some(Camera)),
            ("TIFFTAG_SOFTWARE", Some(Software)),
            ("STATISTICS_MEAN", None),
            ("latest", None),
        ] {
            assert_eq!(category(name), expected, "{name}");
        }
    }

    #[test]
    fn names_that_nobody_has_listed_say_what_their_words_say() {
        for (said, names) in [
            (
                Location,
                &[
                    "Latitude",
                    "PoseLongitude",
                    "gps",
                    "gpsLat",
                    "homeAddress",
                    "city",
                    "CountryName",
                    "geohash",
                    "lat",
                    "lng",
                    "MCC_Data",
                    "cityLocation/name",
                    "state",
                ][..],
            ),
            (
                People,
                &[
                    "PersonName",
                    "faceOwner",
                    "creatorName",
                    "AuthorsPosition",
                    "Artist",
                    "Name",
                    "RegionList",
                    "taggedPeople",
                    "emailAddress",
                    "Names",
                    "faces",
                ],
            ),
            (
                Id,
                &[
                    "CameraSerialNumber",
                    "deviceID",
                    "BurstID",
                    "imageUUID",
                    "DocumentIDs",
                    "photo_id",
                    "OriginalFileName",
                    "userId",
                    "MD5",
                ],
            ),
            (
                Date,
                &[
                    "DateAcquired",
                    "createdate",
                    "PoseTimestamp",
                    "takenTime",
                    "CaptureDateTime",
                    "time",
                    "GPSTimeStamp",
                    "datetaken",
                    "creation_date",
                    "Image_UTC_Data",
                    "modified",
                ],
            ),
            (
                Camera,
                &[
                    "cameraModel",
                    "LensName",
                    "deviceName",
                    "ExposureTime",
                    "FlightXSpeed",
                    "iso",
                    "GPSImgDirection",
                    "compassHeading",
                ],
            ),
            (Software, &["CreatorTool", "appVersion", "softwareName", "FilterName"]),
            (Text, &["Caption", "keywords", "LastKeywordXMP", "album_name", "tags"]),
        ] {
            for name in names {
                assert_eq!(category(name), Some(said), "{name}");
            }
        }
        for name in ["Foo", "Width", "value", "Directory", "", "Padding", "Hue"] {
            assert_eq!(category(name), None, "{name}");
        }
    }
}
