import { existsSync, readdirSync } from "node:fs";
import { relative, resolve } from "node:path";
import { SourceError } from "../snapshot";
import { entryPoint } from "./entry";
import type { Language } from "./language";

/**
 * Runs a Go program as `go run` does; its SDK reads everything from the environment
 * (https://github.com/pulumi/pulumi/blob/master/sdk/go/pulumi/run.go, getEnvInfo).
 *
 * Nothing can be put in front of a compiled program, so two things are less than in Node: a missing setting ends it and it
 * is run again with a placeholder, and a function without an answer gives its plain form (`ec2.LookupAmi`) empty fields.
 */
export const go: Language = {
  runtime: "go",
  exit: "os.Exit",
  unanswered: "A call in Go's plain form sees empty fields instead.",
  launch({ project, stack, organization, configuration, address, scratch }) {
    const { folder } = entryPoint(project);
    const { binary } = project.runtimeOptions;
    const built = typeof binary === "string" ? resolve(project.folder, binary) : undefined;
    if (built !== undefined && !existsSync(built))
      throw new SourceError(
        `${project.file}: \`binary\` names ${String(binary)}, which does not exist. Build it first.`,
      );
    if (built === undefined && !readdirSync(folder).some((file) => file.endsWith(".go")))
      throw new SourceError(`${relative(process.cwd(), folder) || "."}: a Go program needs .go files, found none.`);
    return {
      command: built ?? "go",
      args: built === undefined ? ["run", "."] : [],
      folder,
      env: {
        PULUMI_PROJECT: project.name,
        PULUMI_STACK: stack,
        PULUMI_ORGANIZATION: organization,
        PULUMI_ROOT_DIRECTORY: project.folder,
        PULUMI_CONFIG: JSON.stringify(configuration.values),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(configuration.secretKeys),
        PULUMI_DRY_RUN: "true",
        PULUMI_PARALLEL: "16",
        PULUMI_MONITOR: address,
        PULUMI_ENGINE: address,
        // A check downloads nothing; the address of a proxy may hold a password besides.
        GOPROXY: "off",
        // What an ended compiler leaves behind goes with the folder.
        GOTMPDIR: scratch,
      },
    };
  },
  explain({ stderr }, { folder }) {
    const text = stderr.replaceAll("\r", "");
    const [, panic] = /^panic: ([^]*?)(?:\n\ngoroutine |$)/m.exec(text) ?? [];
    if (panic !== undefined) {
      const place = [...text.matchAll(/^\t(.+\.go):(\d+)/gm)]
        .map(([, file, line]) => `${relative(folder, file)}:${line}`)
        .find((at) => !at.startsWith("..") && !at.startsWith("vendor/"));
      return `panic: ${panic.trim()}${place ? `\n  at ${place}` : ""}`;
    }
    const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^exit status \d+$/.test(line));
    if (/module lookup disabled by GOPROXY=off|missing go\.sum entry|no required module provides package/.test(text))
      return [
        "Modules of the program are missing on this machine. Run `go mod download` (or `go mod tidy`) there.",
        ...lines,
      ].join("\n  ");
    if (/^# /m.test(text) || /^\S+\.go:\d+:\d+: /m.test(text))
      return [
        "It does not compile.",
        ...lines.filter((line) => !line.startsWith("# ")).map((line) => line.replace(/^\.\//, "")),
      ].join("\n  ");
    return undefined;
  },
};
