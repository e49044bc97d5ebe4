// Keeps the page's own files for when there is no network, by a service worker, once the page has come to rest. Where browsers
// allow none, the page works on without.

/** Files the page has asked for so far, its workers' included. */
const loaded = (): string[] => {
  const all = performance.getEntriesByType('resource').map(({ name }) => name);
  return [...new Set(all)].filter((url) => url.startsWith(location.origin) && url.includes('/assets/'));
};

/** `more` loads what is otherwise loaded when it is first opened; what it returns are addresses of files that nobody has asked for yet. */
export async function keepForOffline(more: () => Promise<readonly string[]>): Promise<void> {
  if (!import.meta.env.PROD || location.protocol === 'file:' || !('serviceWorker' in navigator)) return;
  try {
    const others = await more();
    await navigator.serviceWorker.register('./offline.js');
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage([...new Set([...loaded(), ...others])]);
  } catch {
    // Storage or service workers are refused: the network serves.
  }
}
