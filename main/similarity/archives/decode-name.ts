const utf8 = new TextDecoder('utf-8', { fatal: true });
const mostChars = 1024;

/** A name in an archive: UTF-8 where it is that, else one character per byte. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/** A name as it may be shown: without control characters, which steer terminals, and of bearable length. */
export function showName(name: string): string {
  // eslint-disable-next-line no-control-regex
  return name.slice(0, mostChars).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
