// The scene as the pictures of a panel know it, with every place of the map where it is seen on the screen.

import { t } from '../text.js';

/** @typedef {import('../pkg/first.js').Scene} Scene */

/**
 * `follow` puts handles and words where they are seen now: where only the eye has moved the program is not asked again.
 * @param {import('./surface.js').Surface} surface @returns {{ pictures: Scene, follow: () => void }}
 */
export function seen(surface) {
  const { scene, index, figure } = surface;
  /** Handles as the map has them. @type {import('../pkg/first.js').HandleInfo[]} */
  let grips = [];
  /** What was said last, of what, and from where. @type {import('../pkg/first.js').LabelInfo[] | undefined} */
  let said;
  /** @type {import('../pkg/first.js').LabelInfo[]} */
  let put = [];
  let from = -1;
  let following = false;
  let words = '';
  /** @param {number} panel @param {number} x @param {number} y @param {boolean} [nearest] */
  const on = (panel, x, y, nearest) => (panel === index ? surface.map(x, y, nearest) : [x, y]);
  const places = /** @type {Partial<Scene>} */ ({
    panels: () =>
      scene.panels().map((info, k) => {
        if (k !== index) return info;
        // In another language the axes have other names.
        const now = t(info.x) + t('relief.keys');
        if (now !== words) {
          words = now;
          surface.picture.setAttribute('aria-description', t('relief.keys'));
          surface.soon();
        }
        return { ...info, x: 'relief.turn', y: 'relief.height' };
      }),
    handles: () => {
      if (!following) grips = scene.handles();
      return grips.map((info, k) => {
        if (info.panel !== index) return info;
        figure.panels.handles[k]?.classList.toggle('behind', surface.behind(...surface.share(info.x, info.y)));
        return { ...info, ...surface.screen(info) };
      });
    },
    labels: () => {
      const labels = following && said ? said : scene.labels();
      if (labels === said && from === surface.views) return put;
      [said, from] = [labels, surface.views];
      put = labels.map((info) => (info.panel === index ? { ...info, ...surface.screen(info) } : info));
      return put;
    },
    drag: (handle, x, y, done) => {
      const at = on(scene.handles()[handle].panel, x, y, true);
      if (at) scene.drag(handle, at[0], at[1], done);
    },
    tap: (panel, x, y) => {
      const at = on(panel, x, y);
      if (at) scene.tap(panel, at[0], at[1]);
    },
    hover: (panel, x, y) => {
      const at = on(panel, x, y);
      if (at) scene.hover(panel, at[0], at[1]);
    },
    // Arrow keys go where they point, as nearly as the map's axes do.
    nudge: (handle, dx, dy) => {
      if (scene.handles()[handle].panel !== index) return scene.nudge(handle, dx, dy);
      const quarter = Math.round((2 * surface.camera.turn) / Math.PI);
      const [cos, sin] = [[1, 0], [0, 1], [-1, 0], [0, -1]][((quarter % 4) + 4) % 4]; // prettier-ignore
      return scene.nudge(handle, dx * cos - dy * sin, dx * sin + dy * cos);
    },
  });
  const follow = () => {
    following = true;
    figure.panels.grip();
    figure.panels.label();
    following = false;
  };
  return { pictures: Object.assign(Object.create(scene), places), follow };
}
