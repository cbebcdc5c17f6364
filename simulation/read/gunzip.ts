import * as zlib from "node:zlib";
import { LONGEST } from "./records";

/** Why packed bytes could not be unpacked to their end, in words. */
export class GzipError extends Error {}

const CUT_OFF = "the packed file was cut off";
const FOREIGN = "what follows the packed data was not read: it is not gzip";
const CHUNK = 1024 * 1024;
/** What is taken at once can become a thousand times as long. */
const BITE = 64 * 1024;

/** Node has none before 20.15; the length alone is compared there. */
const crc32 = (zlib as { crc32?: (bytes: Buffer, before?: number) => number }).crc32;

/** What Node's streams have inside, as its own `gunzipSync` uses it; kept "for backwards compatibility" in every version so far. */
interface Inside {
  _outBuffer?: Buffer;
  _chunkSize: number;
  _processChunk(bytes: Buffer, flush: number): Buffer;
}

/**
 * Unpacks files as a whole, each into the memory of the one before. `gunzipSync` takes new memory for each, which V8 collects with
 * so much work that two threads are in each other's way.
 */
export class Gunzip {
  #room: Buffer = Buffer.alloc(0);

  /** `undefined` where it unpacks to more than `LONGEST`, not to the end of the bytes, or this Node has no such inside. */
  whole(bytes: Buffer): Buffer | undefined {
    try {
      // The last four bytes say how long it is unpacked; a wrong figure costs time and nothing else.
      const length = Math.min(Math.max(bytes.readUInt32LE(bytes.length - 4), 1024), LONGEST) + 64;
      if (this.#room.length < length) this.#room = Buffer.allocUnsafeSlow(length + (length >> 2));
      const stream = zlib.createGunzip({ maxOutputLength: LONGEST, chunkSize: 64 });
      const inside = stream as unknown as Inside;
      if (!inside._outBuffer) return undefined;
      inside._outBuffer = this.#room;
      inside._chunkSize = this.#room.length;
      const unpacked = inside._processChunk(bytes, zlib.constants.Z_FINISH);
      // What stands behind zeros is not looked at there.
      return bytes.subarray(stream.bytesWritten).some((byte) => byte !== 0) ? undefined : unpacked;
    } catch {
      return undefined;
    }
  }
}

/**
 * Unpacks gzip, one member after the other. Node's own stream loses what it has unpacked last when something else follows a
 * member. Zeros to the end are padding, as of tapes, and nothing to complain of, as gunzip has it.
 * https://www.rfc-editor.org/rfc/rfc1952
 *
 * @throws GzipError after everything that was before the fault
 */
export async function* gunzipped(source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  const packed = new PackedBytes(source);
  do {
    await skipHeader(packed);
    yield* content(packed);
  } while (await hasMember(packed));
}

/** Bytes that come in chunks. */
class PackedBytes {
  #rest: Buffer = Buffer.alloc(0);

  constructor(readonly source: AsyncIterator<Buffer>) {}

  /** What is there of them, at least one; `undefined` at the end. */
  async chunk(): Promise<Buffer | undefined> {
    while (this.#rest.length === 0) {
      const next = await this.source.next();
      if (next.done) return undefined;
      this.#rest = next.value;
    }
    const chunk = this.#rest;
    this.#rest = Buffer.alloc(0);
    return chunk;
  }

  unread(rest: Buffer): void {
    this.#rest = rest;
  }

  async take(count: number): Promise<Buffer> {
    const bytes: number[] = [];
    while (bytes.length < count) bytes.push(await this.byte());
    return Buffer.from(bytes);
  }

  async byte(): Promise<number> {
    const chunk = await this.chunk();
    if (!chunk) throw new GzipError(CUT_OFF);
    this.unread(chunk.subarray(1));
    return chunk[0];
  }
}

const MAGIC = [0x1f, 0x8b, 8];
const HEADER_CHECKSUM = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;

async function skipHeader(packed: PackedBytes): Promise<void> {
  const header = await packed.take(10);
  if (MAGIC.some((byte, at) => header[at] !== byte)) throw new GzipError(FOREIGN);
  const flags = header[3];
  if (flags & EXTRA) await packed.take((await packed.take(2)).readUInt16LE());
  for (const flag of [NAME, COMMENT]) if (flags & flag) while ((await packed.byte()) !== 0);
  if (flags & HEADER_CHECKSUM) await packed.take(2);
}

async function* content(packed: PackedBytes): AsyncGenerator<Buffer> {
  const inflate = zlib.createInflateRaw({ chunkSize: CHUNK });
  const pieces: Buffer[] = [];
  inflate.on("data", (piece: Buffer) => pieces.push(piece));
  let checksum: number | undefined = 0;
  let length = 0;
  try {
    for (let outcome: Outcome = "wants more"; outcome !== "ended";) {
      const chunk = await packed.chunk();
      if (!chunk) throw new GzipError(CUT_OFF);
      const taken = inflate.bytesWritten;
      outcome = await written(inflate, chunk.subarray(0, BITE));
      for (const piece of pieces.splice(0)) {
        checksum = crc32?.(piece, checksum);
        length += piece.length;
        yield piece;
      }
      if (outcome instanceof Error) throw new GzipError(`from here on it is damaged: ${outcome.message}`);
      packed.unread(chunk.subarray(inflate.bytesWritten - taken));
    }
  } finally {
    inflate.close();
  }
  const trailer = await packed.take(8);
  if ((checksum ?? trailer.readUInt32LE(0)) !== trailer.readUInt32LE(0) || length % 2 ** 32 !== trailer.readUInt32LE(4))
    throw new GzipError("it is damaged: its checksum is another");
}

type Outcome = "wants more" | "ended" | Error;

function written(inflate: zlib.InflateRaw, chunk: Buffer): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      inflate.off("end", ended).off("error", settle);
      resolve(outcome);
    };
    const ended = () => settle("ended");
    inflate.once("end", ended).once("error", settle);
    inflate.write(chunk, () => settle("wants more"));
  });
}

/** Whether another member follows; not where zeros are all that does. */
async function hasMember(packed: PackedBytes): Promise<boolean> {
  let padded = false;
  for (let chunk = await packed.chunk(); chunk; chunk = await packed.chunk()) {
    if (!padded && chunk[0] === MAGIC[0]) {
      packed.unread(chunk);
      return true;
    }
    if (chunk.some((byte) => byte !== 0)) throw new GzipError(FOREIGN);
    padded = true;
  }
  return false;
}
