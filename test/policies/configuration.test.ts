import { catalogue } from "../../policies/catalogue";
import { readConfiguration } from "../../policies/configuration";
import { configureWith, type ConfigureMethod } from "../../policies/configure";
import { enforcement, type Parameters } from "../../policies/policy";
import { profiles } from "../../policies/profiles/profiles";

const read = (given: unknown, ...chosen: string[]) => readConfiguration(given, catalogue, chosen);
const told = ({ problems }: ReturnType<typeof read>): string[] =>
  problems.map(({ where, what }) => `${where}: ${what}`);

describe("profiles", () => {
  test.each(Object.entries(profiles))(
    "%s names policies and parameters that exist, and takes them",
    (name, { settings }) => {
      const { configuration, problems } = read({}, name);
      expect(problems).toEqual([]);
      expect(told(read(settings))).toEqual([]);
      expect(configuration.settings).toEqual(settings);
    },
  );

  test("what the framework asks is mandatory, what it says nothing about is advice", () => {
    const { levels } = read({}, "pci").configuration;
    expect(levels["archive-retention"]).toBe("mandatory");
    expect(levels["macie-on"]).toBe("advisory");
  });
  test("of several the stricter counts", () => {
    const { levels, settings } = read({}, "cis", "hipaa").configuration;
    expect(settings["archive-retention"]).toEqual({ minimumDays: 2192 });
    expect(levels["trail-log-file-validation"]).toBe("mandatory");
  });
  test("a baseline leaves every level as it is", () => {
    expect(read({}, "baseline").configuration.levels).toEqual({});
  });
  test("the file names one or several; what it says about a policy counts more, and keeps the rest", () => {
    const { configuration, problems } = read({
      all: { profile: ["pci", "hipaa"] },
      "archive-retention": { minimumDays: 400 },
      "log-group-retention": { neverExpires: false },
      "macie-on": "mandatory",
    });
    expect(problems).toEqual([]);
    expect(configuration.settings["archive-retention"]).toEqual({ minimumDays: 400 });
    expect(configuration.settings["log-group-retention"]).toEqual({ minimumDays: 2192, neverExpires: false });
    expect(configuration.levels["macie-on"]).toBe("mandatory");
  });
  test("every wrong name at once", () => {
    const wrong = read({ all: { profile: "pcl", level: "advisory" }, "trail-exsts": "mandatory" }, "hippa");
    expect(told(wrong)).toEqual([
      "profile hippa: there is no such profile",
      "profile pcl: there is no such profile",
      "all.level: is not for all policies",
      "trail-exsts: there is no such policy",
    ]);
  });
});

describe("in the pack, where the engine has filled in the defaults", () => {
  type Sent = Record<string, { level?: number; values?: Record<string, unknown> }>;
  interface Message {
    getPolicyconfigMap(): Map<
      string,
      { getProperties(): { toJavaScript(): Record<string, unknown> }; getEnforcementlevel(): number }
    >;
  }
  /** What the engine sends without any configuration. */
  const defaults: Sent = Object.fromEntries(
    catalogue.map(({ id, severity, parameters }) => [
      id,
      {
        level: { advisory: 0, mandatory: 1 }[enforcement(severity)],
        values: Object.fromEntries(
          Object.entries((parameters ?? {}) as Parameters).map(([name, p]) => [name, p.default]),
        ),
      },
    ]),
  );
  const received = (sent: Sent): Message => {
    const entries = Object.entries({ ...defaults, ...sent }).map(
      ([id, { level = 0, values = {} }]): [string, object] => [
        id,
        { getEnforcementlevel: () => level, getProperties: () => ({ toJavaScript: () => values }) },
      ],
    );
    const method: ConfigureMethod = { requestDeserialize: () => ({ getPolicyconfigMap: () => new Map(entries) }) };
    configureWith(method, catalogue);
    return method.requestDeserialize(Buffer.from("")) as Message;
  };
  const of = (message: Message, id: string) => {
    const entry = message.getPolicyconfigMap().get(id)!;
    return { level: entry.getEnforcementlevel(), values: entry.getProperties().toJavaScript() };
  };

  test("without a profile everything stays as it was sent", () => {
    const message = received({ "archive-retention": { level: 1, values: { minimumDays: 400 } } });
    expect(of(message, "archive-retention")).toEqual({ level: 1, values: { minimumDays: 400 } });
    expect(of(message, "macie-on").level).toBe(1);
  });
  test("a profile sets what was left to the default, and nothing else", () => {
    const message = received({
      all: { values: { profile: "hipaa" } },
      "archive-object-lock": { level: 1, values: { minimumDays: 30 } },
    });
    expect(of(message, "archive-retention").values).toMatchObject({ minimumDays: 2192 });
    expect(of(message, "archive-object-lock").values).toMatchObject({ minimumDays: 30 });
    expect(of(message, "macie-on").level).toBe(0);
  });
  test("a name that does not exist is told when the SDK reads the message", () => {
    const message = received({ all: { values: { profile: "hippa" } }, "trail-exsts": { level: 1 } });
    expect(() => message.getPolicyconfigMap()).toThrow(
      /2 settings are wrong[^]*did you mean hipaa[^]*did you mean trail-exists/,
    );
  });
});
