interface Props {
  readonly values: readonly number[];
  readonly label: string;
}

const width = 240;
const height = 44;

/** A series as one line, without axes. */
export function Sparkline({ values, label }: Props) {
  const top = Math.max(1, ...values);
  const step = width / Math.max(1, values.length - 1);
  const line = values
    .map((value, index) => `${(index * step).toFixed(1)},${(height - 2 - (value / top) * (height - 6)).toFixed(1)}`)
    .join(' ');
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polygon points={`0,${height} ${line} ${width},${height}`} className="sparkline-area" />
      <polyline points={line} className="sparkline-line" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
