import { register } from "../../player/src/registry";
import { PlanElement } from "./element";
import { logic } from "./logic";

register("plan", PlanElement, logic);
