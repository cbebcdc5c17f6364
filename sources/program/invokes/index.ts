import { accountIn } from "../../../policies/graph/provider";
import { isRecord, Unknown, type Values } from "../../../policies/graph/value";
import type { Assumption } from "../../snapshot";
import { encode, UNKNOWN_TEXT } from "../../wire";
import type { Configuration } from "../configuration";
import { defaultTags } from "../tags";
import type { Registry } from "../registry";
import { providerUrn } from "../providers";
import { PLACEHOLDER_ACCOUNT } from "./placeholder-account";
import { awsAnswers, type AwsContext } from "./aws";

export { PLACEHOLDER_ACCOUNT };

/** Region where neither the provider nor the configuration names one. */
export const ASSUMED_REGION = "us-east-1";

export interface InvokeAnswer {
  /** `undefined` where nobody knows. */
  result?: Record<string, unknown>;
  assumptions: Assumption[];
}

/** Answers functions of providers (`aws.getRegion`, `aws.ec2.getAmi`) without a provider. */
export class Invokes {
  constructor(
    /** Answers that the user gives, by token (`aws:ec2/getAmi:getAmi` or `aws:ec2/getAmi`). */
    readonly given: Record<string, unknown>,
    readonly registry: Registry,
    readonly configuration: Configuration,
  ) {}

  answer(token: string, args: Record<string, unknown>, provider: string): InvokeAnswer {
    const short = token.slice(0, token.lastIndexOf(":"));
    const given = this.given[token] ?? this.given[short];
    if (isRecord(given)) return { result: given, assumptions: [] };
    const answer = awsAnswers[short]?.(args, this.#context(args, provider));
    if (answer) return answer;
    const text = `${short} has no answer offline, so everything that the program takes from it is unknown; give one with --fixtures.`;
    return { assumptions: [{ kind: "invoke", subject: short, text }] };
  }

  #context(args: Record<string, unknown>, reference: string): AwsContext {
    const provider: Values = this.registry.get(providerUrn(reference))?.record.values ?? {};
    const assumptions: Assumption[] = [];
    let region = args.region ?? provider.region;
    if (region instanceof Unknown || region === UNKNOWN_TEXT) region = undefined;
    else if (typeof region !== "string") {
      region = ASSUMED_REGION;
      assumptions.push(assumedRegion());
    }
    const tags = defaultTags(provider);
    return {
      region: region as string | undefined,
      account: accountIn(provider) ?? PLACEHOLDER_ACCOUNT,
      defaultTags: tags instanceof Unknown ? undefined : (encode(tags ?? {}) as Values),
      assumptions,
    };
  }
}

/** The region that stands in for a missing `aws:region`. */
export function assumedRegion(): Assumption {
  return {
    kind: "region",
    subject: "aws:region",
    text: `aws:region is not configured; ${ASSUMED_REGION} was assumed.`,
  };
}
