import { aws } from "./aws";
import { cisAws } from "./cis-aws";
import { fedramp } from "./fedramp";
import type { Strength } from "./framework";
import { hipaa } from "./hipaa";
import { iso27001 } from "./iso-27001";
import { nist80053 } from "./nist-800-53";
import { nistCsf } from "./nist-csf";
import { pciDss } from "./pci-dss";
import { regulations } from "./regulations";
import { soc2 } from "./soc2";

/**
 * The frameworks that policies refer to, and of each the controls in scope of audit logging and monitoring. Each control is
 * evidenced by a policy or says why it is not.
 */
export const frameworks = {
  ...cisAws,
  ...pciDss,
  ...hipaa,
  ...nist80053,
  ...nistCsf,
  ...soc2,
  ...iso27001,
  ...fedramp,
  ...aws,
  ...regulations,
};

export type FrameworkId = keyof typeof frameworks;

/** `framework/control`, such as `cis-aws-3.0.0/3.2`. A control that is not in the list does not compile. */
export type ControlId = {
  [F in FrameworkId]: `${F}/${keyof (typeof frameworks)[F]["controls"] & string}`;
}[FrameworkId];

export type { Strength } from "./framework";

export interface ControlLink {
  control: ControlId;
  strength: Strength;
  /** The control that the policy names, where this one follows from it. */
  through?: ControlId;
}

const link =
  (strength: Strength) =>
  (control: ControlId): ControlLink => ({ control, strength });

export const direct = link("direct");
export const partial = link("partial");
export const supporting = link("supporting");

/** The two parts of a control's id. */
export function splitControl(id: ControlId): { framework: FrameworkId; control: string } {
  const slash = id.indexOf("/");
  return { framework: id.slice(0, slash) as FrameworkId, control: id.slice(slash + 1) };
}
