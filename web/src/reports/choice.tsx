import { Grid, Segmented, Select } from 'antd';

type Props<T extends string> = {
  label: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
  size?: 'small' | 'middle';
};

/** One of a few: side by side where there is room, else a select. */
export function Choice<T extends string>({ label, value, options, onChange, size = 'small' }: Props<T>) {
  const wide = Grid.useBreakpoint().lg ?? true;
  if (wide) return <Segmented size={size} className="choice-track" aria-label={label} value={value} onChange={onChange} options={options} />;
  return <Select aria-label={label} value={value} onChange={onChange} options={options} popupMatchSelectWidth={false} className="choice" />;
}
