/** What the reader of one executable format finds: the layout of the file. Entropy is measured afterwards. */
export interface ImageLayout {
  readonly architecture: string | null;
  readonly sections: readonly SectionRange[];
  /** The first byte that no header, section or segment covers, as the tables say; it may lie past the file's end. */
  readonly end: number;
  /** Bytes that belong to the image though they follow it: a PE's certificates. */
  readonly appendix?: { readonly offset: number; readonly size: number };
  readonly imports: readonly string[];
  /** A packer that only this format tells of. */
  readonly packer?: string;
  readonly isDamaged: boolean;
}

export interface SectionRange {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly isCode: boolean;
}

/** Tables larger than these are cut: no compiler makes such, and reading them would take long. */
export const most = { sections: 1024, segments: 256, libraries: 256, functions: 4096, nameBytes: 256 } as const;
