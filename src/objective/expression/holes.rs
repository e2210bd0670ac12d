use crate::objective::Objective;
use crate::objective::formula::Holes;

/// Rows of the holes: about a CSS pixel or two each.
const ROWS: usize = 320;
/// Halvings of a column to where a hole begins.
const HALVINGS: usize = 6;
/// Part of the width that has room for a word.
const WORD: f64 = 0.15;

/// Where an objective has no value, row by row.
pub(super) fn holes(objective: &dyn Objective, [x, y]: [(f64, f64); 2], columns: usize) -> Holes {
    let mut found = Holes::default();
    let (across, up) = ((x.1 - x.0) / (columns - 1) as f64, (y.1 - y.0) / ROWS as f64);
    let mut wide: Vec<[f64; 4]> = Vec::new();
    for row in 0..ROWS {
        let middle = y.0 + (row as f64 + 0.5) * up;
        let hollow = |column: f64| objective.loss(&[x.0 + across * column, middle]).is_nan();
        // Where it begins, or ends, between a column and the one before it.
        let border = |column: usize, begins: bool| {
            let (mut before, mut after) = (column as f64 - 1.0, column as f64);
            for _ in 0..HALVINGS {
                let half = (before + after) / 2.0;
                if hollow(half) == begins { after = half } else { before = half }
            }
            x.0 + across * (before + after) / 2.0
        };
        let mut from: Option<f64> = None;
        for column in 0..=columns {
            let here = column < columns && hollow(column as f64);
            match from {
                None if here => from = Some(if column == 0 { x.0 } else { border(column, true) }),
                Some(left) if !here => {
                    let right = if column == columns { x.1 } else { border(column, false) };
                    // Rows overlap: no seam shows between them.
                    let [bottom, top] = [-0.75, 0.75].map(|part| (middle + part * up).clamp(y.0, y.1));
                    found.parts.push([left, right, bottom, top]);
                    if right - left > WORD * (x.1 - x.0) {
                        wide.push([left, right, bottom, top]);
                    }
                    from = None;
                }
                _ => {}
            }
        }
    }
    // The middle one of those that are about as wide as the widest.
    let width = |part: &[f64; 4]| part[1] - part[0];
    let widest = wide.iter().map(width).fold(0.0, f64::max);
    wide.retain(|part| width(part) > 0.9 * widest);
    let middle = wide.get(wide.len() / 2);
    found.middle = middle.map(|[left, right, bottom, top]| ((left + right) / 2.0, (bottom + top) / 2.0));
    found
}
