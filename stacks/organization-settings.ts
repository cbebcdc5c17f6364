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
  settings.require("organizationId", "the archive lets in the trail of that organization alone", "o-a1b2c3d4e5");
  settings.require("managementAccountId", "the ARN of the trail carries it", "111122223333");
  settings.require("archiveBucket", "both stacks call the bucket by its name", "acme-audit-archive");
  return {
    origin: {
      trailNames: [settings.text("trailName") ?? "organization"],
      organization: {
        id: settings.text("organizationId") ?? "",
        managementAccountId: settings.text("managementAccountId"),
      },
    },
    archiveBucket: settings.text("archiveBucket") ?? "",
  };
}
