//! What a place is to those who take photos there, judging by when they are there. Hours and weekdays decide, and how
//! much of a week a place takes up; anything that fits nothing is `Other`, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::chance::at_least;
use super::custom::Custom;
use super::found::{Confidence, Kind, Why};
use super::routines::Habit;
use super::sphere::rounded;
use super::visits::{DAY, Visit, Visits, count, time_of_day, week_number};
use super::week::{Workdays, index};

/// A home is recognised by weeks of life, not by days of a holiday.
const HOME_SPAN: u32 = 28;
const HOME_WEEKS: u32 = 4;
const HOME_DAYS: u32 = 10;
/// This share of the days with photos, in the weeks of a home, has photos there.
const HOME_SHARE: f64 = 0.35;
/// This share of all days with photos, from the first at a home to the last, has photos there.
const HOME_SHARE_OF_ALL: f64 = 0.1;
/// This share of the days at a home has photos from an evening, a night or an early morning.
const AT_HOME_HOURS: f64 = 0.2;
/// A place where people are for more hours of the day than this is where they live, or work at all hours.
const MANY_HOURS: i32 = 9 * 60;
/// If half of all days are spent there, including weekends, fewer hours will do: not everybody is at home in the
/// evening.
const MOSTLY: f64 = 0.5;
const SOME_HOURS: i32 = 6 * 60;
const SOME_WEEKENDS: f64 = 0.15;
/// Without weekends, this share of the days must have evenings or nights: some parents have their children from Monday
/// to Wednesday.
const DARK: f64 = 0.5;
/// If no other place is known, nothing shows what is usual.
const ALONE: f64 = 0.7;
/// A home is returned to more often than this, or lived in without a pause longer than this.
const HOME_TIMES: usize = 4;
const HOME_PAUSE: u32 = 12;
/// A second home has at least this share of the first one's days; and nights, or more evenings than somewhere one goes
/// out to.
const SECOND_SHARE: f64 = 0.15;
const SECOND_NIGHTS: u32 = 3;
const SOME_EVENINGS: f64 = 0.3;
const MANY_EVENINGS: f64 = 0.4;

/// School and work are where people are on school and working days, within regular hours.
const WORK_SHARE: f64 = 0.95;
/// Children are taken there and collected: if most visits begin at one of two times of day, some weekends will do, too.
const SCHOOL_SHARE: f64 = 0.85;
const PEAKED: f64 = 0.7;
const WORK_HOURS: i32 = 11 * 60;
const SCHOOL_HOURS: i32 = 13 * 60;
/// Somewhere visited only in the evening is neither; nor is anywhere visited only briefly, unless in the morning.
const EVENING: i32 = 17 * 60;
const MOMENT: i32 = 60;
const MORNING: i32 = 9 * 60 + 30;
const WORK_DAYS: u32 = 6;
const WORK_WEEKS: u32 = 3;
const WORK_WEEKDAYS: usize = 3;
/// That so few visits are on weekends, and so many within these hours, is not chance: multiplied by the number of
/// places examined, for weekends alone and for both together.
const WEEKENDS_UNLIKELY: f64 = 0.2;
const HOURS_UNLIKELY: f64 = 1e-3;
const HOURS_TRIED: f64 = 24.0;
/// A place visited mostly on one weekday is not a school.
const ONE_WEEKDAY: f64 = 0.6;

/// This share of the visits to a place makes it a place of routine.
const ROUTINE_SHARE: f64 = 0.5;

/// What counts as a fact about places at all.
const FEW_DAYS: u32 = 3;

/// What a place is, why, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judged {
    pub(super) kind: Kind,
    pub(super) why: Vec<Why>,
    pub(super) confidence: Confidence,
}

/// What is counted in the visits to a place.
#[derive(Debug)]
struct Counted {
    days: u32,
    weeks: u32,
    nights: u32,
    evenings: u32,
    weekends: u32,
    /// Days with photos anywhere, in the weeks with a visit.
    of_days: u32,
    /// The same, from the first visit to the last.
    days_meanwhile: u32,
    /// From when to when nine out of ten visits began, starting from the quietest time of day.
    hours: (i32, i32),
    /// The two times of day at which most visits began: from when, and how many visits.
    peaks: [(i32, u32); 2],
    visits: u32,
    /// Visits on school and working days, for days that begin at the quietest time.
    on_weekdays: f64,
    workdays: Workdays,
    weekdays: usize,
    /// The share of the weekday with the most visits.
    top_weekday: f64,
}

