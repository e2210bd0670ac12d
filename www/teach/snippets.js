// Ways to put a link to a figure into course notes.

/** Address of the page's folder. */
const home = new URL(FILES.home || './', import.meta.url);

/**
 * What a host is given besides the link; `frame` is the line that each figure offers.
 * @typedef {{ link: string, scene: string, title: string, frame: string }} Shared
 */

/** As it reads between quotes. @param {string} text */
export const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** What stands in the element until its program runs, and where none does: the figure's picture, which is a link to it. @param {Shared} shared */
const picture = ({ link, scene, title }) =>
  `<a href="${attribute(link)}"><img src="${home.href}previews/${scene}.jpg" alt="${attribute(title)}" width="1200" height="630" loading="lazy" style="max-width: 100%; height: auto"></a>`;

/** Parameters are attributes; what only a page of its own can do is left out. @param {Shared} shared */
function element(shared) {
  const { link, scene } = shared;
  const said = [...new URL(link).searchParams].filter(([name]) => !['scene', 'present', 'answers'].includes(name));
  const attributes = said.map(([name, value]) => ` ${name}="${attribute(value)}"`).join('');
  return `<script type="module" src="${home.href}element.js"></script>
<downhill-scene scene="${scene}"${attributes} style="display: block; min-height: 800px">
  ${picture(shared)}
</downhill-scene>`;
}

/** By name, in the order in which they are offered. @type {Record<string, (shared: Shared) => string>} */
export const SNIPPETS = {
  link: ({ link }) => link,
  iframe: ({ frame }) => frame,
  element,
  // Its picture is a link: Markdown has no frames.
  markdown: ({ link, scene, title }) => `[![${title}](${home.href}previews/${scene}.jpg)](${link})`,
  myst: ({ link, title }) => `:::{iframe} ${link}\n:width: 100%\n:title: ${title}\n:::`,
  quarto: ({ frame }) => `\`\`\`{=html}\n${frame}\n\`\`\``,
};
