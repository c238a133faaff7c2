/** A new request_id: 32 hexadecimal digits. (crypto.randomUUID needs HTTPS; this works on a plain address of the chain's network too.) */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

const mostShown = 60;

/** As much of an id or another word from elsewhere as is worth showing. */
export const shortened = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);
