import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';

/** A page: its component is the default export of its own module, so that it becomes a chunk of its own. */
export type PageRoute = {
  /** Without the leading slash, such as `tickets/:number`. */
  path: string;
  page: () => Promise<{ default: ComponentType }>;
};

/** An entry of the side navigation; its words stand in app/locale.*.json. */
export type NavEntry = {
  path: string;
  /** Where its objects have their pages, if not below `path`. */
  also?: readonly string[];
  label: ParseKeys;
  group: NavGroup;
  /** Shown to whoever has one of these permissions. */
  needs: readonly string[];
};

export type NavGroup = 'work' | 'insight' | 'contract' | 'appraisal' | 'platform';

export type Feature = {
  routes: readonly PageRoute[];
  /** Open to everybody, outside the console's frame. */
  publicRoutes?: readonly PageRoute[];
  nav?: readonly NavEntry[];
};
