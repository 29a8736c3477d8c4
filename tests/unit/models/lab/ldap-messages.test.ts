import { describe, expect, it } from 'vitest';
import { bindRequest, searchRequest, successEnd, unbindRequest } from '../../../../models/lab/services/ldap-messages';

describe('what a client of a directory says', () => {
  it('is what ldapsearch says', () => {
    // Heard from ldapsearch 2.5: -D cn=a -w b -b dc=x (uid=u) cn
    expect(bindRequest(1, 'cn=a', 'b').toString('hex')).toBe('3011020101600c0201030404636e3d61800162');
    expect(searchRequest(2, 'dc=x', ['uid', 'u'], ['cn']).toString('hex')).toBe(
      '302a0201026325040464633d780a01020a0100020100020100010100a308040375696404017530040402636e',
    );
    expect(unbindRequest(3).toString('hex')).toBe('30050201034200');
  });

  it('counts long contents in two bytes', () => {
    expect(bindRequest(300, 'x'.repeat(200), '').subarray(0, 12).toString('hex')).toBe('308200d90202012c608200d1');
  });

  it('knows the end of a good answer', () => {
    expect(successEnd.test(Buffer.from('300c02010165070a010004000400', 'hex').toString('latin1'))).toBe(true);
    expect(successEnd.test(Buffer.from('300c02010165070a012004000400', 'hex').toString('latin1'))).toBe(false);
  });
});
