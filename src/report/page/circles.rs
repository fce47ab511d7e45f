//! Circles on a map: sized by weight, pushed apart until each number can be read, with labels where there is room for
//! them. A circle that had to move is tied to its spot by a line.

/// The smallest radius: two digits fit.
const LEAST: f64 = 11.0;
/// How much larger the heaviest is.
const MORE: f64 = 8.0;
/// Between circles.
const GAP: f64 = 3.0;
/// How often circles are pushed.
const ROUNDS: usize = 120;
/// An em of a label, and the average width of its characters.
const EM: f64 = 13.0;
const NARROW: f64 = 7.8;
const WIDE: f64 = 13.5;
/// Characters of a label.
const LONGEST: usize = 34;

/// Where a map ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A circle on a map.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Circle {
    /// Where it is drawn.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where its spot is.
    pub(super) at_x: f64,
    pub(super) at_y: f64,
    pub(super) radius: f64,
    /// The number inside it.
    pub(super) number: String,
    /// Whether it is filled.
    pub(super) is_strong: bool,
    /// What its label could be, the best first.
    pub(super) labels: [String; 2],
    /// Its label; empty if there is no room.
    pub(super) label: String,
    pub(super) label_x: f64,
    pub(super) label_y: f64,
    /// `start`, `middle` or `end`.
    pub(super) anchor: &'static str,
}

impl Circle {
    /// A circle at its spot; `weight` is relative to the heaviest one.
    pub(super) fn new(at: (f64, f64), weight: f64, number: String, is_strong: bool, labels: [String; 2]) -> Self {
        let radius = LEAST + MORE * weight.clamp(0.0, 1.0).sqrt();
        let (x, y) = at;
        let label = String::new();
        Self { x, y, at_x: x, at_y: y, radius, number, is_strong, labels, label, label_x: x, label_y: y, anchor: "start" }
    }

    /// Whether it no longer covers its spot.
    pub(super) fn is_moved(&self) -> bool {
        (self.x - self.at_x).hypot(self.y - self.at_y) > self.radius
    }
}

/// Pushes circles apart, and labels those that have room for it outside the reserved area.
pub(super) fn arrange(circles: &mut [Circle], frame: Frame, reserved: Option<Area>) {
    for _ in 0..ROUNDS {
        let touched = push(circles);
        circles.iter_mut().for_each(|circle| keep_in(circle, frame));
        if !touched {
            break;
        }
    }
    label(circles, frame, reserved);
}

/// Pushes touching circles apart; returns whether there were any.
fn push(circles: &mut [Circle]) -> bool {
    let mut any = false;
    let mut rest = circles;
    let mut index = 0.0_f64;
    while let Some((one, others)) = rest.split_first_mut() {
        for other in others.iter_mut() {
            let (x, y) = (other.x - one.x, other.y - one.y);
            let apart = x.hypot(y);
            let least = one.radius + other.radius + GAP;
            if apart + 0.01 < least {
                any = true;
                index += 1.0;
                // Those at the very same spot leave it in directions that never repeat: by the golden angle.
                let (x, y) = if apart > 0.01 { (x / apart, y / apart) } else { ((index * 2.4).cos(), (index * 2.4).sin()) };
                let half = (least - apart) / 2.0;
                one.x -= x * half;
                one.y -= y * half;
                other.x += x * half;
                other.y += y * half;
            }
        }
        rest = others;
    }
    any
}

fn keep_in(circle: &mut Circle, frame: Frame) {
    let edge = circle.radius + 2.0;
    circle.x = circle.x.clamp(edge, (frame.width - edge).max(edge));
    circle.y = circle.y.clamp(edge, (frame.height - edge).max(edge));
}

/// What something covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn of(circle: &Circle) -> Self {
        let Circle { x, y, radius, .. } = *circle;
        Self { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
    }
}

/// Each label goes right, left, below or above, the longer one if it fits. If nothing is free, it is left out: the list below
/// the map has it.
fn label(circles: &mut [Circle], frame: Frame, reserved: Option<Area>) {
    let mut taken: Vec<Area> = circles.iter().map(Area::of).chain(reserved).collect();
    for circle in circles {
        let [long, short] = circle.labels.clone();
        let long = if long.chars().nth(LONGEST).is_some() { String::new() } else { long };
        let free = [long, cut(&short)].into_iter().filter(|label| !label.is_empty()).find_map(|label| {
            let (anchor, at, middle, area) = room(circle, width(&label), &taken, frame)?;
            Some((label, anchor, at, middle, area))
        });
        if let Some((label, anchor, at, middle, area)) = free {
            (circle.label, circle.anchor, circle.label_x, circle.label_y) = (label, anchor, at, middle + EM * 0.35);
            taken.push(area);
        }
    }
}

