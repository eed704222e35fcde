import { register } from "../../player/src/registry";
import { RateElement } from "./element";
import { logic } from "./logic";

register("rate", RateElement, logic);
