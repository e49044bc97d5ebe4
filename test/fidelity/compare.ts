// The rules of comparison (README.md beside this file): the page shows cases by the same ones, so they live with it.
export * from '../../src/analysis/broker-lab/agreement.ts';
