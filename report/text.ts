import type { Verdict } from "../policies/evaluate";
import { sorted } from "./layout";

/**
 * Control characters steer a terminal, format characters reorder a line or hide in it, lone surrogates break an encoding.
 * Names come from the judged program, so none of them is let through as it is.
 */
const steering = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Nearly every name; asked first because the classes above are slow to look up. */
const ordinary = /^[\x20-\x7e]*$/;

/**
 * What a pipeline reads as a command wherever it is printed: Azure's `##vso[…]` and `##[…]`, GitHub's `::error::` where a line
 * begins, or may after it was wrapped. https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
const command = /#(?=#(?:vso)?\[)|(?<=^|\s):(?=:[a-z])/gi;

const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const writtenOut = (character: string): string => named[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** `text` with every character that cannot be seen, or begins a command, written out, as `\n` or `\u{202e}`. */
export function visible(text: string): string {
  const seen = ordinary.test(text) ? text : text.replace(steering, writtenOut);
  return seen.includes("##") || seen.includes("::") ? seen.replace(command, writtenOut) : seen;
}

/** An observed value in one line: text as it is, everything else as JSON, cut after `most` characters. */
export function shownValue(value: unknown, most = 400): string {
  const text = visible(typeof value === "string" ? value : (JSON.stringify(sorted(value)) ?? String(value)));
  return text.length <= most ? text : `${text.slice(0, most)}… (${count(text.length, "character")})`;
}

const thousands = /\B(?=(\d{3})+$)/g;

/** `1 finding`, `2,000 findings`, `3 policies`. */
export const count = (
  n: number,
  noun: string,
  plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`,
): string => `${number(n)} ${n === 1 ? noun : plural}`;

export const number = (n: number): string => String(n).replace(thousands, ",");

/** `aws:cloudtrail/trail:Trail` as programs write it: `aws.cloudtrail.Trail`. */
export function typeName(token: string): string {
  let name = typeNames.get(token);
  if (name === undefined) typeNames.set(token, (name = programName(token)));
  return name;
}

/** Thousands of resources are of a handful of types. */
const typeNames = new Map<string, string>();

function programName(token: string): string {
  const [provider, module, name] = token.split(":");
  return [provider, module?.split("/")[0], name].filter((part) => part && part !== "index").join(".");
}

/** What was seen, in one line: `retentionInDays = 30, app-alarm metricName = Root`. */
export const observedText = ({ evidence, subject }: Verdict, most?: number): string =>
  evidence
    .map(
      ({ resource, stack, property, value }) =>
        `${resource === subject ? "" : `${visible(resource)} `}${visible(property)} = ${shownValue(value, most)}${stack ? ` (stack ${visible(stack)})` : ""}`,
    )
    .join(", ");

/** At most `most` characters. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;
