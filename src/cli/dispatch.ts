// What the thread that carries a command out tells the one that listens.
import { parentPort, workerData } from 'node:worker_threads';

export type Dispatch =
  | { readonly is: 'progress'; readonly what: string; readonly done: number }
  /** A trace is being written to this file; null: no longer. */
  | { readonly is: 'tracing'; readonly path: string | null };

/** Whether anybody sees progress. */
export const isWatched = (): boolean => (workerData as { readonly watched?: boolean } | null)?.watched === true;

export const tell = (dispatch: Dispatch): void => parentPort?.postMessage(dispatch);
