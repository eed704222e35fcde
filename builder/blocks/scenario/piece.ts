import { register } from "../../player/src/kinds";
import { ScenarioElement } from "./element";
import { logic } from "./logic";

register("scenario", ScenarioElement, logic);
