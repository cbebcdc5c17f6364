import { frameworks, type ControlId } from "../policies/frameworks/controls";
import type { Strength } from "../policies/frameworks/framework";
import { controlsByFramework, type EvidencedFramework } from "./controls";
import { runId, uuidOf } from "./identity";
import { laidOut } from "./layout";
import { controlToken, line, listed, metadata } from "./oscal/parts";
import type { Report } from "./report";

/** What a policy tests lies within what a control asks, or the two only touch. None of them is the whole control. */
const relationships: Record<Strength, string> = {
  direct: "subset-of",
  partial: "subset-of",
  supporting: "intersects-with",
};

/** OSCAL's control mapping: which policy says how much about which control. https://pages.nist.gov/OSCAL/ */
export function renderOscalMapping(report: Report): string {
  const run = runId(report);
  const catalogue = uuidOf("catalogue", report.tool.version);
  const evidenced = controlsByFramework(report);
  const document = {
    "mapping-collection": {
      uuid: uuidOf("mapping-collection", run),
      metadata: metadata("TrailWatch: policies and the controls that they are evidence for", report),
      provenance: {
        ...{ method: "human", "matching-rationale": "functional", status: "complete" },
        "mapping-description":
          "direct: the policy tests what the control asks of settings. partial: a part of it. supporting: it helps the control without testing it. None of them is compliance.",
      },
      mappings: evidenced.map((framework) => mapping(framework, catalogue)),
      "back-matter": {
        resources: [
          { uuid: catalogue, title: `Policies of TrailWatch ${line(report.tool.version)}` },
          ...evidenced.map(({ framework, title }) => ({ uuid: frameworkUuid(framework), title })),
        ],
      },
    },
  };
  return laidOut(document, 5);
}

const frameworkUuid = (framework: string): string => uuidOf("framework", framework);

function mapping({ framework, controls, gaps }: EvidencedFramework, catalogue: string): object {
  const token = (control: string): string => controlToken(`${framework}/${control}` as ControlId);
  const { note } = frameworks[framework] as { note?: string };
  return {
    uuid: uuidOf("mapping", framework),
    "source-resource": { type: "catalog", href: `#${catalogue}` },
    "target-resource": { type: "catalog", href: `#${frameworkUuid(framework)}` },
    maps: controls.flatMap(({ control, by, rest }) =>
      by.map(({ policy, strength }) => ({
        uuid: uuidOf("map", framework, control, policy.id),
        relationship: relationships[strength],
        sources: [{ type: "control", "id-ref": policy.id }],
        targets: [{ type: "control", "id-ref": token(control) }],
        props: [{ name: "strength", ns: "urn:trailwatch:oscal", value: strength }],
        ...(rest ? { remarks: `Not shown by settings: ${rest}` } : {}),
      })),
    ),
    ...(gaps.length > 0
      ? {
          "target-gap-summary": {
            uuid: uuidOf("gaps", framework),
            ...listed("unmapped-controls", [{ "with-ids": gaps.map(({ control }) => token(control)) }] as object[]),
          },
        }
      : {}),
    ...(note ? { remarks: note } : {}),
  };
}
