import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useShortcut } from './shortcuts.ts';

function Probe({ one, two }: { one: () => void; two: () => void }) {
  useShortcut('a', 'acknowledge', one);
  useShortcut('g a', 'go', two);
  return <input aria-label="words" />;
}

test('single keys and sequences run, and typing does not', () => {
  const [one, two] = [vi.fn(), vi.fn()];
  render(<Probe one={one} two={two} />);
  fireEvent.keyDown(document.body, { key: 'a' });
  expect(one).toHaveBeenCalledTimes(1);
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'a' });
  expect(two).toHaveBeenCalledTimes(1);
  fireEvent.keyDown(screen.getByLabelText('words'), { key: 'a' });
  fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
  expect(one).toHaveBeenCalledTimes(1);
});
