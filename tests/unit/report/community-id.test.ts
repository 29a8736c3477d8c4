import { describe, expect, it } from 'vitest';
import { communityId } from '../../../main/report/community-id';

/** From the specification's baseline, seed 0. */
describe('communityId', () => {
  it('matches the reference for TCP, in both directions', () => {
    const client = Uint8Array.from([128, 232, 110, 120]);
    const server = Uint8Array.from([66, 35, 250, 204]);
    expect(communityId(client, server, 6, 34855, 80)).toBe('1:LQU9qZlK+B5F3KDmev6m5PMibrg=');
    expect(communityId(server, client, 6, 80, 34855)).toBe('1:LQU9qZlK+B5F3KDmev6m5PMibrg=');
  });

  it('matches the reference for UDP', () => {
    const client = Uint8Array.from([192, 168, 1, 52]);
    const server = Uint8Array.from([8, 8, 8, 8]);
    expect(communityId(client, server, 17, 54585, 53)).toBe('1:d/FP5EW3wiY1vCndhwleRRKHowQ=');
  });
});
