import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { ResourceRecord } from "../../policies/graph/resource";
import type { Snapshot } from "../../sources/snapshot";

const repository = resolve(__dirname, "../..");
const folders: string[] = [];

/** A fixture program of the repository. */
export function fixture(name: string): string {
  return join(repository, "test/fixtures/programs", name);
}

/** Writes a program into a folder of its own, with this repository's packages installed; returns the folder. */
export function program(files: Record<string, string>, installed = true): string {
  const folder = mkdtempSync(join(tmpdir(), "trailwatch-test-"));
  folders.push(folder);
  const complete = { "Pulumi.yaml": "name: test\nruntime: nodejs\n", "package.json": "{}", ...files };
  for (const [name, text] of Object.entries(complete)) {
    if (text === "") continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  if (installed) symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  return folder;
}

export function removePrograms(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The resource with this name; of several, the one whose type ends so. */
export function resource({ resources }: Snapshot, name: string, type = ""): ResourceRecord {
  const found = resources.filter((record) => record.name === name && record.type.endsWith(type));
  if (found.length !== 1) throw new Error(`${found.length} resources are called ${name}`);
  return found[0];
}

/** What a snapshot assumes, each as `kind subject`. */
export function assumed({ assumptions }: Snapshot): string[] {
  return assumptions.map(({ kind, subject }) => `${kind} ${subject}`).sort();
}
