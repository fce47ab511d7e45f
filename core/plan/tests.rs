//! The plan by itself, over values that hold whatever they are told to.

use super::*;
use crate::base::{Limits, Span};
use crate::model::{CodedElement, FormatKind, JpegElement};

const REWRITTEN: FieldId = FieldId::Jpeg(JpegElement::Exif);
const REMOVED: FieldId = FieldId::Jpeg(JpegElement::Comment);
const STAYS: FieldId = FieldId::Jpeg(JpegElement::Scan);
const CODED: FieldId = FieldId::Coded(CodedElement::UserData);

/// A value that is the remark it holds, if it is a place for one.
#[derive(Debug, Clone, Default, PartialEq)]
struct Note {
    is_place: bool,
    holds: Kept,
    /// Whether it is a place for how a panorama is shown.
    is_packet: bool,
    shows: Option<Panorama>,
    word: Option<&'static str>,
    continued: bool,
    completes: bool,
    nothing: bool,
}

impl Fresh for Note {
    fn compose(&self) -> Vec<u8> {
        let shows = if self.shows.is_some() { "panorama" } else { "" };
        [self.holds.texts.comment.as_deref().unwrap_or_default(), shows].concat().into()
    }

    fn word(&self) -> Option<&'static str> {
        self.word
    }

    fn is_nothing(&self) -> bool {
        self.nothing
    }

    fn is_continued(&self) -> bool {
        self.continued
    }

    fn kept(&self) -> Option<&Kept> {
        self.is_place.then_some(&self.holds)
    }

    fn holding(&self, kept: &Kept) -> Cow<'_, Self> {
        if self.is_place { Cow::Owned(Self { holds: kept.clone(), ..self.clone() }) } else { Cow::Borrowed(self) }
    }

    fn showing(&self, panorama: Option<Panorama>) -> Option<Self> {
        self.is_packet.then(|| Self { shows: panorama, ..self.clone() })
    }

    fn completes(&self) -> bool {
        self.completes
    }

    fn lasting(&self) -> Option<Self> {
        None
    }
}

fn of_comment(text: &str) -> Kept {
    Kept { texts: crate::model::Texts { comment: Some(text.to_owned()), ..Default::default() }, ..Kept::default() }
}

fn place() -> Note {
    Note { is_place: true, ..Note::default() }
}

fn region(id: FieldId, len: u64) -> Region<Note> {
    Region::new(Span::new(0, len), id)
}

fn with(fresh: Note, len: u64) -> Region<Note> {
    Region { fresh: Some(fresh), ..region(REWRITTEN, len) }
}

fn says(id: FieldId, text: &str) -> Field {
    Field::with(id, Place::at(0), Value::Text(text.to_owned()))
}

/// Consecutive regions, each with its fields.
fn scan_within(limits: &Limits, regions: Vec<(Region<Note>, Vec<Field>)>) -> Scan<Note> {
    let len = regions.iter().map(|(region, _)| region.span.len).sum();
    let mut scan = Scan::new(FormatKind::Jpeg, len, limits);
    let mut at = 0;
    for (region, fields) in regions {
        let span = Span::new(at, region.span.len);
        at = span.end();
        scan.find(fields);
        scan.push(Region { span, ..region }).unwrap();
    }
    scan
}

fn scan(regions: Vec<(Region<Note>, Vec<Field>)>) -> Scan<Note> {
    scan_within(&Limits::DEFAULT, regions)
}

fn planned(regions: Vec<(Region<Note>, Vec<Field>)>) -> Plan<Note> {
    plan(&scan(regions), Keep::NOTHING).unwrap()
}

/// What goes, by category and whether it is only possible.
fn told(regions: Vec<(Region<Note>, Vec<Field>)>) -> Vec<(Category, FieldId, Value)> {
    let certain = planned(regions).removed.into_iter().filter(|finding| !finding.possible);
    certain.map(|finding| (finding.category, finding.id, finding.value)).collect()
}

/// Which of these values keep a remark of six characters.
fn slots(regions: Vec<Region<Note>>) -> Vec<usize> {
    let mut regions: Vec<_> = regions.into_iter().map(|region| (region, Vec::new())).collect();
    regions.push((region(REMOVED, 9), vec![says(REMOVED, "remark")]));
    let plan = plan(&scan(regions), Keep::these([Category::Text])).unwrap();
    let holds = |decision: &Decision<Note>| match decision {
        Decision::Write(note) | Decision::Blank(Some(note)) => note.holds == of_comment("remark"),
        _ => false,
    };
    let holding: Vec<usize> =
        (0..).zip(&plan.decisions).filter(|(_, decision)| holds(decision)).map(|(index, _)| index).collect();
    // What is kept is not reported as going, and what has no place goes.
    let goes = plan.removed.iter().any(|finding| finding.value == Value::Text("remark".to_owned()));
    assert_eq!(goes, holding.is_empty());
    assert_eq!(plan.kept.contains(&"text".to_owned()), !goes);
    assert_eq!(plan.unkept, if goes { vec![Category::Text] } else { Vec::new() });
    holding
}

