// The switch at a map: as a map, or as a landscape, which is fetched when it is asked for.

import { h, oneStop } from './dom.js';
import { scenes } from './pkg/first.js';
import { t } from './text.js';

/** Its parameter, and what that can be. */
const [NAME, MAP, SURFACE] = ['view', 'map', 'surface'];

/** Puts the switch at the first picture of a figure that has one. @param {import('./figure.js').Figure} figure */
export function offer(figure) {
  const { scene, setting, panels, element } = figure;
  if (!scenes().some(({ id, params }) => id === setting.id && params.some(({ name }) => name === NAME))) return;
  /** @type {import('./relief/surface.js').Surface | undefined} */
  let surface;
  const shown = () => (scene.query().some(([name]) => name === NAME) ? SURFACE : MAP);
  let wanted = MAP;
  /** @param {string} view */
  const set = (view) => {
    scene.set(NAME, view);
    figure.past.keep();
  };
  const buttons = [MAP, SURFACE].map((view) =>
    h('button', { type: 'button', class: view, onclick: () => set(view) }, () => t(`choice.view.${view}`)),
  );
  const end = () => {
    surface?.end();
    surface = undefined;
  };
  const lost = () => {
    if (figure.broken) return;
    end();
    figure.notices.add('relief.no-webgl');
    set(MAP);
  };
  /** Shows what is set. @param {boolean} [tilting] whether the reader sees it change */
  const follow = async (tilting) => {
    const before = wanted;
    wanted = shown();
    buttons.forEach((button, k) => button.setAttribute('aria-pressed', String(k > 0 === (wanted === SURFACE))));
    if (wanted === before) return;
    if (wanted === MAP) return end();
    const part = await figure.extras.ask((rare) => rare.landscape());
    if (wanted === MAP || surface || figure.broken) return;
    surface = await part?.surface(figure, 0, !!tilting, lost);
    if (wanted === MAP) end();
    else if (!surface) part ? lost() : set(MAP);
  };
  element.addEventListener('downhill-change', () => follow(true));
  const group = h(
    'div',
    { class: `views control-${NAME}`, role: 'group', 'aria-label': () => t('param.view') },
    ...buttons,
  );
  oneStop(group);
  panels.axes[0].x.before(group);
  follow();
}
