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
    /// From 0 to `duration` in `seconds` at speed 1; all positive.
    pub(super) fn new(duration: f64, seconds: f64) -> Self {
        Self { time: 0.0, duration, seconds, speed: 1.0 }
    }
    /// Takes another duration; a moment in the middle stays at its share of the whole, as long as it is not over.
    pub(super) fn resize(&mut self, duration: f64, seconds: f64) {
        let share = self.time / self.duration;
        *self = Self { time: share * duration, duration, seconds, speed: self.speed };
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
