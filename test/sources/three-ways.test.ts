import type { ResourceRecord } from "../../policies/graph/resource";
import { isRecord, Secret, Unknown, UNKNOWN } from "../../policies/graph/value";
import { readPreview } from "../../sources/preview";
import { previewProgram } from "../../sources/program";
import { readState } from "../../sources/state";
import { NOT_DECRYPTED, SECRET, SIGNATURE, UNKNOWN_TEXT } from "../../sources/wire";
import { fixture } from "./programs";

const NOT_SHOWN = new Unknown("a secret that the preview does not show");

/** `value` with unknown and secret values replaced. */
function replace(value: unknown, by: { unknown: unknown; secret: unknown }): unknown {
  if (value instanceof Unknown) return by.unknown;
  if (value instanceof Secret) return by.secret;
  if (Array.isArray(value)) return value.map((element) => replace(element, by));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, replace(field, by)]));
}

/** The engine's JSON for a record, with unknown and secret values as `form` writes them. */
function written(record: ResourceRecord, root: string, form: { unknown: unknown; secret: unknown }): object {
  const { id, ...inputs } = replace(record.values, form) as Record<string, unknown>;
  const { position, parent = root, custom = true } = record;
  const sourcePosition = position && `project:///${position.file}#${position.line},${position.column}`;
  return { ...record, id, inputs, outputs: inputs, parent, custom, sourcePosition, values: undefined };
}

test.each(["tree", "values"])("the program %s, as program, state and preview, gives the same records", async (name) => {
  const program = await previewProgram({ path: fixture(name) });
  const root = `urn:pulumi:dev::${name}::pulumi:pulumi:Stack::${name}-dev`;
  // The engine asks AWS for what a program reads; only the offline preview does not.
  const records = (unknown: unknown, secret: unknown): unknown =>
    program.resources.map((record) => replace({ ...record, unread: undefined }, { unknown, secret }));

  const encrypted = { unknown: "created", secret: { [SIGNATURE]: SECRET, ciphertext: "v1:" } };
  const resources = program.resources.map((record) => written(record, root, encrypted));
  const state = readState(JSON.stringify({ version: 3, deployment: { resources } }), "state.json");
  expect(state.resources).toEqual(records("created", NOT_DECRYPTED));

  const masked = { unknown: UNKNOWN_TEXT, secret: "[secret]" };
  const steps = program.resources.map((record) => ({ op: "create", newState: written(record, root, masked) }));
  const preview = readPreview(JSON.stringify({ steps }), "preview.json");
  expect(preview.resources).toEqual(records(UNKNOWN, NOT_SHOWN));

  for (const { project, stack, region } of [state, preview])
    expect([project, stack, region]).toEqual([program.project, program.stack, program.region]);
});
