import type { TrailOrigin } from "../components";
import type { Settings } from "./settings";

/** What the stack of the trail and the stack of its archive have to be told alike. */
export const ORGANIZATION_SETTINGS = ["organizationId", "managementAccountId", "trailName", "archiveBucket"];

export interface OrganizationTrail {
  origin: TrailOrigin & Required<Pick<TrailOrigin, "organization">>;
  archiveBucket: string;
}

/** The trail of the organization and its archive, by names that both stacks know before either exists. */
export function organizationTrail(settings: Settings): OrganizationTrail {
  const id = settings.require("organizationId", "the archive lets in its trail alone", "o-a1b2c3d4e5");
  const managementAccountId = settings.require(
    "managementAccountId",
    "the ARN of the trail carries it",
    "111122223333",
  );
  const archiveBucket = settings.require(
    "archiveBucket",
    "both stacks call the bucket by its name",
    "acme-audit-archive",
  );
  const trailNames = [settings.text("trailName") ?? "organization"];
  return { origin: { trailNames, organization: { id, managementAccountId } }, archiveBucket };
}
