import { cpSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../policies/catalogue";
import { evaluate } from "../../policies/evaluate";
import { Graph } from "../../policies/graph/graph";
import type { ResourceRecord } from "../../policies/graph/resource";
import { Unknown } from "../../policies/graph/value";
import { previewProgram, type PreviewOptions } from "../../sources/program";
import { programEnvironment } from "../../sources/program/environment";
import type { Snapshot, SourceError } from "../../sources/snapshot";
import { assumed, fixture, program, removePrograms, resource } from "./programs";
import { CACHE, fails, prepareGo, preparePython } from "./toolchains";

const missing = { Go: prepareGo(), Python: preparePython() };
for (const [language, why] of Object.entries(missing)) {
  if (why === undefined) continue;
  if (process.env.TRAILWATCH_REQUIRE_ALL) throw new Error(`The tests with ${language} programs cannot run: ${why}`);
  process.stderr.write(`\nSKIPPED: all tests with ${language} programs (${why}).\n`);
}
const describeGo = missing.Go === undefined ? describe : describe.skip;
const describePython = missing.Python === undefined ? describe : describe.skip;

afterAll(removePrograms);

const GO = { "package.json": "", "Pulumi.yaml": "name: test\nruntime: go\n" };
const HEAD = `package main

import (
	"os"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

var _, _, _ = os.Exit, time.Sleep, config.Get

type topic struct {
	pulumi.CustomResourceState
}

func create(ctx *pulumi.Context, inputs pulumi.Map) error {
	return ctx.RegisterResource("aws:sns/topic:Topic", "t", inputs, &topic{})
}

`;
/** A program whose body begins in line 23. */
function goProgram(body: string, files: Record<string, string> = {}): string {
  const main = `${HEAD}func main() {\n\tpulumi.Run(func(ctx *pulumi.Context) error {\n${body}\n\t})\n}\n`;
  const folder = program({ ...GO, "main.go": main, ...files }, false);
  for (const file of ["go.mod", "go.sum"])
    if (!(file in files)) cpSync(join(fixture("go-audit"), file), join(folder, file));
  return folder;
}

function pythonProgram(text: string, files: Record<string, string> = {}): string {
  const virtualenv = join(CACHE, "python");
  const project = `name: test\nruntime: { name: python, options: { virtualenv: ${virtualenv} } }\n`;
  return program({ "package.json": "", "Pulumi.yaml": project, "__main__.py": text, ...files }, false);
}

async function failure(path: string, options: Partial<PreviewOptions> = {}): Promise<SourceError> {
  const snapshot = await previewProgram({ path, ...options }).catch((error: unknown) => error as SourceError);
  if (!(snapshot instanceof Error)) throw new Error("the program did not fail");
  return snapshot;
}

const IMPORTS = "import pulumi\nimport pulumi_aws as aws\n";

describe("the audit stack in several languages", () => {
  /**
   * The records in the order of their URNs (programs register concurrently), without what belongs to a language: places in
   * its files, and what the SDK of AWS for Node adds by itself.
   */
  function records({ resources }: Snapshot): ResourceRecord[] {
    return resources
      .map(({ position: _, aliases: __, dependencies, ...record }) => ({
        ...record,
        values: Object.fromEntries(Object.entries(record.values).filter(([key]) => !ADDED.includes(key))),
        dependencies: dependencies?.toSorted(),
      }))
      .toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
  }

  /** `Provider` of `@pulumi/aws` and `pulumi-aws` sets these two; the Go program speaks to Pulumi's core alone. */
  const ADDED = ["skipCredentialsValidation", "skipRegionValidation"];

  function verdicts({ project, stack, region, account, resources }: Snapshot): string[] {
    const graph = new Graph({ project, stack, region, account }, resources);
    return evaluate(catalogue, graph)
      .map(({ policy, subject, status, message }) => [policy, subject, status, message].join(" "))
      .sort();
  }

  async function isTheSame(name: string, file: string): Promise<void> {
    const expected = await previewProgram({ path: fixture("typescript-audit") });
    const snapshot = await previewProgram({ path: fixture(name) });
    expect(records(snapshot)).toEqual(records(expected));
    expect(verdicts(snapshot)).toEqual(verdicts(expected));
    expect(verdicts(snapshot).length).toBeGreaterThan(catalogue.length / 2);
    expect(assumed(snapshot)).toEqual(assumed(expected));
    const { region, account } = snapshot;
    expect({ region, account }).toEqual({ region: "eu-central-1", account: expected.account });
    expect(resource(snapshot, "alerts").position?.file).toBe(file);
  }

  (missing.Go === undefined ? test : test.skip)("Go", () => isTheSame("go-audit", "main.go"));
  (missing.Python === undefined ? test : test.skip)("Python", () => isTheSame("python-audit", "__main__.py"));
});

describeGo("a Go program", () => {
  test("asks for settings that nobody gave: placeholders of the right type, one assumption each", async () => {
    const folder = goProgram(`
		var zones []string
		config.RequireObject(ctx, "test:zones", &zones)
		owner, err := config.Try(ctx, "test:owner")
		if err != nil {
			return err
		}
		return create(ctx, pulumi.Map{
			"name":    pulumi.String(owner),
			"email":   pulumi.String(config.Require(ctx, "test:email")),
			"zones":   pulumi.Int(len(zones)),
			"retries": pulumi.Int(config.RequireInt(ctx, "test:retryCount")),
		})`);
    const snapshot = await previewProgram({ path: folder });
    expect(resource(snapshot, "t").values).toMatchObject({ name: "placeholder-owner", zones: 0, retries: 1 });
    expect(assumed(snapshot).filter((text) => text.startsWith("configuration"))).toEqual([
      "configuration test:email",
      "configuration test:owner",
      "configuration test:retryCount",
      "configuration test:zones",
    ]);
    const error = await failure(folder, { strictConfig: true });
    expect(error.message).toMatch(
      /4 settings are missing\n +test:email .*\n +test:owner .*\n +test:retryCount .*\n +test:zones /,
    );
    expect(error.exitCode).toBe(2);
  });

  test.each([
    [
      "does not compile",
      'return create(ctx, "no map")',
      ["It does not compile.", "\n  main.go:23:", "as pulumi.Map value"],
    ],
    [
      "panics",
      '\t\tvar none *topic\n\t\t_ = none.URN().ElementType\n\t\tpanic("out of cheese")',
      ["panic: ", "at main.go:"],
    ],
    ["returns an error", "\t\treturn os.ErrDeadlineExceeded", ["the program failed.\ni/o timeout"]],
    ["ends itself", "\t\tos.Exit(0)\n\t\treturn nil", ["the program ended itself (os.Exit?)"]],
  ])("%s", async (_, body, expected) => {
    const error = await failure(goProgram(body));
    for (const text of expected) expect(error.message).toContain(text);
    expect(error.message).not.toMatch(/goroutine|exit status|0x/);
    expect(error.exitCode).toBe(2);
  });

  test("imports a module that was not downloaded", async () => {
    const files = { "other.go": 'package main\n\nimport _ "example.com/absent"\n' };
    const error = await failure(goProgram("\t\treturn nil", files));
    expect(error.message).toContain("Run `go mod download` (or `go mod tidy`) there.");
    expect(error.message).toContain("example.com/absent");
    expect(error.exitCode).toBe(2);
  });

  test("never ends: the compiled program is ended with its launcher", async () => {
    // Were it still running, it would hold its output open and the preview would wait for it.
    const folder = goProgram("\t\ttime.Sleep(time.Hour)\n\t\treturn nil");
    expect(fails("go", ["build", "-o", "audit", "."], folder)).toBeUndefined();
    const error = await failure(folder, { timeoutMs: 4_000 });
    expect(error.message).toContain("did not end within 4 s");
    expect(error.exitCode).toBe(3);
  });
});

test("no Go on this machine, no .go file, a binary that was not built", async () => {
  const { PATH } = process.env;
  try {
    process.env.PATH = "/nowhere";
    const error = await failure(program({ ...GO, "main.go": "package main\n" }, false));
    expect(error.message).toContain("its runtime is go, but there is no `go` on PATH");
    expect(error.exitCode).toBe(2);
  } finally {
    process.env.PATH = PATH;
  }
  expect((await failure(program(GO, false))).message).toContain("a Go program needs .go files");
  const project = "name: test\nruntime: { name: go, options: { binary: bin/audit } }\n";
  expect((await failure(program({ ...GO, "Pulumi.yaml": project }, false))).message).toContain("Build it first");
});

describePython("a Python program", () => {
  test("asks for settings that nobody gave: placeholders of the right type, one assumption each", async () => {
    const folder = pythonProgram(`${IMPORTS}
config = pulumi.Config()
zones, on = config.require_object("zones"), config.require_bool("on")
name = f"{config.require('owner')} {config.require_int('retries') + 1} {on} {len(zones)}"
aws.sns.Topic("t", name=name)
`);
    const snapshot = await previewProgram({ path: folder });
    expect(resource(snapshot, "t").values.name).toBe("placeholder-owner 2 False 0");
    expect(assumed(snapshot).filter((text) => text.startsWith("configuration"))).toEqual([
      "configuration test:on",
      "configuration test:owner",
      "configuration test:retries",
      "configuration test:zones",
    ]);
    const error = await failure(folder, { strictConfig: true });
    expect(error.message).toMatch(
      /4 settings are missing\n +test:on .*\n +test:owner .*\n +test:retries .*\n +test:zones /,
    );
  });

  test("an answer that nobody knows is unknown in every form", async () => {
    const snapshot = await previewProgram({
      path: pythonProgram(`${IMPORTS}
import json
plain = aws.ec2.get_ami(owners=["amazon"])
later = aws.ec2.get_ami_output(owners=["amazon"])
aws.sns.Topic("t", name=plain.id, display_name=later.name, policy=f"of {plain.tags['owner']}")
aws.sns.Topic("u", name=aws.ec2.get_vpc(id=aws.ec2.Vpc("v").id).cidr_block)
recommended = json.loads(aws.ssm.get_parameter(name="/aws/service/ecs/optimized-ami/recommended").value)
aws.sns.Topic("w", name=recommended["image_id"])
for disk in plain.block_device_mappings:
    aws.sns.Topic(disk.device_name)
`),
    });
    const { name, displayName, policy } = resource(snapshot, "t").values;
    const others = ["u", "w"].map((topic) => resource(snapshot, topic).values.name);
    for (const value of [name, displayName, policy, ...others]) expect(value).toBeInstanceOf(Unknown);
    expect(assumed(snapshot)).toContain("invoke aws:ec2/getAmi");
    expect(assumed(snapshot)).toContain("invoke aws:ec2/getAmi#elements");
  });

  test.each([
    ["does not compile", "import pulumi\n\ndef f(:\n", ["SyntaxError: invalid syntax\n  at __main__.py:3"]],
    ["raises", "import shop\n", ["ValueError: out of cheese\n  at shop.py:2"]],
    [
      "raises where an output is known",
      `${IMPORTS}\ndef late(name):\n    raise KeyError(name)\n\naws.sns.Topic("t", name="n").name.apply(late)\n`,
      ["KeyError: 'n'\n  at __main__.py:5"],
    ],
    [
      "imports what is not installed",
      "import absent\n",
      ["No module named 'absent'", "pip install -r requirements.txt"],
    ],
    ["ends itself", "import sys\nsys.exit(0)\n", ["the program ended itself (sys.exit?)"]],
    ["tells people what is wrong", 'import pulumi\nraise pulumi.RunError("no cheese")\n', ["failed.\nno cheese\n  at"]],
  ])("%s", async (_, text, expected) => {
    const error = await failure(
      pythonProgram(text, { "shop.py": 'def f():\n    raise ValueError("out of cheese")\n\nf()\n' }),
    );
    for (const part of expected) expect(error.message).toContain(part);
    expect(error.message).not.toContain("Traceback");
    expect(error.exitCode).toBe(2);
  });
});

test.each([
  ["no interpreter", "python", "there is no `python3` on PATH"],
  ["no Poetry", "{ name: python, options: { toolchain: poetry } }", "there is no `poetry` on PATH"],
  ["uv has not installed anything", "{ name: python, options: { toolchain: uv } }", "Run `uv sync` there"],
  [
    "no virtual environment",
    "{ name: python, options: { virtualenv: venv } }",
    "python3 -m venv venv && venv/bin/pip install",
  ],
  ["a toolchain of the future", "{ name: python, options: { toolchain: conda } }", "toolchain conda is not known"],
])("a Python program without its toolchain: %s", async (_, runtime, expected) => {
  const { PATH } = process.env;
  const files = { "package.json": "", "Pulumi.yaml": `name: test\nruntime: ${runtime}\n`, "__main__.py": "" };
  try {
    process.env.PATH = "/nowhere";
    const error = await failure(program({ ...files, "__main__.py": "pass\n" }, false));
    expect(error.message).toContain(expected);
    expect(error.exitCode).toBe(2);
  } finally {
    process.env.PATH = PATH;
  }
});

test("toolchains find their files, and none of their credentials", () => {
  const kept = { GOPATH: "/go", GOFLAGS: "-mod=mod", PYTHONPATH: "lib", VIRTUAL_ENV: "/venv" };
  const withheld = {
    GOPROXY: "https://u:p@proxy",
    GOAUTH: "netrc",
    POETRY_PYPI_TOKEN_PYPI: "t",
    PIP_INDEX_URL: "https://u:p@i",
  };
  const environment = programEnvironment({ ...kept, ...withheld }, [], "/nowhere");
  expect(environment).toMatchObject(kept);
  for (const name of Object.keys(withheld)) expect(environment).not.toHaveProperty(name);
});
