import type { ResourceRecord } from "../policies/graph/resource";
import { isRecord, Unknown, type Values } from "../policies/graph/value";
import { Log } from "./log";
import { defaultRegion, recordOf, type ResourceState } from "./resource-state";
import { SourceError, type Assumption, type Snapshot } from "./snapshot";
import { parseUrn } from "./urn";

/** What `pulumi preview --json` prints in the place of every secret. */
const MASKED = "[secret]";
const NOT_SHOWN = new Unknown("a secret that the preview does not show");

/** Steps after which the resource is no longer there. */
const REMOVALS = new Set([
  "delete",
  "delete-replaced",
  "read-discard",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
]);

/**
 * Reads what `pulumi preview --json` prints: one digest, or one event per line (PULUMI_ENABLE_STREAMING_JSON_PREVIEW).
 * Programs print into the same stream, so other text around the JSON is skipped.
 */
export function readPreview(text: string, path: string): Snapshot {
  const preview = digest(text) ?? events(text);
  if (!preview)
    throw new SourceError(`${path}: no preview found. Expected the output of \`pulumi preview --json --show-sames\`.`);
  const byUrn = new Map<string, ResourceRecord>();
  for (const { op, state } of preview.steps) {
    const record = REMOVALS.has(op) ? undefined : recordOf(state);
    if (record) byUrn.set(record.urn, { ...record, values: unmask(record.values) as Values });
  }
  const resources = [...byUrn.values()];
  const urn = preview.steps.map(({ state }) => state.urn).find((each) => typeof each === "string");
  const named = urn === undefined ? undefined : parseUrn(urn);
  return {
    project: named?.project ?? "",
    stack: named?.stack ?? "",
    origin: "preview",
    path,
    region: defaultRegion(resources),
    resources,
    assumptions: unchanged(preview),
    log: preview.log.entries,
  };
}

function isDigest(document: Record<string, unknown>): boolean {
  return Array.isArray(document.steps) || isRecord(document.changeSummary);
}

interface Preview {
  steps: { op: string; state: ResourceState }[];
  log: Log;
  changes: Record<string, unknown>;
}

function digest(text: string): Preview | undefined {
  for (const document of objects(text)) {
    if (!isDigest(document)) continue;
    const steps = Array.isArray(document.steps) ? document.steps.filter(isRecord) : [];
    return {
      steps: steps.flatMap(({ op, newState }) => (isRecord(newState) ? [{ op: String(op), state: newState }] : [])),
      log: addDiagnostics(new Log(), Array.isArray(document.diagnostics) ? document.diagnostics : []),
      changes: isRecord(document.changeSummary) ? document.changeSummary : {},
    };
  }
  return undefined;
}

/** Events carry no dependencies, so what is unknown in them stays without a source. */
function events(text: string): Preview | undefined {
  const preview: Preview = { steps: [], log: new Log(), changes: {} };
  let found = false;
  for (const event of objects(text)) {
    if (typeof event.sequence !== "number") continue;
    found = true;
    const metadata = isRecord(event.resourcePreEvent) ? event.resourcePreEvent.metadata : undefined;
    if (isRecord(metadata) && isRecord(metadata.new))
      preview.steps.push({ op: String(metadata.op), state: { type: metadata.type, ...metadata.new } });
    if (isRecord(event.diagnosticEvent)) addDiagnostics(preview.log, [event.diagnosticEvent]);
    if (isRecord(event.summaryEvent) && isRecord(event.summaryEvent.resourceChanges))
      preview.changes = event.summaryEvent.resourceChanges;
  }
  return found ? preview : undefined;
}

/** The JSON objects among other text: on one line each, or from a line that is `{` to the next that begins with `}`. */
function* objects(text: string): Generator<Record<string, unknown>> {
  const candidate = /^\{.*\}[ \t\r]*$|^\{[^]*?^\}/gm;
  for (let match = candidate.exec(text); match; match = candidate.exec(text)) {
    try {
      yield JSON.parse(match[0]) as Record<string, unknown>;
    } catch {
      // A line of the program's own that happens to begin with a brace.
      candidate.lastIndex = match.index + 1;
    }
  }
}

function addDiagnostics(log: Log, entries: unknown[]): Log {
  for (const { severity, message, urn } of entries.filter(isRecord)) {
    if (severity !== "warning" && severity !== "error") continue;
    // The engine leaves its names of colours in the text, and says the severity in it once more.
    const text = String(message)
      .replace(/<\{%[^%]*%\}>/g, "")
      .replace(/^(warning|error): /, "");
    log.add(severity, text.trim(), typeof urn === "string" ? urn : undefined);
  }
  return log;
}

/** Without `--show-sames` a preview leaves out every resource that it would not change. */
function unchanged({ steps, changes }: Preview): Assumption[] {
  const left = Number(changes.same ?? 0) - steps.filter(({ op }) => op === "same").length;
  if (!(left > 0)) return [];
  const text = `${left} unchanged ${left === 1 ? "resource is" : "resources are"} not in the preview; add --show-sames to judge all.`;
  return [{ kind: "unchanged", subject: "unchanged resources", text }];
}

function unmask(value: unknown): unknown {
  if (value === MASKED) return NOT_SHOWN;
  if (Array.isArray(value)) return value.map(unmask);
  if (!isRecord(value) || value instanceof Unknown || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unmask(field)]));
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
