import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** How one filter stands in the query string. */
export type Field<T> = { read(texts: string[]): T; write(value: T): string[] };

export function text(): Field<string | undefined> {
  return { read: ([first]) => first ?? undefined, write: (value) => (value ? [value] : []) };
}

export function oneOf<T extends string>(values: readonly T[]): Field<T | undefined> {
  return { read: ([first]) => values.find((value) => value === first), write: (value) => (value ? [value] : []) };
}

export function manyOf<T extends string>(values: readonly T[]): Field<T[]> {
  return { read: (texts) => values.filter((value) => texts.includes(value)), write: (chosen) => chosen };
}

/** Yes, no, or not asked. */
export function flag(): Field<boolean | undefined> {
  return {
    read: ([first]) => (first === 'yes' ? true : first === 'no' ? false : undefined),
    write: (value) => (value === undefined ? [] : [value ? 'yes' : 'no']),
  };
}

type Values<F> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/**
 * The filters of a page, kept in its address, so that a view can be sent to somebody. Make `fields` outside the component. A change
 * replaces the entry of the browser's history.
 */
export function useFilters<F extends Record<string, Field<unknown>>>(fields: F) {
  const [params, setParams] = useSearchParams();
  const values = useMemo(() => read(fields, params), [fields, params]);
  const set = useCallback(
    (change: Partial<Values<F>>) => {
      setParams((before) => written(fields, before, { ...read(fields, before), ...change }), { replace: true });
    },
    [fields, setParams],
  );
  const reset = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { values, set, reset };
}

function read<F extends Record<string, Field<unknown>>>(fields: F, params: URLSearchParams): Values<F> {
  const entries = Object.entries(fields).map(([name, field]): [string, unknown] => [name, field.read(params.getAll(name))]);
  // Each field reads its own type, which the entries of an object cannot say.
  return Object.fromEntries<unknown>(entries) as Values<F>;
}

function written<F extends Record<string, Field<unknown>>>(fields: F, before: URLSearchParams, values: Values<F>): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const name of Object.keys(fields)) after.delete(name);
  for (const [name, value] of Object.entries<unknown>(values)) {
    for (const one of fields[name]?.write(value) ?? []) after.append(name, one);
  }
  return after;
}
