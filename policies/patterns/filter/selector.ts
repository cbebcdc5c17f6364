import type { Selector, Step } from "./ast";
import type { Reader } from "./reader";

const NAME = /[A-Za-z0-9_-]+/y;
const EXPECTED_NAME = "a name of letters, digits, - and _ (any other name: $.['name'])";

/**
 * Reads `$.name.name[0].['na.me'][*].*`.
 *
 * AWS documents `$.['na.me']` with single quotes. Without the dot, and with double quotes, it is read as LocalStack reads
 * it, with a warning; `$."name"` was refused by the service ("Invalid character(s) in term '$.\"'").
 */
export function readSelector(reader: Reader): Selector {
  const start = reader.at;
  reader.expect("$", 'a selector such as $.eventName or "("');
  const steps: Step[] = [readFirst(reader)];
  for (let step = readNext(reader); step; step = readNext(reader)) steps.push(step);
  if (steps.filter((step) => "each" in step).length > 1) reader.fail("one wildcard in a selector", start);
  return steps;
}

function readFirst(reader: Reader): Step {
  if (reader.next === "." || /^\[["']/.test(reader.text.slice(reader.at, reader.at + 2)))
    return readNext(reader) as Step;
  return reader.fail('"." and a name after "$"');
}

function readNext(reader: Reader): Step | undefined {
  const undocumented = reader.next === "[" && /["']/.test(reader.text.charAt(reader.at + 1));
  if (undocumented) reader.warn("AWS documents $.['name'], with the dot, and no other way to quote a name");
  if (reader.accept(".")) {
    if (reader.accept("*")) return { each: "property" };
    if (!reader.accept("[")) return { name: reader.match(NAME) ?? reader.fail(EXPECTED_NAME) };
    if (!/["']/.test(reader.next)) reader.fail("a name in single quotes");
    return readQuoted(reader);
  }
  if (!reader.accept("[")) return undefined;
  if (undocumented) return readQuoted(reader);
  const step = reader.accept("*")
    ? { each: "element" as const }
    : { index: Number(reader.match(/\d{1,9}(?!\d)/y) ?? reader.fail("the position of an element or *")) };
  reader.expect("]", 'a closing "]"');
  return step;
}

/** Reads `'name']`. */
function readQuoted(reader: Reader): Step {
  const quote = reader.next;
  if (quote === '"') reader.warn("AWS documents names in single quotes only");
  reader.at++;
  let name = "";
  while (!reader.accept(quote)) {
    if (reader.done) reader.fail(`a closing ${quote}`);
    if (reader.next === "\\" && /["'\\]/.test(reader.text.charAt(reader.at + 1))) reader.at++;
    name += reader.text.charAt(reader.at++);
  }
  reader.expect("]", 'a closing "]"');
  return { name };
}

export function printSelector(selector: Selector): string {
  return `$${selector.map(printStep).join("")}`;
}

function printStep(step: Step): string {
  if ("index" in step) return `[${step.index}]`;
  if ("each" in step) return step.each === "element" ? "[*]" : ".*";
  return /^[A-Za-z0-9_-]+$/.test(step.name) ? `.${step.name}` : `.['${step.name.replace(/['\\]/g, "\\$&")}']`;
}

/** The selector as a path of names, `userIdentity.type`; `undefined` where it has other steps or a name with a dot. */
export function namePath(selector: Selector): string | undefined {
  const names = selector.flatMap((step) => ("name" in step && !step.name.includes(".") ? [step.name] : []));
  return names.length === selector.length ? names.join(".") : undefined;
}
