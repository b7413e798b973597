import { act, render, screen } from '@testing-library/react';
import { Form, type FormInstance, Input } from 'antd';
import { expect, test } from 'vitest';
import { clearRefusals, showRefusals, toPath } from './refused.ts';

type Fields = { title: string; targets: { seconds: string }[] };

function Sample({ take }: { take: (form: FormInstance<Fields>) => void }) {
  const [form] = Form.useForm<Fields>();
  take(form);
  return (
    <Form form={form} initialValues={{ targets: [{ seconds: '1' }] }}>
      <Form.Item name="title" label="Title">
        <Input />
      </Form.Item>
      <Form.List name="targets">
        {(rows) =>
          rows.map((row) => (
            <Form.Item key={row.key} name={[row.name, 'seconds']} label="Seconds">
              <Input />
            </Form.Item>
          ))
        }
      </Form.List>
    </Form>
  );
}

test('paths have numbers for places in lists', () => {
  expect(toPath('targets.0.seconds')).toEqual(['targets', 0, 'seconds']);
});

test('refusals stand at the fields that they name, and the rest is given back', async () => {
  const taken: FormInstance<Fields>[] = [];
  render(<Sample take={(form) => taken.push(form)} />);
  const form = taken[0];
  if (!form) throw new Error('no form');
  let left: readonly { message: string }[] = [];
  await act(async () => {
    left = showRefusals(form, [
      { code: 'INVALID', field: 'title', message: 'too long' },
      { code: 'INVALID', field: 'targets.0.seconds.kind', message: 'too short' },
      { code: 'CONFLICT', field: null, message: 'somebody was first' },
      { code: 'INVALID', field: 'elsewhere', message: 'no such field here' },
    ]);
    await Promise.resolve();
  });
  expect(left.map((one) => one.message)).toEqual(['somebody was first', 'no such field here']);
  expect(await screen.findByText('too long')).toBeTruthy();
  expect(await screen.findByText('too short')).toBeTruthy();
});

test('the next attempt begins without what was said of the one before', async () => {
  const taken: FormInstance<Fields>[] = [];
  render(<Sample take={(form) => taken.push(form)} />);
  const [form] = taken;
  if (!form) throw new Error('no form');
  act(() => void showRefusals(form, [{ code: 'INVALID', field: 'title', message: 'too long' }]));
  expect(await screen.findByText('too long')).toBeTruthy();
  act(() => clearRefusals(form));
  expect(form.getFieldError('title')).toEqual([]);
});
