import { Found } from "../../../policies/graph/found";
import { guard, Secret, shown, UNKNOWN, UnknownValue } from "../../../policies/graph/value";
import { LogGroup, MetricAlarm } from "../../../policies/kinds/cloudwatch";
import { Key } from "../../../policies/kinds/kms";
import { Topic, TopicSubscription } from "../../../policies/kinds/sns";
import * as make from "../../resources";

const { alarm, key, keyAlias, logGroup, other, ref, stack, stackReference, subscription, topic } = make;

describe("reading values", () => {
  const values = {
    open: 1,
    token: new Secret("hunter2"),
    arn: UNKNOWN,
    list: [1, UNKNOWN],
    deep: { arn: UNKNOWN, name: "x" },
  };
  const props = guard(values, "res") as unknown as Record<string, unknown> & typeof values;

  test("known values are read as they are", () =>
    expect([props.open, props.deep.name, props.list[0]]).toEqual([1, "x", 1]));
  test("a secret is opened for policies", () => expect(props.token).toBe("hunter2"));
  test("a secret is masked for people", () => expect(shown(values)).toMatchObject({ token: "[secret]", open: 1 }));
  test.each([
    ["a property", () => props.arn, "res.arn"],
    ["an element", () => props.list[1], "res.list[1]"],
    ["a nested property", () => props.deep.arn, "res.deep.arn"],
    ["a loop over a list", () => [...props.list], "res.list[1]"],
    ["serialising", () => JSON.stringify(props.deep), "res.deep.arn"],
    ["a spread", () => ({ ...props.deep }), "res.deep.arn"],
    ["Object.entries", () => Object.entries(props.deep), "res.deep.arn"],
  ])("an unknown throws on %s", (_, read, where) => {
    expect(read).toThrow(UnknownValue);
    expect(read).toThrow(where);
  });
  test("asking whether a property is there does not throw", () => expect("arn" in props).toBe(true));
});

describe("what a lookup found", () => {
  const open = new UnknownValue("x", "not known");
  const even = (n: number): boolean => n % 2 === 0;

  test("a question that the known ones settle is answered", () =>
    expect(new Found([1, 2], [], open).find(even)).toBe(2));
  test("a question that only the unknown one settles throws", () =>
    expect(() => new Found([1, 3], [], open).find(even)).toThrow(UnknownValue));
  test("every: one certain exception settles it", () => expect(new Found([1], [], open).every(even)).toBe(false));
  test("every: all good so far does not settle it", () =>
    expect(() => new Found([2], [], open).every(even)).toThrow(UnknownValue));
  test("an undecidable item does not hide a good one behind it", () => {
    const undecidableThree = (n: number): boolean => {
      if (n === 3) throw open;
      return even(n);
    };
    expect(new Found([3, 4]).find(undecidableThree)).toBe(4);
    expect(() => new Found([3, 5]).find(undecidableThree)).toThrow(UnknownValue);
  });
  test("a closed empty list is empty", () => expect(new Found([]).isEmpty).toBe(true));
});

/** Names of what `alarmActions` of the alarm called `a` leads to. */
function actions(
  drafts: make.Draft[],
  deployed: boolean,
): { known: string[]; elsewhere: readonly string[]; open: boolean } {
  const graph = stack(drafts, deployed);
  const found = graph.follow(graph.all(MetricAlarm)[0], "alarmActions", Topic);
  return { known: found.known.map(({ name }) => name), elsewhere: found.elsewhere, open: found.open !== undefined };
}

