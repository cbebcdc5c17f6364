import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { debuglog } from "node:util";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

const DIGEST_BYTES = 32;
const debug = debuglog("trailwatch");

/**
 * The command line in one file, and beside it the bytecode that V8 made of it in a run of the build, so that what every run needs
 * is not compiled again. Where it is missing, or is not of this file and this Node, V8 compiles the file as it always does.
 */
export class Bundle {
  readonly #bytecodeFile: string;
  readonly #source: Buffer;
  readonly #script: Script;

  constructor(private readonly folder: string) {
    const file = join(folder, "trailwatch.cjs");
    this.#bytecodeFile = join(folder, "trailwatch.bytecode");
    this.#source = readFileSync(file);
    // Most runs are over before optimised code would pay for itself, and compiling it takes half of their time. What runs long
    // enough is optimised all the same, a few milliseconds later. Bytecode is kept for these flags and no others.
    setFlagsFromString("--interrupt-budget=1000000");
    // ASCII, which takes one byte a character this way.
    this.#script = new Script(this.#source.toString("latin1"), {
      filename: file,
      cachedData: this.#bytecode(),
    });
    debug(this.#script.cachedDataRejected === false ? "starts from bytecode" : "starts from source");
  }

  run(): void {
    const importModule = (specifier: string): Promise<object> => import(specifier);
    this.#script.runInThisContext()(createRequire(join(this.folder, "trailwatch.cjs")), this.folder, importModule);
  }

  /** Writes the bytecode of every function that has run. */
  keep(): void {
    const bytecode = this.#script.createCachedData();
    writeFileSync(this.#bytecodeFile, Buffer.concat([this.#digest(bytecode), bytecode]));
  }

  #bytecode(): Buffer | undefined {
    try {
      const kept = readFileSync(this.#bytecodeFile);
      const bytecode = kept.subarray(DIGEST_BYTES);
      return this.#digest(bytecode).equals(kept.subarray(0, DIGEST_BYTES)) ? bytecode : undefined;
    } catch {
      return undefined;
    }
  }

  /** V8 compares only versions and lengths: it would run what was made of another file of this length. */
  #digest(bytecode: Buffer): Buffer {
    const node = `${process.version} ${process.arch} ${cachedDataVersionTag()}`;
    return createHash("sha256").update(node).update(this.#source).update(bytecode).digest();
  }
}
