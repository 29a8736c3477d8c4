import type { ReactElement } from 'react';

/** The canary: body, wing, eye and beak on a 48 by 48 grid. */
export function CanaryMark({ className }: { className?: string }): ReactElement {
  return (
    <svg className={className === undefined ? 'canary' : `canary ${className}`} viewBox="0 0 48 48" aria-hidden="true">
      <path
        className="canary-body"
        d="M10 44 17.5 30.5C15.6 27.6 14.5 24.2 14.5 20.5 14.5 11.4 21.2 5 29 5c6.4 0 11 4.3 11.9 9.9L46 17.2l-4.7 2.5c.4 10.8-7 19-17.3 19-2.3 0-4.4-.3-6.4-1z"
      />
      <path
        className="canary-wing"
        d="M19.6 22.5c5.6-1.2 11.3.4 14.6 4.4-3.3 4.4-9.8 6.6-17.2 4.8-.2-3.8.7-6.9 2.6-9.2z"
      />
      <circle className="canary-eye" cx="33.6" cy="14.2" r="1.9" />
    </svg>
  );
}
