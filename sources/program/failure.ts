import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { LogEntry } from "../snapshot";
import type { Ending } from "./child";
import type { Language } from "./language";
import type { Project } from "./project";

/** How many lines of a program's own output are shown when it fails without a word to the engine. */
const LINES = 20;

/** Whether a program called `process.exit(0)` itself; Node's SDK makes code 1 of that when promises are left behind. */
export function exitedEarly({ code, stderr }: Ending): boolean {
  return code === 0 || /^The Pulumi runtime detected that \d+ promises were still active/m.test(stderr);
}

/** Why a program failed, in the words that it left behind: message and place, without the stack trace. */
export function reasonOf(language: Language, project: Project, log: LogEntry[], ending: Ending): string {
  const errors = log
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => clean(message, project.folder));
  if ([...errors, ending.stderr, ending.stdout].some((text) => text.includes("spawn pulumi ENOENT")))
    return "It drives Pulumi itself (Automation API), which needs the pulumi command. Give its state or its preview instead.";
  // The root stack was told to the mocks, what follows comes here.
  if (errors.some((text) => /unknown resource urn:pulumi:\S+::pulumi:pulumi:Stack::/.test(text)))
    return "It puts mocks in place of Pulumi's engine (pulumi.runtime.setMocks). They are for tests; call it there only.";
  if (errors.length > 0) return [...new Set(errors)].join("\n");
  const told = language.explain?.(ending, project);
  if (told !== undefined) return told;
  const output = [ending.stderr, ending.stdout]
    .map((text) => stripVTControlCharacters(text).trim())
    .find((text) => text);
  const how = ending.signal ? `was ended by ${ending.signal}` : `exited with code ${ending.code}`;
  if (!output) return `It ${how} without a message.`;
  const lines = output.split("\n").filter((line) => !isFrame(line));
  return `It ${how}. Its last output:\n${lines
    .slice(-LINES)
    .map((line) => `  ${line}`)
    .join("\n")}`;
}

/** What the SDKs of Node and Go put above an error. */
const HEADINGS =
  /^(Running program '.*' failed with an unhandled exception:|an unhandled error occurred: program failed: ?|\d+ errors? occurred:)$/;

/** One error as the SDK reports it: a heading, the error's text, a stack trace, the error's own fields. */
function clean(message: string, projectFolder: string): string {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => !HEADINGS.test(line))
    .map((line) => line.replace(/^\t\* /, ""));
  const firstFrame = lines.findIndex(isFrame);
  const text = (firstFrame === -1 ? lines : lines.slice(0, firstFrame))
    .join("\n")
    .replace(/\nRequire stack:[^]*/, "")
    .trim();
  // `fetch` says no more than that it failed, and why in the cause.
  const cause = /^\s*\[cause\]: (?:\w*Error: )?(.*)$/m.exec(lines.join("\n"))?.[1];
  const told = cause && !text.includes(cause) ? `${text} (${cause})` : text;
  const place = lines.filter(isFrame).flatMap((frame) => placeIn(frame, projectFolder))[0];
  return place && !text.includes(place) ? `${told}\n  at ${place}` : told;
}

function isFrame(line: string): boolean {
  return /^\s+at /.test(line);
}

/** `file:line` of a stack frame in the project's own code. */
function placeIn(frame: string, projectFolder: string): string[] {
  const [, file, line] = /^\s+at (?:.*? \(|async )?(?:file:\/\/)?(.*?):(\d+):\d+\)?$/.exec(frame) ?? [];
  if (!file || file.startsWith("node:")) return [];
  const path = relative(projectFolder, file);
  return path.startsWith("..") || path.includes("node_modules") ? [] : [`${path}:${line}`];
}
