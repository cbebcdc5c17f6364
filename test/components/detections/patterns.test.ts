import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ALL_DETECTIONS, DETECTIONS, detailsOf, metricName, patternOf, twinOf } from "../../../components/detections";
import { chosenDetections } from "../../../components/detection-choice";
import { eventPattern, forwardPatterns } from "../../../components/event-pattern";
import { compileEvent } from "../../../policies/patterns/event/compile";
import { parseEventPattern } from "../../../policies/patterns/event/parse";
import { compileFilter } from "../../../policies/patterns/filter/compile";
import { parseFilterPattern } from "../../../policies/patterns/filter/parse";
import { OWN, recordOf, type Sample } from "./sample";
import { SAMPLES } from "./samples";
import { EVERYDAY } from "./samples-cis";

const rows = ALL_DETECTIONS.map((row) => [row.id, row] as const);
const shown = (sample: Sample): string => JSON.stringify(sample);

const filterOf = (row: (typeof ALL_DETECTIONS)[number]) => compileFilter(parseFilterPattern(patternOf(row, OWN)));

const TYPES: Record<string, string> = { AwsConsoleSignIn: "AWS Console Sign In via CloudTrail" };
const asEvent = (record: Record<string, unknown>) => ({
  "detail-type": TYPES[String(record.eventType)] ?? "AWS API Call via CloudTrail",
  detail: record,
});

describe.each(rows)("%s", (id, row) => {
  const { rings, quiet } = SAMPLES[id];

  test("rings for what it is about", () => {
    const matches = filterOf(row);
    expect(rings.filter((sample) => !matches(recordOf(sample))).map(shown)).toEqual([]);
  });

  test("leaves alone what looks alike", () => {
    const matches = filterOf(row);
    expect(quiet.filter((sample) => matches(recordOf(sample))).map(shown)).toEqual([]);
  });

  test("fits the limits of CloudWatch", () => {
    expect(patternOf(row, OWN).length).toBeLessThanOrEqual(1024);
    // It refuses those; it warns of what AWS reads in its own way.
    expect(parseFilterPattern(patternOf(row, OWN)).warnings).toEqual([]);
    expect(`${row.title}. ${row.firstLook}.`.length).toBeLessThan(900);
    expect(row.attack.filter((technique) => !/^T\d{4}(\.\d{3})?$/.test(technique))).toEqual([]);
  });
});

const withEvents = ALL_DETECTIONS.flatMap((row) => (detailsOf(row, OWN).length > 0 ? [[row.id, row] as const] : []));

test.each(withEvents)("%s: the event bus says the same as the log", (id, row) => {
  const { rings, quiet } = SAMPLES[id];
  const text = eventPattern(detailsOf(row, OWN));
  expect(text.length).toBeLessThanOrEqual(2048);
  const matches = compileEvent(parseEventPattern(text));
  const rang = (sample: Sample): boolean => matches(asEvent(recordOf(sample)));
  expect(rings.filter((sample) => !rang(sample)).map(shown)).toEqual([]);
  // The further conditions of some rows have no words in event patterns; none of them is told by event.
  if (row.severity === "critical") expect(quiet.filter(rang).map(shown)).toEqual([]);
});

test("what is forwarded from other regions is all that the rules of the home region look for", () => {
  const critical = chosenDetections({ profile: "all" }).filter(
    (row) => row.severity === "critical" && detailsOf(row, OWN).length > 0,
  );
  const texts = forwardPatterns(critical);
  expect(texts.filter((text) => text.length > 2048)).toEqual([]);
  const tests = texts.map((text) => compileEvent(parseEventPattern(text)));
  const matches = (event: unknown): boolean => tests.some((test) => test(event));
  const anywhere = critical.filter(({ homeOnly }) => !homeOnly);
  const missed = anywhere.flatMap(({ id }) =>
    SAMPLES[id].rings.filter((sample) => !matches(asEvent(recordOf(sample)))),
  );
  expect(missed.map(shown)).toEqual([]);
  expect(
    EVERYDAY.slice(0, 9)
      .filter((sample) => matches(asEvent(recordOf(sample))))
      .map(shown),
  ).toEqual([]);
});

