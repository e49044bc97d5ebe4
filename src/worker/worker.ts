// The worker's entry: opens the door, and lets the page know while it works and while it lives. It does nothing else.
import { expose } from 'comlink';
import { holdLock } from './alive.ts';
import { host } from './host.ts';
import { pulsing } from './watchdog.ts';

expose(host(pulsing((word) => postMessage(word))));
holdLock((lock) => postMessage(lock));
