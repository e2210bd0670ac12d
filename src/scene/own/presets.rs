//! Examples that make a lesson.

use super::{Preset, rounded};
use crate::data::{Linnerud, MOST, Pairs};
use crate::rng::Rng;

/// Metres of an inch.
const INCH: f64 = 0.0254;

/// The examples of a preset, always the same.
pub(super) fn examples(preset: Preset) -> Pairs {
    let mut rng = Rng::new(1);
    let people = Linnerud::load();
    let count = match preset {
        Preset::Clusters => 24,
        Preset::Many => MOST,
        Preset::Outlier | Preset::Unrelated | Preset::Unscaled => 20,
    };
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for k in 0..count {
        let (place, noise) = (k as f64, [noise(&mut rng), noise(&mut rng)]);
        let (across, up) = match preset {
            Preset::Outlier if k == 19 => (1.5, -4.0),
            Preset::Outlier => (place / 5.0 - 1.8, 0.9 * (place / 5.0 - 1.8) + 0.25 * noise[1]),
            Preset::Unrelated => (noise[0], noise[1]),
            Preset::Clusters => {
                let side = if k % 2 == 0 { -1.0 } else { 1.0 };
                (1.4 * side + 0.3 * noise[0], 0.8 * side + 0.3 * noise[1])
            }
            Preset::Unscaled => (INCH * people.waist[k], people.chins[k]),
            Preset::Many => {
                let across = 4.0 * (place + 0.5) / MOST as f64 - 2.0;
                (across, 0.9 * across + 0.6 * noise[1])
            }
        };
        x.push(rounded(across, 0.01));
        y.push(rounded(up, 0.01));
    }
    Pairs { x, y }
}

/// Nearly normal, with mean 0 and deviation 1: the tables of a normal one would be 4 KB of every visit.
fn noise(rng: &mut Rng) -> f64 {
    let mut sum = -6.0;
    for _ in 0..12 {
        sum += rng.uniform();
    }
    sum
}
