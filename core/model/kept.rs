//! What a person may ask to keep, as typed values: the only things a copy ever says. They are read from fields and
//! written afresh; no block is ever copied for them.

use std::collections::BTreeSet;

use super::Fraction;
use super::{Category, Keep, Panorama};
use crate::base::{Moment, Position};

/// Values of all categories that can be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Where.
    pub position: Option<Position>,
    /// When.
    pub moment: Option<Moment>,
    /// With which camera, and its settings. Never which individual camera.
    pub camera: Camera,
    /// Who made it and who holds the rights.
    pub people: People,
    /// Captions.
    pub texts: Texts,
    /// The program that made it.
    pub software: Option<String>,
    /// How it is shown, if it is a panorama.
    pub panorama: Option<Panorama>,
}

/// A camera or phone, and its settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Camera {
    /// The maker.
    pub make: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The maker of the lens.
    pub lens_make: Option<String>,
    /// The model of the lens.
    pub lens_model: Option<String>,
    /// Seconds.
    pub exposure_time: Option<Fraction>,
    /// Focal length divided by aperture.
    pub f_number: Option<Fraction>,
    /// ISO speed.
    pub sensitivity: Option<u16>,
    /// Millimetres.
    pub focal_length: Option<Fraction>,
    /// 35 mm equivalent, in millimetres.
    pub focal_length_35mm: Option<u16>,
}

/// Who made a picture and who holds the rights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// Who made it.
    pub artist: Option<String>,
    /// Who holds the rights.
    pub copyright: Option<String>,
    /// Whose camera it was.
    pub owner: Option<String>,
}

/// What somebody wrote about a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// Its title.
    pub title: Option<String>,
    /// What it shows.
    pub description: Option<String>,
    /// A remark.
    pub comment: Option<String>,
    /// Words to find it by, separated by `;`.
    pub keywords: Option<String>,
}

impl Kept {
    /// The values of these categories alone.
    #[must_use]
    pub fn only(self, keep: Keep) -> Self {
        let is = |category| keep.has(category);
        Self {
            position: self.position.filter(|_| is(Category::Location)),
            moment: self.moment.filter(|_| is(Category::Date)),
            camera: if is(Category::Camera) { self.camera } else { Camera::default() },
            people: if is(Category::People) { self.people } else { People::default() },
            texts: if is(Category::Text) { self.texts } else { Texts::default() },
            software: self.software.filter(|_| is(Category::Software)),
            panorama: self.panorama.filter(|_| is(Category::Panorama)),
        }
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Which categories have a value.
    #[must_use]
    pub fn categories(&self) -> BTreeSet<Category> {
        let held = [
            (Category::Location, self.position.is_some()),
            (Category::Date, self.moment.is_some()),
            (Category::Camera, self.camera != Camera::default()),
            (Category::People, self.people != People::default()),
            (Category::Text, self.texts != Texts::default()),
            (Category::Software, self.software.is_some()),
            (Category::Panorama, self.panorama.is_some()),
        ];
        held.into_iter().filter_map(|(category, held)| held.then_some(category)).collect()
    }

    /// Every text.
    pub(crate) fn texts_mut(&mut self) -> [&mut Option<String>; 12] {
        let Self { camera, people, texts, software, .. } = self;
        [
            &mut camera.make,
            &mut camera.model,
            &mut camera.lens_make,
            &mut camera.lens_model,
            &mut people.artist,
            &mut people.copyright,
            &mut people.owner,
            &mut texts.title,
            &mut texts.description,
            &mut texts.comment,
            &mut texts.keywords,
            software,
        ]
    }
}
