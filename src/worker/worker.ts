// The worker's entry: opens the door and does nothing else.
import { expose } from 'comlink';
import { host } from './host.ts';

expose(host());
