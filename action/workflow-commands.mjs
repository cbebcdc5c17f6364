import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/**
 * What a step says to the runner. Names of resources come from the judged program, so nothing reaches the runner unescaped.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */

const escapes = { "%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C" };

const message = (text) => String(text).replace(/[%\r\n]/g, (character) => escapes[character]);
const property = (text) => String(text).replace(/[%\r\n:,]/g, (character) => escapes[character]);

/** `::error file=a.ts,line=3::text` */
export function command(name, properties, text) {
  const words = Object.entries(properties).filter(([, value]) => value !== undefined && value !== "");
  const list = words.map(([key, value]) => `${key}=${property(value)}`).join(",");
  return `::${name}${list ? ` ${list}` : ""}::${message(text)}\n`;
}

/** Text of a tool, which may look like a command, between two that switch commands off and on. */
export function verbatim(text, token = randomUUID()) {
  return `::stop-commands::${token}\n${text}${text === "" || text.endsWith("\n") ? "" : "\n"}::${token}::\n`;
}

/** Writes outputs of the step; a value cannot end itself, because nobody can guess the delimiter. */
export function setOutputs(file, outputs) {
  for (const [name, value] of Object.entries(outputs)) {
    const delimiter = `end-${randomUUID()}`;
    appendFileSync(file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
  }
}

const MOST_BYTES = 1024 * 1024;

/** As many whole lines of a summary as the runner takes: over 1 MiB it drops all of them. */
export function fittingSummary(text, most = MOST_BYTES) {
  if (Buffer.byteLength(text) <= most) return text;
  const left = "\n_The summary ends here; the artifact has the whole report._\n";
  const kept = [];
  let bytes = Buffer.byteLength(left);
  for (const line of text.split("\n")) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > most) break;
    kept.push(line);
  }
  return `${kept.join("\n")}${left}`;
}
