import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

type Props = { label: string; to: string; count: number | undefined; tone?: 'bad' | 'waiting' | undefined; hint?: ReactNode };

/** A figure that leads to what it counts. */
export function FigureCard({ label, to, count, tone, hint }: Props) {
  const look = tone && count ? `figure-card figure-card-${tone}` : 'figure-card';
  return (
    <Link to={to} className={look}>
      <span className="figure-card-label">{label}</span>
      <span className="figure-card-count figure">{count ?? <Skeleton.Button active size="small" />}</span>
      {hint && <span className="figure-card-hint">{hint}</span>}
    </Link>
  );
}
