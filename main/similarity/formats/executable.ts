import type { FileFormat } from '../../../shared/similarity';

/** A section of an executable, or a segment where it has no sections. Only bytes that the file has count. */
export interface Section {
  readonly name: string;
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  readonly size: number;
  /** Bits per byte, 0..8; null for an empty section, or one of too many. */
  readonly entropy: number | null;
  readonly isCode: boolean;
}

/** Bytes after the last section: an archive, an installer's data, or padding. A PE's certificates are none. */
export interface Overlay {
  readonly offset: number;
  readonly size: number;
  readonly entropy: number | null;
}

/** What a file is, as its own bytes tell. */
export interface Executable {
  /** Bytes of the file. */
  readonly size: number;
  readonly format: FileFormat;
  /** `x86-64`, `arm64`, …; several joined by `+`. Null where there is none, or one without a name here. */
  readonly architecture: string | null;
  /** `shell`, `batch`, `powershell`, `python`, `javascript`, or what the first line names; null unless a script. */
  readonly language: string | null;
  readonly sections: readonly Section[];
  readonly overlay: Overlay | null;
  /** Libraries (`libhwloc.so.15`), in a PE also functions (`KERNEL32.dll!VirtualAlloc`). At most 4096. */
  readonly imports: readonly string[];
  /** The packer, protector or bundler whose marks are in the file. Anybody can forge them: entropy decides. */
  readonly packer: string | null;
  /** Bits per byte over the whole file, 0..8; null for an empty file. */
  readonly entropy: number | null;
  /** What the first bytes say of a file that is compressed by nature (`zip`, `jpeg`); null otherwise. */
  readonly compressedKind: string | null;
  /** Tables that point outside the file, or that are cut short. */
  readonly isDamaged: boolean;
}
