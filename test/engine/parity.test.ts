import type { PulumiFn } from "@pulumi/pulumi/automation";
import { readState } from "../../sources/state";
import { Engine, PULUMI } from "./engine";
import { InlineStack } from "./inline-stack";
import { BUNDLED } from "./packs";
import { compare, judged } from "./parity";
import { broken, chain } from "./programs";

/** What the engine with the pack says of a stack, beside what `evaluate` says of the state that the stack then has. */

(PULUMI ? describe : describe.skip)("the same verdicts as the engine", () => {
  let engine: Engine;
  let compared = 0;
  let differed = 0;
  beforeAll(async () => {
    engine = await Engine.start();
  });
  afterAll(() => {
    engine?.stop();
    process.stdout.write(`verdicts compared with the engine: ${compared}, differed: ${differed}\n`);
  });

  const pack = { pack: BUNDLED, configuration: { all: "advisory" } };
  const programs: [string, PulumiFn, string[]][] = [
    ["empty", async () => {}, []],
    // Documents with the ARN of a resource in them, which nobody knows in a preview.
    [
      "chain",
      chain,
      [
        "archive-accepts-trail",
        "archive-no-confused-deputy",
        "archive-not-erased-from-outside",
        "archive-not-read-from-outside",
        "archive-not-written-from-outside",
        "archive-tls-only",
        "bucket-not-administered-from-outside",
        "identity-cloudtrail-rights",
        "topic-explicit-actions",
        "topic-lets-cloudwatch-publish",
        "topic-no-confused-deputy",
        "topic-not-public",
        "topic-own-account",
        "topic-tls-only",
        "trail-one-organization",
        "trail-records-organization",
        "trail-role-delivers",
      ],
    ],
    ["broken", broken, []],
  ];
  test.each(programs)(
    "%s: deployed, and in the first preview where it can be known",
    async (name, program, undecided) => {
      const stack = await InlineStack.create(engine, name);
      const preview = await stack.preview(program, pack);
      const update = await stack.up(program, pack);
      expect([preview.errors, update.errors]).toEqual([[], []]);

      const verdicts = judged(readState(await stack.export(), name));
      const deployed = compare(verdicts, update, "advisory");
      compared += deployed.compared;
      differed += deployed.onlyEngine.length + deployed.onlyHere.length;
      expect(deployed).toMatchObject({ onlyEngine: [], onlyHere: [] });

      const before = compare(verdicts, preview, "advisory");
      expect(before.onlyEngine.filter((line) => !line.includes(": could not be judged: "))).toEqual([]);
      expect(before.onlyEngine.map((line) => line.split(" ")[0])).toEqual(undecided);
      expect(before.onlyHere.map((line) => line.split(" ")[0])).toEqual(undecided);
    },
  );
});
