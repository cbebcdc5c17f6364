import { functions } from "./math-functions";
import { parseMath, type Formula } from "./math-syntax";
import { combine, mapped, type Points, type Term } from "./math-terms";
import { NotUnderstood } from "./not-understood";

export type { Points };

/** What the alarm compares, by period, from what its metrics have. */
export type MetricMath = (points: (id: string) => Readonly<Points>, range: number) => Readonly<Points>;

interface Mathematics {
  metrics: readonly string[];
  expressions: Readonly<Record<string, string>>;
  returns: string;
  /** Seconds. */
  period: number;
}

type Evaluation = (points: (id: string) => Readonly<Points>, range: number) => Term;

const OPERATORS: Record<string, (left: number, right: number) => number | undefined> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => (right === 0 ? undefined : left / right),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  "<=": (left, right) => Number(left <= right),
  ">=": (left, right) => Number(left >= right),
  "<": (left, right) => Number(left < right),
  ">": (left, right) => Number(left > right),
  "&&": (left, right) => Number(left !== 0 && right !== 0),
  "||": (left, right) => Number(left !== 0 || right !== 0),
};

/** @throws NotUnderstood for functions and forms beyond arithmetic, comparison, FILL, IF and sums over metrics */
export function compileMath({ metrics, expressions, returns, period }: Mathematics): MetricMath {
  const open = new Set<string>();

  const named = (id: string): Evaluation => {
    if (metrics.includes(id)) return (points) => points(id);
    if (!Object.hasOwn(expressions, id)) throw new NotUnderstood(`no query of the alarm has the id ${id}`);
    if (open.has(id)) throw new NotUnderstood(`${id} is written in terms of itself`);
    open.add(id);
    const evaluation = compile(parseMath(expressions[id]), expressions[id]);
    open.delete(id);
    return evaluation;
  };

  const compile = (formula: Formula, source: string): Evaluation => {
    const refuse = (): never => {
      throw new NotUnderstood(`what becomes of ${source} is not worked out`);
    };
    const all = (formulas: Formula[]): Evaluation[] => formulas.map((each) => compile(each, source));
    switch (formula.type) {
      case "number":
        return () => formula.value;
      case "id":
        // Ids start with a lowercase letter; what does not is a word of a function, such as LINEAR.
        return /^[a-z]/.test(formula.id) ? named(formula.id) : refuse();
      case "array": {
        const members = all(formula.members);
        return (points, range) => {
          const terms = members.map((member) => member(points, range));
          return {
            all: terms.flatMap((term) => (typeof term === "number" ? refuse() : "all" in term ? term.all : [term])),
          };
        };
      }
      case "negative": {
        const of = compile(formula.of, source);
        return (points, range) => mapped(of(points, range), (value) => -value);
      }
      case "binary": {
        const [left, right] = all([formula.left, formula.right]);
        const operate = OPERATORS[formula.operator];
        return (points, range) => combine(left(points, range), right(points, range), operate) ?? refuse();
      }
      case "call": {
        const { name, inputs } = formula;
        const [first] = inputs;
        if (name === "METRICS" && inputs.length <= 1 && (!first || first.type === "text")) {
          const ids = metrics.filter((id) => !first || id.includes(first.text));
          return (points) => ({ all: ids.map(points) });
        }
        if (name === "PERIOD" && inputs.length === 1 && first.type === "id" && metrics.includes(first.id))
          return () => period;
        if (name === "FILL" && inputs[1]?.type === "id" && inputs[1].id === "REPEAT") {
          const of = compile(first, source);
          return (points, range) => functions.REPEAT([of(points, range)]) ?? refuse();
        }
        const call = Object.hasOwn(functions, name) ? functions[name] : refuse();
        const evaluations = all(inputs);
        return (points, range) =>
          call(
            evaluations.map((each) => each(points, range)),
            range,
          ) ?? refuse();
      }
      case "text":
        return refuse();
    }
  };

  const evaluation = named(returns);
  return (points, range) => {
    const term = evaluation(points, range);
    if (typeof term !== "number" && !("all" in term)) return term;
    throw new NotUnderstood(`${expressions[returns]} is not one time series`);
  };
}