#[test]
fn what_is_kept_has_one_place_the_one_that_readers_believe() {
    let fixed = |len| Region { fixed: true, ..with(place(), len) };
    assert!(slots(vec![with(Note::default(), 9)]).is_empty());
    assert_eq!(slots(vec![with(place(), 3), with(place(), 5), with(place(), 4)]), [1]);
    let held = || Note { holds: of_comment("old"), ..place() };
    assert_eq!(slots(vec![with(place(), 9), with(held(), 3)]), [1]);
    assert_eq!(slots(vec![with(held(), 9), with(Note { word: Some("orientation"), ..place() }, 3)]), [1]);
    // If offsets depend on the length, there has to be room.
    assert_eq!(slots(vec![fixed(9), with(place(), 1)]), [0]);
    assert_eq!(slots(vec![fixed(6)]), [0]);
    assert!(slots(vec![fixed(5)]).is_empty());
    assert_eq!(slots(vec![fixed(5), with(place(), 1)]), [1]);
}

/// Where it is kept how a panorama is shown.
fn shown_by(regions: Vec<Region<Note>>) -> Vec<usize> {
    let mut regions: Vec<_> = regions.into_iter().map(|region| (region, Vec::new())).collect();
    let projection = FieldId::Xmp(Panorama::NAMESPACE.to_owned(), "ProjectionType".to_owned());
    regions.push((region(REMOVED, 9), vec![says(projection, "equirectangular")]));
    let plan = plan(&scan(regions), Keep::these([Category::Panorama])).unwrap();
    let shows = |decision: &Decision<Note>| match decision {
        Decision::Write(note) | Decision::Blank(Some(note)) => {
            assert_eq!(note.holds, Kept::default(), "it has its own place");
            note.shows.is_some()
        }
        _ => false,
    };
    let showing: Vec<usize> =
        (0..).zip(&plan.decisions).filter(|(_, decision)| shows(decision)).map(|(index, _)| index).collect();
    assert_eq!(plan.values.panorama.is_some(), !showing.is_empty());
    assert_eq!(plan.unkept, if showing.is_empty() { vec![Category::Panorama] } else { Vec::new() });
    showing
}

#[test]
fn how_a_panorama_is_shown_has_one_place_the_first_with_room() {
    let packet = || Note { is_packet: true, ..Note::default() };
    let fixed = |len| Region { fixed: true, ..with(packet(), len) };
    assert!(shown_by(vec![with(place(), 9)]).is_empty());
    assert_eq!(shown_by(vec![with(place(), 9), with(packet(), 3), with(packet(), 20)]), [1]);
    assert_eq!(shown_by(vec![fixed(7), fixed(8), with(packet(), 20)]), [1]);
    assert!(shown_by(vec![fixed(7)]).is_empty());
}

#[test]
fn so_many_findings_are_planned_as_are_allowed() {
    let limits = Limits { findings: 2, ..Limits::DEFAULT };
    let plan_of = |many: usize| {
        let texts = (0..many).map(|_| says(REMOVED, "remark")).collect();
        plan(&scan_within(&limits, vec![(region(REMOVED, 9), texts)]), Keep::NOTHING)
    };
    assert_eq!(plan_of(1).unwrap().removed.len(), 1);
    assert_eq!(plan_of(2).unwrap().removed.len(), 2);
    assert!(matches!(plan_of(3), Err(Error::Limit { what: Limit::Elements, .. })));
}

#[test]
fn a_file_stays_as_it_is_only_if_nothing_goes_and_nothing_is_written() {
    assert!(planned(vec![(region(STAYS, 9), Vec::new())]).is_empty());
    let mut plan = planned(vec![(with(place(), 9), Vec::new())]);
    plan.removed.clear();
    assert!(!plan.is_empty());
    let mut plan = planned(vec![(region(REMOVED, 9), Vec::new())]);
    plan.decisions.fill(Decision::Stay);
    assert!(!plan.is_empty());
}

