import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chosenDetections, chosenPattern } from "../../../components/detection-choice";
import { DETECTIONS, type DetectionId } from "../../../components/detections";
import { compileFilter } from "../../../policies/patterns/filter/compile";
import { parseFilterPattern } from "../../../policies/patterns/filter/parse";
import { OWN } from "./sample";

const folder = join(__dirname, "../../../../shared/events");
if (!existsSync(folder)) {
  if (process.env.TRAILWATCH_REQUIRE_ALL) throw new Error(`recorded attacks are needed for this test: ${folder}`);
  process.stderr.write(`SKIPPED: detections over recorded attacks, because ${folder} is not there\n`);
}

/** For each recorded attack, what is meant to ring for it; besides, the published texts of CIS ring where they happen to. */
const MEANT: Record<string, DetectionId[]> = {
  "aws.credential-access.ec2-get-password-data": ["ec2-credential-access"],
  "aws.credential-access.secretsmanager-batch-retrieve-secrets": ["secrets-bulk-retrieval"],
  "aws.credential-access.ssm-retrieve-securestring-parameters": ["secrets-bulk-retrieval"],
  "aws.defense-evasion.cloudtrail-event-selectors": ["cloudtrail-selectors-tampering"],
  "aws.defense-evasion.dns-delete-logs": ["dns-query-logs-deleted"],
  "aws.defense-evasion.vpc-remove-flow-logs": ["vpc-flow-logs-deleted"],
  "aws.execution.ec2-launch-unusual-instances": ["cis-unauthorized-api-calls-quiet", "ec2-large-instances-launched"],
  "aws.execution.ssm-send-command": ["ssm-remote-execution"],
  "aws.exfiltration.ec2-security-group-open-port-22-ingress": [
    "cis-security-group-changes-quiet",
    "security-group-open-world",
  ],
  "aws.exfiltration.ec2-share-ebs-snapshot": ["snapshot-or-image-shared"],
  // Running a model is everyday work; that the account got access to it is what is watched.
  "aws.impact.bedrock-invoke-model": ["bedrock-model-access-granted"],
  "aws.lateral-movement.ec2-instance-connect": ["ec2-credential-access"],
  "aws.persistence.iam-backdoor-role": ["cis-iam-policy-changes-quiet", "iam-role-trust-changed"],
  "aws.persistence.iam-create-admin-user": [
    "cis-iam-policy-changes-quiet",
    "iam-access-key-created",
    "iam-admin-policy-attached",
    "iam-user-created",
  ],
  "aws.persistence.iam-create-user-login-profile": ["iam-login-profile"],
  "aws.persistence.lambda-layer-extension": ["lambda-backdoor"],
  "aws.persistence.rolesanywhere-create-trust-anchor": ["roles-anywhere-trust"],
  "aws.privilege-escalation.iam-update-user-login-profile": ["iam-login-profile"],
};

type Record_ = Readonly<Record<string, unknown>>;

const records = (path: string): Record_[] => JSON.parse(readFileSync(join(folder, path), "utf8")).Records;

/** What rings at its threshold, all events taken to fall into one period. */
function rings(events: readonly Record_[], profile: "cis" | "standard" | "all"): DetectionId[] {
  return chosenDetections({ profile }).flatMap((row) => {
    const matches = compileFilter(parseFilterPattern(chosenPattern(row, OWN)));
    return events.filter(matches).length >= row.threshold ? row.id : [];
  });
}

const published: readonly DetectionId[] = DETECTIONS.cis.flatMap((row) => (row.cis ? row.id : []));

(existsSync(folder) ? describe : describe.skip)("recorded attacks", () => {
  test("there is a row for every recording", () => {
    const recorded = readdirSync(join(folder, "stratus-red-team")).filter((name) => name.endsWith(".json"));
    expect(Object.keys(MEANT).map((technique) => `${technique}.json`)).toEqual(recorded.sort());
  });

  test.each(Object.entries(MEANT))("%s: %j", (technique, meant) => {
    const rang = rings(records(`stratus-red-team/${technique}.json`), "all");
    expect(rang.filter((id) => !published.includes(id))).toEqual(meant);
  });

  test("without the reserves, each of them is seen", () => {
    const unseen = Object.keys(MEANT).filter(
      (technique) => rings(records(`stratus-red-team/${technique}.json`), "standard").length === 0,
    );
    expect(unseen).toEqual([]);
  });

  test("a hundred ordinary reads of a laboratory ring nothing", () => {
    const events = records("security-datasets/aws.json");
    expect(events.length).toBeGreaterThan(100);
    expect(rings(events, "all")).toEqual([]);
  });
});
