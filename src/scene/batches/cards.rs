//! The cards, and how they move from one epoch to the next.

use super::This;
use super::layout::{HALF, LIFT};
use super::moment::Now;
use crate::batch::{ORDER, Order};
use crate::chart::{Axis, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::lane::eased;
use crate::scene::{Label, Side};

/// The small picture of the data on a card: half its width, and how far its middle lies below the card's, over the pitch.
const SMALL: (f64, f64) = (0.33, 0.23);
/// Most cards that have room for their number.
const NUMBERED: usize = 40;
/// How far the number stands above the middle of a card.
const NUMBER: f64 = 0.38;

/// What is known of one card at a moment.
struct Card {
    at: Xy,
    /// How often its example is in the batch in play.
    drawn: usize,
    used: bool,
    /// Whether it lies in the pile, where nobody could read it.
    piled: bool,
}

impl This {
    /// Slot of every example in an epoch.
    pub(super) fn slots(&self, epoch: usize) -> Vec<Xy> {
        let mut slots = vec![(0.0, 0.0); self.n()];
        let order: Vec<usize> = match self.settings.choice(&ORDER) {
            Order::Replacement => (0..self.n()).collect(),
            Order::Reshuffle | Order::Once | Order::Sequential => self.epoch(epoch).concat(),
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
        let turn = if self.settings.choice(&ORDER) == Order::Reshuffle { 3.0 } else { 0.0 };
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

    pub(super) fn cards_axes(&self) -> (Axis, Axis) {
        (Axis::bare(0.0, self.aspect), Axis::bare(0.0, 1.0))
    }
    /// The cards: waiting, in play, used.
    pub(super) fn cards_moving(&self) -> Picture {
        let mut picture = Picture::new(self.cards_axes());
        let pitch = self.layout.pitch;
        let (w, h) = (HALF.0 * pitch, HALF.1 * pitch);
        let lit = self.lit();
        let face = |(x, y): Xy| [x - w, x + w, y - h, y + h];
        let rim = |[l, r, b, t]: [f64; 4]| vec![(l, b), (r, b), (r, t), (l, t), (l, b)];
        for (example, card) in self.cards(self.now()).into_iter().enumerate() {
            let (fill, line, width) = match (card.drawn, card.used) {
                (0, true) => (faint(Of::Muted, 0.16), faint(Of::Muted, 0.25), 1.0),
                (0, false) => (faint(Of::Muted, 0.04), faint(Of::Muted, 0.85), 1.2),
                _ => (faint(Of::Run(0), 0.22), ink(Of::Run(0)), 2.4),
            };
            // An example drawn twice lies on a card of its own kind.
            for copy in (0..card.drawn.max(1)).rev() {
                let off = 0.09 * pitch * copy as f64;
                let face = face((card.at.0 + off, card.at.1 + off));
                picture.marks.push(Mark::Bars { bars: vec![face], ink: ink(Of::Page) });
                picture.marks.push(Mark::Bars { bars: vec![face], ink: fill });
                picture.marks.push(Mark::path(rim(face), line, width, SOLID));
            }
            if lit == Some(example) {
                picture.marks.push(Mark::path(rim(face(card.at)), ink(Of::Text), 3.2, SOLID));
            }
            if !card.piled {
                picture.marks.extend(self.place_on_card(example, &card, lit == Some(example)));
            }
        }
        picture
    }
    /// Where the card's example lies among the data: a dot in a small picture of them.
    fn place_on_card(&self, example: usize, card: &Card, lit: bool) -> [Mark; 2] {
        let (x, y) = self.data_axes();
        let (half, down) = (SMALL.0 * self.layout.pitch, SMALL.1 * self.layout.pitch);
        let (left, low) = (card.at.0 - half, card.at.1 - down - half);
        let of = match (card.drawn, card.used) {
            _ if lit => ink(Of::Text),
            (0, true) => faint(Of::Muted, 0.6),
            (0, false) => ink(Of::Text),
            _ => ink(Of::Run(0)),
        };
        let corner = vec![(left, low + 2.0 * half), (left, low), (left + 2.0 * half, low)];
        let own = self.examples.at(example);
        let share = (x.share(own.0), y.share(own.1));
        let dot = (left + 2.0 * half * share.0, low + 2.0 * half * share.1);
        [
            Mark::path(corner, faint(Of::Muted, 0.45), 1.0, SOLID),
            Mark::dots(vec![dot], Shape::Circle, if lit || card.drawn > 0 { 3.6 } else { 2.6 }, of),
        ]
    }
    /// The example whose card lies at a place.
    pub(super) fn card_at(&self, at: Xy) -> Option<usize> {
        let pitch = self.layout.pitch;
        let (w, h) = (HALF.0 * pitch, HALF.1 * pitch);
        let hit = |card: &Card| !card.piled && (card.at.0 - at.0).abs() <= w && (card.at.1 - at.1).abs() <= h;
        self.cards(self.now()).iter().rposition(hit)
    }
    /// A tapped card stays lit up until it is tapped again, or another one is.
    pub(super) fn tap_card(&mut self, at: Xy) {
        let card = self.card_at(at);
        self.tapped = card.filter(|_| self.tapped != card);
        self.race.moved();
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
            if card.piled || self.n() > NUMBERED {
                continue;
            }
            let args = vec![("number", (example as f64 + 1.0).into())];
            let at = (card.at.0, card.at.1 + NUMBER * self.layout.pitch);
            words.push(label(at, Side::Upon, of, "label.example", args));
        }
        let under = |group: usize| {
            let [left, right, low] = self.layout.groups[group.min(self.layout.groups.len() - 1)];
            ((left + right) / 2.0, low + 0.1 * self.layout.pitch)
        };
        if let Some(batch) = now.batch {
            let place = batch % m;
            let group = if self.settings.choice(&ORDER) == Order::Replacement { 0 } else { place };
            let args = vec![("batch", (place as f64 + 1.0).into()), ("of", (m as f64).into())];
            words.push(label(under(group), Side::Below, Of::Run(0), "label.batch", args));
        } else {
            let key =
                if self.settings.choice(&ORDER) == Order::Reshuffle { "label.shuffle" } else { "label.deal" };
            words.push(label((self.aspect / 2.0, 0.12), Side::Below, Of::Muted, key, Vec::new()));
        }
        let rest = self.n() % self.size();
        let partial = self.settings.choice(&ORDER) != Order::Replacement && rest > 0;
        if partial && now.deal.is_none() && now.batch.is_none_or(|batch| batch % m != m - 1) {
            let args = vec![("size", (rest as f64).into())];
            words.push(label(under(m - 1), Side::Below, Of::Muted, "label.partial", args));
        }
        words.extend(self.gradient_words());
        words.extend(self.loss_words());
        words
    }
}
