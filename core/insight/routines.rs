//! What returns every week: the same weekday, the same time, the same place. Any album has some days in common; a
//! routine is claimed only where chance is an unlikely reason, by two tests that both have to hold:
//!
//! - of all visits to this place, so many would not fall into this window of the week if each came on any day, at the
//!   hours at which these people take photos;
//! - of the visits at this time of day, so many would not be on this weekday if each came on any day.
//!
//! Both are tails of a binomial distribution, multiplied by the number of windows that were tried (Bonferroni).

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};

use super::chance::at_least;
use super::custom::Custom;
use super::visits::{DAY, Visits, count, days_since_1970, week_number};

/// Fewer weeks than these are no routine, however unlikely.
const WEEKS: u32 = 5;
/// Of the weeks from the first to the last, at least this share.
const SHARE_OF_WEEKS: f64 = 0.3;
/// Of the visits at this time of day, at least this share is on the day.
const SHARE_OF_DAYS: f64 = 0.45;
/// Of the visits, this share from Monday to Friday makes a place of weekdays.
const OF_WEEKDAYS: f64 = 0.8;
/// How long the window may be: people come and go, and take photos at the beginning or at the end.
const WINDOW: i32 = 90;
/// A window is as likely as if photos were taken at any hour of fourteen, or likelier.
const LEAST_WINDOW: f64 = 90.0 / (14.0 * 60.0);
/// What chance would do once in a hundred albums is not claimed.
const UNLIKELY: f64 = 0.01;
/// Windows that are tried: each hour of each weekday.
const TRIED: f64 = 7.0 * 24.0;

/// A window of the week in which somebody is at one place, and the visits that show it.
#[derive(Debug, Clone)]
pub(super) struct Habit {
    pub(super) weekday: Weekday,
    pub(super) from: Time,
    pub(super) to: Time,
    pub(super) weeks: u32,
    pub(super) of_weeks: u32,
    /// How likely chance is.
    pub(super) chance: f64,
    /// By their index among the visits of the place.
    pub(super) visits: Vec<usize>,
}

/// The habits that the visits of a place show. `places` is among how many they are looked for.
pub(super) fn of(visits: &Visits, custom: &Custom, places: u32) -> Vec<Habit> {
    let mut found: Vec<Habit> = Vec::new();
    let starts = visits.starts();
    let mut left: BTreeSet<usize> = (0..visits.all.len()).collect();
    // The strongest, then what the other visits show.
    while let Some(habit) = strongest(visits, &starts, &left, custom, places) {
        left.retain(|visit| !habit.visits.contains(visit));
        found.push(habit);
    }
    found
}

/// Of the windows with the most visits, as many are tested.
const TESTED: usize = 24;
/// What is this much before or behind a window that is none by chance belongs to it: a choir sings for two hours.
const AROUND: i32 = 45;
/// Windows begin at each quarter of an hour.
const STEP: i32 = 15;
/// Of the day and the night behind it.
const STEPS: usize = 192;

fn strongest(visits: &Visits, starts: &[i32], left: &BTreeSet<usize>, custom: &Custom, places: u32) -> Option<Habit> {
    let day_of = |index: usize| usize::try_from(day(visits, starts, index)?.weekday().to_monday_zero_offset()).ok();
    let step_of = |index: usize| usize::try_from(starts.get(index)?.div_euclid(STEP)).ok();
    let mut counts = [[0_u32; STEPS]; 7];
    for &index in left {
        let day = day_of(index).and_then(|day| counts.get_mut(day));
        if let Some(count) = day.zip(step_of(index)).and_then(|(day, step)| day.get_mut(step)) {
            *count = count.saturating_add(1);
        }
    }
    let mut windows: Vec<(u32, usize, usize)> = Vec::new();
    for step in 0..STEPS {
        let within = |day: &[u32; STEPS]| day.iter().skip(step).take((WINDOW / STEP).unsigned_abs() as usize).sum::<u32>();
        let each: Vec<u32> = counts.iter().map(within).collect();
        let all = f64::from(each.iter().sum::<u32>());
        let fits = |inside: &u32| *inside >= WEEKS && f64::from(*inside) >= SHARE_OF_DAYS * all;
        windows.extend(each.into_iter().enumerate().filter(|(_, inside)| fits(inside)).map(|(day, inside)| (inside, day, step)));
    }
    windows.sort_by_key(|&(inside, day, step)| (std::cmp::Reverse(inside), day, step));
    let habits = windows.into_iter().take(TESTED).filter_map(|(_, day, step)| {
        let from = i32::try_from(step).ok()?.saturating_mul(STEP);
        let inside = |from: i32, to: i32| {
            let is_inside = |index: &&usize| {
                let start = starts.get(**index).copied().unwrap_or(-1);
                day_of(**index) == Some(day) && (from..to).contains(&start)
            };
            left.iter().filter(is_inside).copied().collect::<Vec<usize>>()
        };
        let to = from.saturating_add(WINDOW);
        let habit = tested(visits, starts, left, custom, places, from, stretch(inside(from, to), visits))?;
        Some((habit, inside(from.saturating_sub(AROUND), to.saturating_add(AROUND))))
    });
    let strongest = habits.max_by(|(one, _), (other, _)| one.weeks.cmp(&other.weeks).then(other.chance.total_cmp(&one.chance)));
    // One visit years later makes no habit longer.
    let is_steady = |habit: &Habit| f64::from(habit.weeks) >= SHARE_OF_WEEKS * f64::from(habit.of_weeks);
    strongest.map(|(habit, around)| habit.with(stretch(around, visits), visits, starts).filter(is_steady).unwrap_or(habit))
}

