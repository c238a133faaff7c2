import { useSearchParams } from 'react-router-dom';

export interface Address {
  /** A parameter's value; empty where there is none. */
  readonly get: (name: string) => string;
  /** Sets parameters; an empty value takes one away. */
  readonly change: (changes: Record<string, string>) => void;
}

/** What the page shows, kept in its address so that it can be shared and survives a reload. */
export function useAddress(): Address {
  const [parameters, setParameters] = useSearchParams();
  return {
    get: name => parameters.get(name) ?? '',
    change: changes => {
      const next = new URLSearchParams(parameters);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      setParameters(next, { replace: true, preventScrollReset: true });
    },
  };
}
