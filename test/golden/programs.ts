import { join } from "node:path";

/** A program that was recorded in the engine, for the stack `dev`: `test/engine/record.ts` makes all recordings anew. */
export interface Recorded {
  name: string;
  folder: string;
  recording: string;
}

const ROOT = join(__dirname, "../..");
const recorded = (name: string, folder: string): Recorded => ({
  name,
  folder: join(ROOT, folder),
  recording: join(ROOT, "test/golden", `${name}.json`),
});

export const programs: Recorded[] = [
  recorded("account", "."),
  recorded("tree", "test/fixtures/programs/tree"),
  recorded("values", "test/golden/values"),
];
