import { register } from "../../player/src/kinds";
import { RateElement } from "./element";
import { logic } from "./logic";

register("rate", RateElement, logic);
