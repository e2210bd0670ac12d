use super::{BANDS, Ink, Of};
use crate::param::MOST;

/// A colour, 8 bits a channel.
pub type Rgb = [u8; 3];

/// The colours of all pictures, light or dark.
///
/// Runs take the palette of M. Okabe and K. Ito, *Color universal design* (2008), which survives colour blindness;
/// on a dark page its dark members are lightened. Loss runs along a straight line in OKLab (B. Ottosson, *A
/// perceptual color space for image processing*, 2020), so equal steps of a band look equal.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Paper.
    pub page: Rgb,
    /// Data points, known optima.
    pub text: Rgb,
    /// Tick labels.
    pub muted: Rgb,
    /// Axis lines.
    pub axis: Rgb,
    /// Grid lines.
    pub grid: Rgb,
    /// Gradients.
    pub gradient: Rgb,
    /// What momentum keeps of the last movement.
    pub memory: Rgb,
    /// Runs 0…5.
    pub runs: [Rgb; MOST],
    /// Bands of loss, lowest first.
    pub bands: [Rgb; BANDS],
    /// Contour lines, and how opaque they are.
    pub contour: (Rgb, f64),
}

impl Theme {
    /// For a light page.
    pub fn light() -> Self {
        Self {
            page: [255, 255, 255],
            text: [34, 36, 40],
            muted: [98, 103, 112],
            axis: [168, 173, 181],
            grid: [232, 234, 237],
            gradient: [176, 32, 96],
            memory: [0, 128, 92],
            runs: [[0, 96, 160], [208, 84, 0], [0, 134, 98], [178, 82, 138], [150, 108, 0], [40, 44, 52]],
            bands: bands([0.77, -0.030, -0.042], [0.985, 0.000, 0.004]),
            contour: ([62, 84, 104], 0.30),
        }
    }
    /// For a dark page.
    pub fn dark() -> Self {
        Self {
            page: [21, 23, 27],
            text: [226, 228, 232],
            muted: [152, 158, 168],
            axis: [88, 94, 104],
            grid: [43, 47, 54],
            gradient: [255, 120, 170],
            memory: [48, 198, 150],
            runs: [
                [92, 182, 240],
                [255, 140, 66],
                [48, 198, 150],
                [226, 140, 190],
                [236, 196, 68],
                [236, 238, 242],
            ],
            bands: bands([0.40, -0.028, -0.050], [0.215, -0.001, -0.006]),
            contour: ([150, 180, 205], 0.26),
        }
    }
    /// The colour of an ink.
    pub fn rgb(&self, ink: Ink) -> Rgb {
        match ink.of {
            Of::Run(k) => self.runs[k % self.runs.len()],
            Of::Gradient => self.gradient,
            Of::Memory => self.memory,
            Of::Text => self.text,
            Of::Muted => self.muted,
            Of::Page => self.page,
        }
    }
}

/// Equal steps from `low` to `high`, both OKLab (lightness, green–red, blue–yellow).
fn bands(low: [f64; 3], high: [f64; 3]) -> [Rgb; BANDS] {
    std::array::from_fn(|i| {
        let t = i as f64 / (BANDS - 1) as f64;
        srgb(std::array::from_fn(|k| low[k] + (high[k] - low[k]) * t))
    })
}

fn srgb([lightness, a, b]: [f64; 3]) -> Rgb {
    let cube = |x: f64| x * x * x;
    let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548 * b);
    let linear = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ];
    linear.map(|x| {
        let x = x.clamp(0.0, 1.0);
        let encoded = if x <= 0.003_130_8 { 12.92 * x } else { 1.055 * libm::pow(x, 1.0 / 2.4) - 0.055 };
        (encoded * 255.0).round() as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklab_ends_are_white_and_black() {
        assert_eq!(srgb([1.0, 0.0, 0.0]), [255, 255, 255]);
        assert_eq!(srgb([0.0, 0.0, 0.0]), [0, 0, 0]);
    }

    /// WCAG 2.1 asks 3 : 1 for graphics and 4.5 : 1 for text.
    #[test]
    fn runs_and_words_stand_out() {
        let luminance = |rgb: Rgb| {
            let [r, g, b] = rgb.map(|c| {
                let c = f64::from(c) / 255.0;
                if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let contrast = |a: Rgb, b: Rgb| {
            let (a, b) = (luminance(a), luminance(b));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for theme in [Theme::light(), Theme::dark()] {
            for run in theme.runs.into_iter().chain([theme.gradient, theme.memory]) {
                assert!(contrast(run, theme.page) >= 4.0, "{run:?}");
                assert!(contrast(run, theme.bands[0]) >= 2.0, "{run:?} on the lowest band");
            }
            assert!(contrast(theme.muted, theme.page) >= 4.5);
        }
    }
}
