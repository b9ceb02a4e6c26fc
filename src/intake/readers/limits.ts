/** How much one delivery may ask of the machine. Every reader holds to the same limits. */
export interface ReadLimits {
  /** Size of the file as delivered, in bytes. */
  readonly maxFileBytes: number;
  /** Size after gunzip or unzip, in bytes: what stops a decompression bomb. */
  readonly maxInflatedBytes: number;
  /** One row (one line, one JSON element, one Parquet page …), in bytes of UTF-8. */
  readonly maxRowBytes: number;
  /** One cell, in UTF-16 units; a longer one makes its row a fault, not the file. */
  readonly maxCellChars: number;
  readonly maxColumns: number;
}

const MIB = 2 ** 20;

export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxFileBytes: 8 * 1024 * MIB,
  maxInflatedBytes: 16 * 1024 * MIB,
  maxRowBytes: 16 * MIB,
  maxCellChars: MIB,
  maxColumns: 4096,
};
