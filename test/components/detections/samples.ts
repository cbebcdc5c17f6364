import type { DetectionId } from "../../../components";
import type { Samples } from "./sample";
import { CIS_SAMPLES, QUIET_SAMPLES } from "./samples-cis";
import { EVASION_SAMPLES } from "./samples-evasion";
import { FOOTHOLD_SAMPLES } from "./samples-foothold";
import { IDENTITY_SAMPLES } from "./samples-identity";
import { RANSOM_SAMPLES } from "./samples-ransom";
import { RESERVE_SAMPLES } from "./samples-reserves";
import { RESOURCE_SAMPLES } from "./samples-resources";
import { TAMPER_SAMPLES } from "./samples-tamper";

/** Of every detection; a detection without any does not compile. */
export const SAMPLES: Record<DetectionId, Samples> = {
  ...CIS_SAMPLES,
  ...QUIET_SAMPLES,
  ...TAMPER_SAMPLES,
  ...EVASION_SAMPLES,
  ...IDENTITY_SAMPLES,
  ...RESOURCE_SAMPLES,
  ...FOOTHOLD_SAMPLES,
  ...RANSOM_SAMPLES,
  ...RESERVE_SAMPLES,
};
