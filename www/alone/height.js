// What a frame tells the page around it: how high it would be. A height is no secret and goes to any page; what is listened to is checked.

/** Where the page around is from, if the browser says. */
function around() {
  const { ancestorOrigins } = location;
  if (ancestorOrigins?.length) return ancestorOrigins[0];
  // After a link inside the frame, the page before was one of this site.
  const before = document.referrer && new URL(document.referrer).origin;
  return before && before !== location.origin ? before : undefined;
}

/** Only the page around may ask. @param {MessageEvent} event */
function asked({ source, origin }) {
  const from = around();
  return source === parent && (from === undefined || from === origin);
}

export class Height {
  /** @param {string} scene */
  constructor(scene) {
    this.scene = scene;
    this.height = 0;
    /** Whether the page around uses @open-iframe-resizer/core. */
    this.resizer = false;
    addEventListener('message', (event) => {
      if (!asked(event)) return;
      const { type } = event.data ?? {};
      if (type !== 'iframe-child-init' && type !== 'iframe-get-child-dimensions') return;
      this.resizer = true;
      if (this.height) this.#answer();
    });
  }

  /** @param {number} height pixels of all there is, at the present width */
  tell(height) {
    if (height === this.height) return;
    this.height = height;
    parent.postMessage({ type: 'downhill-height', height, scene: this.scene }, '*');
    // Learning platforms: all of them read text, some of them nothing else.
    parent.postMessage(JSON.stringify({ subject: 'lti.frameResize', height }), '*');
    if (this.resizer) this.#answer();
  }

  #answer() {
    parent.postMessage({ type: 'iframe-resized', width: innerWidth, height: this.height }, '*');
  }
}