test("none rings for the work of a day", () => {
  const rang = ALL_DETECTIONS.flatMap((row) => {
    const matches = filterOf(row);
    return EVERYDAY.flatMap((sample) => (matches(recordOf(sample)) ? [`${row.id}: ${shown(sample)}`] : []));
  });
  expect(rang).toEqual([]);
});

test("a click in the console is somebody's, whatever older records say of who made the call", () => {
  const made = (sample: Sample, invokedBy: string): Record<string, unknown> => {
    const record = recordOf(sample);
    return { ...record, userIdentity: { ...(record.userIdentity as object), invokedBy } };
  };
  const byHand = ALL_DETECTIONS.filter((row) => {
    const matches = filterOf(row);
    return !row.cis && SAMPLES[row.id].rings.every((sample) => !matches(made(sample, "cloudformation.amazonaws.com")));
  });
  expect(byHand.length).toBeGreaterThan(30);
  const missed = byHand.flatMap((row) => {
    const details = detailsOf(row, OWN);
    const filter = filterOf(row);
    const rule = details.length > 0 ? compileEvent(parseEventPattern(eventPattern(details))) : () => true;
    return SAMPLES[row.id].rings.flatMap((sample) => {
      const record = made(sample, "signin.amazonaws.com");
      return filter(record) && rule(asEvent(record)) ? [] : `${row.id}: ${shown(sample)}`;
    });
  });
  expect(missed).toEqual([]);
});

test("a call that was refused rings only where an attempt counts", () => {
  const refused = ALL_DETECTIONS.filter((row) => {
    const matches = filterOf(row);
    return SAMPLES[row.id].rings.some((sample) => matches({ ...recordOf(sample), errorCode: "ValidationException" }));
  }).map(({ id }) => id);
  expect(refused).toEqual([
    ...DETECTIONS.cis.flatMap((row) => (row.cis && row.cis !== 1 ? [row.id] : [])),
    // What SNS refuses is found by the message.
    "cis-unauthorized-api-calls-quiet",
    "cis-console-signin-no-mfa-quiet",
    "cis-root-usage-quiet",
    "cis-console-auth-failures-quiet",
    ...DETECTIONS.tamper.map(({ id }) => id),
    "account-closed-or-left",
    "root-credential-change",
    "compromised-key-quarantine",
    "secrets-bulk-retrieval",
    "ec2-credential-access",
    "ec2-large-instances-launched",
    "bedrock-models-probed",
    "break-in-tools",
  ]);
});

test("ids and metrics are each used once; a log group takes a hundred filters, and the patient portal has three", () => {
  expect(new Set(ALL_DETECTIONS.map(({ id }) => id)).size).toBe(ALL_DETECTIONS.length);
  expect(new Set(ALL_DETECTIONS.map(metricName)).size).toBe(ALL_DETECTIONS.length);
  expect(ALL_DETECTIONS.length + 3).toBeLessThanOrEqual(100);
});

test("a log group takes five filters with regular expressions, and somebody else's may be there", () => {
  const regular = ALL_DETECTIONS.filter((row) => /= ?%/.test(patternOf(row, OWN))).map(({ id }) => id);
  expect(regular).toEqual(["cis-iam-policy-changes-quiet", "ec2-large-instances-launched"]);
});

test("each control of the benchmark has its twin", () => {
  const ids: readonly string[] = DETECTIONS.cis.map(({ id }) => id);
  expect(DETECTIONS.cis.flatMap((row) => twinOf(row) ?? [])).toEqual(ids.filter((id) => id.endsWith("-quiet")));
});

test("what tampers with others rings too where no names are given", () => {
  const anybody = { logGroupName: OWN.logGroupName, prefix: OWN.prefix };
  const trail = ALL_DETECTIONS.find(({ id }) => id === "tamper-trail")!;
  const matches = compileFilter(parseFilterPattern(patternOf(trail, anybody)));
  expect(matches(recordOf(["cloudtrail.StopLogging", { requestParameters: { name: "other" } }]))).toBe(true);
});

test("every detection has its runbook page; npm run docs writes them", () => {
  const pages = readdirSync(join(__dirname, "../../../docs/detections"));
  expect(pages.sort()).toEqual(["README.md", ...ALL_DETECTIONS.map(({ id }) => `${id}.md`)].sort());
});
