import { CommandError, type EngineEvent, LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "./engine";
import { Outcome } from "./outcome";

export interface With {
  /** Folder of a policy pack. */
  pack?: string;
  /** What `--policy-pack-config` gets. */
  configuration?: object;
}

/** A stack whose programs are functions of the tests, run through the Automation API. */
export class InlineStack {
  private constructor(private readonly stack: Stack) {}

  static async create(engine: Engine, stackName: string, projectName = "shop"): Promise<InlineStack> {
    const workDir = engine.project(`${projectName}-${stackName}`);
    const program = { projectName, stackName, program: async () => {} };
    const stack = await LocalWorkspace.createStack(program, { pulumiCommand: engine.command, workDir });
    await stack.setConfig("aws:region", { value: "eu-west-1" });
    return new InlineStack(stack);
  }

  /**
   * The Automation API hangs up when the engine ends, and on a busy machine before it has read the last events. Such a preview,
   * which is known by the event that ends all others, is made again.
   */
  async preview(program: PulumiFn, given: With = {}): Promise<Outcome> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.watch((options) => this.stack.preview({ program, ...options }), given);
      if (attempt === 3 || outcome.events.some(({ cancelEvent }) => cancelEvent)) return outcome;
    }
  }

  /** An update without a preview before it, as the Automation API does it. */
  up(program: PulumiFn, given: With = {}): Promise<Outcome> {
    return this.watch((options) => this.stack.up({ program, ...options }), given);
  }

  /** The JSON of `pulumi stack export`. */
  async export(): Promise<string> {
    return JSON.stringify(await this.stack.exportStack());
  }

  private async watch(run: (options: object) => Promise<unknown>, { pack, configuration }: With): Promise<Outcome> {
    const events: EngineEvent[] = [];
    let output = "";
    const file = join(this.stack.workspace.workDir, "policy-config.json");
    if (configuration) writeFileSync(file, JSON.stringify(configuration));
    const options = {
      policyPacks: pack && [pack],
      policyPackConfigs: configuration && [file],
      onEvent: (event: EngineEvent) => events.push(event),
      onOutput: (text: string) => (output += text),
      onError: (text: string) => (output += text),
    };
    try {
      await run(options);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return new Outcome(true, output, events);
    }
    return new Outcome(false, output, events);
  }
}
