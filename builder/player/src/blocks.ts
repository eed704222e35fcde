/** The table of blocks: for each kind its logic, its element, or both. A new kind is a line in each. */
import { CheckElement } from "../../blocks/check/element";
import { logic as check } from "../../blocks/check/logic";
import { EmbedElement } from "../../blocks/embed/element";
import { PlanElement } from "../../blocks/plan/element";
import { logic as plan } from "../../blocks/plan/logic";
import { PoolElement } from "../../blocks/pool/element";
import { logic as pool } from "../../blocks/pool/logic";
import { QuestionElement } from "../../blocks/question/element";
import { logic as question } from "../../blocks/question/logic";
import { RateElement } from "../../blocks/rate/element";
import { logic as rate } from "../../blocks/rate/logic";
import { ReflectElement } from "../../blocks/reflect/element";
import { logic as reflect } from "../../blocks/reflect/logic";
import { RevealElement } from "../../blocks/reveal/element";
import { logic as reveal } from "../../blocks/reveal/logic";
import { ScenarioElement } from "../../blocks/scenario/element";
import { logic as scenario } from "../../blocks/scenario/logic";
import { SheetElement } from "../../blocks/sheet/element";
import { logic as sheet } from "../../blocks/sheet/logic";
import { VideoElement } from "../../blocks/video/element";
import { logic as video } from "../../blocks/video/logic";
import type { Logics } from "./course";
import type { ElementClass } from "./host";

export const LOGICS: Logics = { check, plan, pool, question, rate, reflect, reveal, scenario, sheet, video };

/** Tags are `bc-KIND`. */
export const ELEMENTS: Readonly<Record<string, ElementClass>> = {
  check: CheckElement,
  embed: EmbedElement,
  plan: PlanElement,
  pool: PoolElement,
  question: QuestionElement,
  rate: RateElement,
  reflect: ReflectElement,
  reveal: RevealElement,
  scenario: ScenarioElement,
  sheet: SheetElement,
  video: VideoElement,
};
