// The recorded cases, fetched once when first asked for: a file of the page's own, made from test/fidelity/cases.
import type { Case } from '../../analysis/broker-lab/agreement.ts';
import url from './recorded-cases.json?url';

let loading: Promise<readonly Case[]> | undefined;

async function load(): Promise<readonly Case[]> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the recorded cases answer ${answer.status}`);
  return (await answer.json()) as readonly Case[];
}

/** All cases; a failure is not kept, so that one may try again. */
export function loadCases(): Promise<readonly Case[]> {
  loading ??= load().catch((reason: unknown) => {
    loading = undefined;
    throw reason;
  });
  return loading;
}
