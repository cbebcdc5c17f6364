import type { Input } from "@pulumi/pulumi";
import { problem, type Problem } from "./problems";

/** How soon somebody should look: at once, on the same day, when there is time. */
export const SEVERITIES = ["critical", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A channel in Slack. The workspace has to be connected to Amazon Q Developer in chat applications once, by hand. */
export interface SlackChannel {
  readonly teamId: string;
  readonly channelId: string;
}

/** A channel in Microsoft Teams. The tenant has to be connected once, by hand. */
export interface TeamsChannel {
  readonly tenantId: string;
  readonly teamId: string;
  readonly channelId: string;
}

/** Who hears what. */
export interface AlertRoutes {
  /** Severities that get a topic. @default critical, warning and info */
  readonly severities?: readonly Severity[];
  /** Mail addresses, for every severity or per severity; each has to confirm its subscription once. @default none */
  readonly email?: readonly string[] | Partial<Record<Severity, string[]>>;
  /** HTTPS endpoints per severity, such as PagerDuty's or Opsgenie's; may be secret. @default none */
  readonly https?: Partial<Record<Severity, Input<string>[]>>;
  /** A Slack channel for every severity; not in China. @default none */
  readonly slack?: SlackChannel;
  /** A Teams channel for every severity; not in China. @default none */
  readonly teams?: TeamsChannel;
  /** Further actions of the alarms, such as OpsItems or Lambda functions; up to 4 per severity. @default none */
  readonly extraActions?: Partial<Record<Severity, Input<string>[]>>;
  /** Refuses a topic that nobody hears. `false` when somebody outside of this program subscribes. @default true */
  readonly requireSubscriber?: boolean;
  /** Rings on another topic when the messages of a topic cannot be delivered; needs two severities. @default true */
  readonly selfMonitor?: boolean;
}

export const resolveSeverities = ({ severities = SEVERITIES }: AlertRoutes): readonly Severity[] => severities;

/** The mail addresses of each severity that has any. */
export function emailBySeverity({ email = {}, ...routes }: AlertRoutes): Partial<Record<Severity, string[]>> {
  if (!isList(email)) return email;
  return Object.fromEntries(resolveSeverities(routes).map((severity) => [severity, [...email]]));
}

const isList = (email: object): email is readonly string[] => Array.isArray(email);

/** The topic over which the failures of a topic are told: never itself. */
export function watcherOf(severity: Severity, severities: readonly Severity[]): Severity {
  const watcher = severities.find((other) => other !== severity);
  if (watcher === undefined) throw new RangeError(`${severity} is alone; a topic cannot tell of its own failure`);
  return watcher;
}

export function alertRouterProblems(routes: AlertRoutes): Problem[] {
  const severities = resolveSeverities(routes);
  const email = emailBySeverity(routes);
  const { https = {}, extraActions = {}, requireSubscriber = true, selfMonitor = true } = routes;
  const everybody = routes.slack !== undefined || routes.teams !== undefined;
  const heard = (severity: Severity) =>
    everybody || [...(email[severity] ?? []), ...(https[severity] ?? [])].length > 0;
  return [
    ...problem(severities.length === 0, "severities", "names no severity; alarms would have no topic"),
    ...severities.flatMap((severity) =>
      problem(
        !SEVERITIES.includes(severity),
        "severities",
        `"${severity}" is not a severity; expected ${SEVERITIES.join(", ")}`,
      ),
    ),
    ...severities.flatMap((severity) =>
      problem(
        requireSubscriber && !heard(severity),
        `email.${severity}`,
        `missing; ${severity} alarms would tell nobody (an address here, https, slack or teams, or leave the severity out)`,
      ),
    ),
    ...problem(
      selfMonitor && severities.length === 1,
      "selfMonitor",
      `${severities[0]} alone cannot tell of its own failure; add a second severity or set selfMonitor to false`,
    ),
    ...Object.entries({ ...email, ...https }).flatMap(([severity]) => strangerProblems(severity, severities)),
    ...Object.entries(email).flatMap(([severity, addresses]) =>
      addresses.flatMap((address) =>
        problem(!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address), `email.${severity}`, `"${address}" is not a mail address`),
      ),
    ),
    // The value may hold an access key, so the message does not repeat it.
    ...Object.entries(https).flatMap(([severity, endpoints]) =>
      problem(
        endpoints.some((endpoint) => typeof endpoint === "string" && !endpoint.startsWith("https://")),
        `https.${severity}`,
        "an endpoint does not begin with https://",
      ),
    ),
    ...Object.entries(extraActions).flatMap(([severity, actions]) => [
      ...strangerProblems(severity, severities),
      ...problem(
        actions.length > 4,
        `extraActions.${severity}`,
        `has ${actions.length} actions; CloudWatch takes 5 per state, and the topic is one of them`,
      ),
    ]),
  ];
}

const strangerProblems = (severity: string, severities: readonly string[]): Problem[] =>
  problem(
    !severities.includes(severity),
    "severities",
    `${severity} has recipients but no topic; severities are ${severities.join(", ")}`,
  );