/// A region said to stay would take along what has to go.
#[test]
fn a_region_that_stays_holds_nothing_that_goes() {
    let plan_of = |region, id| plan(&scan(vec![(region, vec![says(id, "remark")])]), Keep::NOTHING);
    let undecided = Malformed::Undecided;
    assert!(matches!(plan_of(region(STAYS, 9), REMOVED), Err(Error::Malformed { what, .. }) if what == undecided));
    assert!(plan_of(region(STAYS, 9), FieldId::Jpeg(JpegElement::Frame)).is_ok());
    assert!(plan_of(Region { exact: true, ..region(STAYS, 9) }, REMOVED).is_ok());
}

#[test]
fn bytes_that_no_region_has_are_planned_by_nobody() {
    let mut scan = scan(vec![(region(STAYS, 9), Vec::new())]);
    scan.len = 10;
    assert!(matches!(plan(&scan, Keep::NOTHING), Err(Error::Malformed { what: Malformed::Undecided, .. })));
}

#[test]
fn each_region_becomes_what_the_policy_says_of_it() {
    let exact = |region| Region { exact: true, ..region };
    let fixed = |region| Region { fixed: true, ..region };
    let decided = |region| planned(vec![(region, Vec::new())]).decisions.remove(0);
    let nothing = || Note { nothing: true, ..place() };
    assert_eq!(decided(region(REMOVED, 9)), Decision::Drop);
    assert_eq!(decided(exact(region(REMOVED, 9))), Decision::Drop);
    assert_eq!(decided(fixed(region(REMOVED, 9))), Decision::Blank(None));
    assert_eq!(decided(fixed(exact(region(REMOVED, 9)))), Decision::Stay);
    assert_eq!(decided(with(place(), 9)), Decision::Write(place()));
    assert_eq!(decided(fixed(with(place(), 9))), Decision::Blank(Some(place())));
    assert_eq!(decided(exact(with(place(), 9))), Decision::Stay);
    assert_eq!(decided(with(nothing(), 9)), Decision::Drop);
    assert_eq!(decided(fixed(with(nothing(), 9))), Decision::Blank(None));
    // There is nothing it could match exactly.
    assert_eq!(decided(exact(region(REWRITTEN, 9))), Decision::Drop);
    // An exact match of what was read is not what is there without it.
    let held = Note { holds: of_comment("old"), ..place() };
    assert_eq!(decided(exact(with(held, 9))), Decision::Write(place()));
}

#[test]
fn the_policy_refuses_with_the_name_of_what_it_does_not_know() {
    let refused = |element| {
        let error = plan(&scan(vec![(region(FieldId::Bmff(element), 9), Vec::new())]), Keep::NOTHING).unwrap_err();
        let Error::Unsupported { what, .. } = error else { panic!("{error:?}") };
        what
    };
    assert_eq!(refused(BmffElement::Codec(*b"abcd")), Unsupported::Codec(*b"abcd"));
    assert_eq!(refused(BmffElement::EntryBox(*b"abcd", *b"efgh")), Unsupported::EntryBox(*b"abcd", *b"efgh"));
}

#[test]
fn what_goes_is_told_once_by_what_is_known_of_it() {
    let unknown = |category, id: &FieldId| vec![(category, id.clone(), Value::Unknown)];
    let text = |text: &str| Value::Text(text.to_owned());
    // The region by itself, or what was read in it.
    assert_eq!(told(vec![(region(REMOVED, 9), Vec::new())]), unknown(Category::Text, &REMOVED));
    let read = vec![says(REMOVED, "remark")];
    assert_eq!(told(vec![(region(REMOVED, 9), read)]), [(Category::Text, REMOVED, text("remark"))]);
    let fixed = |region| Region { fixed: true, ..region };
    assert_eq!(told(vec![(fixed(region(REMOVED, 9)), Vec::new())]), unknown(Category::Text, &REMOVED));
    // A rewritten value says nothing by itself; anything lost from it without a finding is unknown.
    for region in [with(place(), 9), fixed(with(place(), 9))] {
        assert_eq!(told(vec![(region.clone(), Vec::new())]), unknown(Category::Other, &REWRITTEN));
        assert_eq!(told(vec![(Region { accounted: true, ..region }, Vec::new())]), []);
    }
    assert_eq!(told(vec![(with(place(), 0), Vec::new())]), []);
    // What stays loses nothing.
    assert_eq!(told(vec![(Region { exact: true, ..with(place(), 9) }, Vec::new())]), []);
}

#[test]
fn an_empty_value_of_the_region_itself_accounts_for_it() {
    let lost = |field| told(vec![(with(place(), 9), vec![field])]).len();
    assert_eq!(lost(says(REWRITTEN, "")), 0);
    assert_eq!(lost(says(REMOVED, "")), 1);
    assert_eq!(lost(Field::new(REWRITTEN, Place::at(0))), 1);
}