/// A habit, where both tests hold.
fn tested(
    visits: &Visits,
    starts: &[i32],
    left: &BTreeSet<usize>,
    custom: &Custom,
    places: u32,
    from: i32,
    inside: Vec<usize>,
) -> Option<Habit> {
    let all = |index: &usize| visits.all.get(*index);
    let weeks = weeks(&inside, visits);
    let (first, last) = (*weeks.first()?, *weeks.last()?);
    let of_weeks = u32::try_from(last.saturating_sub(first)).unwrap_or(0).saturating_add(1);
    let (k, weekday) = (count(weeks.len()), day(visits, starts, *inside.first()?)?.weekday());
    if k < WEEKS || f64::from(k) < SHARE_OF_WEEKS * f64::from(of_weeks) {
        return None;
    }
    // A day counts once, so that the visits of a full day prove no more than one.
    let days = |fits: &dyn Fn(i32) -> bool| -> u32 {
        let days = left.iter().filter(|index| starts.get(**index).is_some_and(|start| fits(*start)));
        count(days.filter_map(all).map(|visit| days_since_1970(visit.first.date())).collect::<BTreeSet<_>>().len())
    };
    let at_this_time = days(&|start| (from..from.saturating_add(WINDOW)).contains(&start));
    if f64::from(k) < SHARE_OF_DAYS * f64::from(at_this_time) {
        return None;
    }
    // Where nobody is on weekends, each of five days is as likely.
    let on_weekdays = visits.all.iter().filter(|visit| visit.first.weekday().to_monday_zero_offset() < 5).count();
    let is_of_weekdays = on_weekdays as f64 >= OF_WEEKDAYS * (visits.all.len() as f64);
    let by_weekday = custom.weekday(weekday).max(if is_of_weekdays { 0.2 } else { 0.0 });
    let anywhere = at_least(k, days(&|_| true), by_weekday * custom.between(from, from.saturating_add(WINDOW)).max(LEAST_WINDOW))
        * TRIED
        * f64::from(places.max(1));
    let on_any_day = at_least(k, at_this_time, by_weekday) * 7.0 * f64::from(places.max(1));
    let chance = anywhere.max(on_any_day);
    if chance > UNLIKELY {
        return None;
    }
    let habit = Habit { weekday, from: Time::midnight(), to: Time::midnight(), weeks: k, of_weeks, chance, visits: Vec::new() };
    habit.with(inside, visits, starts)
}

impl Habit {
    /// The same, as these visits show it.
    fn with(&self, inside: Vec<usize>, visits: &Visits, starts: &[i32]) -> Option<Self> {
        let weeks = weeks(&inside, visits);
        let of_weeks = weeks.last()?.checked_sub(*weeks.first()?)?;
        let mut minutes: Vec<i32> = inside.iter().filter_map(|index| starts.get(*index).copied()).collect();
        minutes.sort_unstable();
        // Eight of ten: who comes early once does not change when the club is. To five minutes, as people say it.
        let tenth = minutes.len() / 10;
        let (early, late) = (*minutes.get(tenth)?, *minutes.iter().nth_back(tenth)?);
        Some(Self {
            from: time(early.saturating_sub(early.rem_euclid(5)))?,
            to: time(late.saturating_add(4).div_euclid(5).saturating_mul(5))?,
            weeks: count(weeks.len()),
            of_weeks: u32::try_from(of_weeks).ok()?.saturating_add(1),
            visits: inside,
            ..self.clone()
        })
    }
}

/// The day that a visit belongs to: the one before, where it begins behind the midnight of that day's evening.
fn day(visits: &Visits, starts: &[i32], index: usize) -> Option<Date> {
    let day = visits.all.get(index)?.first.date();
    if *starts.get(index)? >= DAY { day.yesterday().ok() } else { Some(day) }
}

/// Of these visits, those of the longest time without a long pause: clubs end, and others begin.
fn stretch(inside: Vec<usize>, visits: &Visits) -> Vec<usize> {
    /// Longer than any holidays, in weeks.
    const PAUSE: i32 = 12;
    let mut stretches: Vec<(i32, Vec<usize>)> = Vec::new();
    for index in inside {
        let Some(visit) = visits.all.get(index) else { continue };
        let week = week_number(visit.first.date());
        match stretches.last_mut().filter(|(last, _)| week.saturating_sub(*last) <= PAUSE) {
            Some((last, stretch)) => {
                *last = week;
                stretch.push(index);
            }
            None => stretches.push((week, vec![index])),
        }
    }
    stretches.into_iter().map(|(_, stretch)| stretch).max_by_key(Vec::len).unwrap_or_default()
}

/// The weeks of these visits, by their number.
fn weeks(inside: &[usize], visits: &Visits) -> BTreeSet<i32> {
    inside.iter().filter_map(|index| visits.all.get(*index)).map(|visit| week_number(visit.first.date())).collect()
}

fn time(minute: i32) -> Option<Time> {
    let minute = minute.rem_euclid(DAY);
    Time::new(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0).ok()
}