/// Places judged by their visits, each with the working days of its country: homes, schools and places of work, places
/// of routine; all others are `Other` for now.
pub(super) fn of(
    places: &[(&Visits, Workdays)],
    habits: &[Vec<Habit>],
    all_days: &BTreeSet<Date>,
    custom: &Custom,
) -> Vec<Judged> {
    let looked_at = count(places.iter().filter(|(visits, _)| count(visits.days.len()) >= WORK_DAYS).count());
    let mut weeks: BTreeMap<i32, u32> = BTreeMap::new();
    for day in all_days {
        let count = weeks.entry(week_number(*day)).or_default();
        *count = count.saturating_add(1);
    }
    let counted: Vec<Counted> =
        places.iter().map(|(visits, workdays)| Counted::of(visits, *workdays, &weeks, all_days)).collect();
    let mut judged: Vec<Judged> = places
        .iter()
        .zip(&counted)
        .zip(habits)
        .map(|(((visits, _), counted), habits)| {
            routine(visits, habits).or_else(|| counted.work(custom, looked_at)).unwrap_or_else(|| counted.other())
        })
        .collect();
    // The first home is the one with the most days; other candidates are compared with it.
    let may_be_home = |index: &usize| {
        let (Some((visits, _)), Some(counted), Some(judged)) = (places.get(*index), counted.get(*index), judged.get(*index))
        else {
            return false;
        };
        !matches!(judged.kind, Kind::SchoolOrWork | Kind::Routine) && counted.may_be_home(visits)
    };
    let mut homes: Vec<usize> = (0..places.len()).filter(may_be_home).collect();
    homes.sort_by_key(|&index| std::cmp::Reverse(counted.get(index).map_or(0, |counted| counted.days)));
    let most = homes.first().and_then(|&first| counted.get(first)).map_or(0, |first| first.days);
    for (rank, index) in homes.into_iter().enumerate() {
        let (Some(counted), Some(judged)) = (counted.get(index), judged.get_mut(index)) else { continue };
        let is_second = counted.has_nights() && f64::from(counted.days) >= SECOND_SHARE * f64::from(most);
        if rank == 0 || is_second {
            *judged = counted.home(places.len());
        }
    }
    judged
}

fn routine(visits: &Visits, habits: &[Habit]) -> Option<Judged> {
    let strongest = habits.first()?;
    // No two habits share a visit.
    let regular = habits.iter().map(|habit| habit.visits.len()).sum::<usize>();
    if (regular as f64) < ROUTINE_SHARE * (visits.all.len() as f64) {
        return None;
    }
    let why = habits.iter().map(|habit| Why::SameHour { weekday: habit.weekday, weeks: habit.weeks }).collect();
    Some(Judged { kind: Kind::Routine, why, confidence: Confidence(1.0 - strongest.chance) })
}

impl Counted {
    fn of(visits: &Visits, workdays: Workdays, weeks_with_photos: &BTreeMap<i32, u32>, all_days: &BTreeSet<Date>) -> Self {
        let meanwhile = visits.first().zip(visits.last()).map_or(0, |(first, last)| all_days.range(first..=last).count());
        let weeks = visits.weeks();
        let mut by_weekday = [0_u32; 7];
        for visit in &visits.all {
            if let Some(count) = by_weekday.get_mut(index(visit.day.weekday())) {
                *count = count.saturating_add(1);
            }
        }
        let all = f64::from(count(visits.all.len()).max(1));
        let on_workdays = || visits.all.iter().filter(|visit| workdays.have(visit.day));
        let on = count(on_workdays().count());
        Self {
            visits: count(visits.all.len()),
            days: count(visits.days.len()),
            nights: visits.days_with(|at| at.hour() >= 21 || at.hour() < 7),
            evenings: visits.days_with(|at| (18..21).contains(&at.hour())),
            weekends: count(visits.days.iter().filter(|day| !workdays.have(**day)).count()),
            of_days: weeks.iter().filter_map(|week| weeks_with_photos.get(week)).sum(),
            weeks: count(weeks.len()),
            hours: visits.hours,
            peaks: peaks(&visits.all),
            days_meanwhile: count(meanwhile),
            on_weekdays: f64::from(on) / all,
            weekdays: on_workdays().map(|visit| index(visit.day.weekday())).collect::<BTreeSet<_>>().len(),
            workdays,
            top_weekday: f64::from(by_weekday.iter().copied().max().unwrap_or(0)) / all,
        }
    }

    /// The number of minutes of the day within which nine out of ten visits begin.
    const fn breadth(&self) -> i32 {
        self.hours.1.saturating_sub(self.hours.0)
    }

    fn share(&self) -> f64 {
        f64::from(self.days) / f64::from(self.of_days.max(1))
    }

    /// Days with photos from an evening, and those from a night.
    fn dark(&self) -> f64 {
        f64::from(self.nights.saturating_add(self.evenings))
    }

    fn has_nights(&self) -> bool {
        let evenings = if self.nights > 0 { SOME_EVENINGS } else { MANY_EVENINGS };
        self.nights >= SECOND_NIGHTS || self.dark() >= evenings * f64::from(self.days.max(2 * SECOND_NIGHTS))
    }

    fn at_peaks(&self) -> u32 {
        self.peaks.iter().fold(0, |sum: u32, (_, visits)| sum.saturating_add(*visits))
    }

    fn is_peaked(&self) -> bool {
        f64::from(self.at_peaks()) >= PEAKED * f64::from(self.visits)
    }

