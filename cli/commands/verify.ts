import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { count } from "../../report/text";
import { filesOf, MANIFEST, renderSums, sha256, SUMS } from "../../report/manifest";
import { isFolder } from "../files";
import type { Command } from "../options";
import { Problem } from "../problem";

export const verify: Command = {
  name: "verify",
  usage: "DIR",
  summary:
    "Checks that a folder of reports is as trailwatch wrote it: every file of manifest.json and SHA256SUMS is there, unchanged, and no other.",
  options: {},
  notes: `The digests show that a file was changed, not who wrote it: sign SHA256SUMS (cosign, gpg, an attestation of your CI) for that.

Exit codes: 0 as written · 1 a file was changed, removed or added · 2 no folder of reports`,

  async run({ paths }) {
    const [folder] = paths;
    if (folder === undefined || paths.length > 1) throw new Problem("trailwatch verify: name one folder of reports");
    if (!isFolder(folder)) throw new Problem(`${folder}: no such folder`);
    const names = contentsOf(folder);
    const missing = [MANIFEST, SUMS].filter((name) => !names.includes(name));
    if (missing.length === 2)
      throw new Problem(`${folder}: no reports of trailwatch here; ${MANIFEST} and ${SUMS} are missing`);
    const problems = missing.length > 0 ? missing.map((name) => `${name} is missing`) : differences(folder, names);
    for (const problem of problems) process.stdout.write(`✗ ${problem}\n`);
    if (problems.length > 0) return 1;
    process.stdout.write(`✓ ${count(names.length, "file")} as written\n`);
    return 0;
  },
};

function contentsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

function differences(folder: string, names: readonly string[]): string[] {
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  const manifest = read(MANIFEST).toString("utf8");
  const sums = read(SUMS).toString("utf8");
  const listed = filesOf(manifest);
  if (!listed) return [`${MANIFEST} was changed: it is no manifest of trailwatch`];
  const problems: string[] = [];
  if (!sums.includes(`${sha256(read(MANIFEST))}  ${MANIFEST}\n`))
    problems.push(`${MANIFEST} was changed, or ${SUMS} was: they do not agree`);
  else if (sums !== renderSums(manifest, listed))
    problems.push(`${SUMS} was changed: it does not agree with ${MANIFEST}`);
  for (const { name, sha256: expected } of listed) {
    if (!names.includes(name)) problems.push(`${name} is missing`);
    else if (sha256(read(name)) !== expected) problems.push(`${name} was changed: its digest is another`);
  }
  const known = new Set([...listed.map(({ name }) => name), MANIFEST, SUMS]);
  return [
    ...problems,
    ...names.filter((name) => !known.has(name)).map((name) => `${name} was added: it is not listed`),
  ];
}
