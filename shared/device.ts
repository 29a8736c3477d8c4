/** Devices of the local network that connections belong to. */
import { z } from 'zod';

export const deviceSchema = z.object({
  /** Its MAC, or its address where no MAC tells it apart. */
  id: z.string(),
  /** As `00:1b:21:3c:4d:5e`; null where the capture has none. */
  mac: z.string().nullable(),
  /** From the register of makers; null for random and unregistered addresses. */
  vendor: z.string().nullable(),
  /** A MAC that the device made up for this network. */
  isRandomMac: z.boolean(),
  addresses: z.array(z.string()),
  /** What it calls itself, best first. */
  names: z.array(z.object({ name: z.string(), source: z.enum(['dhcp', 'mdns', 'netbios']) })),
  isThisComputer: z.boolean(),
  /** A guest of this computer and the port it is plugged into, such as `veth3a2b@br0`. */
  guest: z
    .object({
      kind: z.enum(['container', 'virtual-machine', 'namespace', 'unknown']),
      name: z.string().nullable(),
      port: z.string(),
    })
    .nullable(),
  connections: z.int(),
  mining: z.int(),
  suspicious: z.int(),
  /** The highest risk of its connections, 0..1. */
  risk: z.number().min(0).max(1),
});
export type Device = z.infer<typeof deviceSchema>;

/** The riskiest devices and how many there are. */
export const deviceListSchema = z.object({
  /** Riskiest first, at most 200. */
  devices: z.array(deviceSchema),
  devicesInAll: z.int(),
  /** False where there are more local addresses than are told apart: then there may be more devices, and more that mine. */
  areAllCounted: z.boolean(),
});
export type DeviceList = z.infer<typeof deviceListSchema>;
