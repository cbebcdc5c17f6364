import { statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { SourceError } from "../snapshot";
import type { Project } from "./project";

/** Where a program begins: the folder that it runs in, and what to run there (`.` for the folder itself). */
export interface Entry {
  folder: string;
  entry: string;
}

/** `main` may be a file or a folder; what a folder begins with is the language's business. */
export function entryPoint(project: Project): Entry {
  if (project.main === undefined) return { folder: project.folder, entry: "." };
  const path = resolve(project.folder, project.main);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats)
    throw new SourceError(
      `${project.file}: \`main\` names ${project.main}, which does not exist; a program that is compiled has to be built first.`,
    );
  return stats.isDirectory() ? { folder: path, entry: "." } : { folder: dirname(path), entry: basename(path) };
}
