/** What a client of a directory says, in BER (RFC 4511). */

/** Ends every answer to a bind or a search that went well, as Latin-1: success, no name, no message. */
export const successEnd = new RegExp(Buffer.from('0a010004000400', 'hex').toString('latin1'));

export function bindRequest(id: number, name: string, password: string): Buffer {
  return message(id, element(0x60, integer(3), text(0x04, name), text(0x80, password)));
}

/** Asks for the attributes of all entries below `base` whose `attribute` has the value. */
export function searchRequest(
  id: number,
  base: string,
  [attribute, value]: readonly [string, string],
  wanted: readonly string[],
): Buffer {
  const wholeTree = enumerated(2);
  const limits = [enumerated(0), integer(0), integer(0), element(0x01, Buffer.from([0]))];
  const filter = element(0xa3, text(0x04, attribute), text(0x04, value));
  const attributes = element(0x30, ...wanted.map((name) => text(0x04, name)));
  return message(id, element(0x63, text(0x04, base), wholeTree, ...limits, filter, attributes));
}

export function unbindRequest(id: number): Buffer {
  return message(id, element(0x42));
}

function message(id: number, operation: Buffer): Buffer {
  return element(0x30, integer(id), operation);
}

/** `value` from 0 to 32767. */
function integer(value: number): Buffer {
  return element(0x02, Buffer.from(value < 128 ? [value] : [value >>> 8, value & 255]));
}

function enumerated(value: number): Buffer {
  return element(0x0a, Buffer.from([value]));
}

function text(tag: number, value: string): Buffer {
  return element(tag, Buffer.from(value));
}

/** Content of up to 65,535 bytes. */
function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >>> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
