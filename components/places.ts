import * as aws from "@pulumi/aws";
import { regionsBeside } from "./regions";

/** What an account has already, and is to be taken over instead of being made a second time, which AWS refuses. */
export interface Existing {
  /** Region that it is in. @default the home region */
  readonly region?: string;
  /** Name of the configuration recorder. */
  readonly recorder?: string;
  /** Name of the delivery channel of AWS Config. */
  readonly deliveryChannel?: string;
  /** Id of the GuardDuty detector. */
  readonly detectorId?: string;
  /** Id of the account, where Security Hub is on. */
  readonly securityHubAccountId?: string;
  /** Name of the access analyzer. */
  readonly analyzerName?: string;
}

/** A region in which something is made: the home region without a name, as it is that of the provider. */
export interface Place {
  readonly region: string | undefined;
  /** The option that takes over what exists: an import id says the region where the provider would look elsewhere. */
  importing(id: string | undefined): { readonly import?: string };
}

const place = (region: string | undefined): Place => ({
  region,
  importing: (id) => (id === undefined ? {} : { import: region === undefined ? id : `${id}@${region}` }),
});

/** The home region, then the others: by default those that every account of the partition has. */
export function placesOf(regions: readonly string[] | undefined): Place[] {
  const home = aws.config.region;
  const others = (regions ?? regionsBeside(home)).filter((region) => region !== home);
  return [undefined, ...others].map(place);
}

export const inRegion = (name: string, { region }: Place) => ({
  region,
  isHome: region === undefined,
  partOf: (what: string): string => (region === undefined ? `${name}-${what}` : `${name}-${what}-${region}`),
});
