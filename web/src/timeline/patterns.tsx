/** Every kind of segment differs by pattern as well as by colour. The ids are the drawing's own, because a page may hold several. */
export function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-paused`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="8" height="8" className="tl-paused-ground" />
        <rect width="3" height="8" className="tl-paused-line" />
      </pattern>
      <pattern id={`${id}-closed`} width="6" height="6" patternUnits="userSpaceOnUse">
        <circle cx="1.5" cy="1.5" r="1" className="tl-closed-dot" />
        <circle cx="4.5" cy="4.5" r="1" className="tl-closed-dot" />
      </pattern>
      <pattern id={`${id}-late`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="6" height="6" className="tl-late-ground" />
        <rect width="1.5" height="6" className="tl-late-line" />
      </pattern>
      <pattern id={`${id}-relieved`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" className="tl-relieved-ground" />
        <path d="M0 0 L8 8 M8 0 L0 8" className="tl-relieved-line" />
      </pattern>
      <pattern id={`${id}-handover`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className="tl-handover-ground" />
        <rect width="2" height="6" className="tl-handover-line" />
      </pattern>
    </defs>
  );
}
