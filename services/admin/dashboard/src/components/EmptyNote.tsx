import type { ReactNode } from 'react';

/** Says that there is nothing, why, and what would change that. */
export function EmptyNote({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="note">
      <img src="/bag.svg" alt="" width={40} height={40} className="note-bag" />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
