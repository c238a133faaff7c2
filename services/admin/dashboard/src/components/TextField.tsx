import { Input } from 'antd';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  readonly limit?: number;
}

/** A text that a dialog asks for. */
export function TextField({ label, value, onChange, help, limit }: Props) {
  return (
    <label className="field">
      <span>{label}</span>
      <Input value={value} maxLength={limit} onChange={event => onChange(event.target.value)} />
      {help && <small className="quiet">{help}</small>}
    </label>
  );
}