#[test]
fn what_goes_on_an_earlier_region_is_told_there() {
    let continued = || Note { continued: true, ..Note::default() };
    let removed = |fresh, fixed| Region { fresh: Some(fresh), fixed, ..region(REMOVED, 9) };
    assert_eq!(told(vec![(removed(continued(), true), Vec::new())]).len(), 0);
    assert_eq!(told(vec![(removed(continued(), false), Vec::new())]).len(), 1);
    assert_eq!(told(vec![(removed(Note::default(), true), Vec::new())]).len(), 1);
}

#[test]
fn what_was_read_between_frames_is_told_instead_of_where_it_stood() {
    let position = || says(FieldId::Coded(CodedElement::Position), "+48.8566+002.3522/");
    let ids = |id: FieldId, fields| told(vec![(region(id, 9), fields)]).into_iter().map(|(_, id, _)| id).collect::<Vec<_>>();
    assert_eq!(ids(CODED, vec![position()]), [FieldId::Coded(CodedElement::Position)]);
    assert_eq!(ids(CODED, Vec::new()), [CODED]);
    assert_eq!(ids(REMOVED, vec![position()]), [REMOVED, FieldId::Coded(CodedElement::Position)]);
}

#[test]
fn what_may_be_said_is_a_finding_beside_what_is() {
    let field = |value| Field::with(FieldId::Jpeg(JpegElement::Jumbf), Place::at(0), value);
    let told: Vec<_> = findings(&field(Value::Unknown)).into_iter().map(|finding| (finding.category, finding.possible)).collect();
    assert_eq!(told.iter().filter(|(_, possible)| !possible).collect::<Vec<_>>(), [&(Category::Software, false)]);
    assert!(told.contains(&(Category::Location, true)) && !told.contains(&(Category::Software, true)));
    // Once read, it says what it says.
    let read: Vec<_> = findings(&field(Value::Text("text".to_owned()))).into_iter().map(|finding| finding.possible).collect();
    assert_eq!(read, [false]);
}

/// What was not read may be anything: keeping something does not silence it.
#[test]
fn what_is_only_possible_is_never_kept() {
    let regions = vec![
        (with(place(), 9), Vec::new()),
        (region(REMOVED, 9), vec![says(REMOVED, "remark")]),
        (region(FieldId::Jpeg(JpegElement::Jumbf), 9), Vec::new()),
    ];
    let plan = plan(&scan(regions), Keep::these([Category::Text])).unwrap();
    assert_eq!(plan.values, of_comment("remark"));
    let of_text: Vec<_> =
        plan.removed.iter().filter(|finding| finding.category == Category::Text).map(|finding| finding.possible).collect();
    assert_eq!(of_text, [true]);
}

#[test]
fn what_says_something_and_stays_is_told_as_needed() {
    let needed = |id: FieldId| planned(vec![(region(id.clone(), 9), vec![Field::new(id, Place::at(3))])]).needed;
    let film = needed(FieldId::Bmff(BmffElement::CutOffNeeded));
    assert_eq!(film.iter().map(|finding| (finding.category, finding.place.at)).collect::<Vec<_>>(), [(Category::Motion, 3)]);
    assert_eq!(needed(STAYS), []);
    assert_eq!(needed(REMOVED), []);
}

#[test]
fn words_are_said_once_and_of_what_is_in_the_copy() {
    let note = |word, nothing| with(Note { word: Some(word), nothing, ..Note::default() }, 9);
    let regions = [note("density", false), note("orientation", true), note("density", false), note("loop count", false)];
    assert_eq!(planned(regions.into_iter().map(|region| (region, Vec::new())).collect()).kept, ["density", "loop count"]);
}

#[test]
fn a_copy_is_made_whole_by_what_is_written_into_it() {
    let end = |exact| Region { exact, ..with(Note { completes: true, ..Note::default() }, 9) };
    assert!(planned(vec![(end(false), Vec::new())]).made_whole);
    assert!(!planned(vec![(end(true), Vec::new())]).made_whole);
    assert!(!planned(vec![(with(Note::default(), 9), Vec::new())]).made_whole);
}

#[test]
fn a_finding_is_about_the_moment_that_it_says() {
    let finding = |category, value| Finding { category, possible: false, id: REMOVED, place: Place::at(0), value };
    let moment = Moment::of_text("2024:05:01 10:00:00").unwrap();
    let text = || Value::Text("2024:05:01 10:00:00".to_owned());
    assert_eq!(finding(Category::Other, Value::Moment { moment, raw: Vec::new() }).moment(), Some(moment));
    assert_eq!(finding(Category::Date, text()).moment(), Some(moment));
    assert_eq!(finding(Category::Text, text()).moment(), None);
    assert_eq!(finding(Category::Date, Value::Unknown).moment(), None);
}
