// The same while the page is developed, where elements also know the line they come from.
import type { ElementType, ReactElement } from 'react';
import * as react from 'react/jsx-dev-runtime';
import { around, type Props, saidProps } from './said.ts';

export { Fragment, type JSX } from './jsx-runtime.ts';

export function jsxDEV(
  type: ElementType,
  props: Props,
  key: string | undefined,
  isStatic: boolean,
  source?: react.JSXSource,
  self?: unknown,
): ReactElement {
  return around(type, props, key, react.jsxDEV(type, saidProps(type, props), key, isStatic, source, self));
}
