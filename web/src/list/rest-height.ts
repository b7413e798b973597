import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const SMALLEST = 320;
/** The head of the table, the line below it and the page's lower edge. */
const AROUND = 112;

/** The height that is left for a list between where it begins and the end of the window. */
export function useRestHeight(): [RefObject<HTMLDivElement | null>, number] {
  const place = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(SMALLEST);
  useLayoutEffect(() => {
    const measure = () => {
      const top = place.current?.getBoundingClientRect().top ?? 0;
      setHeight(Math.max(SMALLEST, Math.floor(window.innerHeight - top - window.scrollY - AROUND)));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return [place, height];
}
