/** The bytes as text, one character per byte (ISO 8859-1): marks, names and ASCII words keep their place. */
export function byteText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at++) text += String.fromCharCode(bytes[at]);
  return text;
}