describe.each([false, true])("following a property (deployed: %s)", (deployed) => {
  const t = topic("t", { name: "alerts" });
  test("by reference", () =>
    expect(actions([alarm("a", { alarmActions: [ref("t")] }), t], deployed)).toEqual({
      known: ["t"],
      elsewhere: [],
      open: false,
    }));
  test("by a literal ARN of a topic of this stack", () => {
    const arn = `arn:aws:sns:${make.REGION}:${make.ACCOUNT}:alerts`;
    expect(actions([alarm("a", { alarmActions: [arn] }), t], deployed)).toMatchObject({ known: ["t"], elsewhere: [] });
  });
  test("a literal ARN of nothing in this stack", () => {
    const arn = `arn:aws:sns:${make.REGION}:${make.ACCOUNT}:central`;
    expect(actions([alarm("a", { alarmActions: [arn] }), t], deployed)).toEqual({
      known: [],
      elsewhere: [arn],
      open: false,
    });
  });
  test("another kind of resource is not a topic", () => {
    const queue = other("aws:sqs/queue:Queue", "q");
    expect(actions([alarm("a", { alarmActions: [ref("q")] }), queue], deployed)).toMatchObject({
      known: [],
      open: false,
    });
  });
  test("a key by its alias", () => {
    const graph = stack(
      [
        key("k"),
        keyAlias("al", { name: "alias/audit", targetKeyId: ref("k", "keyId") }),
        topic("t", { kmsMasterKeyId: "alias/audit" }),
      ],
      deployed,
    );
    const found = graph.follow(graph.all(Topic)[0], "kmsMasterKeyId", Key);
    expect(found.all.map(({ name }) => name)).toEqual(["k"]);
  });
  test("a log group by its ARN with the suffix for streams", () => {
    const trail = make.trail("trail", { cloudWatchLogsGroupArn: ref("g", "arn", (arn) => `${arn}:*`) });
    const graph = stack([logGroup("g"), trail], deployed);
    const [subject] = graph.all({ noun: "trail", tokens: [trail.type] });
    expect(graph.follow(subject, "cloudWatchLogsGroupArn", LogGroup).all.map(({ name }) => name)).toEqual(["g"]);
  });
  test("backwards", () => {
    const graph = stack([t, topic("silent"), subscription("s", { topic: ref("t") })], deployed);
    const heard = (name: string): number =>
      graph.into(
        graph.all(Topic).find((one) => one.name === name)!,
        TopicSubscription,
        "topic",
      ).all.length;
    expect([heard("t"), heard("silent")]).toEqual([1, 0]);
  });
});

describe("what cannot be followed stays open", () => {
  test("an output of another stack", () => {
    const graph = [alarm("a", { alarmActions: [ref("net", "alertTopic")] }), stackReference("net")];
    expect(actions(graph, false)).toEqual({ known: [], elsewhere: [], open: true });
  });
  test("an unknown value from nowhere", () =>
    expect(actions([alarm("a", { alarmActions: UNKNOWN })], false)).toMatchObject({ known: [], open: true }));
  test("backwards: a subscription to an unknown topic may be anybody's", () => {
    const graph = stack([topic("t"), subscription("s", { topic: UNKNOWN })], false);
    expect(() => graph.into(graph.all(Topic)[0], TopicSubscription, "topic").isEmpty).toThrow(UnknownValue);
  });
});

describe("a resource that a program reads, and nobody asked AWS for", () => {
  const graph = stack(
    [
      logGroup("old", { id: "/old", arn: UNKNOWN }, { external: true, unread: true }),
      topic("t", { kmsMasterKeyId: ref("k") }),
      key("k", { id: "1" }, { external: true, unread: true }),
    ],
    false,
  );
  const [group] = graph.all(LogGroup);
  test("what was not read is not known", () => {
    expect(() => group.props.retentionInDays).toThrow("old.retentionInDays is only read by this stack");
    expect(group.knows("kmsKeyId")).toBe(false);
    expect(() => graph.follow(group, "kmsKeyId", Key).isEmpty).toThrow(UnknownValue);
  });
  test("its name is its id", () => expect(group.props.name).toBe("/old"));
  test("its region is that of its provider", () => expect(graph.region(group)).toBe(make.REGION));
  test("others find it", () => expect(graph.follow(graph.all(Topic)[0], "kmsMasterKeyId", Key).known).toHaveLength(1));
});

describe("the region of a resource", () => {
  const providers = other("pulumi:providers:aws", "east", { region: "us-east-1" });
  const at = (extra: object, values = {}): string => {
    const graph = stack([providers, { ...topic("t", values), ...extra }], false);
    return graph.region(graph.all(Topic)[0]);
  };
  test("the default provider's", () => expect(at({})).toBe(make.REGION));
  test("an explicit provider's", () =>
    expect(at({ provider: "urn:pulumi:prod::shop::pulumi:providers:aws::east::id-1" })).toBe("us-east-1"));
  test("its own argument wins", () => expect(at({}, { region: "ap-south-1" })).toBe("ap-south-1"));
});