/// Where a label of a given width has room: its anchor, where that is, its middle line, and what it covers.
fn room(circle: &Circle, width: f64, taken: &[Area], frame: Frame) -> Option<(&'static str, f64, f64, Area)> {
    let Circle { x, y, radius, .. } = *circle;
    let (beside, half) = (radius + 5.0, width / 2.0);
    let places = [
        ("start", x + beside, x + beside, y),
        ("end", x - beside, x - beside - width, y),
        ("middle", x, x - half, y + radius + EM * 0.8),
        ("middle", x, x - half, y - radius - EM * 0.8),
    ];
    places.into_iter().find_map(|(anchor, at, left, middle)| {
        let area = Area { left, right: left + width, top: middle - EM * 0.6, bottom: middle + EM * 0.6 };
        let is_in = area.left >= 2.0 && area.right <= frame.width - 2.0 && area.top >= 2.0 && area.bottom <= frame.height - 2.0;
        (is_in && !taken.iter().any(|other| other.meets(&area))).then_some((anchor, at, middle, area))
    })
}

fn cut(label: &str) -> String {
    let mut cut: String = label.chars().take(LONGEST).collect();
    if label.chars().nth(LONGEST).is_some() {
        cut.push('\u{2026}');
    }
    cut
}

/// The approximate width of a text: East Asian letters and emoji are as wide as they are high.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if c < '\u{1100}' { NARROW } else { WIDE }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { width: 480.0, height: 360.0 };

    fn at_one_spot(count: usize) -> Vec<Circle> {
        let circle =
            |index: usize| Circle::new((240.0, 180.0), 0.3, index.to_string(), true, [format!("Home {index}"), String::new()]);
        (1..=count).map(circle).collect()
    }

    fn overlap(circles: &[Circle]) -> usize {
        let touch = |a: &Circle, b: &Circle| (a.x - b.x).hypot(a.y - b.y) < a.radius + b.radius - 1.0;
        circles.iter().enumerate().map(|(index, a)| circles[..index].iter().filter(|b| touch(a, b)).count()).sum()
    }

    #[test]
    fn circles_at_one_spot_are_pushed_apart_and_tied_to_it() {
        let mut circles = at_one_spot(12);
        arrange(&mut circles, FRAME, None);
        assert_eq!(overlap(&circles), 0);
        assert!(circles.iter().filter(|circle| circle.is_moved()).count() >= 8);
        assert!(circles.iter().all(|circle| (circle.at_x, circle.at_y) == (240.0, 180.0)));
    }

    #[test]
    fn circles_stay_in_their_frame() {
        let mut circles = at_one_spot(60);
        for circle in &mut circles {
            circle.x = -5000.0;
        }
        arrange(&mut circles, FRAME, None);
        let is_in = |circle: &Circle| (0.0..=480.0).contains(&circle.x) && (0.0..=360.0).contains(&circle.y);
        assert!(circles.iter().all(is_in));
    }

    #[test]
    fn a_label_stands_on_nothing_else() {
        let mut circles = at_one_spot(12);
        arrange(&mut circles, FRAME, None);
        let labelled: Vec<&Circle> = circles.iter().filter(|circle| !circle.label.is_empty()).collect();
        assert!(!labelled.is_empty() && labelled.len() < 12, "{}", labelled.len());
    }

    #[test]
    fn a_long_label_is_cut_and_one_without_room_is_left_out() {
        let mut circles = vec![Circle::new((240.0, 180.0), 1.0, "1".into(), true, ["a".repeat(300), "b".repeat(300)])];
        arrange(&mut circles, FRAME, None);
        assert_eq!(circles[0].label.chars().count(), LONGEST + 1);
        let mut circles = vec![Circle::new((240.0, 180.0), 1.0, "1".into(), true, ["long enough".to_owned(), "Home".to_owned()])];
        arrange(&mut circles, Frame { width: 70.0, height: 90.0 }, None);
        assert_eq!(circles[0].label, "Home");
        let mut circles = vec![Circle::new((240.0, 180.0), 1.0, "1".into(), true, ["long enough".to_owned(), "Home".to_owned()])];
        arrange(&mut circles, Frame { width: 30.0, height: 30.0 }, None);
        assert_eq!(circles[0].label, "");
    }
}
