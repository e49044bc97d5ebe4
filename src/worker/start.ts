// How the page gets its worker: from a file of its own. The page that is one file has it inside (start-inside.ts).

const startWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'simulator' });

export default startWorker;
