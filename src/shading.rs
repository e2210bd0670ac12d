//! Bands and contour lines of a sampled function, pixel by pixel.

/// Values that decide about levels: where there are more, every so many-th of them does.
const DECIDE: usize = 4000;

/// Values that part the finite ones of `values` into bands, ascending: quantiles, closer together towards low values.
pub fn quantiles(values: &[f64], bands: usize) -> Vec<f64> {
    // An odd number: samples come in rows, and no column of them is to be left out.
    let some = values.iter().step_by((values.len() / DECIDE) | 1);
    let mut sorted: Vec<f64> = some.copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let quantile = |k: usize| {
        let share = libm::pow(k as f64 / bands as f64, 1.6);
        sorted.get((share * sorted.len() as f64) as usize).copied()
    };
    (1..bands).map_while(quantile).collect()
}

/// What all pixels of one image have in common.
pub struct Shading<'a> {
    /// Samples, row by row from the low end of y.
    pub values: &'a [f64],
    /// Samples in a row.
    pub columns: usize,
    /// Values at which a new band begins, ascending.
    pub levels: &'a [f64],
    /// Colours of the bands, one more than there are levels.
    pub fills: &'a [[u8; 3]],
    /// Colour of the lines.
    pub line: [u8; 3],
    /// How opaque they are.
    pub strength: f64,
    /// Pixels from the middle of a line to where nothing of it is left.
    pub reach: f64,
}

impl Shading<'_> {
    /// One opaque RGBA image: bands, and lines of constant thickness whose edges are smoothed by the distance to the
    /// nearest level.
    pub fn image(&self, across: f64, up: f64) -> Vec<u8> {
        let (width, height) = (across as usize, up as usize);
        let mut image = vec![255; width * height * 4];
        if width == 0 {
            return image;
        }
        let (columns, rows) = (self.columns, self.values.len() / self.columns);
        // Cells a pixel, across and up.
        let scale = ((columns - 1) as f64 / across.floor(), (rows - 1) as f64 / up.floor());
        let places: Vec<(usize, f64)> = (0..width)
            .map(|px| split((px as f64 + 0.5) / width as f64 * (columns - 1) as f64, columns))
            .collect();
        for (py, line) in image.chunks_exact_mut(4 * width).enumerate() {
            let v = (1.0 - (py as f64 + 0.5) / height as f64) * (rows - 1) as f64;
            let (row, fy) = split(v, rows);
            let low = &self.values[row * columns..(row + 1) * columns];
            let high = &self.values[(row + 1) * columns..(row + 2) * columns];
            self.line(line, &places, (low, high), fy, scale);
        }
        image
    }
    /// One line of pixels at height `fy` of the row of cells between the samples `low` and `high`. It stays a function of its own: engines
    /// compile one that is called often for speed, while a loop that has begun goes on as it is.
    #[inline(never)]
    fn line(
        &self,
        pixels: &mut [u8],
        columns: &[(usize, f64)],
        (low, high): (&[f64], &[f64]),
        fy: f64,
        scale: (f64, f64),
    ) {
        let (mut band, last) = (0, self.fills.len() - 1);
        for (pixel, &(c, fx)) in pixels.chunks_exact_mut(4).zip(columns) {
            let (a, b, d, e) = (low[c], low[c + 1], high[c], high[c + 1]);
            let (bottom, top) = (a + (b - a) * fx, d + (e - d) * fx);
            let value = bottom + (top - bottom) * fy;
            // Neighbouring pixels mostly share a band.
            while self.levels.get(band).is_some_and(|level| value >= *level) {
                band += 1;
            }
            while band > 0 && value < self.levels[band - 1] {
                band -= 1;
            }
            // What is not a number belongs to no band that its neighbours are in.
            let own = if value.is_nan() { last } else { band.min(last) };
            pixel[..3].copy_from_slice(&self.fills[own]);
            let below = if band > 0 { value - self.levels[band - 1] } else { f64::INFINITY };
            let gap = self.levels.get(band).map_or(below, |level| below.min(level - value));
            let slope_x = ((b - a) * (1.0 - fy) + (e - d) * fy) * scale.0;
            let slope_y = (top - bottom) * scale.1;
            let slope = slope_x * slope_x + slope_y * slope_y;
            // Most pixels are far from any line: neither root nor quotient is wanted there.
            if gap * gap < self.reach * self.reach * slope {
                let cover = (self.reach - gap / slope.sqrt()).clamp(0.0, 1.0) * self.strength;
                for (part, line) in pixel.iter_mut().zip(self.line) {
                    *part = (f64::from(*part) + (f64::from(line) - f64::from(*part)) * cover) as u8;
                }
            }
        }
    }
}

/// Grid cell and place inside it.
fn split(position: f64, count: usize) -> (usize, f64) {
    let cell = (position as usize).min(count - 2);
    (cell, position - cell as f64)
}
