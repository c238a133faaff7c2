import type { CSSProperties, ReactNode } from 'react';
import type { PlainKey } from '@/i18n';
import { Definition } from './Definition';

export interface Column<Row> {
  readonly name: string;
  readonly render: (row: Row) => ReactNode;
  /** What the column counts. */
  readonly definition?: PlainKey;
  /** Figures stand at the right, so that their digits line up. */
  readonly figure?: boolean;
  /** How deep the cell's colour is, from 0 to 1; none if undefined. */
  readonly shade?: (row: Row) => number | undefined;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** A table that scrolls sideways on its own where the window is narrow. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, definition, figure }) => (
              <th key={name} scope="col" className={figure ? 'cell-figure' : undefined}>
                {name} {definition && <Definition of={name} text={definition} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={rowKey(row)}>
              {columns.map(({ name, render, figure, shade }) => (
                <td key={name} className={figure ? 'cell-figure' : undefined} style={shaded(shade?.(row))}>
                  {render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// Letters must stay readable on the deepest colour.
const deepest = 45;

const shaded = (depth: number | undefined): CSSProperties | undefined =>
  depth === undefined
    ? undefined
    : {
        backgroundColor: `color-mix(in srgb, var(--accent) ${(Math.min(depth, 1) * deepest).toFixed(1)}%, transparent)`,
      };
