import * as fc from "fast-check";
import { Secret, Unknown } from "../../../policies/graph/value";
import { pattern, type Wildcards } from "../../../policies/iam/pattern";
import { ANYTHING, fits, segment, text, textOf, type Text } from "../../../policies/iam/text";
import { Doubt, type Truth } from "../../../policies/iam/truth";

const unknown = new Unknown();

function matches(wanted: string, value: string | Text, wildcards: Wildcards = "text"): boolean | "doubt" {
  return outcome(fits(pattern(wanted, wildcards)!, textOf(value)));
}

function outcome(truth: Truth): boolean | "doubt" {
  return truth instanceof Doubt ? "doubt" : truth;
}

describe("a pattern on a known text", () => {
  it.each([
    ["s3:Put*", "s3:PutObject", true],
    ["s3:Put*", "s3:GetObject", false],
    ["s3:?utObject", "s3:PutObject", true],
    ["s3:PutObject?", "s3:PutObject", false],
    ["*", "", true],
    ["?", "", false],
    ["", "", true],
    ["a*", "a", true],
    ["*a*b*", "xxaxxbxx", true],
    ["*a*b*", "xxbxxaxx", false],
    ["a**b", "ab", true],
    ["ab", "ab ", false],
  ])("%s on %s", (wanted, value, expected) => {
    expect(matches(wanted, value)).toBe(expected);
  });

  it("takes wildcards for themselves where an operator has none", () => {
    expect(matches("a*", "ab", "none")).toBe(false);
    expect(matches("a*", "a*", "none")).toBe(true);
  });

  it("takes a wildcard in the text for itself", () => {
    expect(matches("logs/?", "logs/*")).toBe(true);
    expect(matches("logs/a", "logs/*")).toBe(false);
  });

  it("ends where a backtracking matcher would not", () => {
    expect(matches(`${"a*".repeat(40)}b`, "a".repeat(4000))).toBe(false);
  });

  const small = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 8 });
  const globs = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 8 });

  it("agrees with a regular expression", () => {
    fc.assert(
      fc.property(globs, small, (glob, value) => {
        const expression = new RegExp(`^${glob.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
        expect(matches(glob, value)).toBe(expression.test(value));
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it("says of a partly known text only what holds for every filling", () => {
    const parts = fc.array(fc.tuple(small, fc.constantFrom("segment", "text"), small), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(globs, fc.constantFrom<Wildcards>("text", "arn"), parts, (glob, wildcards, pieces) => {
        const isNarrow = (kind: string, filling: string) => kind === "text" || !filling.includes(":");
        fc.pre(pieces.every(([, kind, filling]) => isNarrow(kind, filling)));
        const known = pieces.map(([literal, , filling]) => literal + filling).join("");
        const partial = pieces
          .map(([literal, kind]) => text`${literal}${kind === "text" ? unknown : segment(unknown)}`)
          .reduce((left, right) => text`${left}${right}`);
        const certain = matches(glob, partial, wildcards);
        if (certain !== "doubt") expect(matches(glob, known, wildcards)).toBe(certain);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});

describe("a pattern on a partly known text", () => {
  const account = segment(unknown);
  it.each<[string, Text, boolean | "doubt"]>([
    ["arn:aws:s3:::logs/AWSLogs/*", text`arn:aws:s3:::logs/AWSLogs/${account}/x`, true],
    ["arn:aws:s3:::logs/AWSLogs/111122223333/*", text`arn:aws:s3:::logs/AWSLogs/${account}/x`, "doubt"],
    ["arn:aws:s3:::logs/audit/AWSLogs/*", text`arn:aws:s3:::logs/AWSLogs/${account}/x`, false],
    ["arn:aws:s3:::other/*", text`arn:aws:s3:::${segment(unknown)}/x`, "doubt"],
    ["arn:aws:logs:*:*:log-group:audit:*", text`arn:aws:logs:eu-west-1:${account}:log-group:audit:x`, true],
    ["arn:aws:logs:*:*:log-group:other:*", text`arn:aws:logs:eu-west-1:${account}:log-group:audit:x`, false],
    ["arn:aws:logs:*:*:log-group:other:*", text`arn:aws:logs:eu-west-1:${unknown}:log-group:audit:x`, "doubt"],
    ["*", text`${unknown}`, true],
    ["a?", text`a${unknown}`, "doubt"],
    ["a", text`a${unknown}`, "doubt"],
    ["logs/*", text`logs/${ANYTHING}`, true],
    ["logs/a*", text`logs/${ANYTHING}`, "doubt"],
  ])("%s on %#", (wanted, value, expected) => {
    expect(matches(wanted, value, "arn")).toBe(expected);
  });

  it("shows secrets and unknown parts as such, and compares what they hold", () => {
    const name = text`arn:aws:s3:::${new Secret("hidden")}/${unknown}`;
    expect(name.shown).toBe("arn:aws:s3:::[secret]/[unknown]");
    expect(matches("arn:aws:s3:::hidden/*", name)).toBe(true);
    expect(matches("arn:aws:s3:::other/*", name)).toBe(false);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
describe("a wildcard in the ARN of a resource", () => {
  it.each<[string, string, boolean | "doubt"]>([
    ["arn:aws:logs:*:log-group:x", "arn:aws:logs:eu-west-1:111122223333:log-group:x", true],
    ["arn:aws:s3:::a*b", "arn:aws:s3:::a/c/b", true],
    ["arn:aws:s3:::a*b", "arn:aws:s3:::a:c:b", "doubt"],
    ["arn:aws:l*s:eu-west-1:1:x", "arn:aws:logs:eu-west-1:1:x", true],
    ["arn:aws:logs:eu*1:1:x", "arn:aws:logs:eu-west-1:1:x", true],
  ])("%s on %s", (wanted, value, expected) => {
    expect(matches(wanted, value, "arn")).toBe(expected);
  });
});
