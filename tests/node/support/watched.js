// For `addInitScript`: what becomes of a page's workers.

/** In a page: its workers, when one was heard last, and how often they have reported. */
export function watched() {
  window.workers = [];
  window.reports = 0;
  window.Worker = class extends Worker {
    constructor(...parts) {
      super(...parts);
      window.workers.push(this);
      this.addEventListener('message', ({ data }) => {
        if (data.kind !== 'report') return;
        window.reports += 1;
        window.heard = performance.now();
      });
    }
  };
}
