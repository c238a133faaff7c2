/** A new request_id: 32 hexadecimal digits. (crypto.randomUUID needs HTTPS; this works on a plain address of the chain's network too.) */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
