// Rules about procedures that bind the queue of a service when they have read everything: they can do so only where it is not bound yet.
import { type ChosenValue, isChosen } from '../../catalog.ts';
import type { VariantSpec } from '../../scenario.ts';
import type { ProcedureSpec } from '../../sections/value.ts';
import { type Definition, type Path, procedureOf } from './definition.ts';
import { type DocumentRule, type Loose, time } from './rule.ts';

/** Where a procedure says that it binds the queue late, and with what word. */
const latePath = (late: ChosenValue | true): Path =>
  late === true ? ['strategy', 'steps'] : ['parameters', late.parameter];
const lateWords = (late: ChosenValue | true): string =>
  late === true ? '"subscribe" behind what fills the copy' : `"${late.value}"`;

/** A service that is there from the beginning has its queue bound: nothing fills its copy first. */
export const seededBeforeBinding: DocumentRule = (document, sound, { catalogues }) => {
  const [seed, starts]: [Path, Path] = [
    ['billing', 'seed'],
    ['billing', 'startsAt'],
  ];
  if (!sound(seed, starts) || document.billing.seed === 'none' || time(document.billing.startsAt) > 0) return [];
  const { strategy, parameters } = document.billing.seed;
  const late = procedureOf(catalogues, strategy)?.bindsLate;
  if (late === undefined || !isChosen(late, parameters)) return [];
  const message = `${lateWords(late)} binds the queue when all is read, and it is bound from the beginning; allowed with it is a billing.startsAt above 0s`;
  return [{ path: [...seed, ...latePath(late)], keys: [seed, starts], message }];
};

/** Whether a strategy, as it is told to, binds the queue of the service that it fills when it has read everything. */
const bindsLate = ({ strategy, parameters }: ProcedureSpec, catalogues: Definition['catalogues']): boolean =>
  isChosen(procedureOf(catalogues, strategy)?.bindsLate, parameters);

/**
 * A complaint about a variant whose strategy binds the queue of a service that has it bound already: it does so only where it fills
 * the copy itself, at the start. Undefined where there is none.
 */
export function lateBindingIn(
  document: Loose,
  variant: VariantSpec,
  { catalogues }: Definition,
): { readonly path: Path; readonly message: string } | undefined {
  const follower = (variant.then ?? []).findIndex((each) => each !== undefined && bindsLate(each, catalogues));
  const following = variant.then?.[follower];
  if (following !== undefined && document.billing.reads !== 'api') {
    const late = procedureOf(catalogues, following.strategy)?.bindsLate ?? true;
    const message = `${lateWords(late)} binds the queue when all is read, and it is bound when this begins; allowed is to leave it out`;
    return { path: ['then', follower, ...latePath(late)], message };
  }
  const late = procedureOf(catalogues, variant.strategy)?.bindsLate;
  if (late === undefined || !isChosen(late, variant.parameters)) return undefined;
  const { startsAt, seed, reads } = document.billing;
  const fills = time(startsAt) > 0 && seed === 'none' && time(document.repair.at) === time(startsAt);
  const message = `${lateWords(late)} binds the queue when all is read, and it is bound when this begins; allowed with it is a billing.startsAt above 0s at which the repair begins, without a billing.seed`;
  return fills || reads === 'api' ? undefined : { path: latePath(late), message };
}
