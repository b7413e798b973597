import { Link } from 'react-router';
import './admin.css';

type View = { path: string; label: string };

/** The way to the neighbouring lists, each an address of its own. */
export function Views({ name, of, here }: { name: string; of: readonly View[]; here: string }) {
  return (
    <nav className="admin-views" aria-label={name}>
      {of.map((view) => (
        <Link key={view.path} to={view.path} aria-current={view.path === here ? 'page' : undefined}>
          {view.label}
        </Link>
      ))}
    </nav>
  );
}
