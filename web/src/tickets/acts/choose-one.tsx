import { Radio, Space } from 'antd';
import type { ReactNode } from 'react';

type Props<I extends { id: string }> = {
  label: string;
  items: readonly I[];
  value: string | undefined;
  onChange: (id: string) => void;
  line: (item: I) => ReactNode;
};

/** Of several pauses, visits or corrections the one that is meant; nothing is asked where there is only one. */
export function ChooseOne<I extends { id: string }>({ label, items, value, onChange, line }: Props<I>) {
  if (items.length < 2) return null;
  return (
    <Radio.Group aria-label={label} className="choose-one" value={value} onChange={(event) => onChange(String(event.target.value))}>
      <Space orientation="vertical">
        {items.map((item) => (
          <Radio key={item.id} value={item.id}>
            {line(item)}
          </Radio>
        ))}
      </Space>
    </Radio.Group>
  );
}
