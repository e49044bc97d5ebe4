// The page without a network: a service worker that asks the network first and, where there is none, answers with what it was
// given last. It keeps files of the page's own origin and nothing else, and knows nothing of what is in them.
const KEPT = 'driftlab';
/** What the page asks for later than at its beginning. */
const LATER = ['./', './scenario.schema.json', './favicon.svg'];

const keep = async (request, response) => {
  if (response.ok) await (await caches.open(KEPT)).put(request, response);
};

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(LATER)));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The page tells what it had loaded before this worker was there; files of earlier builds go. */
self.addEventListener('message', (event) => {
  const wanted = new Set(event.data);
  event.waitUntil(
    caches.open(KEPT).then(async (cache) => {
      for (const { url } of await cache.keys())
        if (new URL(url).pathname.includes('/assets/') && !wanted.has(url)) await cache.delete(url);
      for (const url of wanted) if ((await cache.match(url, { ignoreVary: true })) === undefined) await cache.add(url);
    }),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(
    fetch(request).then(
      (response) => {
        event.waitUntil(keep(request, response.clone()));
        return response;
      },
      async (error) => {
        const kept = await caches.match(request, { ignoreSearch: request.mode === 'navigate', ignoreVary: true });
        if (kept === undefined) throw error;
        return kept;
      },
    ),
  );
});
