// What compiles for those who use the element: see npm.test.js.

import 'downhill-lab/element';
import type { Change } from 'downhill-lab/element/inline';
import address from 'downhill-lab/downhill_bg.wasm';

const element = document.createElement('downhill-scene');
element.setAttribute('scene', 'momentum');
element.parameters = { 'learning-rate': 0.1 };
element.addEventListener('downhill-change', ({ detail }) => {
  const { link }: Change = detail;
  console.log(link.length, element.parameters['learning-rate']?.length, address);
});
element.addEventListener('downhill-verdict', ({ detail: { chosen, right } }) => console.log(chosen === right));
element.step(2);
document.body.append(element);
// @ts-expect-error a method that it has not
element.stop();
