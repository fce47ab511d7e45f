//! What recurs every week: the same weekday, the same time, the same place. Any album has some days in common; a
//! routine is claimed only if chance is an unlikely explanation, according to two tests that must both hold:
//!
//! - this many of all visits to this place would not be in this window of the week if each came on any day, at the
//!   hours at which these people take photos;
//! - this many of the visits at this time of day would not be on this weekday if each came on any day.
//!
//! Both are tails of a binomial distribution, multiplied by the number of windows tried (Bonferroni).

use std::collections::BTreeSet;

use jiff::civil::{Time, Weekday};

use super::chance::at_least;
use super::custom::Custom;
use super::visits::{Visit, Visits, count, time_of_day, week_number};
use super::week::{Workdays, index};

/// Fewer weeks than this do not make a routine, however unlikely they are.
const WEEKS: u32 = 5;
/// At least this share of the weeks from the first to the last.
const SHARE_OF_WEEKS: f64 = 0.3;
/// At least this share of the visits at this time of day is on that weekday.
const SHARE_OF_DAYS: f64 = 0.45;
/// If this share of the visits is on school and working days, it is a weekday place.
const OF_WEEKDAYS: f64 = 0.8;
/// The longest window: people come and go, and take photos at the beginning or at the end.
const WINDOW: i32 = 90;
/// A window is assumed to be at least as likely as if photos were taken at any time within fourteen hours.
const LEAST_WINDOW: f64 = 90.0 / (14.0 * 60.0);
/// What chance would produce once in a hundred albums is not claimed.
const UNLIKELY: f64 = 0.01;
/// Windows that are tried: each hour of each weekday.
const TRIED: f64 = 7.0 * 24.0;

/// A window of the week during which somebody is at one place, and the visits that show it.
#[derive(Debug, Clone)]
pub(super) struct Habit {
    pub(super) weekday: Weekday,
    pub(super) from: Time,
    pub(super) to: Time,
    pub(super) weeks: u32,
    pub(super) of_weeks: u32,
    /// The probability of chance.
    pub(super) chance: f64,
    /// By their index among the visits to the place.
    pub(super) visits: Vec<usize>,
}

/// This many of the windows with the most visits are tested.
const TESTED: usize = 24;
/// Anything this close before or after a window that is not chance belongs to it: a choir sings for two hours.
const AROUND: i32 = 45;
/// Windows begin every quarter of an hour.
const STEP: i32 = 15;
/// The steps of a day and the following night.
const STEPS: usize = 192;

/// The habits that the visits to a place show, strongest first, with no visit shared. `places` is the number of places
/// searched for them.
pub(super) fn of(visits: &Visits, workdays: Workdays, custom: &Custom, places: u32) -> Vec<Habit> {
    let search = Search { visits: &visits.all, workdays, custom, places: f64::from(places.max(1)) };
    let mut found: Vec<Habit> = Vec::new();
    let mut left: BTreeSet<usize> = (0..visits.all.len()).collect();
    while let Some(habit) = search.strongest(&left) {
        left.retain(|visit| !habit.visits.contains(visit));
        found.push(habit);
    }
    found
}

/// Where habits are looked for.
struct Search<'a> {
    visits: &'a [Visit],
    workdays: Workdays,
    custom: &'a Custom,
    places: f64,
}

