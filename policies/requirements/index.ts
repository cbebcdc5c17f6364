import { alarms } from "./alarms";
import { beyond } from "./beyond";
import { data } from "./data";
import { detectors } from "./detectors";
import type { Requirement, Section } from "./requirement";
import { services } from "./services";
import { trail } from "./trail";

/** What tools and standards ask of audit logging and monitoring on AWS, 168 and 20 requirements, section by section. */
export const sections: readonly Section[] = [...trail, ...alarms, ...detectors, ...services, ...data, beyond];

/** Requirements that no policy answers and nobody gave a reason for. */
export const missing = (): Requirement[] =>
  sections.flatMap(({ requirements }) =>
    requirements.filter(({ policies, instead }) => policies.length === 0 && !instead),
  );
