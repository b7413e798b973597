import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useUnsaved } from './unsaved.ts';

/** A form that is a page of its own: `touched` as soon as something is typed, `leave` once it is sent. */
export function useLeave(): { touched: () => void; leave: (to: string) => void } {
  const navigate = useNavigate();
  const [dirty, setDirty] = useState(false);
  const sent = useRef(false);
  useUnsaved(dirty, sent);
  return {
    touched: () => setDirty(true),
    leave: (to) => {
      sent.current = true;
      void navigate(to);
    },
  };
}
