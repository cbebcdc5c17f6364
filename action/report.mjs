import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

const severities = ["critical", "high", "medium", "low"];

/** Every failure of a report, with its policy and its file as seen from the repository's root; the worst first. */
export function failuresOf(report) {
  const { failOn, onlyNew } = report.command;
  const policies = new Map(report.policies.map((policy) => [policy.id, policy]));
  const decides = ({ severity, level }, { change }) =>
    failOn !== "none" &&
    level !== "advisory" &&
    severities.indexOf(severity) <= severities.indexOf(failOn) &&
    !(onlyNew && change === "still-there");
  return report.stacks
    .flatMap((stack) =>
      stack.verdicts
        .filter(({ status }) => status === "fail")
        .map((verdict) => {
          const policy = policies.get(verdict.policy);
          return { stack, verdict, policy, decides: decides(policy, verdict), file: fileOf(stack, verdict.position) };
        }),
    )
    .sort(
      (a, b) =>
        Number(b.decides) - Number(a.decides) ||
        severities.indexOf(a.policy.severity) - severities.indexOf(b.policy.severity),
    );
}

/** What lies outside of the repository has no place in a pull request. */
function fileOf({ folder = "." }, position) {
  if (!position || posix.isAbsolute(position.file)) return undefined;
  const file = posix.normalize(posix.join(folder, position.file));
  return file.startsWith("..") ? undefined : file;
}

export function readReport(folder) {
  const path = join(folder, "report.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** The outputs of the action, by the exit code of the command and what it wrote. */
export function outputsOf(code, folder) {
  const result = code === 0 ? "pass" : code === 1 ? "fail" : "error";
  const report = readReport(folder);
  if (!report) return { result, "exit-code": code };
  const failures = failuresOf(report);
  const { verdicts } = report.summary;
  const file = (name) => (existsSync(join(folder, name)) ? join(folder, name) : "");
  const manifest = file("manifest.json");
  return {
    ...{ result, "exit-code": code },
    failed: failures.filter((failure) => failure.decides).length,
    advisory: failures.filter((failure) => !failure.decides).length,
    waived: verdicts.waived,
    "expired-waivers": failures.filter(({ verdict }) => verdict.waiver).length,
    unknown: verdicts.unknown + verdicts.error,
    passed: verdicts.pass,
    "report-dir": folder,
    html: file("report.html"),
    sarif: file("report.sarif"),
    "run-id": manifest ? JSON.parse(readFileSync(manifest, "utf8")).run : "",
    digest: createHash("sha256")
      .update(readFileSync(join(folder, "report.json")))
      .digest("hex"),
  };
}
