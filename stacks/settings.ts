import { Config, getOrganization, getProject, getStack, runtime, StackReference, type Output } from "@pulumi/pulumi";
import { refuse, type Problem } from "../components/problems";

/** The configuration of the stack, read without stopping at the first mistake. */
export class Settings {
  readonly problems: Problem[];
  private readonly config = new Config();

  /** @param known every setting that the program reads */
  constructor(known: readonly string[]) {
    const project = `${getProject()}:`;
    this.problems = Object.keys(runtime.allConfig())
      .filter((key) => key.startsWith(project) && !known.includes(key.slice(project.length)))
      .map((setting) => ({ setting, message: `is not a setting; there are ${known.join(", ")}` }));
  }

  text(key: string): string | undefined {
    return this.config.get(key)?.trim() || undefined;
  }

  /** Texts that commas separate. */
  list(key: string): string[] {
    return (this.text(key) ?? "").split(",").flatMap((part) => part.trim() || []);
  }

  secret(key: string): Output<string> | undefined {
    return this.config.getSecret(key);
  }

  number(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    if (/^\d+$/.test(text)) return Number(text);
    this.problem(key, `"${text}" is not a whole number`);
    return undefined;
  }

  flag(key: string): boolean | undefined {
    const text = this.text(key);
    if (text !== undefined && text !== "true" && text !== "false")
      this.problem(key, `"${text}" is neither true nor false`);
    return text === undefined ? undefined : text === "true";
  }

  /** Another stack of this project, by its name or by all three: organization, project and stack. */
  stack(key: string, usual: string): StackReference {
    const name = this.text(key) ?? usual;
    return new StackReference(name.includes("/") ? name : `${getOrganization()}/${getProject()}/${name}`);
  }

  /** Says how to set what is missing. */
  require(key: string, why: string, example: string): string {
    const text = this.text(key);
    const hint = `pulumi config set ${this.name(key)} ${example}`;
    if (text === undefined) this.problem(key, `missing; ${why} (${hint})`);
    return text ?? "";
  }

  problem(key: string, message: string): void {
    const setting = this.name(key);
    const told = this.problems.some((other) => other.setting === setting && other.message === message);
    if (!told) this.problems.push({ setting, message });
  }

  /** Stops the program when anything is wrong, before a resource is made. */
  refuse(): void {
    refuse(`Pulumi.${getStack()}.yaml`, this.problems, "setting");
  }

  private name(key: string): string {
    return `${getProject()}:${key}`;
  }
}
