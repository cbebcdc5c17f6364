import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { join } from "node:path";
import { debuglog } from "node:util";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

const DIGEST_BYTES = 32;
const debug = debuglog("trailwatch");

/** What `trailwatch.cjs` holds: one function, which runs the command line. */
type Program = (require: NodeJS.Require, folder: string, importModule: (specifier: string) => Promise<object>) => void;

/**
 * The command line in one file, and beside it the bytecode that V8 made of it in a run of the build, so that what every run needs
 * is not compiled again. Where it is missing, or is not of this file and this Node, V8 compiles the file as it always does. A Node
 * that keeps bytecode by itself is left to do so.
 */
export class Bundle {
  readonly #file: string;
  readonly #bytecodeFile: string;
  #script: Script | undefined;

  constructor(private readonly folder: string) {
    this.#file = join(folder, "trailwatch.cjs");
    this.#bytecodeFile = join(folder, "trailwatch.bytecode");
  }

  run(): void {
    const require = nodeModule.createRequire(this.#file);
    const program = keepsBytecode(nodeModule) ? cachedByNode(nodeModule, require, this.#file) : this.#fromBytecode();
    program(require, this.folder, (specifier) => import(specifier));
  }

  /** Writes the bytecode of every function that has run. */
  keep(): void {
    if (!this.#script) return;
    const bytecode = this.#script.createCachedData();
    writeFileSync(this.#bytecodeFile, Buffer.concat([digest(readFileSync(this.#file), bytecode), bytecode]));
  }

  #fromBytecode(): Program {
    const source = readFileSync(this.#file);
    // Most runs are over before optimised code would pay for itself, and compiling it takes half of their time. What runs long
    // enough is optimised all the same, a few milliseconds later. Bytecode is kept for these flags and no others.
    setFlagsFromString("--interrupt-budget=1000000");
    // ASCII, which takes one byte a character this way.
    this.#script = new Script(source.toString("latin1"), {
      filename: this.#file,
      cachedData: this.#bytecode(source),
    });
    debug(this.#script.cachedDataRejected === false ? "starts from bytecode" : "starts from source");
    return this.#script.runInThisContext() as Program;
  }

  #bytecode(source: Buffer): Buffer | undefined {
    try {
      const kept = readFileSync(this.#bytecodeFile);
      const bytecode = kept.subarray(DIGEST_BYTES);
      return digest(source, bytecode).equals(kept.subarray(0, DIGEST_BYTES)) ? bytecode : undefined;
    } catch {
      return undefined;
    }
  }
}

/** V8 compares only versions and lengths: it would run what was made of another file of this length. */
function digest(source: Buffer, bytecode: Buffer): Buffer {
  const node = `${process.version} ${process.arch} ${cachedDataVersionTag()}`;
  return createHash("sha256").update(node).update(source).update(bytecode).digest();
}

/** Since Node 22.1: https://nodejs.org/api/module.html#module-compile-cache */
interface KeepsBytecode {
  enableCompileCache(): { directory?: string };
}

const keepsBytecode = (node: object): node is KeepsBytecode => "enableCompileCache" in node;

function cachedByNode(node: KeepsBytecode, require: NodeJS.Require, file: string): Program {
  const { directory } = node.enableCompileCache();
  debug(`starts from ${directory ? "Node's cache" : "source"}`);
  return require(file) as Program;
}
