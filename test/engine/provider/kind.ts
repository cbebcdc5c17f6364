/** What the stand-in knows of a type; of any other type it knows that there is an ARN and an id. */
export interface Kind {
  /** The input that AWS knows the resource by, which the provider makes up when the program leaves it out. */
  named?: string;
  /** Inputs that the provider sets when the program leaves them out. */
  defaults?: Record<string, unknown>;
  /** Inputs that hold a JSON document; the provider takes objects too and turns them into text. */
  documents?: readonly string[];
  /** Whether it has a `region`, which version 7 of the provider fills in. @default true */
  regional?: boolean;
  /** Whether it has `tagsAll`. @default only where the program gives tags */
  taggable?: boolean;
  /**
   * The outputs that AWS decides where the program does not. Before the resource exists they are all unknown, also the many
   * settings that a program may give and left out (`Optional` and `Computed` in the Terraform provider's schema).
   */
  computed(inputs: Record<string, unknown>, place: Place): Computed;
}

export type Computed = { id: string; [output: string]: unknown };

/** Where a resource is created. What AWS would make up is made from the URN, so that it is the same in every run. */
export interface Place {
  partition: string;
  region: string;
  account: string;
  /** Hexadecimal digits that only this resource has. */
  digits: string;
}

export const text = (value: unknown): string => (typeof value === "string" ? value : "unnamed");

export const arn = ({ partition, region, account }: Place, service: string, resource: string): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

export const globalArn = ({ partition, account }: Place, service: string, resource: string): string =>
  `arn:${partition}:${service}::${account}:${resource}`;

export const uuid = ({ digits }: Place): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
