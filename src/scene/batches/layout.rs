//! Where groups of cards find room.

use crate::chart::Xy;

/// Height of a line of cards over its pitch, and room for words under each group.
const TALL: f64 = 1.5;
const WORDS: f64 = 0.85;
/// Half the width and half the height of a card over its pitch.
pub(super) const HALF: (f64, f64) = (0.41, 0.64);
/// Gap between two groups, and room above for cards that are taken up.
const GAP: f64 = 0.55;
pub(super) const LIFT: f64 = 0.2;

/// Places for groups of cards in a panel of height 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// Width of a card and its margin.
    pub(super) pitch: f64,
    /// Middle of every card, group by group.
    pub(super) slots: Vec<Xy>,
    /// (left, right, lower edge) of every group.
    pub(super) groups: Vec<[f64; 3]>,
}

impl Layout {
    /// The largest cards that fit: groups of these sizes, in lines, over a panel `aspect` times as wide as high.
    pub(super) fn new(groups: &[usize], aspect: f64) -> Self {
        // Of equally large ones those in the shortest lines, which come last.
        let (most, widest) = if groups.iter().sum::<usize>() <= 20 { (5, 20) } else { (10, 60) };
        let candidates = (1..=most).flat_map(|rows| (1..=widest).rev().map(move |columns| (rows, columns)));
        let fits = candidates.filter_map(|(rows, columns)| flow(groups, rows, columns));
        let best = fits
            .map(|flow| ((aspect / flow.width).min(1.0 / flow.height), flow))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((pitch, flow)) = best else { return Self { pitch: 1.0, slots: vec![], groups: vec![] } };
        let (left, top) = ((aspect - pitch * flow.width) / 2.0, 1.0 - (1.0 - pitch * flow.height) / 2.0);
        let place = |(x, y): Xy| (left + pitch * x, top - pitch * y);
        let group =
            |[from, to, low]: [f64; 3]| [place((from, 0.0)).0, place((to, 0.0)).0, place((0.0, low)).1];
        Self {
            pitch,
            slots: flow.slots.into_iter().map(place).collect(),
            groups: flow.groups.into_iter().map(group).collect(),
        }
    }
}

/// Groups in lines of at most `columns` cards, each group at most `rows` high; y down, in units of a card's pitch.
struct Flow {
    width: f64,
    height: f64,
    slots: Vec<Xy>,
    groups: Vec<[f64; 3]>,
}

fn flow(sizes: &[usize], rows: usize, columns: usize) -> Option<Flow> {
    let mut flow = Flow { width: 0.0, height: 0.0, slots: Vec::new(), groups: Vec::new() };
    flow.height = LIFT;
    let (mut x, mut used, mut line) = (0.0, 0, 0.0_f64);
    for &size in sizes {
        let wide = size.div_ceil(rows);
        if wide > columns {
            return None;
        }
        if used + wide > columns {
            flow.height += line;
            (x, used, line) = (0.0, 0, 0.0);
        }
        let from = if used > 0 { x + GAP } else { x };
        for k in 0..size {
            let (row, column) = (k / wide, k % wide);
            flow.slots.push((from + column as f64 + 0.5, flow.height + TALL * (row as f64 + 0.5)));
        }
        let high = TALL * size.div_ceil(wide) as f64;
        flow.groups.push([from, from + wide as f64, flow.height + high]);
        (x, used, line) = (from + wide as f64, used + wide, line.max(high + WORDS));
        flow.width = flow.width.max(x);
    }
    flow.height += line;
    Some(flow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Every card lies inside the panel and apart from all others, whatever the batches and the panel.
        #[test]
        fn cards_fit(n in 1_usize..201, b in 1_usize..201, aspect in 0.8..5.0_f64) {
            let b = b.min(n);
            let groups: Vec<usize> = (0..n).step_by(b).map(|from| b.min(n - from)).collect();
            let layout = Layout::new(&groups, aspect);
            prop_assert_eq!(layout.slots.len(), n);
            let near = |a: &Xy, b: &Xy| {
                let apart = |by: f64, half: f64| by.abs() >= 2.0 * half * layout.pitch;
                !apart(a.0 - b.0, HALF.0) && !apart(a.1 - b.1, HALF.1)
            };
            for (k, at) in layout.slots.iter().enumerate() {
                let (across, up) = (HALF.0 * layout.pitch, HALF.1 * layout.pitch);
                prop_assert!(at.0 > across && at.0 < aspect - across && at.1 > up && at.1 < 1.0 - up);
                prop_assert!(!layout.slots[..k].iter().any(|other| near(at, other)));
            }
        }
    }
}
