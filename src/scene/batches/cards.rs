//! Where the cards lie, and how they move from one epoch to the next.

use super::BatchesScene;
use super::moment::Now;
use crate::batch::Order;
use crate::chart::{Axis, Mark, Of, Picture, SOLID, Xy, faint, ink};
use crate::scene::lane::eased;
use crate::scene::{Label, Layer, Side};

/// Height of a line of cards over its pitch, and room for words under each group.
const TALL: f64 = 1.2;
const WORDS: f64 = 0.85;
/// Gap between two groups, and room above for cards that are taken up.
const GAP: f64 = 0.55;
const LIFT: f64 = 0.2;

/// Places for groups of cards in a panel of height 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// Width of a card and its margin.
    pitch: f64,
    /// Middle of every card, group by group.
    slots: Vec<Xy>,
    /// (left, right, lower edge) of every group.
    groups: Vec<[f64; 3]>,
}

impl Layout {
    /// The largest cards that fit: groups of these sizes, in lines, over a panel `aspect` times as wide as high.
    pub(super) fn new(groups: &[usize], aspect: f64) -> Self {
        // Of equally large ones those in the shortest lines, which come last.
        let candidates = (1..=5).flat_map(|rows| (1..=20).rev().map(move |columns| (rows, columns)));
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

/// What is known of one card at a moment.
struct Card {
    at: Xy,
    /// How often its example is in the batch in play.
    drawn: usize,
    used: bool,
    /// Whether it lies in the pile, where nobody could read it.
    piled: bool,
}

impl BatchesScene {
    /// Slot of every example in an epoch.
    fn slots(&self, epoch: usize) -> Vec<Xy> {
        let mut slots = vec![(0.0, 0.0); self.n()];
        let order: Vec<usize> = match self.order() {
            Order::Replacement => (0..self.n()).collect(),
            _ => self.epoch(epoch).concat(),
        };
        for (example, slot) in order.into_iter().zip(&self.layout.slots) {
            slots[example] = *slot;
        }
        slots
    }
    fn cards(&self, now: Now) -> Vec<Card> {
        let m = self.per_epoch();
        let mut cards: Vec<Card> = self
            .slots(now.epoch)
            .into_iter()
            .map(|at| Card { at, drawn: 0, used: false, piled: false })
            .collect();
        if let Some(share) = now.deal {
            // The waiting figure gathers and deals its first epoch over and over.
            let before = self.slots(now.epoch.saturating_sub(1));
            let order = self.epoch(now.epoch).concat();
            for (place, example) in order.into_iter().enumerate() {
                let to = cards[example].at;
                (cards[example].at, cards[example].piled) = self.dealt(before[example], to, place, share);
            }
            return cards;
        }
        for batch in now.epoch * m..now.batch.unwrap_or(0) {
            for &example in &self.deals[batch] {
                cards[example].used = true;
            }
        }
        for &example in now.batch.map_or(&[][..], |batch| &self.deals[batch]) {
            let card = &mut cards[example];
            if card.drawn == 0 {
                card.at.1 += 0.7 * LIFT * self.layout.pitch;
            }
            card.drawn += 1;
        }
        cards
    }
    /// A card on its way: gathered to the middle, shuffled there, dealt again as the `place`-th.
    fn dealt(&self, from: Xy, to: Xy, place: usize, share: f64) -> (Xy, bool) {
        let pitch = self.layout.pitch;
        let step = |low: f64, high: f64| ((share - low) / (high - low)).clamp(0.0, 1.0);
        let turn = if self.order() == Order::Reshuffle { 3.0 } else { 0.0 };
        let swing = libm::sin(std::f64::consts::TAU * turn * step(0.32, 0.58));
        let side = if place.is_multiple_of(2) { 1.0 } else { -1.0 };
        let pile = (
            self.aspect / 2.0 + pitch * (0.02 * place as f64 + 0.75 * side * swing),
            0.5 + pitch * 0.02 * place as f64,
        );
        let start = 0.6 + 0.25 * place as f64 / self.n() as f64;
        let at = eased(eased(from, pile, step(0.0, 0.3)), to, step(start, start + 0.15));
        (at, share > 0.2 && share < start + 0.07)
    }

    /// The cards: waiting, in play, used.
    pub(super) fn cards_picture(&self, layer: Layer) -> Picture {
        let (x, y) = (Axis::bare(0.0, self.aspect), Axis::bare(0.0, 1.0));
        let mut picture = Picture::new((x, y));
        if layer == Layer::Under {
            return picture;
        }
        let pitch = self.layout.pitch;
        let (w, h) = (0.41 * pitch, 0.5 * pitch);
        let face = |(x, y): Xy| [x - w, x + w, y - h, y + h];
        let rim = |[l, r, b, t]: [f64; 4]| vec![(l, b), (r, b), (r, t), (l, t), (l, b)];
        for card in self.cards(self.now()) {
            let (fill, line, width) = match (card.drawn, card.used) {
                (0, true) => (faint(Of::Muted, 0.16), faint(Of::Muted, 0.25), 1.0),
                (0, false) => (faint(Of::Muted, 0.04), faint(Of::Muted, 0.85), 1.2),
                _ => (faint(Of::Run(0), 0.22), ink(Of::Run(0)), 2.4),
            };
            // An example drawn twice lies on a card of its own kind.
            for copy in (0..card.drawn.max(1)).rev() {
                let off = 0.09 * pitch * copy as f64;
                let face = face((card.at.0 + off, card.at.1 + off));
                picture.over.push(Mark::Bars { bars: vec![face], ink: ink(Of::Page) });
                picture.over.push(Mark::Bars { bars: vec![face], ink: fill });
                picture.over.push(Mark::Path { points: rim(face), ink: line, width, dash: SOLID });
            }
        }
        picture
    }

    /// Numbers on the cards, and what the groups are.
    pub(super) fn words(&self) -> Vec<Label> {
        let now = self.now();
        let m = self.per_epoch();
        let label = |at, side, of, key, args| Label { panel: super::CARDS, at, side, of, key, args };
        let mut words: Vec<Label> = Vec::new();
        for (example, card) in self.cards(now).into_iter().enumerate() {
            let of = match (card.drawn, card.used) {
                (0, true) => Of::Muted,
                (0, false) => Of::Text,
                _ => Of::Run(0),
            };
            if card.piled {
                continue;
            }
            let args = vec![("number", (example as f64 + 1.0).into())];
            words.push(label(card.at, Side::Upon, of, "label.example", args));
        }
        let under = |group: usize| {
            let [left, right, low] = self.layout.groups[group.min(self.layout.groups.len() - 1)];
            ((left + right) / 2.0, low + 0.1 * self.layout.pitch)
        };
        if let Some(batch) = now.batch {
            let place = batch % m;
            let group = if self.order() == Order::Replacement { 0 } else { place };
            let args = vec![("batch", (place as f64 + 1.0).into()), ("of", (m as f64).into())];
            words.push(label(under(group), Side::Below, Of::Run(0), "label.batch", args));
        } else {
            let key = if self.order() == Order::Reshuffle { "label.shuffle" } else { "label.deal" };
            words.push(label((self.aspect / 2.0, 0.12), Side::Below, Of::Muted, key, Vec::new()));
        }
        let rest = self.n() % self.size();
        let partial = self.order() != Order::Replacement && rest > 0;
        if partial && now.deal.is_none() && now.batch.is_none_or(|batch| batch % m != m - 1) {
            let args = vec![("size", (rest as f64).into())];
            words.push(label(under(m - 1), Side::Below, Of::Muted, "label.partial", args));
        }
        words.extend(self.cloud_words());
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Every card lies inside the panel and apart from all others, whatever the batches and the panel.
        #[test]
        fn cards_fit(n in 1_usize..21, b in 1_usize..21, aspect in 0.8..5.0_f64) {
            let b = b.min(n);
            let groups: Vec<usize> = (0..n).step_by(b).map(|from| b.min(n - from)).collect();
            let layout = Layout::new(&groups, aspect);
            prop_assert_eq!(layout.slots.len(), n);
            let near = |a: &Xy, b: &Xy| {
                (a.0 - b.0).abs() < 0.9 * layout.pitch && (a.1 - b.1).abs() < 0.9 * layout.pitch
            };
            for (k, at) in layout.slots.iter().enumerate() {
                let half = 0.5 * layout.pitch - 1e-9;
                prop_assert!(at.0 > half && at.0 < aspect - half && at.1 > half && at.1 < 1.0 - half);
                prop_assert!(!layout.slots[..k].iter().any(|other| near(at, other)));
            }
        }
    }
}
