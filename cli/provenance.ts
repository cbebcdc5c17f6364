import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Configuration } from "../policies/configuration";
import { settingsOf } from "../policies/evaluate";
import type { Parameters, Policy } from "../policies/policy";
import type { JudgedPolicy } from "../report/report";
import type { Snapshot } from "../sources/snapshot";
import type { Given } from "./options";

/** The time of the run; `SOURCE_DATE_EPOCH` (seconds) fixes it, so that the same input gives the same bytes. */
export function now(): string {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  return (epoch ? new Date(Number(epoch) * 1000) : new Date()).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The command to repeat the run with. Values of --config can be secret. */
export function commandLine(command: string, given: Given): string {
  const words = given.words.map((word) => (/^[\w./:=,@+…-]+$/.test(word) ? word : JSON.stringify(word)));
  return ["trailwatch", command, ...words].join(" ");
}

/** Where the project lies in its repository; source positions in reports for code review are relative to that. */
export function folderInRepository({ origin, path }: Snapshot): string {
  const folder = resolve(origin === "program" ? path : dirname(path));
  for (let root = folder; ; root = dirname(root)) {
    if (existsSync(`${root}${sep}.git`)) return relative(root, folder).split(sep).join("/") || ".";
    if (root === dirname(root)) return ".";
  }
}

/** A policy as the report describes it, with the settings it was judged by and where they come from. */
export function judgedPolicy(policy: Policy, { levels, settings }: Configuration): JudgedPolicy {
  const { id, title, severity, description, remediation, controls, pages = [] } = policy;
  const configured = settings[id] ?? {};
  const parameters = Object.entries((policy.parameters ?? {}) as Parameters).map(([name, parameter]) => ({
    name,
    description: parameter.description,
    value: settingsOf(policy, configured)[name],
    ...(configured[name] === undefined
      ? { from: "default" as const, source: parameter.source }
      : { from: "configuration" as const }),
  }));
  return {
    id,
    title,
    severity,
    description,
    remediation,
    controls,
    pages,
    level: levels[id] ?? "mandatory",
    parameters,
  };
}
