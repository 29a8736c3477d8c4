import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNdpiCsv } from '../../../../models/evaluation/run-ndpi';

describe('the CSV of ndpiReader', () => {
  it('is read by its column names', () => {
    const text = [
      '#flow_id,protocol,first_seen,last_seen,duration,src_ip,src_port,dst_ip,dst_port,ndpi_proto_num,ndpi_proto,server_name_sni',
      '3,6,1514196196.437,1514197261.597,1065.160,192.168.2.148,53846,116.211.167.195,3333,42,Mining,',
      '',
    ].join('\n');
    expect(parseNdpiCsv(text)).toEqual([
      { client: '192.168.2.148', clientPort: 53846, server: '116.211.167.195', serverPort: 3333, protocol: 'Mining' },
    ]);
  });

  it('never fails', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseNdpiCsv(text))));
  });
});
