import { register } from "../../player/src/kinds";
import { PlanElement } from "./element";
import { logic } from "./logic";

register("plan", PlanElement, logic);
