import { createHash } from "node:crypto";
import { isRecord } from "../../../policies/graph/value";

/** Arguments of `aws.iam.getPolicyDocument`, from a program or (as a document's own statements) from JSON. */
type Args = Record<string, unknown>;

interface Document {
  Version?: string;
  Id?: string;
  Statement: Statement[];
}

/** Fields in the order in which they are written. */
interface Statement {
  Sid?: string;
  Effect?: string;
  Action?: Texts;
  NotAction?: Texts;
  Resource?: Texts;
  NotResource?: Texts;
  Principal?: Principals;
  NotPrincipal?: Principals;
  Condition?: Record<string, Record<string, Texts>>;
}

type Texts = string | string[];
type Principals = "*" | Record<string, Texts>;

/**
 * What the AWS provider's `aws_iam_policy_document` renders: source documents first, then the arguments' own statements,
 * then the overrides; a later statement replaces an earlier one of the same Sid
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document).
 */
export function renderPolicyDocument(args: Args): Record<string, unknown> {
  const own: Document = {
    Version: text(args.version) ?? "2012-10-17",
    Id: text(args.policyId),
    Statement: records(args.statements).map(statement),
  };
  const sources = strings(args.sourcePolicyDocuments).map(parsed);
  refuseDuplicates(own.Statement, "statements");
  refuseDuplicates(
    sources.flatMap(({ Statement }) => Statement),
    "sourcePolicyDocuments",
  );
  const document = [...sources, own, ...strings(args.overridePolicyDocuments).map(parsed)].reduce(merge, {
    Statement: [],
  });
  const written = {
    Version: document.Version,
    Id: document.Id,
    Statement: document.Statement.length > 0 ? document.Statement : undefined,
  };
  const json = JSON.stringify(written, undefined, 2);
  const id = String(createHash("sha256").update(json).digest().readUInt32BE());
  return { ...args, id, json, minifiedJson: JSON.stringify(written) };
}

function statement(args: Args): Statement {
  return {
    Sid: text(args.sid),
    Effect: text(args.effect) ?? "Allow",
    Action: set(args.actions),
    NotAction: set(args.notActions),
    Resource: variables(set(args.resources)),
    NotResource: variables(set(args.notResources)),
    Principal: principals(args.principals),
    NotPrincipal: principals(args.notPrincipals),
    Condition: conditions(records(args.conditions)),
  };
}

function merge(document: Document, next: Document): Document {
  const statements = [...document.Statement];
  for (const added of next.Statement) {
    const same = added.Sid === undefined ? -1 : statements.findIndex(({ Sid }) => Sid === added.Sid);
    if (same === -1) statements.push(added);
    else statements[same] = added;
  }
  const versions = [document.Version, next.Version].filter((version) => version !== undefined).sort();
  return { Version: versions.at(-1), Id: next.Id ?? document.Id, Statement: statements };
}

function principals(value: unknown): Principals | undefined {
  const list = records(value);
  if (list.length === 0) return undefined;
  // `{"AWS": "*"}` stays as it is: a role's trust policy accepts it and refuses the bare star.
  if (list.length === 1 && list[0].type === "*" && strings(list[0].identifiers).join() === "*") return "*";
  const byType: Record<string, string[]> = {};
  for (const { type, identifiers } of list) {
    const named = variables(set(identifiers)) ?? [];
    (byType[String(type)] ??= []).push(...(typeof named === "string" ? [named] : named));
  }
  return sorted(byType, single);
}

function conditions(list: Args[]): Statement["Condition"] {
  if (list.length === 0) return undefined;
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of list)
    ((byTest[String(test)] ??= {})[String(variable)] ??= []).push(...strings(values).map(withVariables));
  return sorted(byTest, (byVariable) => sorted(byVariable, single));
}

/** A document given as JSON text; its statements are taken over as they are. */
function parsed(json: string): Document {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch (error) {
    throw new Error(`getPolicyDocument: a source or override document is not valid JSON (${(error as Error).message})`);
  }
  const { Version, Id, Statement } = isRecord(document) ? document : {};
  const statements = isRecord(Statement) ? [Statement] : records(Statement);
  return { Version: text(Version), Id: text(Id), Statement: statements.map((own) => ({ ...own, Sid: text(own.Sid) })) };
}

function refuseDuplicates(statements: Statement[], where: string): void {
  const sids = statements.flatMap(({ Sid }) => Sid ?? []);
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (twice !== undefined) throw new Error(`getPolicyDocument: duplicate Sid (${twice}) in ${where}`);
}

/** The provider keeps these lists as sets and writes them in reverse order, a single element without the list. */
function set(value: unknown): Texts | undefined {
  const texts = [...new Set(strings(value))].sort().reverse();
  return texts.length === 0 ? undefined : single(texts);
}

function single(texts: string[]): Texts {
  return texts.length === 1 ? texts[0] : texts;
}

/** `&{aws:username}` is how a policy variable is written where `${…}` would be interpolated. */
function variables<T extends Texts | undefined>(texts: T): T {
  return (Array.isArray(texts) ? texts.map(withVariables) : texts && withVariables(texts)) as T;
}

function withVariables(value: string): string {
  return value.replaceAll("&{", "${");
}

function sorted<T, U>(fields: Record<string, T>, change: (value: T) => U): Record<string, U> {
  const entries = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value)]));
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => entry !== null && entry !== undefined).map(String) : [];
}

function records(value: unknown): Args[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
