import { BinaryReader } from "google-protobuf";

/**
 * protobuf's decoder believes a field that claims to be longer than the message, and reads on where nothing is: six bytes keep it
 * busy for minutes. Every read of such a field passes here first.
 */

type Read = (this: BinaryReader, ...given: unknown[]) => unknown;

/** `readMessage`, `readString`, `readBytes`, `readPackedInt32` …: what begins with its length. */
const DELIMITED = /^read(Message|String|Bytes|Packed)/;

const reader = BinaryReader.prototype as unknown as Record<string, Read>;
for (const name of Object.keys(reader).filter((method) => DELIMITED.test(method))) {
  const read = reader[name];
  reader[name] = function (...given) {
    const bytes = this.getBuffer();
    const { length, start } = lengthAt(bytes, this.getCursor());
    if (start + length > bytes.length) throw new Error("a field is longer than its message");
    return read.apply(this, given);
  };
}

/** The number at this place of the message, and where what follows it begins. */
function lengthAt(bytes: Uint8Array, cursor: number): { length: number; start: number } {
  let length = 0;
  for (let place = 0; ; place++) {
    const byte = bytes[cursor + place] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * place);
    if (byte < 0x80) return { length, start: cursor + place + 1 };
  }
}
