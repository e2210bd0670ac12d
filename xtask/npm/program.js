// The program as text, for where its file cannot be found: some bundlers do not take it along.

import packed from '../../target/pkg/packed.txt';

/** The program, unpacked. @returns {Promise<ArrayBuffer>} */
export default async () => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).arrayBuffer();
};
