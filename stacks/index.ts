import { Config, getStack } from "@pulumi/pulumi";
import { problem, refuse } from "../components/problems";
import { account } from "./account";
import { logArchive } from "./log-archive";
import { organization } from "./organization";
import { regions } from "./regions";
import { workload } from "./workload";

/** What a stack can be: `trailwatch:program` in its configuration names one. */
const programs: Record<string, () => Record<string, unknown>> = {
  account,
  organization,
  "log-archive": logArchive,
  regions,
  workload,
};

const name = new Config().get("program");
const known = Object.keys(programs).join(", ");
const message = name === undefined ? `missing; expected ${known}` : `"${name}" is not a program; there is ${known}`;
const wrong = name === undefined || !Object.hasOwn(programs, name);
refuse(`Pulumi.${getStack()}.yaml`, problem(wrong, "trailwatch:program", message), "setting");

export = programs[name ?? ""]();
