import { Input } from 'antd';

type Props = { label: string; value: string | undefined; onChange: (text: string | undefined) => void };

/** A text to look for; it counts when one presses Enter or leaves the field, so that an address stands for each view. */
export function SearchField({ label, value, onChange }: Props) {
  const take = (text: string) => {
    const wanted = text.trim() || undefined;
    if (wanted !== value) onChange(wanted);
  };
  return (
    <Input.Search
      key={value ?? ''}
      className="search-text"
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      allowClear
      enterButton={false}
      onSearch={take}
      onBlur={(event) => take(event.target.value)}
    />
  );
}
