// The same as start.ts for the page that is one file: the worker's program is carried packed, and becomes a worker from memory. The
// build of that page puts this in the place of start.ts.
import packed from 'virtual:packed-worker';

const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
const program = await new Response(unpacked, { headers: { 'content-type': 'text/javascript' } }).blob();
const address = URL.createObjectURL(program);

const startWorker = (): Worker => new Worker(address, { name: 'simulator' });

export default startWorker;
