import { register } from "../../player/src/registry";
import { CheckElement } from "./element";
import { logic } from "./logic";

register("check", CheckElement, logic);
