/// Seconds after which play at speed 1 is over, however much there is to show.
const LONGEST: f64 = 15.0;

/// Present moment of a scene, in units of its matched axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    time: f64,
    duration: f64,
    seconds: f64,
    /// Factor on the speed.
    pub(super) speed: f64,
}

impl Clock {
    /// From 0 to `duration` in `seconds` at speed 1, or in [`LONGEST`] if that is less; all positive.
    pub(super) fn new(duration: f64, seconds: f64) -> Self {
        Self { time: 0.0, duration, seconds: seconds.min(LONGEST), speed: 1.0 }
    }
    /// Takes another duration; a moment in the middle stays at its share of the whole, as long as it is not over.
    pub(super) fn resize(&mut self, duration: f64, seconds: f64) {
        let share = self.time / self.duration;
        *self = Self { time: share * duration, speed: self.speed, ..Self::new(duration, seconds) };
    }
    /// Present moment.
    pub(super) fn time(&self) -> f64 {
        self.time
    }
    /// Last moment.
    pub(super) fn duration(&self) -> f64 {
        self.duration
    }
    /// Units that pass in one second.
    pub(super) fn rate(&self) -> f64 {
        self.duration / self.seconds * self.speed
    }
    /// Goes to a moment, kept between the ends.
    pub(super) fn set(&mut self, time: f64) {
        self.time = if time.is_finite() { time.clamp(0.0, self.duration) } else { 0.0 };
    }
    /// The moment when so many more seconds have passed; it may lie beyond the end.
    pub(super) fn after(&self, seconds: f64) -> f64 {
        self.time + seconds.max(0.0) * self.rate()
    }
    /// Whether the end is reached.
    pub(super) fn ended(&self) -> bool {
        self.time >= self.duration
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_plays_in_fifteen_seconds_and_a_short_one_as_it_asks() {
        let mut clock = Clock::new(50.0, 200.0);
        clock.set(clock.after(7.5));
        assert_eq!(clock.time(), 25.0);
        clock.resize(100.0, 400.0);
        assert_eq!((clock.time(), clock.after(7.5)), (50.0, 100.0));
        clock.resize(2.0, 8.0);
        assert_eq!((clock.time(), clock.after(4.0)), (1.0, 2.0));
    }

    #[test]
    fn it_stops_at_both_ends() {
        let mut clock = Clock::new(4.0, 8.0);
        clock.set(clock.after(2.0));
        assert_eq!(clock.time(), 1.0);
        clock.speed = 5.0;
        clock.set(clock.after(100.0));
        assert!(clock.ended());
        clock.set(-3.0);
        assert_eq!(clock.time(), 0.0);
        clock.set(f64::NAN);
        assert_eq!(clock.time(), 0.0);
    }
}
