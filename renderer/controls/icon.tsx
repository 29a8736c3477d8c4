import type { ReactElement } from 'react';

/** Shapes on a 20 by 20 grid, drawn with a stroke of 1.6 in the colour of the text. */
const shapes = {
  play: <path d="M6.5 4.2v11.6l9-5.8z" fill="currentColor" />,
  pause: <path d="M7 4.5v11M13 4.5v11" strokeWidth="2.4" />,
  stop: <rect x="5" y="5" width="10" height="10" rx="1.5" fill="currentColor" />,
  settings: (
    <>
      <path d="M3 6h6.2M13.8 6H17M3 14h2.2M9.8 14H17" />
      <circle cx="11.5" cy="6" r="2.2" />
      <circle cx="7.5" cy="14" r="2.2" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9.2v4.3M10 6.4v.2" strokeWidth="1.9" />
    </>
  ),
  file: (
    <>
      <path d="M5 2.8h6.2L15 6.6v10.6H5z" />
      <path d="M11 3v4h4M7.6 11h4.8M7.6 13.8h3.2" />
    </>
  ),
  folder: <path d="M2.8 5.4h5l1.8 2h7.6v8.4H2.8z" />,
  program: (
    <>
      <rect x="2.8" y="3.8" width="14.4" height="12.4" rx="1.8" />
      <path d="M2.8 7.2h14.4M6 10.2l2 1.7-2 1.7M10 13.8h3.6" />
    </>
  ),
  computer: (
    <>
      <rect x="2.6" y="3.6" width="14.8" height="9.8" rx="1.6" />
      <path d="M10 13.4v3M6.6 16.6h6.8M5.6 9h2l1.5-2.4 2 4 1.3-1.6h2" />
    </>
  ),
  device: (
    <>
      <rect x="3" y="9.4" width="14" height="6.6" rx="1.6" />
      <path d="M6 12.7v.1M9 12.7v.1M13.6 9.4V4.6M10.8 5.6a4 4 0 0 1 5.6 0" />
    </>
  ),
  drop: <path d="M10 2.8v8.6M6.4 8.2 10 11.8l3.6-3.6M3.4 11.6v4.8h13.2v-4.8" />,
  cluster: (
    <>
      <circle cx="10" cy="10" r="2" fill="currentColor" />
      <circle cx="4.4" cy="6.4" r="1.5" />
      <circle cx="15" cy="4.6" r="1.5" />
      <circle cx="15.8" cy="14.2" r="1.5" />
      <circle cx="6" cy="15.8" r="1.5" />
    </>
  ),
  search: (
    <>
      <circle cx="8.8" cy="8.8" r="5" />
      <path d="M12.6 12.6 17 17" />
    </>
  ),
  snow: <path d="M10 2.8v14.4M3.8 6.4l12.4 7.2M16.2 6.4 3.8 13.6M8 3.8l2 1.8 2-1.8M8 16.2l2-1.8 2 1.8" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="9.5" rx="1.8" />
      <path d="M4.6 12.9c-.7-.2-1.1-.8-1.1-1.6V5.2c0-1 .7-1.7 1.7-1.7h6.1c.8 0 1.4.4 1.6 1.1" />
    </>
  ),
  check: <path d="m4 10.6 4 4L16 6" strokeWidth="1.9" />,
  download: <path d="M10 3v9.2M6.2 8.8 10 12.6l3.8-3.8M3.8 16.6h12.4" />,
  back: <path d="M16.5 10h-13M8.4 4.9 3.4 10l5 5.1" />,
  plus: <path d="M10 4v12M4 10h12" />,
  ascending: <path d="M10 15.5v-11M5.8 8.5 10 4.3l4.2 4.2" />,
  descending: <path d="M10 4.5v11M5.8 11.5l4.2 4.2 4.2-4.2" />,
  series: <path d="M15.8 8A6.2 6.2 0 0 0 4.6 6.8M4.2 12a6.2 6.2 0 0 0 11.2 1.2M4.2 3.4v3.7h3.7M15.8 16.6v-3.7h-3.7" />,
  warning: (
    <>
      <path d="M10 3.2 17.6 16.4H2.4z" />
      <path d="M10 8v4M10 14v.2" strokeWidth="1.9" />
    </>
  ),
  lock: (
    <>
      <rect x="4" y="9" width="12" height="8" rx="2" />
      <path d="M6.8 9V6.4a3.2 3.2 0 0 1 6.4 0V9" />
    </>
  ),
  ethernet: (
    <>
      <rect x="3" y="3.5" width="14" height="13" rx="2" />
      <path d="M6.5 16.5V11h7v5.5M8.5 11V8.8h3V11" />
    </>
  ),
  wifi: <path d="M2.6 8a11 11 0 0 1 14.8 0M5.2 11a7.2 7.2 0 0 1 9.6 0M7.8 13.8a3.4 3.4 0 0 1 4.4 0M10 16.4v.1" />,
  loopback: <path d="M6 6.4h6a3.8 3.8 0 0 1 0 7.6H5.4M8 11.2 5 14l3 2.8M3.6 6.4h.1" />,
  virtual: (
    <>
      <rect x="3" y="3" width="9" height="9" rx="2" strokeDasharray="2.4 1.8" />
      <rect x="8" y="8" width="9" height="9" rx="2" />
    </>
  ),
  tunnel: <path d="M3 16.5V10a7 7 0 0 1 14 0v6.5M7 16.5V10a3 3 0 0 1 6 0v6.5" />,
  bluetooth: <path d="m5.6 6.2 8.8 7.2L10 17V3l4.4 3.6-8.8 7.2" />,
  any: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M3 10h14M10 3c2.4 2 3.4 4.4 3.4 7s-1 5-3.4 7c-2.4-2-3.4-4.4-3.4-7S7.6 5 10 3Z" />
    </>
  ),
  other: (
    <>
      <circle cx="10" cy="10" r="2.4" />
      <path d="M10 3v4.4M10 12.6V17M3 10h4.6M12.4 10H17" />
    </>
  ),
  mining: (
    <>
      <path d="M6.6 2.5h6.8l4.1 4.1v6.8l-4.1 4.1H6.6l-4.1-4.1V6.6z" fill="currentColor" stroke="none" />
      <path d="M10 6v5M10 13.6v.2" stroke="var(--mark)" strokeWidth="2.2" />
    </>
  ),
  near: (
    <>
      <circle cx="10" cy="10" r="7.6" fill="currentColor" stroke="none" />
      <path
        d="M6.2 8.6c1.3-1.3 2.5-1.3 3.8 0s2.5 1.3 3.8 0M6.2 12c1.3-1.3 2.5-1.3 3.8 0s2.5 1.3 3.8 0"
        stroke="var(--mark)"
      />
    </>
  ),
  suspicious: (
    <>
      <path d="M10 2.8 18 16.8H2z" fill="currentColor" stroke="currentColor" strokeWidth="1" />
      <path d="M10 7.8v4M10 14.3v.1" stroke="var(--mark)" strokeWidth="2" />
    </>
  ),
  undecided: (
    <>
      <circle cx="10" cy="10" r="7" strokeDasharray="2.6 2.3" />
      <path d="M7 10v.01M10 10v.01M13 10v.01" strokeWidth="2" />
    </>
  ),
  clear: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="m6.8 10.3 2.3 2.3 4.2-4.8" strokeWidth="1.8" />
    </>
  ),
} satisfies Record<string, ReactElement>;

export type IconName = keyof typeof shapes;

/** A decoration beside words; screen readers skip it. */
export function Icon({ name, className }: { name: IconName; className?: string }): ReactElement {
  return (
    <svg className={className === undefined ? 'icon' : `icon ${className}`} viewBox="0 0 20 20" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
