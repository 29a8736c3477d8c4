interface ForeignFormat {
  readonly name: string;
  readonly remedy: string;
}

const converted = 'Convert it first: editcap -F pcapng IN OUT.pcapng';
const unpacked = 'Unpack it first and give the capture inside.';

/** Files that people hand over for a capture, by their first four bytes, big-endian. */
const formats: Readonly<Record<number, ForeignFormat>> = {
  0x736e6f6f: { name: 'a snoop file', remedy: converted },
  0x58435000: { name: 'a NetXRay capture', remedy: converted },
  0x474d4255: { name: 'a Network Monitor capture', remedy: converted },
  0x52545353: { name: 'a Network Monitor capture', remedy: converted },
  0x28b52ffd: { name: 'compressed with zstd', remedy: 'Unpack it first: unzstd FILE' },
  0xfd377a58: { name: 'compressed with xz', remedy: 'Unpack it first: unxz FILE' },
  0x425a6839: { name: 'compressed with bzip2', remedy: 'Unpack it first: bunzip2 FILE' },
  0x04224d18: { name: 'compressed with lz4', remedy: 'Unpack it first: unlz4 FILE' },
  0x1f8b0800: { name: 'compressed twice with gzip', remedy: 'Unpack it first: gunzip FILE' },
  0x1f8b0808: { name: 'compressed twice with gzip', remedy: 'Unpack it first: gunzip FILE' },
  0x504b0304: { name: 'a zip archive', remedy: unpacked },
  0x377abcaf: { name: 'a 7z archive', remedy: unpacked },
};

/** Says what a stream that is no capture is instead and what to do, or null if its first four bytes tell nothing. */
export function foreignFormat(magic: number): ForeignFormat | null {
  return formats[magic] ?? null;
}
