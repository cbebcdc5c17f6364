import { attempt } from "../policies/graph/value";
import { EventTarget } from "../policies/kinds/cloudwatch";
import { ConfigRecorder } from "../policies/kinds/config";
import { Key } from "../policies/kinds/kms";
import { Trail } from "../policies/kinds/cloudtrail";
import { TopicSubscription } from "../policies/kinds/sns";
import { amounts, type Account } from "./account";
import { exactly, lessFree, times } from "./range";
import { managementEvents } from "./usage";
import type { PriceId } from "./prices";

/** KMS: the keys, and a request for each encrypted log file. */
export function billKeys(account: Account): void {
  const keys = account.all(Key);
  const rotated = keys.filter(({ props }) => attempt(() => props.enableKeyRotation) === true).length;
  // The first and the second rotation add a dollar each, later ones nothing.
  const months = { low: keys.length, high: keys.length + 2 * rotated };
  account.bill("KMS", "keys and their first two rotations", "key", months, `${amounts(exactly(keys.length), "keys")}`);
  const encrypted = account.all(Trail).filter((trail) => trail.has("kmsKeyId")).length;
  if (encrypted === 0) return;
  const requests = lessFree(times(account.assume("logFiles"), encrypted), 20_000);
  account.bill("KMS", "requests for encrypted log files", "keyRequest", requests, amounts(requests, "requests"));
}

const PROTOCOLS: Record<string, { price: PriceId; free: number }> = {
  email: { price: "email", free: 1_000 },
  "email-json": { price: "email", free: 1_000 },
  http: { price: "httpMessage", free: 100_000 },
  https: { price: "httpMessage", free: 100_000 },
};

/** SNS: messages to subscribers. Queues and functions get theirs free. */
export function billMessages(account: Account): void {
  const counts = new Map<string, number>();
  for (const { props } of account.all(TopicSubscription)) {
    const protocol = attempt(() => props.protocol);
    if (typeof protocol === "string") counts.set(protocol, (counts.get(protocol) ?? 0) + 1);
  }
  for (const [protocol, count] of counts) {
    const terms = PROTOCOLS[protocol];
    if (protocol === "sms") account.leaveOut("text messages", "each country has its own price");
    if (!terms) continue;
    const messages = lessFree(times(account.assume("messages"), count), terms.free);
    account.bill("SNS", `messages by ${protocol}`, terms.price, messages, amounts(messages, "messages"));
  }
}

/** EventBridge: events of AWS are free on the bus they arrive at; sending one on to another bus is billed. */
export function billForwards(account: Account): void {
  const forwards = new Map<string, number>();
  for (const graph of account.graphs)
    for (const target of graph.all(EventTarget)) {
      const arn = attempt(() => target.props.arn);
      if (typeof arn !== "string" || !arn.includes(":event-bus/")) continue;
      const place = graph.place(target);
      forwards.set(place, (forwards.get(place) ?? 0) + 1);
    }
  if (forwards.size === 0) return;
  // An event happens in one region, so it is sent on at most once by each rule there.
  const most = Math.max(...forwards.values());
  const events = { low: 0, high: managementEvents(account.usage, account.assume).high * most };
  account.bill(
    "EventBridge",
    `events sent on from ${forwards.size} regions`,
    "forwardedEvent",
    events,
    amounts(events, "events"),
  );
}

export function billConfig(account: Account): void {
  if (account.all(ConfigRecorder).length === 0) return;
  const { configurationItems } = account.usage;
  if (configurationItems === undefined)
    return account.leaveOut(
      "AWS Config",
      "how much changes is not in the template; --config-items-per-month N prices it, at 0.003 dollars for each change",
    );
  const items = exactly(configurationItems);
  account.bill("Config", "changes recorded", "configurationItem", items, amounts(items, "configuration items"));
}
