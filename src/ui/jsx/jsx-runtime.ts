// What the page's elements are made by: React's own, with their texts said in the scenario's own words.
import type { ElementType, ReactElement } from 'react';
import * as react from 'react/jsx-runtime';
import { around, type Props, saidProps } from './said.ts';

export type { JSX } from 'react';

export const { Fragment } = react;

export function jsx(type: ElementType, props: Props, key?: string): ReactElement {
  return around(type, props, key, react.jsx(type, saidProps(type, props), key));
}

export function jsxs(type: ElementType, props: Props, key?: string): ReactElement {
  return around(type, props, key, react.jsxs(type, saidProps(type, props), key));
}
