import { Tag } from 'antd';
import './knowledge.css';

export function SystemTypes({ of }: { of: readonly string[] }) {
  return (
    <span className="note-tags">
      {of.map((type) => (
        <Tag key={type} variant="filled">
          {type}
        </Tag>
      ))}
    </span>
  );
}
