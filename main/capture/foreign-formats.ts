import type { ForeignForm } from '../../shared/failure-about';

interface ForeignFormat {
  readonly form: ForeignForm;
  readonly name: string;
  readonly remedy: string;
}

const converted = 'Convert it first: editcap -F pcapng IN OUT.pcapng';
const unpacked = 'Unpack it first and give the capture inside.';

/** Files that people hand over for a capture, by their first four bytes, big-endian. */
const formats: Readonly<Record<number, ForeignFormat>> = {
  0x736e6f6f: { form: 'snoop', name: 'a snoop file', remedy: converted },
  0x58435000: { form: 'netxray', name: 'a NetXRay capture', remedy: converted },
  0x474d4255: { form: 'netmon', name: 'a Network Monitor capture', remedy: converted },
  0x52545353: { form: 'netmon', name: 'a Network Monitor capture', remedy: converted },
  0x28b52ffd: { form: 'zstd', name: 'compressed with zstd', remedy: 'Unpack it first: unzstd FILE' },
  0xfd377a58: { form: 'xz', name: 'compressed with xz', remedy: 'Unpack it first: unxz FILE' },
  0x425a6839: { form: 'bzip2', name: 'compressed with bzip2', remedy: 'Unpack it first: bunzip2 FILE' },
  0x04224d18: { form: 'lz4', name: 'compressed with lz4', remedy: 'Unpack it first: unlz4 FILE' },
  0x1f8b0800: { form: 'gzip-twice', name: 'compressed twice with gzip', remedy: 'Unpack it first: gunzip FILE' },
  0x1f8b0808: { form: 'gzip-twice', name: 'compressed twice with gzip', remedy: 'Unpack it first: gunzip FILE' },
  0x504b0304: { form: 'zip', name: 'a zip archive', remedy: unpacked },
  0x377abcaf: { form: '7z', name: 'a 7z archive', remedy: unpacked },
};

/** Says what a stream that is no capture is instead and what to do, or null if its first four bytes tell nothing. */
export function foreignFormat(magic: number): ForeignFormat | null {
  return formats[magic] ?? null;
}
