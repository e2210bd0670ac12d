//! A network and made-up pictures to time it on.

use downhill_engine::rng::Rng;
use downhill_network::data::Part;
use downhill_network::{Activation, Gradient, Network, Room, Shape};

/// Examples in memory. Batches walk through them and begin again at the end: one of 60,000 needs no more memory.
pub const EXAMPLES: usize = 4096;
/// The learning rate: small enough for every network here to stay finite at B = 1.
pub const RATE: f32 = 0.01;

/// Share of pixels that are not 0: in small pictures of digits, 8 by 8, half of them; in large ones, 28 by 28, a fifth.
fn share(inputs: usize) -> f64 {
    if inputs < 256 { 0.5 } else { 0.2 }
}

/// A pixel from one draw in 0…1: not 0 where the draw is below the share, and how far below says how bright it is.
fn pixel(draw: f64, share: f64) -> f32 {
    if draw < share { (1.0 - draw / share) as f32 } else { 0.0 }
}

/// What is timed.
pub struct Bench {
    network: Network,
    pictures: Part,
    /// Of the pictures to come.
    rng: Rng,
    room: Room,
    sum: Gradient,
    /// A sum from elsewhere.
    received: Gradient,
    /// The examples of one call.
    batch: Vec<usize>,
}

impl Bench {
    /// A network of these widths, seeded. Its pictures are still to be drawn.
    pub fn new(widths: &[usize], seed: u64) -> Self {
        let shape = Shape::new(widths, Activation::Relu);
        let mut rng = Rng::new(seed);
        let network = Network::new(shape, &mut rng);
        Self {
            pictures: Part::new(network.shape().widths()[0]),
            rng,
            room: Room::new(network.shape()),
            sum: network.no_gradient(),
            received: network.no_gradient(),
            batch: Vec::new(),
            network,
        }
    }
    /// Draws so many more pictures, as bright and as sparse as those of digits, with labels by chance; tells how many are missing then.
    pub fn draw(&mut self, count: usize) -> usize {
        let missing = EXAMPLES - self.pictures.len();
        let widths = self.network.shape().widths();
        let (inputs, classes) = (widths[0], widths[widths.len() - 1].clamp(1, 256));
        let (share, rng) = (share(inputs), &mut self.rng);
        for _ in 0..count.min(missing) {
            let label = rng.below(classes) as u8;
            self.pictures.push((0..inputs).map(|_| pixel(rng.uniform(), share)), label);
        }
        if missing > 0 && count >= missing {
            let drawn = std::mem::replace(&mut self.pictures, Part::new(inputs));
            self.pictures = drawn.sealed();
        }
        missing.saturating_sub(count)
    }
    /// Lists so many examples from number `from` on, round and round.
    fn list(&mut self, from: usize, count: usize) {
        self.batch.clear();
        let first = from % EXAMPLES;
        self.batch.extend((first..EXAMPLES).chain((0..EXAMPLES).cycle()).take(count));
    }
    /// Makes so many updates of plain descent with batches of `size`, the first from example `from` on.
    pub fn update(&mut self, from: usize, size: usize, count: usize) {
        for k in 0..count {
            self.list(from + k * size, size);
            let Self { network, pictures, room, sum, batch, .. } = self;
            network.update(pictures, batch, RATE, sum, room);
        }
    }
    /// Forgets the sum.
    pub fn clear(&mut self) {
        self.sum.clear();
    }
    /// Adds the gradient of the summed loss of so many examples to the sum.
    pub fn add(&mut self, from: usize, count: usize) {
        self.list(from, count);
        let Self { network, pictures, room, sum, batch, .. } = self;
        network.add_gradient(pictures, batch, 1.0, sum, room);
    }
    /// Adds the sum that has come from elsewhere.
    pub fn add_received(&mut self) {
        self.sum.add(&self.received);
    }
    /// Ends an update with a batch of `size`: goes against the mean of the sum.
    pub fn apply(&mut self, size: usize) {
        self.network.descend(&self.sum, RATE / size.max(1) as f32);
    }
    /// Parameters in the usual order: for each layer the weights input by input, then the biases.
    pub fn parameters(&self) -> Vec<f32> {
        self.network.parameters()
    }
    /// Parameters as they are stored, the sum, and the place for one from elsewhere: all of one length.
    pub fn stored(&mut self) -> [&mut [f32]; 3] {
        [self.network.stored_mut(), self.sum.numbers_mut(), self.received.numbers_mut()]
    }
    /// The pictures.
    pub fn pictures(&self) -> &Part {
        &self.pictures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(widths: &[usize], seed: u64) -> Bench {
        let mut bench = Bench::new(widths, seed);
        assert_eq!(bench.draw(1000), EXAMPLES - 1000);
        assert_eq!((bench.draw(EXAMPLES), bench.draw(1)), (0, 0));
        bench
    }

    /// As another worker would get and send them.
    fn copied(from: &mut Bench, which: usize) -> Vec<f32> {
        from.stored()[which].to_vec()
    }

    #[test]
    fn shares_of_several_make_the_update_of_one() {
        for widths in [&[64, 32, 10][..], &[784, 128, 10]] {
            let [mut alone, mut leader, mut assistant] = [(); 3].map(|()| drawn(widths, 7));
            let before = alone.parameters();
            // Round the end of what there is.
            let (from, size) = (EXAMPLES - 40, 100);
            alone.update(from, size, 1);
            assistant.clear();
            assistant.add(from + 60, 40);
            leader.clear();
            leader.add(from, 60);
            let come = copied(&mut assistant, 1);
            leader.stored()[2].copy_from_slice(&come);
            leader.add_received();
            leader.apply(size);
            let apart = |one: &[f32], other: &[f32]| {
                one.iter().zip(other).map(|(x, y)| (x - y).abs()).fold(0.0, f32::max)
            };
            let off = apart(&alone.parameters(), &leader.parameters());
            let moved = apart(&alone.parameters(), &before);
            assert!(off < 1e-7 && moved > 1e-4, "{widths:?}: {off} of {moved}");
            let theta = copied(&mut leader, 0);
            assistant.stored()[0].copy_from_slice(&theta);
            assert_eq!(assistant.parameters(), leader.parameters());
        }
    }
    #[test]
    fn batches_go_round_and_several_updates_are_one_after_another() {
        let [mut once, mut twice] = [(); 2].map(|()| drawn(&[64, 32, 10], 3));
        once.update(EXAMPLES - 3, 7, 2);
        twice.update(EXAMPLES - 3, 7, 1);
        twice.update(4, 7, 1);
        assert_eq!(once.parameters(), twice.parameters());
        once.update(0, 2 * EXAMPLES + 5, 1);
        assert_eq!(once.batch.len(), 2 * EXAMPLES + 5);
        assert!(
            once.batch[..EXAMPLES] == once.batch[EXAMPLES..2 * EXAMPLES] && once.batch.ends_with(&[3, 4])
        );
    }
    #[test]
    fn pictures_are_as_sparse_as_those_of_digits_and_long_runs_stay_finite() {
        for (widths, few) in [(&[64, 32, 10][..], 0.5), (&[784, 512, 512, 10], 0.2)] {
            let mut bench = drawn(widths, 1);
            let bright: usize = (0..EXAMPLES)
                .flat_map(|i| bench.pictures().input(i).iter().flat_map(|four| four.to_array()))
                .filter(|pixel| *pixel != 0.0)
                .count();
            let share = bright as f64 / (EXAMPLES * widths[0]) as f64;
            assert!((share - few).abs() < 0.01, "{share}");
            bench.update(0, 1, 300);
            assert!(bench.parameters().iter().all(|x| x.abs() < 10.0));
        }
    }
}
