import { register } from "../../player/src/registry";
import { ScenarioElement } from "./element";
import { logic } from "./logic";

register("scenario", ScenarioElement, logic);
