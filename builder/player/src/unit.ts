/**
 * A module that was launched by itself, as a unit of cmi5 (format.md, "Modules as units of cmi5"): the course as
 * if that module were all of it. `builder/plan/units.py` says the same to the LMS.
 */
import { isMarked, type Plan, type PlannedItem, type Rules } from "./plan";

export function hasModule({ modules }: Plan, module: string): boolean {
  return modules.some(({ id }) => id === module);
}

/**
 * The plan on which a unit runs. Items of other modules stay known, for blocks may name them; they ask nothing
 * and give no points. The id is the unit's own: what is kept on a device must not get into another unit. Where
 * there is nothing to pass, nobody passes.
 */
export function planOf(plan: Plan, module: string): Plan {
  const pages = plan.pages.filter((page) => page.module === module);
  const own = new Set(pages.map(({ id }) => id));
  const unit: Plan = {
    ...plan,
    course: { ...plan.course, id: `${plan.course.id}.${module}` },
    rules: rulesOf(plan.rules, module),
    modules: plan.modules.filter(({ id }) => id === module),
    pages,
    items: plan.items.map((item) => (own.has(item.page) ? item : silenced(item))),
  };
  return isMarked(unit) ? unit : { ...unit, rules: { ...unit.rules, status: "completed" } };
}

function silenced(item: PlannedItem): PlannedItem {
  return { ...item, required: false, points: 0 };
}

/**
 * A share of pages is one of the module's pages. Where the course asks for some modules, each of them is done when
 * all is done that counts in it; so are the others, but there is nothing to pass in them.
 */
function rulesOf(rules: Rules, module: string): Rules {
  const { when, modules, passMark } = rules.completion;
  if (when !== "modules") return rules;
  const marked = modules.includes(module) && passMark !== undefined;
  const completion = { when: "all-required" as const, share: 1, modules: [], ...(marked ? { passMark } : {}) };
  return { ...rules, completion };
}
