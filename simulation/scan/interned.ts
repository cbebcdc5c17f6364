/** Texts that come again and again, by their bytes: most are looked up without being decoded. */
export class Interned {
  readonly #table: (Entry | undefined)[] = new Array<Entry | undefined>(SLOTS);
  #count = 0;

  /** @param most how many texts are kept */
  constructor(readonly most: number) {}

  /** Small numbers, one for each text; `undefined` where there are too many of them, or it is no plain ASCII. */
  of(bytes: Uint8Array, from: number, to: number): Entry | undefined {
    const length = to - from;
    const first = from + 1 < to ? bytes[from] | (bytes[from + 1] << 8) : 0;
    const last = from + 3 < to ? bytes[to - 1] | (bytes[to - 2] << 5) | (bytes[to - 4] << 9) : 0;
    const slot =
      (Math.imul(first ^ (last << 12) ^ (bytes[from + (length >> 1)] << 3), 0x9e3779b1) ^ length) & (SLOTS - 1);
    for (let entry = this.#table[slot]; entry; entry = entry.next)
      if (isSame(entry.bytes, bytes, from, length)) return entry;
    return this.#add(slot, bytes, from, to);
  }

  #add(slot: number, bytes: Uint8Array, from: number, to: number): Entry | undefined {
    if (this.#count >= this.most) return undefined;
    // Not `slice`: of a buffer that is a view, which would keep all of the file.
    const own = Uint8Array.from(bytes.subarray(from, to));
    if (own.some((byte) => byte === 92 || byte > 126)) return undefined;
    const text = String.fromCharCode(...own);
    return (this.#table[slot] = { id: ++this.#count, text, bytes: own, next: this.#table[slot] });
  }
}

export interface Entry {
  id: number;
  text: string;
  bytes: Uint8Array;
  next: Entry | undefined;
}

const SLOTS = 8192;

function isSame(own: Uint8Array, bytes: Uint8Array, from: number, length: number): boolean {
  if (own.length !== length) return false;
  for (let i = 0; i < length; i++) if (own[i] !== bytes[from + i]) return false;
  return true;
}