    fn may_be_home(&self, visits: &Visits) -> bool {
        let days = f64::from(self.days);
        let stretches = visits.stretches(HOME_PAUSE);
        let is_lived_in = stretches.len() >= HOME_TIMES || stretches.iter().any(|stretch| *stretch >= HOME_SPAN);
        is_lived_in
            && days >= HOME_SHARE_OF_ALL * f64::from(self.days_meanwhile)
            && self.days >= HOME_DAYS
            && self.weeks >= HOME_WEEKS
            && visits.span() >= HOME_SPAN
            && (self.weekends > 0 || self.dark() >= DARK * days)
            && self.share() >= HOME_SHARE
            && (self.dark() >= AT_HOME_HOURS * days || self.breadth() > MANY_HOURS || self.is_mostly_there())
    }

    fn is_mostly_there(&self) -> bool {
        let has_weekends = f64::from(self.weekends) >= SOME_WEEKENDS * f64::from(self.days);
        self.share() >= MOSTLY && self.breadth() > SOME_HOURS && has_weekends
    }

    fn home(&self, places: usize) -> Judged {
        let mut why = vec![Why::MostDays { days: self.days, of: self.of_days }];
        why.extend((self.nights > 0).then_some(Why::Nights(self.nights)));
        why.extend((self.evenings > 0).then_some(Why::Evenings(self.evenings)));
        why.extend((self.weekends > 0).then_some(Why::Weekends(self.weekends)));
        // Weeks and nights make it more certain; only a name on the door would make it certain.
        let weeks = 1.0 - 0.5_f64.powf(f64::from(self.weeks) / 4.0);
        let nights = 1.0 - 0.5_f64.powf(self.dark() / 4.0);
        let sure = (0.7 + 0.3 * self.share().min(1.0)) * (0.6 + 0.2 * weeks + 0.2 * nights);
        Judged { kind: Kind::Home, why, confidence: Confidence(if places > 1 { sure } else { sure.min(ALONE) }) }
    }

    fn work(&self, custom: &Custom, places: u32) -> Option<Judged> {
        let is_of_evenings = self.hours.0 >= EVENING && self.hours.1 < DAY;
        let is_for_a_moment = self.breadth() < MOMENT && self.hours.0 >= MORNING;
        let (share, hours) = if self.is_peaked() { (SCHOOL_SHARE, SCHOOL_HOURS) } else { (WORK_SHARE, WORK_HOURS) };
        let fits = !is_of_evenings
            && !is_for_a_moment
            && self.days >= WORK_DAYS
            && self.weeks >= WORK_WEEKS
            && self.on_weekdays >= share
            && self.weekdays >= WORK_WEEKDAYS
            && self.top_weekday <= ONE_WEEKDAY
            && self.breadth() <= hours;
        if !fits {
            return None;
        }
        let places = f64::from(places.max(1));
        let share = |share: f64| rounded(share * f64::from(self.visits));
        let weekends = at_least(share(self.on_weekdays), self.visits, 5.0 / 7.0) * places;
        let within = at_least(share(0.9), self.visits, custom.between(self.hours.0, self.hours.1)) * HOURS_TRIED;
        let likely = self.peaks.iter().map(|(from, _)| custom.between(*from, from.saturating_add(PEAK - 1))).sum::<f64>();
        let peaked = at_least(self.at_peaks(), self.visits, likely.min(0.98)) * HOURS_TRIED * HOURS_TRIED;
        let hours = within.min(peaked);
        if weekends > WEEKENDS_UNLIKELY || weekends * hours > HOURS_UNLIKELY {
            return None;
        }
        let (first, last) = self.workdays.ends();
        let (from, to) = (time_of_day(self.hours.0), time_of_day(self.hours.1));
        let why = vec![Why::WeekdayHours { first, last, from, to }];
        Some(Judged {
            kind: Kind::SchoolOrWork,
            why,
            confidence: Confidence(self.on_weekdays * (1.0 - weekends * hours.min(1.0))),
        })
    }

    fn other(&self) -> Judged {
        let why = if self.days <= FEW_DAYS { Why::FewDays(self.days) } else { Why::NoPattern };
        Judged { kind: Kind::Other, why: vec![why], confidence: Confidence(0.5) }
    }
}

/// How long a peak is, in minutes, and the step of the search for it.
const PEAK: i32 = 90;
const STEP: i32 = 30;

/// The two separate times of day at which most visits begin.
fn peaks(visits: &[Visit]) -> [(i32, u32); 2] {
    let minutes = || visits.iter().map(|visit| visit.minute.rem_euclid(DAY));
    let visits = |from: i32| count(minutes().filter(|minute| (from..from.saturating_add(PEAK)).contains(minute)).count());
    let best = |is_free: &dyn Fn(i32) -> bool| {
        let starts = (0..DAY).step_by(usize::try_from(STEP).unwrap_or(1)).filter(|from| is_free(*from));
        starts.map(|from| (from, visits(from))).max_by_key(|(from, visits)| (*visits, std::cmp::Reverse(*from))).unwrap_or((0, 0))
    };
    let first = best(&|_| true);
    [first, best(&|from| from.saturating_sub(first.0).abs() >= PEAK)]
}