impl Search<'_> {
    fn strongest(&self, left: &BTreeSet<usize>) -> Option<Habit> {
        let habits = self.windows(left).into_iter().take(TESTED).filter_map(|(_, day, step)| {
            let from = i32::try_from(step).ok()?.saturating_mul(STEP);
            let inside = |from: i32, to: i32| {
                let is_inside = |visit: &Visit| index(visit.day.weekday()) == day && (from..to).contains(&visit.minute);
                self.stretch(left.iter().copied().filter(|visit| self.visits.get(*visit).is_some_and(is_inside)))
            };
            let to = from.saturating_add(WINDOW);
            let habit = self.tested(left, from, inside(from, to))?;
            Some((habit, inside(from.saturating_sub(AROUND), to.saturating_add(AROUND))))
        });
        let strongest =
            habits.max_by(|(one, _), (other, _)| one.weeks.cmp(&other.weeks).then(other.chance.total_cmp(&one.chance)));
        strongest.map(|(habit, around)| {
            // A single visit years later does not extend a habit.
            let wider = self.habit(around, habit.chance).filter(Habit::is_steady);
            wider.unwrap_or(habit)
        })
    }

    /// Windows with enough visits: how many, on which weekday, from which step; those with the most first.
    fn windows(&self, left: &BTreeSet<usize>) -> Vec<(u32, usize, usize)> {
        let mut counts = [[0_u32; STEPS]; 7];
        for visit in left.iter().filter_map(|index| self.visits.get(*index)) {
            let step = usize::try_from(visit.minute.div_euclid(STEP)).ok();
            let day = counts.get_mut(index(visit.day.weekday()));
            if let Some(count) = day.zip(step).and_then(|(day, step)| day.get_mut(step)) {
                *count = count.saturating_add(1);
            }
        }
        let mut windows = Vec::new();
        for step in 0..STEPS {
            let within = |day: &[u32; STEPS]| day.iter().skip(step).take((WINDOW / STEP).unsigned_abs() as usize).sum::<u32>();
            let each: Vec<u32> = counts.iter().map(within).collect();
            let all = f64::from(each.iter().sum::<u32>());
            let fits = |inside: &u32| *inside >= WEEKS && f64::from(*inside) >= SHARE_OF_DAYS * all;
            windows
                .extend(each.into_iter().enumerate().filter(|(_, inside)| fits(inside)).map(|(day, inside)| (inside, day, step)));
        }
        windows.sort_by_key(|&(inside, day, step)| (std::cmp::Reverse(inside), day, step));
        windows
    }

    /// A habit, if both tests hold.
    fn tested(&self, left: &BTreeSet<usize>, from: i32, inside: Vec<usize>) -> Option<Habit> {
        let habit = self.habit(inside, 1.0).filter(|habit| habit.weeks >= WEEKS && habit.is_steady())?;
        let window = from..from.saturating_add(WINDOW);
        // A day counts once, so that several visits on a full day prove no more than one.
        let days = |fits: &dyn Fn(&Visit) -> bool| -> u32 {
            let visits = left.iter().filter_map(|index| self.visits.get(*index)).filter(|visit| fits(visit));
            count(visits.map(|visit| visit.first.date()).collect::<BTreeSet<_>>().len())
        };
        let at_this_time = days(&|visit| window.contains(&visit.minute));
        if f64::from(habit.weeks) < SHARE_OF_DAYS * f64::from(at_this_time) {
            return None;
        }
        // If nobody is there on weekends, each of five days is equally likely.
        let on_weekdays = self.visits.iter().filter(|visit| self.workdays.have(visit.first.date())).count();
        let is_of_weekdays = on_weekdays as f64 >= OF_WEEKDAYS * (self.visits.len() as f64);
        let by_weekday = self.custom.weekday(habit.weekday).max(if is_of_weekdays { 0.2 } else { 0.0 });
        let by_window = self.custom.between(window.start, window.end).max(LEAST_WINDOW);
        let anywhere = at_least(habit.weeks, days(&|_| true), by_weekday * by_window) * TRIED * self.places;
        let on_any_day = at_least(habit.weeks, at_this_time, by_weekday) * 7.0 * self.places;
        let chance = anywhere.max(on_any_day);
        (chance <= UNLIKELY).then_some(Habit { chance, ..habit })
    }

    /// What these visits of one weekday show.
    fn habit(&self, inside: Vec<usize>, chance: f64) -> Option<Habit> {
        let visits = || inside.iter().filter_map(|index| self.visits.get(*index));
        let weeks: BTreeSet<i32> = visits().map(|visit| week_number(visit.first.date())).collect();
        let of_weeks = weeks.last()?.checked_sub(*weeks.first()?)?;
        let mut minutes: Vec<i32> = visits().map(|visit| visit.minute).collect();
        minutes.sort_unstable();
        // Eight out of ten: arriving early once does not change when the club is. To five minutes, as people would say
        // it.
        let tenth = minutes.len() / 10;
        let (early, late) = (*minutes.get(tenth)?, *minutes.iter().nth_back(tenth)?);
        Some(Habit {
            weekday: visits().next()?.day.weekday(),
            from: time_of_day(early.saturating_sub(early.rem_euclid(5))),
            to: time_of_day(late.saturating_add(4).div_euclid(5).saturating_mul(5)),
            weeks: count(weeks.len()),
            of_weeks: u32::try_from(of_weeks).ok()?.saturating_add(1),
            chance,
            visits: inside,
        })
    }

    /// The visits in the longest stretch without a long pause: clubs end, and others begin.
    fn stretch(&self, inside: impl Iterator<Item = usize>) -> Vec<usize> {
        /// Longer than any holidays, in weeks.
        const PAUSE: i32 = 12;
        let mut stretches: Vec<(i32, Vec<usize>)> = Vec::new();
        for index in inside {
            let Some(visit) = self.visits.get(index) else { continue };
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
}

impl Habit {
    /// Whether it occurs in enough of the weeks that it spans.
    fn is_steady(&self) -> bool {
        f64::from(self.weeks) >= SHARE_OF_WEEKS * f64::from(self.of_weeks)
    }
}
