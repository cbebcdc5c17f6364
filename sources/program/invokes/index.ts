import { accountIn } from "../../../policies/graph/provider";
import { isRecord, Unknown, type Values } from "../../../policies/graph/value";
import type { Assumption } from "../../snapshot";
import { encode, UNKNOWN_TEXT } from "../../wire";
import type { Configuration } from "../configuration";
import { defaultTags } from "../tags";
import type { Registry } from "../registry";
import { providerUrn } from "../providers";
import { assumedAccount, PLACEHOLDER_ACCOUNT } from "./placeholder-account";
import { awsAnswers, type AwsContext } from "./aws";

export { assumedAccount, PLACEHOLDER_ACCOUNT };

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
    /** Of providers that name none. */
    readonly account = PLACEHOLDER_ACCOUNT,
  ) {}

  answer(token: string, args: Record<string, unknown>, provider: string): InvokeAnswer {
    const short = token.slice(0, token.lastIndexOf(":"));
    const given = this.given[token] ?? this.given[short];
    if (isRecord(given)) return { result: given, assumptions: [] };
    const answer = (awsAnswers[short] ?? awsAnswers[token])?.(args, this.#context(args, provider));
    if (answer) return answer;
    const subject = short.includes("/") ? short : token;
    const text = `${subject} has no answer offline, so everything that the program takes from it is unknown; give one with --fixtures.`;
    return { assumptions: [{ kind: "invoke", subject, text }] };
  }

  #context(args: Record<string, unknown>, reference: string): AwsContext {
    const { region, account, isAssumed } = this.place(args.region, reference);
    const tags = defaultTags(this.#provider(reference));
    return {
      region,
      account,
      defaultTags: tags instanceof Unknown ? undefined : (encode(tags ?? {}) as Values),
      assumptions: isAssumed ? [assumedRegion()] : [],
    };
  }

  /** Where the provider works. @param given a region that goes before the provider's */
  place(given: unknown, reference: string): { region: string | undefined; account: string; isAssumed: boolean } {
    const provider = this.#provider(reference);
    const region = given ?? provider.region ?? ASSUMED_REGION;
    const account = accountIn(provider) ?? this.account;
    // Where none is configured the program is told this one, and may have given it to its providers.
    const isAssumed = region === ASSUMED_REGION && this.configuration.values["aws:region"] === undefined;
    return { region: typeof region === "string" && region !== UNKNOWN_TEXT ? region : undefined, account, isAssumed };
  }

  #provider(reference: string): Values {
    return this.registry.get(providerUrn(reference))?.record.values ?? {};
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
