// Ways to put a link to a figure into course notes.

/** Address of the page's folder. */
const home = new URL(FILES.home || './', import.meta.url);

/** What a host is given besides the link. @typedef {{ link: string, scene: string, title: string }} Shared */

/** @param {string} text */
const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** @param {Shared} shared */
const iframe = ({ link, title }) =>
  `<iframe src="${attribute(link)}" title="${attribute(title)}" width="100%" height="760" loading="lazy" allow="clipboard-write; fullscreen" style="border:0"></iframe>`;

/** Parameters are attributes; what only a page of its own can do is left out. @param {Shared} shared */
function element({ link, scene }) {
  const said = [...new URL(link).searchParams].filter(([name]) => !['scene', 'present', 'answers'].includes(name));
  const attributes = said.map(([name, value]) => ` ${name}="${attribute(value)}"`).join('');
  return `<script type="module" src="${home.href}element.js"></script>\n<downhill-scene scene="${scene}"${attributes}></downhill-scene>`;
}

/** By name, in the order in which they are offered. @type {Record<string, (shared: Shared) => string>} */
export const SNIPPETS = {
  link: ({ link }) => link,
  iframe,
  element,
  // Its picture is a link: Markdown has no frames.
  markdown: ({ link, scene, title }) => `[![${title}](${home.href}previews/${scene}.jpg)](${link})`,
  myst: ({ link, title }) => `:::{iframe} ${link}\n:width: 100%\n:title: ${title}\n:::`,
  quarto: (shared) => `\`\`\`{=html}\n${iframe(shared)}\n\`\`\``,
};
