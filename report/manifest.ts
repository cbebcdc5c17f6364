import { hash } from "node:crypto";
import { isRecord } from "../policies/graph/value";
import { runId } from "./identity";
import type { Report } from "./report";
import { summarize } from "./summary";

export interface ListedFile {
  name: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

export const MANIFEST = "manifest.json";
export const SUMS = "SHA256SUMS";

export const sha256 = (content: string | Uint8Array): string => hash("sha256", content);

/** What a run wrote, each file with its digest, and what it was made from. */
export function renderManifest(report: Report, files: readonly ListedFile[]): string {
  const { tool, judgedAt, command, waivers } = report;
  const manifest = {
    ...{ schema: "urn:trailwatch:manifest", version: 1, run: runId(report), tool, judgedAt, command: command.line },
    outcome: summarize(report).outcome,
    inputs: (waivers ?? []).map(({ path, digest, commit }) => ({ path, sha256: digest, commit })),
    files,
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The files of a manifest; `undefined` where the text is none. */
export function filesOf(manifest: string): ListedFile[] | undefined {
  try {
    const document: unknown = JSON.parse(manifest);
    if (!isRecord(document) || document.schema !== "urn:trailwatch:manifest") return undefined;
    return Array.isArray(document.files) ? (document.files as ListedFile[]) : undefined;
  } catch {
    return undefined;
  }
}

/** What `sha256sum --check` reads: every file of the manifest, and the manifest itself. */
export const renderSums = (manifest: string, files: readonly Pick<ListedFile, "name" | "sha256">[]): string =>
  [...files, { name: MANIFEST, sha256: sha256(manifest) }].map(({ name, sha256 }) => `${sha256}  ${name}\n`).join("");
