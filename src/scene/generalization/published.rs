//! What was published: N. S. Keskar, D. Mudigere, J. Nocedal, M. Smelyanskiy, P. T. P. Tang, *On Large-Batch Training for Deep Learning:
//! Generalization Gap and Sharp Minima* (2016), table 2.

/// A network's mean test accuracies in percent, as they are printed.
pub(super) struct Published {
    /// The paper's name for network and data.
    pub(super) name: &'static str,
    /// With batches of 256 examples.
    pub(super) small: &'static str,
    /// With batches of a tenth of the data.
    pub(super) large: &'static str,
    /// What the small batch is ahead by, in hundredths of a point.
    hundredths: i32,
}

const fn row(name: &'static str, small: &'static str, large: &'static str, hundredths: i32) -> Published {
    Published { name, small, large, hundredths }
}

/// Its six networks.
pub(super) const PUBLISHED: [Published; 6] = [
    row("F1", "98.03", "97.81", 22),
    row("F2", "64.02", "59.45", 457),
    row("C1", "80.04", "77.26", 278),
    row("C2", "89.24", "87.26", 198),
    row("C3", "49.58", "46.45", 313),
    row("C4", "63.08", "57.81", 527),
];

impl Published {
    /// What the small batch is ahead by, in points.
    pub(super) fn gap(&self) -> f64 {
        f64::from(self.hundredths) / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_differences() {
        for row in PUBLISHED {
            let number = |text: &str| text.parse::<f64>().unwrap();
            assert!((number(row.small) - number(row.large) - row.gap()).abs() < 1e-9, "{}", row.name);
        }
    }
}
