/** What a namespace of CloudWatch's own has in it, as far as policies rest on it. */
export interface Namespace {
  name: string;
  /** Names that people take it for. */
  mistakenFor?: readonly string[];
  /** Metrics by the unit that they are published in; `""` where AWS names none. Blanks separate them. */
  metrics: Readonly<Record<string, string>>;
  /** Every dimension that any of these metrics has. @default not listed here */
  dimensions?: string;
  /** Sets of dimensions (`A+B`), of which each data point has at least one. @default none is needed */
  needs?: string;
  /** Metrics whose sets are others; `-` for those without any dimension. */
  except?: Readonly<Record<string, string>>;
  /** What values of a dimension look like. @default no ARN and no URL */
  forms?: Readonly<Record<string, RegExp>>;
  /** The one region that has the metrics of all. */
  region?: string;
}
