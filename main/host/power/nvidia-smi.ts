/** NVIDIA's graphics processors, through `nvidia-smi` where it is installed. */
import type { PowerSource } from '../../../shared/host';

export const nvidiaArgs = [
  '--query-gpu=index,name,power.draw,utilization.gpu',
  '--format=csv,noheader,nounits',
] as const;

/** One graphics processor; `use` 0..1, null where the driver does not tell. */
export interface GpuReading {
  readonly source: PowerSource;
  readonly use: number | null;
}

/** Lines such as `0, NVIDIA GeForce RTX 3070, 31.52, 4`; `[N/A]` and `[Not Supported]` where the driver does not tell. */
export function parseNvidiaSmi(text: string): GpuReading[] {
  const readings: GpuReading[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(',').map((field) => field.trim());
    if (fields.length < 4 || !/^\d+$/.test(fields[0])) continue;
    const [watts, use] = [toNumber(fields[fields.length - 2]), toNumber(fields[fields.length - 1])];
    readings.push({
      source: {
        id: `nvidia:${fields[0]}`,
        driver: 'nvidia-smi',
        part: 'gpu',
        label: fields.slice(1, -2).join(', '),
        watts:
          watts === null
            ? { kind: 'unavailable', reason: 'not-supported' }
            : { kind: 'measured', watts, driver: 'nvidia-smi' },
      },
      use: use === null ? null : use / 100,
    });
  }
  return readings;
}

function toNumber(text: string): number | null {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}
