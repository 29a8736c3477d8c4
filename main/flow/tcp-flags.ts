/** Bits of the TCP flags byte (RFC 9293 section 3.1). */
export const flagFin = 1;
export const flagSyn = 2;
export const flagRst = 4;
export const flagAck = 16;
