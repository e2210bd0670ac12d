// While a reader moves data, all pictures change at once: on a slow machine frames are by turns for what the hand moves, for one other
// picture, for words, for long runs.

/** @typedef {typeof import('../pace.js').Pace} Kind */

/** Milliseconds of a frame from which a machine counts as slow, and for how long it does. */
const BUSY = 7;
const SLOW = 500;
/** Milliseconds from one part of the words to the next. */
const TURN = 130;
/** Updates between two looks at the watch. */
const FEW = 32;

/**
 * Frames by turns, for the kind of pace that a figure has: asked for here, it would be a file of its own for those who move no data.
 * @param {Kind} Pace
 */
export const turns = (Pace) =>
  class extends Pace {
    /** @param {Set<() => void>} due */
    constructor(due) {
      super();
      this.due = due;
      /** Until when the machine counts as slow, and whether this frame is one under a hand on a slow machine. */
      this.slow = 0;
      this.hurried = false;
      /** Whether this frame is for words, and whether it is for long runs, where there are any. */
      this.speaks = this.works = false;
      this.hasty = false;
      this.until = Infinity;
    }

    /** @override @param {number} seconds @param {boolean} held @param {boolean} wanted */
    begin(seconds, held, wanted) {
      super.begin(seconds, held, wanted);
      this.hurried = held && this.until < Infinity && this.begun < this.slow;
      this.moves = wanted && !(this.hurried && this.hasty);
      this.hasty = this.moves && this.hurried;
      if (this.hurried) this.until = this.begun;
      if (!this.moves) this.works = !this.works;
      this.speaks = this.hurried && !this.moves && this.begun > this.told + TURN;
      this.blind = this.speaks;
      return this.moves;
    }

    /** @override */
    end() {
      const now = performance.now();
      if (now > this.begun + BUSY) this.slow = now + SLOW;
    }

    /** @override @param {import('../pace.js').Scene} scene @param {boolean} held */
    work(scene, held) {
      if (!this.hurried) return super.work(scene, held);
      if (this.moves || !this.works) return false;
      this.blind = true;
      return super.work(scene, held, FEW);
    }

    /** @override */
    tell() {
      return this.hurried ? this.speaks && this.say(1) : super.tell();
    }
  };
