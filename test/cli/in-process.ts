import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../cli/run";

// The bundler writes the version into the command line.
Object.assign(globalThis, { TRAILWATCH_VERSION: "0.0.0" });

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a command line from its sources, inside of the test. */
export async function runHere(argv: string[], today = "2026-12-01"): Promise<Ran> {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    jest.spyOn(process[stream], "write").mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    }),
  );
  const before = process.env.SOURCE_DATE_EPOCH;
  process.env.SOURCE_DATE_EPOCH = String(Date.parse(today) / 1000);
  try {
    return { status: await run(argv), ...said };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
    if (before === undefined) delete process.env.SOURCE_DATE_EPOCH;
    else process.env.SOURCE_DATE_EPOCH = before;
  }
}

/** A folder of its own, with a function that writes a file into it and returns the path. */
export function scratch(): { folder: string; file: (name: string, text: string) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "trailwatch-scratch-"));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  return { folder, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
