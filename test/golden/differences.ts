import { isRecord } from "../../policies/graph/value";
import { identifying } from "../../sources/program/identity";
import { kindOf } from "../engine/provider/kinds";
import type { Difference } from "./compare";

/** Why the offline preview and the engine may say different things; a row of the table in `docs/engine.md`. */
export interface Reason {
  what: string;
  engine: string;
  offline: string;
  why: string;
  explains(difference: Difference): boolean;
}

/** What the provider adds to a name: a dash and seven digits. */
const MADE_UP = /-[0-9a-f]{7}$/;
/** What the stand-in finds in the account. */
const FOUND = /^found-by-/;

const property = ({ what }: Difference): string => (what.startsWith("inputs.") ? what.slice("inputs.".length) : "");
const isOnlyInEngine = ({ offline }: Difference): boolean => offline === undefined;

/** Whether the engine's value is ours with such a text in each place where ours is unknown. */
const fills = (engine: unknown, offline: unknown, text: RegExp): boolean => {
  if (offline === "<unknown>") return text.test(String(engine));
  if (Array.isArray(offline))
    return Array.isArray(engine) && offline.every((field, i) => fills(engine[i], field, text));
  if (!isRecord(offline) || !isRecord(engine)) return engine === offline;
  return Object.keys({ ...engine, ...offline }).every((key) => fills(engine[key], offline[key], text));
};

export const reasons: Reason[] = [
  {
    what: "names and ARNs of what is to be made, and documents made of them",
    engine: "unknown (names known)",
    offline: "made up",
    why: "they are made of the name, region and account",
    explains: ({ what, engine, offline, type = "" }) =>
      engine === undefined
        ? identifying(type).includes(what.replace("inputs.", "")) || MADE_UP.test(String(offline))
        : what.startsWith("inputs.") && fills(offline, engine, /./),
  },
  {
    what: "what a function's answer depends on, where it is asked about them",
    engine: "absent: it is not asked",
    offline: "present",
    why: "the same",
    explains: ({ what, engine }) => ["dependencies", "propertyDependencies"].includes(what) && engine === undefined,
  },
  {
    what: "names that the program leaves out",
    engine: "`audit-1a2b3c4`",
    offline: "absent",
    why: "the provider makes them up",
    explains: (difference) =>
      isOnlyInEngine(difference) &&
      [kindOf(difference.type ?? "").named].includes(property(difference)) &&
      MADE_UP.test(String(difference.engine)),
  },
  {
    what: "defaults of the provider",
    engine: "present",
    offline: "absent; policies know what absent means",
    why: "there is no provider",
    explains: (difference) =>
      isOnlyInEngine(difference) &&
      kindOf(difference.type ?? "").defaults?.[property(difference)] === difference.engine,
  },
  {
    what: "`region` of a resource that names none",
    engine: "the provider's",
    offline: "absent; policies ask the provider",
    why: "version 7 of the provider fills it in",
    explains: (difference) => isOnlyInEngine(difference) && property(difference) === "region",
  },
  {
    what: "`tagsAll` of a type that has no tags, beside default tags",
    engine: "absent",
    offline: "the default tags",
    why: "only the provider's schema knows which types have tags; no policy reads tags of the others",
    explains: (difference) => difference.engine === undefined && property(difference) === "tagsAll",
  },
  {
    what: "policy documents written as objects",
    engine: "JSON text",
    offline: "the object; policies read both",
    why: "the provider writes the text",
    explains: ({ engine, offline }) =>
      isRecord(offline) &&
      typeof engine === "string" &&
      JSON.stringify(sorted(JSON.parse(engine))) === JSON.stringify(sorted(offline)),
  },
  {
    what: "properties of a resource that is read (`.get`)",
    engine: "what AWS answers",
    offline: "unknown, except the id",
    why: "nobody asks AWS",
    explains: ({ what, offline, wasRead }) =>
      wasRead === true && what.startsWith("inputs.") && (offline === "<unknown>" || offline === undefined),
  },
  {
    what: "what a program looks up in its account",
    engine: "what AWS answers",
    offline: "unknown",
    why: "nobody asks AWS",
    explains: ({ what, engine, offline }) => what.startsWith("inputs.") && fills(engine, offline, FOUND),
  },
  {
    what: "the default provider of a resource that is read",
    engine: "in no message",
    offline: "present",
    why: "the engine keeps it for itself",
    explains: ({ what, engine, wasRead }) => wasRead === true && what === "provider" && engine === undefined,
  },
];

/** What no reason explains. @param seen hears of each reason that explains something */
export const unexplained = (
  differences: Difference[],
  seen: (reason: Reason) => void = () => undefined,
): Difference[] =>
  differences.filter((difference) => {
    const reason = reasons.find(({ explains }) => explains(difference));
    if (reason) seen(reason);
    return !reason;
  });

const sorted = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, field]) => [key, sorted(field)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value;
